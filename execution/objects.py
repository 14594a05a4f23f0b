"""The functions of selections below which nothing is awaited: `of_N` makes the answer of an object from it alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphql import GraphQLEnumType

from execution.answering import Attribute, Call, Prepared
from execution.keeping import prepared
from execution.leaves import Members, going_out, test
from execution.plan import Field, Leaf, Many, One, OneOf, Selection, Shape, TypeName
from execution.writing import Writing


@dataclass(frozen=True, slots=True)
class Objects:
    """Writes them. Where an expression `settles`, what it is in is kept, and not whole yet: only its parts can be
    settled.
    """

    module: Writing
    _written: dict[int, str] = field(default_factory=dict)

    def of(self, selection: Selection, asked: Field) -> str:
        """The name of the function that makes the answer of one object."""
        if selection.number not in self._written:
            name = self._written[selection.number] = f"of_{selection.number}"
            self.function(name, selection, asked)
        return self._written[selection.number]

    def function(self, name: str, selection: Selection, asked: Field | None, *, settles: bool = False) -> None:
        """A function of this name that makes the answer of one object, as far as it is there at once."""
        lines, answer = self.answer(selection, settles=settles)
        body = [*self._check(selection, asked), *lines, f"return {answer}"]
        self.module.function(f"def {name}(source):", body, of=selection.type.name)

    def answer(self, selection: Selection, *, awaited: str = "None", settles: bool = False) -> tuple[list[str], str]:
        """The answer of the object `source`: lines that come before, and an expression. Awaited fields are filled in
        later, if they are not there under a name.
        """
        lines: list[str] = []
        entries = []
        for asked in selection.fields:
            if isinstance(asked, TypeName):
                value = repr(selection.type.name)
            elif asked.waits:
                value = awaited
            else:
                value = self._settled(asked, lines, settles=settles)
            entries.append(f"{self.module.key(asked)}: {value}")
        return lines, "{" + ", ".join(entries) + "}"

    def rows(self, selection: Selection, function: str) -> str:
        """The name of the answers of objects that a function makes: kept, where they may be."""
        name = f"rows_{selection.number}"
        if self.module.take(name):
            fields = prepared(selection, self.module.arguments)
            made = f"Anew({function})"
            if fields is not None:
                place = self.module.name(f"selection_{selection.number}", lambda: selection)
                made = f"rows(era, {place}, {function}, ({''.join(f'{_name(each)}, ' for each in fields)}))"
            self.module.line(f"{name} = {made}")
        return name

    def read(self, asked: Field) -> str:
        """What answers a field of the object `source`: a value, or a coroutine."""
        module, how = self.module, asked.answering.how
        if isinstance(how, Attribute):
            return ".".join(("source", *how.path, how.name))
        call = how if isinstance(how, Call) else asked.answering.call
        if module.arguments[asked.number].error is not None:
            return "off_path()"
        given = ["source"] if call.takes_source and not isinstance(how, Prepared) else []
        given += [f"{call.takes_info}=info"] if call.takes_info else []
        given += module.given(asked)
        name = _name(asked)
        if isinstance(how, Prepared):
            prepare = module.name(f"prepare_{name}", lambda: how.prepare)
            module.line(f"{name} = {prepare}({', '.join(given)})")
            return f"{name}({'.'.join(('source', *how.path))})"
        return f"{module.name(name, lambda: call.function)}({', '.join(given)})"

    def leaf(self, shape: Leaf, found: str, *, is_name: bool) -> str:
        """A value as it goes out: an expression, or the name of one."""
        if isinstance(shape.type, GraphQLEnumType) and not shape.nullable:
            type_ = shape.type
            return f"{self.module.name(f'members_of_{type_.name}', lambda: Members(type_))}[{found}]"
        mark = "or_none" if shape.nullable else ""
        out = self.module.name(
            f"as_{shape.type.name}{mark and f'_{mark}'}", lambda: going_out(shape.type, nullable=shape.nullable)
        )
        name = found if is_name else "x"
        plain = test(shape.type, name)
        if plain is None:
            return f"{out}({found})"
        if not is_name:
            plain = plain.replace("x.", f"(x := {found}).", 1)
        return f"({name} if {plain} else {out}({name}))"

    def _check(self, selection: Selection, asked: Field | None) -> list[str]:
        """Lines that let the class of `source` be good, or raise. The root is no object that needs it."""
        if asked is None:
            return []
        classes = self.module.classes(selection, asked)
        return [f"if source.__class__ not in {classes}:", f"    {classes}.check(source)"]

    def _settled(self, asked: Field, lines: list[str], *, settles: bool) -> str:
        """The answer of a field that is there at once."""
        found = self.read(asked)
        if isinstance(asked.shape, Leaf):
            return self.leaf(asked.shape, found, is_name=False)
        name = f"value_{asked.number}"
        lines.append(f"{name} = {found}")
        return self._shaped(asked.shape, asked, name, settles=settles)

    def _shaped(self, shape: Shape, asked: Field, name: str, *, settles: bool) -> str:
        """The value of this name, completed."""
        match shape:
            case Leaf():
                return self.leaf(shape, name, is_name=True)
            case One(selection, nullable):
                done = f"{self.of(selection, asked)}({name})"
                if settles:
                    done = f"settle({done})"
                return f"(None if {name} is None else {done})" if nullable else done
            case OneOf(_, choices, nullable):
                by_type = {key: self.of(choices[key], asked) for key in choices}
                types, functions = self.module.choices(shape, asked, by_type)
                done = f"{functions}[{types}.name({name})]({name})"
                return f"(None if {name} is None else {done})" if nullable else done
            case Many(item, nullable):
                each = f"{name}_"
                checked = f"({name} if {name}.__class__ is list else check_list({name}))"
                done = f"[{self._shaped(item, asked, each, settles=settles)} for {each} in {checked}]"
                return f"(None if {name} is None else {done})" if nullable else done


def _name(asked: Field) -> str:
    """The name of what answers a field."""
    return f"{asked.parent.name}_{asked.name}_{asked.number}"

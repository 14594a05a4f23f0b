"""Operations compiled, kept, and run: what the rest of a program sees of this package."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from graphql import (
    DirectiveNode,
    DocumentNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    visit,
)
from graphql.execution.values import VariableValues
from strawberry import Schema

from execution.careful import Careful
from execution.conducting import conduct
from execution.errors import Unsupported
from execution.generating import generated
from execution.informing import inform
from execution.loading import Loading
from execution.plan import Field, Selection, selections
from execution.planning import Source, plan
from execution.values import Arguments
from execution.variables import BadVariables, Run, Variables
from execution.writing import Code

MOST_VARIANTS = 32
"""How many functions are kept of one operation: one for each combination of its conditions that was asked for."""

Function: TypeAlias = Callable[..., Callable[[list[Any]], Coroutine[Any, Any, list[dict[str, Any]]]]]


@dataclass(frozen=True, slots=True)
class Result:
    """What an operation gave. `data` is None, and `executed` false, where its variables were refused."""

    data: dict[str, Any] | None
    errors: list[GraphQLError] = field(default_factory=list)
    executed: bool = True
    careful: bool = False
    """Whether the careful pass was taken."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a document gives to an operation that was compiled of a normal form: aliases by their placeholders, and the
    values of its literals by the variables in their places.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    literals: Mapping[str, Any] = field(default_factory=dict)


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Variant:
    """An operation compiled for some values of its conditions."""

    root: Selection
    code: Code
    arguments: Mapping[int, Arguments]
    bind: Function
    defaults: tuple[Any, ...]
    """Of the code's parameters, where the argument is left out."""
    given: tuple[int, ...]
    """The fields whose arguments these parameters are."""

    async def answer(self, run: Run, loading: Loading, document: Given = NOTHING_GIVEN) -> dict[str, Any] | None:
        """The data of one run; None where something is wrong, which the careful pass meets again, and tells."""
        function = self.bound(run, loading, document)
        if function is None:
            return None
        try:
            (data,) = await conduct(function([None]), loading.rounds)
        except Exception:  # noqa: BLE001  # whatever it was
            return None
        return data

    def bound(
        self, run: Run, loading: Loading, document: Given = NOTHING_GIVEN
    ) -> Callable[[list[Any]], Coroutine[Any, Any, list[dict[str, Any]]]] | None:
        """The function for one run; None where arguments have no values, which the careful pass tells."""
        try:
            values = {number: self.arguments[number].values(run.variables) for number in self.given}
            given = [
                values[number].get(name, default)
                for (_, number, name), default in zip(self.code.parameters, self.defaults, strict=True)
            ]
            keys = [document.aliases[each] for each in self.code.marks]
            return self.bind(run.info, run.info.context, loading.era, loading.notes, *keys, *given)
        except Exception:  # noqa: BLE001  # told by the careful pass, where it belongs
            return None


class Compiled:
    """An operation that is compiled. Raises Unsupported where it cannot be."""

    def __init__(self, schema: Schema, document: DocumentNode, operation: OperationDefinitionNode) -> None:
        if operation.operation is not OperationType.QUERY:
            raise Unsupported(operation.operation.value)
        self.document = document
        self.operation = operation
        self._schema = schema
        self._source = Source(schema._schema, document, operation)  # noqa: SLF001  # graphql-core's own
        self._variables = Variables(self._source.schema, operation)
        self._conditions = _conditions(self._source)
        self._variants: OrderedDict[tuple[Any, ...], Variant] = OrderedDict()
        if not self._conditions:
            self.variant(coerced_none())

    async def run(
        self, given: Mapping[str, Any], context: Any, loading: Loading, *, again: Callable[[], None] = lambda: None
    ) -> Result:
        """The answer to the operation with these values of its variables. `again` is called before what was resolved is
        resolved once more.
        """
        try:
            variables = self._variables.values(given)
        except BadVariables as bad:
            return Result(None, bad.errors, executed=False)
        variant, run = self.variant(variables), self._run(variables, context)
        data = await variant.answer(run, loading)
        if data is not None:
            return Result(data)
        again()
        careful = await conduct(Careful(run, variant.arguments).answer(variant.root), loading.rounds)
        return Result(*careful, careful=True)

    async def attempt(
        self, given: Mapping[str, Any], document: Given, context: Any, loading: Loading
    ) -> dict[str, Any] | None:
        """The data of an operation that was compiled of a normal form. None where anything is wrong: what, and where in
        the text, is told by whoever compiles the document itself.
        """
        try:
            found = self._variables.values(given)
        except BadVariables:
            return None
        variables = VariableValues(found.sources, {**found.coerced, **document.literals})
        return await self.variant(variables).answer(self._run(variables, context), loading, document)

    def _run(self, variables: VariableValues, context: Any) -> Run:
        source = self._source
        return Run(source.schema, inform(source.schema, source.operation, context, variables.coerced), variables)

    def variant(self, variables: VariableValues) -> Variant:
        """The operation for the conditions as they are."""
        key = tuple(variables.coerced.get(name) for name in self._conditions)
        found = self._variants.get(key)
        if found is not None:
            self._variants.move_to_end(key)
            return found
        made = self._variants[key] = self._compile(variables)
        if len(self._variants) > MOST_VARIANTS:
            self._variants.popitem(last=False)
        return made

    def _compile(self, variables: VariableValues) -> Variant:
        root = plan(self._source, variables)
        converting = self._schema.schema_converter
        arguments = {each.number: Arguments.of(each, converting) for each in fields(root)}
        code = generated(self._source.schema, arguments, root)
        namespace = dict(code.names)
        exec(compile(code.text, "<compiled operation>", "exec"), namespace)  # noqa: S102  # text of our own making
        by_number = {each.number: each for each in fields(root)}
        defaults = tuple(by_number[number].answering.call.defaults.get(name) for _, number, name in code.parameters)
        given = tuple(dict.fromkeys(number for _, number, _ in code.parameters))
        return Variant(root, code, arguments, cast("Function", namespace["bind"]), defaults, given)


def coerced_none() -> VariableValues:
    """No variables at all."""
    return VariableValues({}, {})


def fields(root: Selection) -> list[Field]:
    """Every field of a plan, each once."""
    found: list[Field] = []
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        selection = waiting.pop()
        if selection.number in seen:
            continue
        seen.add(selection.number)
        for each in selection.fields:
            if isinstance(each, Field):
                found.append(each)
                waiting += selections(each.shape)
    return found


class _Conditions(Visitor):
    """Finds the variables that @skip and @include depend on."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, None] = {}

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        """Look at a directive's arguments."""
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.names[argument.value.name.value] = None


def _conditions(source: Source) -> tuple[str, ...]:
    finding = _Conditions()
    visit(source.document, finding)
    declared = {each.variable.name.value for each in source.operation.variable_definitions or ()}
    return tuple(name for name in finding.names if name in declared)

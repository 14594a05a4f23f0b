"""The normal form of a GraphQL document: what two texts share that differ in white space, aliases and literals alone.

Two texts with the same normal form are equally valid, as far as their literals are values of their places: aliases that
were equal are still equal, to each other and to no name of a field, and so are literals. The lexical grammar is that of
the GraphQL specification (section 2.1). What is odd (block strings, escapes, errors) has no normal form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

MARK = "%"
"""Begins a placeholder. No token of GraphQL holds it, but for strings and comments."""

LONGEST_NUMBER = 99
"""Digits of each part of a number that is read."""

_DIGITS = f"[0-9]{{1,{LONGEST_NUMBER}}}"
_CONTROL = r"\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_PIECE = re.compile(
    r"[\ufeff\t\n\r ,]+"
    rf"|\#[^{_CONTROL}]*"
    r"|\.\.\.|[!$&():=@\[\]{}|]"
    r"|[_A-Za-z][_0-9A-Za-z]*"
    rf"|(?>-?(?:0|[1-9][0-9]{{0,{LONGEST_NUMBER - 1}}})(?:\.{_DIGITS})?(?:[eE][+-]?{_DIGITS})?)(?![_0-9A-Za-z.])"
    rf'|"[^"\\\t{_CONTROL}]*"'
)
"""Something ignored, a comment, or a token. No alternative looks further than its own end: whatever a text is, the time
that reading it takes grows with its length."""

_IGNORED = frozenset("\ufeff\t\n\r ,")
_STRING, _INT, _FLOAT = "s", "i", "f"
_NUMBER = frozenset("-0123456789")
_NAME = re.compile(r"[_A-Za-z]")


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal that was lifted out of a document, as it is written; a string without its quotes."""

    kind: str
    text: str

    @classmethod
    def string(cls, text: str) -> Literal:
        """A string."""
        return cls(_STRING, text)

    @classmethod
    def int(cls, text: str) -> Literal:
        """A number without a fraction."""
        return cls(_INT, text)

    @classmethod
    def float(cls, text: str) -> Literal:
        """A number with a fraction or an exponent."""
        return cls(_FLOAT, text)

    @property
    def is_string(self) -> bool:
        """Whether it is a string."""
        return self.kind == _STRING

    @property
    def is_int(self) -> bool:
        """Whether it is a number without a fraction."""
        return self.kind == _INT


@dataclass(frozen=True, slots=True)
class Normal:
    """A document's normal form, and what was lifted: aliases by their placeholders, and literals as they stand."""

    form: str
    aliases: dict[str, str]
    literals: tuple[Literal, ...]


@dataclass(slots=True)
class Lexed:
    """The tokens of a text, and how many comments stand between them."""

    tokens: list[str]
    comments: int


def lexed(text: str) -> Lexed | None:
    """The tokens of a text; None where it is odd, or wrong."""
    if '"""' in text or "\\" in text:
        return None
    pieces: list[str] = _PIECE.findall(text)
    if sum(map(len, pieces)) != len(text):
        return None
    told = [each for each in pieces if each[0] not in _IGNORED]
    tokens = [each for each in told if each[0] != "#"]
    return Lexed(tokens, len(told) - len(tokens))


def normalised(text: str, *, most_tokens: int, most_comments: int) -> Normal | None:
    """The normal form of a text; None where it has none, or more tokens or comments than this."""
    found = lexed(text)
    if found is None or len(found.tokens) > most_tokens or found.comments > most_comments:
        return None
    reading = _Reading(frozenset(_unaliased(found.tokens)))
    return reading.normal(found.tokens)


def _unaliased(tokens: Sequence[str]) -> list[str]:
    """What stands before no colon: every name of a field among it."""
    return [each for each, after in zip(tokens, [*tokens[1:], ""], strict=False) if after != ":"]


@dataclass(slots=True)
class _Reading:
    """Where the reading of a document is, and what was lifted so far.

    `braces` are selections that are open. `values` are brackets that are open in a value, the parenthesis before it
    among them. Literals are lifted where they are the value of a field's argument, all of it.
    """

    names: frozenset[str]
    aliases: dict[str, str] = field(default_factory=dict)
    numbers: dict[Literal, int] = field(default_factory=dict)
    literals: list[Literal] = field(default_factory=list)
    braces: int = 0
    values: int = 0
    is_lifting: bool = False

    def normal(self, tokens: Sequence[str]) -> Normal | None:
        """The normal form; None where brackets do not match."""
        form = list(tokens)
        for place, token in enumerate(tokens):
            first = token[0]
            if first in "(){}[]":
                self._bracket(first, tokens, place)
                if self.values < 0:
                    return None
            elif self.values:
                if self.values == 1 and self.is_lifting and (first == '"' or first in _NUMBER):
                    form[place] = self._literal(token)
            elif first == ":":
                form[place - 1] = self._alias(tokens[place - 1])
        return Normal(" ".join(form), {mark: alias for alias, mark in self.aliases.items()}, tuple(self.literals))

    def _bracket(self, bracket: str, tokens: Sequence[str], place: int) -> None:
        if self.values:
            self.values += 1 if bracket in "([{" else -1
        elif bracket == "(":
            self.values = 1
            self.is_lifting = self.braces > 0 and not (place > 1 and tokens[place - 2] == "@")
        elif bracket in "{}":
            self.braces += 1 if bracket == "{" else -1
        else:
            self.values = -1

    def _alias(self, name: str) -> str:
        if name in self.names or not _NAME.match(name):
            return name
        return self.aliases.setdefault(name, f"{MARK}{len(self.aliases)}")

    def _literal(self, token: str) -> str:
        literal = _literal(token)
        self.literals.append(literal)
        return f"{MARK}{literal.kind}{self.numbers.setdefault(literal, len(self.numbers))}"


def _literal(token: str) -> Literal:
    if token[0] == '"':
        return Literal.string(token[1:-1])
    return Literal.int(token) if token.removeprefix("-").isdecimal() else Literal.float(token)

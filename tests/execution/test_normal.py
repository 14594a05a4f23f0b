"""The normal form: its tokens are graphql-core's, and texts that share it are equally valid."""

from __future__ import annotations

import itertools

import pytest
from graphql import GraphQLError, Lexer, Source, TokenKind, parse, validate
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import queries

from execution.normal import Literal, Normal, lexed, normalised
from tests.execution.test_differences import SCALARS
from tests.support.asking import schema

ODD = [
    *"{}()[]:!$&=@|,.#\"'\\-+0129aE_%é\n\r\t\ufeff \x00\x07\x7f\x85\u2028\ud800\udc00😀",
    *("...", '""', '"""', '"x"', '"é"', '"\\"', "\\u0041", "01", "1.", "1.5", "1e5", "-0", "1e", "0x1", "99999999999"),
    *("# words", "on", "query", "name", "\r\n", '"%0"', "&", "?", "1" * 120, "1.5.5", "-1-1", "1a", '"a"b'),
]


def known(text: str) -> Normal:
    found = normalised(text, most_tokens=1000, most_comments=100)
    assert found is not None
    return found


def theirs(text: str) -> tuple[list[str], int] | None:
    """The tokens that graphql-core reads, and the number of comments; None where it reads none."""
    lexer = Lexer(Source(text))
    tokens, comments = [], 0
    try:
        while (token := lexer.advance()).kind is not TokenKind.EOF:
            tokens.append(text[token.start : token.end])
    except GraphQLError:
        return None
    token = lexer.token
    while token.prev is not None:
        comments += token.kind is TokenKind.COMMENT
        token = token.prev
    return tokens, comments


@given(text=st.lists(st.sampled_from(ODD), max_size=12).map("".join))
@settings(max_examples=1000, deadline=None)
@example('"a""b"')
@example('"a\tb" "c"')
@example("1" * 100 + "a")
@example('{ a(b: "x#y") # "z\n }')
def test_what_is_read_is_read_as_graphql_core_does(text: str) -> None:
    found = lexed(text)

    assert found is None or (found.tokens, found.comments) == theirs(text)


@given(text=queries(schema()._schema, custom_scalars=SCALARS, allow_x00=False))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_documents_without_escapes_and_controls_are_read(text: str) -> None:
    found = lexed(text)

    if text.isascii() and text.replace("\n", "").isprintable() and "\\" not in text and '"""' not in text:
        assert found is not None
    assert found is None or (found.tokens, found.comments) == theirs(text)


@pytest.mark.parametrize(
    "text", ["01", "1.", "1.e5", "1e", "-", "..", '"open', '"a\nb"', "é", "\ud800", "'a'", "1a", "0.0.", "{ a % }"]
)
def test_what_is_no_graphql_has_no_tokens(text: str) -> None:
    assert theirs(text) is None
    assert lexed(text) is None


ONE = '{ x: document(symbol: "A/RES/1/1") { n: symbol, n: symbol paragraphs(first: 5) { nodes { label } } } }'


@pytest.mark.parametrize(
    "other",
    [
        ONE.replace("n:", "other:"),
        ONE.replace("A/RES/1/1", "A/HRC/45/30"),
        ONE.replace("first: 5", "first: 50"),
        f"\ufeff# A comment.\n{ONE}".replace(" }", ",\r\n}").replace("(", " ( "),
    ],
)
def test_white_space_aliases_and_literals_make_no_difference(other: str) -> None:
    assert known(other).form == known(ONE).form


@pytest.mark.parametrize(
    "other",
    [
        ONE.replace("n:", "m:", 1),
        ONE.replace("x:", "n:"),
        ONE.replace("n:", "label:"),
        ONE.replace("x: ", ""),
        ONE.replace('"A/RES/1/1"', "5"),
        ONE.replace("first: 5", "first: 5.0"),
        ONE.replace("first: 5", 'first: "5"'),
        ONE.replace("first: 5", 'first: "A/RES/1/1"'),
        ONE.replace("first: 5", "first: null"),
        ONE.replace("first: 5", "last: 5"),
        ONE.replace("label", "kind"),
        f"query Q {ONE}",
    ],
)
def test_everything_else_makes_a_difference(other: str) -> None:
    assert known(other).form != known(ONE).form


def test_what_was_lifted_is_told_in_order() -> None:
    found = known('{ x: f(a: "b c", d: -1) y: g(h: 1.5e3, i: "b c") }')

    assert found.aliases == {"%0": "x", "%1": "y"}
    assert found.literals == (Literal.string("b c"), Literal.int("-1"), Literal.float("1.5e3"), Literal.string("b c"))
    assert found.form == "{ %0 : f ( a : %s0 d : %i1 ) %1 : g ( h : %f2 i : %s0 ) }"


@pytest.mark.parametrize(
    "text",
    [
        "query($n: Int = 5) { f(n: $n) }",
        "{ f @include(if: 5) }",
        'query @d(a: "x") { f }',
        '{ f(n: ["x"]) g(o: {p: "x", q: [1]}) }',
        "{ f(n: true, m: null, o: WORD) }",
    ],
)
def test_defaults_directives_lists_and_words_stay(text: str) -> None:
    assert known(text).literals == ()


@pytest.mark.parametrize("text", ["{ $ : f }", "{ ) : f }", "{ 5 : f }", '{ "x" : f }', "{ { : f }"])
def test_what_is_no_name_is_no_alias(text: str) -> None:
    found = normalised(text, most_tokens=100, most_comments=0)

    assert found is None or found.form != known("{ a : f }").form


def test_limits_hold_for_each_text() -> None:
    assert normalised("{ a }", most_tokens=3, most_comments=0)
    assert normalised("{ a, b }", most_tokens=3, most_comments=0) is None
    assert normalised("{ a } #", most_tokens=3, most_comments=0) is None


PARTS = ["a", "b", "tag", "name"]
FIELDS = ["tag", "name", "direction"]


def test_texts_of_one_form_are_equally_valid() -> None:
    """Every way to name two fields, and to give two arguments."""
    texts = [
        f"{{ languages {{ {one}: {first} {other}: {second} name }} }}"
        for one, other in itertools.product(PARTS, repeat=2)
        for first, second in itertools.product(FIELDS, repeat=2)
    ]
    values = ['"A/RES/1/1"', '"A/RES/74/148"', "1", "1.0", "99999999999"]
    texts += [
        f"{{ {one}: document(symbol: {first}) {{ kind }} {other}: document(symbol: {second}) {{ kind }} }}"
        for one, other in itertools.product(("a", "b"), repeat=2)
        for first, second in itertools.product(values, repeat=2)
    ]
    valid: dict[str, set[bool]] = {}
    for text in texts:
        literals = known(text).literals
        if all(each.is_string for each in literals):
            valid.setdefault(known(text).form, set()).add(not validate(schema()._schema, parse(text)))

    assert all(len(each) == 1 for each in valid.values())
    assert set(map(frozenset, valid.values())) == {frozenset({True}), frozenset({False})}
    assert len(valid) < len(texts) / 2


@pytest.mark.parametrize(
    "unit", ["{", "}", '"', "1", "-", "...", "a:", "#", '"\n', "1.", "(", "1" * 99 + "a", ",", "@([", "{a:f(b:1)"]
)
def test_a_hostile_text_takes_a_time_that_grows_with_its_length(unit: str) -> None:
    """A megabyte. Were any part of it read again from every place, this would not end today."""
    length = 1_000_000

    found = normalised(unit * (length // len(unit)), most_tokens=length, most_comments=length)

    assert found is None or len(found.form) <= 3 * length

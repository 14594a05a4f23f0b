"""Resolutions as their mark-up has them, set as plain text in many styles, are read as their mark-up has them."""

from __future__ import annotations

from functools import cache

import pytest

from seed.text.codes import Rule
from seed.tree import ParsedDocument
from tests.support.accounting import lines_taken
from tests.support.corpus.chosen import chosen
from tests.support.corpus.comparing import Score, judged
from tests.support.corpus.typeset import STYLES, Header, Style

pytestmark = pytest.mark.corpus

LABELS = TEXTS = 0.98
CALLS = 0.97


@cache
def read(style: Style) -> tuple[Score, tuple[tuple[str, str, ParsedDocument], ...]]:
    """What was read of the documents that fall to a style: how much is right, and each text with its tree."""
    score = Score()
    found: list[tuple[str, str, ParsedDocument]] = []
    for script in chosen()[STYLES.index(style) :: len(STYLES)]:
        text, parsed, one = judged(script, style)
        score.add(one)
        found.append((script.name, text, parsed))
    return score, tuple(found)


def test_there_are_more_than_two_hundred_and_hard_ones_among_them() -> None:
    assert len(chosen()) > 200
    assert sum(any(piece.part for piece in script.pieces) for script in chosen()) >= 20
    assert sum(any(piece.depth > 1 for piece in script.pieces) for script in chosen()) > 5


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_labels_texts_and_calls_are_those_of_the_mark_up(style: Style) -> None:
    shares = read(style)[0].shares()
    assert shares["labels"] >= LABELS
    assert shares["texts"] >= TEXTS
    assert shares["calls"] >= CALLS
    assert shares["notes"] >= CALLS


def test_they_are_over_all_styles() -> None:
    score = Score()
    for style in STYLES:
        score.add(read(style)[0])
    shares = score.shares()
    assert shares["labels"] >= 0.995
    assert shares["texts"] >= 0.99
    assert shares["calls"] >= 0.985
    assert shares["notes"] >= 0.99


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_every_line_is_in_one_unit_or_names_its_rule(style: Style) -> None:
    for name, text, parsed in read(style)[1]:
        taken = lines_taken(parsed)
        printed = [number for number, line in enumerate(text.split("\n"), 1) if line.strip()]
        assert printed == taken, name
        assert {one.rule for one in parsed.furniture} <= {str(rule) for rule in Rule}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_the_symbol_is_found(style: Style) -> None:
    """In a text that prints none it follows from the number; that does not say how many parts there are."""
    names = {script.name: script.symbol for script in chosen()}
    for name, _, parsed in read(style)[1]:
        symbol = names[name].rstrip("*")
        assert str(parsed.metadata.symbol) in {symbol, symbol.removesuffix(" A-B")}
        assert parsed.metadata.symbol_is_printed == (style.symbol_printed or style.header is not Header.NONE)

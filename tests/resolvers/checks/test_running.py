"""A batch is checked with what the store knows, asked a bounded number of times."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from i18n.languages import EN, Tag
from resolvers.checks.findings import Severity
from resolvers.checks.running import check_all
from resolvers.editing.checking import Checked
from seed.authority.reporters import load_reporters
from store.records import CitationOrigin, FootnoteRecord, InstrumentKind, InstrumentRecord, ParagraphRecord, Span
from tests.store.builders import citation, document, paragraph, variant
from tests.support.stores import mongomock_store, put

FR, DE = Tag("fr"), Tag("de")
CHILD = "Convention on the Rights of the Child"


@dataclass(slots=True, eq=False, weakref_slot=True)
class Counting:
    """A reader that counts the questions it is asked."""

    reader: Any
    asked: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        self.asked.append(name)
        return getattr(self.reader, name)


def checked(unit: ParagraphRecord, text: str, language: Tag = FR, *, sourced: bool = True) -> Checked:
    return Checked(unit=unit, language=language, text=text, source=unit.variants[EN] if sourced else None)


def paragraphs(count: int) -> list[ParagraphRecord]:
    text = f"Recalls the {CHILD}[^1], and Mexico"
    return [paragraph(at, text, footnotes=(1,), citations=(1,)) for at in range(1, count + 1)]


async def reader(count: int = 1) -> Counting:
    store = await mongomock_store()
    note = FootnoteRecord(
        key="A/RES/74/148#fn1",
        document="A/RES/74/148",
        position=1,
        marker="1",
        marker_key="1",
        markers={FR: "2"},
        called_in=(1,),
        variants={EN: variant("See.")},
    )
    titles = {EN: variant(CHILD), FR: variant("Convention relative aux droits de l’enfant", FR)}
    mention = replace(
        citation(1, "treaty:CRC"), origin=CitationOrigin.TEXT, words={EN: CHILD}, spans={EN: Span(12, 49)}
    )
    instrument = InstrumentRecord(key="treaty:CRC", kind=InstrumentKind.TREATY, variants=titles)
    states = [each for each in load_reporters() if each.key in {"MEX", "NOR"}]
    await put(store, document(), *paragraphs(count), note, mention, instrument, *states)
    return Counting(store)


async def test_names_titles_and_markers_come_from_the_store() -> None:
    (unit,) = paragraphs(1)
    right = "Rappelle la Convention relative aux droits de l’enfant[^2], et le Mexique"
    wrong = "Rappelle la Convention sur les enfants[^1], et la Norvège"

    clean, found = await check_all(await reader(), [checked(unit, right), checked(unit, wrong)])

    assert [] == clean
    assert ["footnote-calls", "footnote-calls", "states", "states", "instruments"] == [each.check for each in found]
    assert {Severity.ERROR: False, Severity.WARNING: True} == {each.severity: each.is_waivable for each in found}


async def test_many_texts_ask_no_more_than_one() -> None:
    one, many = await reader(), await reader(20)

    await check_all(one, [checked(unit, "Rappelle") for unit in paragraphs(1)])
    await check_all(many, [checked(unit, "Rappelle") for unit in paragraphs(20)])

    assert one.asked == many.asked
    assert 5 == len(one.asked)


async def test_what_was_made_from_nothing_gets_only_what_needs_no_source() -> None:
    (unit,) = paragraphs(1)
    texts = ["Rappelle", "Rap\x00pelle", "“Rappelle"]

    found = await check_all(await reader(), [checked(unit, text, sourced=False) for text in texts])

    assert [[], ["control-characters"], []] == [[each.check for each in own] for own in found]


async def test_a_fingerprint_is_of_one_unit_language_and_particular() -> None:
    one, other = paragraphs(2)
    texts = [
        checked(one, "Rappelle[^2] le Mexique, enfant"),
        checked(one, "Rappelle encore[^2] le Mexique, enfant"),
        checked(other, "Rappelle[^2] le Mexique, enfant"),
        checked(one, "Erinnert", DE),
    ]

    found = await check_all(await reader(2), texts)

    ids = [{each.id for each in own if each.check in {"instruments", "footnote-calls"}} for own in found]
    assert ids[0] == ids[1]
    assert not ids[0] & ids[2]
    assert not ids[0] & ids[3]

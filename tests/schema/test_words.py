"""A citation's words are those of the reader's language, and say which that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from i18n.languages import EN, Tag
from store.recording import RecordingStore
from store.records import Span
from tests.store.builders import citation, document
from tests.support.asking import Asker
from tests.support.stores import mongomock_store, put

FR, ES = Tag("fr"), Tag("es")
WORDS = {EN: "Resolution 72/179", ES: "Resolución 72/179", FR: "Résolution 72/179"}
QUERY = """query($wanted: [LanguageTag!]) { document(symbol: "A/RES/74/148") { citations { nodes {
    words(languages: $wanted) wordsLanguage(languages: $wanted) } } } }"""


@pytest.mark.parametrize(
    ("wanted", "accepted", "expected"),
    [
        (None, (), EN),
        (["fr"], (), FR),
        (["fr-CA"], (), FR),
        (["ru", "es"], (), ES),
        (["ru"], (), EN),
        (None, (FR,), FR),
        (["es"], (FR,), ES),
    ],
)
async def test_words_are_in_the_language_asked_for_or_the_original(
    wanted: list[str] | None, accepted: tuple[Tag, ...], expected: Tag
) -> None:
    store = await mongomock_store()
    one = replace(citation(1, "A/RES/72/179"), words=WORDS, spans=dict.fromkeys(WORDS, Span(0, 17)))
    held = document()
    await put(store, replace(held, counts=replace(held.counts, citations=1)), one)

    answer = await Asker(RecordingStore(store), accepted)(QUERY, wanted=wanted)

    (node,) = answer["document"]["citations"]["nodes"]
    assert {"words": WORDS[expected], "wordsLanguage": expected} == node

"""A text from its translator to its readers, over real HTTP on the embedded store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from schema import ids
from tests.support.editing import RESTORE, WRITE, Desk, item, new_key, paragraph

TITLE = ids.encode("Document", "A/RES/74/148")
"""“Protection of migrants”: short enough for a text that passes every check."""

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("editing")]


def test_a_text_goes_from_its_translator_over_a_reviewer_to_its_readers(desk: Desk) -> None:
    basis = desk.anne.basis(unit := TITLE)

    draft = desk.anne.write(unit, "es", "Protección de migrantes", basis=basis, intent="DRAFT", note="first try")
    sent = desk.anne.write(unit, "es", "Protección de los migrantes", expect=1, basis=basis)
    assert [draft["variant"][name] for name in ("revision", "status")] == [1, "DRAFT"]
    assert [sent["variant"][name] for name in ("revision", "status", "isStale")] == [2, "IN_REVIEW", False]
    assert "es" not in desk.reader.published(unit)

    assert desk.anne.step(unit, "es", 2, "APPROVE")["code"] == "LANGUAGE_NOT_PERMITTED"
    approved = desk.rita.step(unit, "es", 2, "APPROVE", reason="well done")
    assert [approved["variant"][name] for name in ("revision", "status", "isApproved")] == [3, "IN_REVIEW", True]
    assert desk.rita.step(unit, "es", 3, "PUBLISH")["code"] == "LANGUAGE_NOT_PERMITTED"
    assert "es" not in desk.reader.published(unit)

    assert desk.paul.step(unit, "es", 3, "PUBLISH")["variant"]["status"] == "PUBLISHED"
    assert desk.reader.published(unit)["es"]["markdown"] == "Protección de los migrantes"
    steps = [(each["revision"], each["status"], each["author"], each["note"]) for each in desk.rita.history(unit, "es")]
    assert steps == [
        (4, "PUBLISHED", "Paul", None),
        (3, "IN_REVIEW", "Rita", "well done"),
        (2, "IN_REVIEW", "Anne", None),
        (1, "DRAFT", "Anne", "first try"),
    ]


def test_readers_never_see_a_draft_not_by_fallback_either(desk: Desk) -> None:
    unit = paragraph("PP3")
    desk.anne.write(unit, "es", "Borrador secreto", intent="DRAFT")
    query = """query($unit: ID!) { node(id: $unit) { ... on Paragraph {
      text(languages: ["es", "ca"]) { markdown language } working(language: "es") { markdown }
      suggestions { markdown } variants(languages: ["es"]) { markdown } } } }"""

    found = desk.reader.ask(query, unit=unit)["node"]

    assert found["text"]["language"] == "en"
    assert (found["working"], found["suggestions"], found["variants"]) == (None, [], [])
    assert desk.bruno.ask(query, unit=unit)["node"]["working"] == {"markdown": "Borrador secreto"}
    history = 'query($unit: ID!) { variantHistory(unit: $unit, language: "fr") { nodes { markdown } } }'
    refused = desk.reader.both(history, unit=unit)
    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_of_fifty_who_write_one_text_one_wins_and_no_text_is_lost(desk: Desk) -> None:
    unit, texts = paragraph("1"), [f"Texto número {number}" for number in range(50)]

    with ThreadPoolExecutor(50) as pool:
        results = list(pool.map(lambda text: desk.anne.write(unit, "es", text, intent="DRAFT"), texts))

    kinds = [result["__typename"] for result in results]
    assert (kinds.count("TranslationWritten"), kinds.count("TranslationKeptAsSuggestion")) == (1, 49)
    won = texts[kinds.index("TranslationWritten")]
    newest = desk.anne.working(unit, "es")
    assert newest is not None
    assert (newest["markdown"], newest["revision"]) == (won, 1)
    kept = sorted(each["markdown"] for each in desk.anne.suggestions(unit, "es"))
    assert kept == sorted(set(texts) - {won})
    assert {result["current"]["markdown"] for result in results if "current" in result} == {won}


def test_a_request_that_is_sent_again_is_answered_and_not_done_again(desk: Desk) -> None:
    unit, key = paragraph("2"), new_key()
    sent = {"items": [item(unit, "es", "Exhorta a los Estados", intent="DRAFT")], "idempotencyKey": key}
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: desk.anne.ask(WRITE, input=sent)["writeTranslations"], range(10)))
    later = desk.anne.ask(WRITE, input=sent)["writeTranslations"]

    assert later["replayed"] is True
    assert [each["replayed"] for each in answers].count(False) == 1
    assert all({**each, "replayed": True} == later for each in answers)
    assert len(desk.anne.history(unit, "es")) == 1

    other = desk.anne.both(WRITE, input={**sent, "items": [item(unit, "es", "Otro", intent="DRAFT")]})
    assert other["errors"][0]["extensions"]["code"] == "IDEMPOTENCY_KEY_REUSED"
    somebody_else = desk.bruno.send(item(unit, "es", "Otro", intent="DRAFT"), key=key)
    assert somebody_else["replayed"] is False


def test_writers_of_different_languages_do_not_meet(desk: Desk) -> None:
    unit = paragraph("3")
    languages = ["es", "ar", "zh", "ru", "sw", "pt-BR"]
    before = desk.reader.published(unit)

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda tag: desk.anne.write(unit, tag, f"Text in {tag}", intent="DRAFT"), languages))

    assert {result["__typename"] for result in results} == {"TranslationWritten"}
    assert [desk.anne.working(unit, tag)["markdown"] for tag in languages] == [f"Text in {tag}" for tag in languages]  # type: ignore[index]  # written just now
    assert desk.reader.published(unit) == before


def test_a_language_comes_with_its_first_text(desk: Desk) -> None:
    unit = TITLE
    written = desk.anne.write(unit, "SW", "Ulinzi wa wahamiaji")

    assert written["variant"]["language"] == "sw"
    desk.rita.step(unit, "sw", 1, "APPROVE")
    desk.paul.step(unit, "sw", 2, "PUBLISH")
    query = """{ document(symbol: "A/RES/74/148") {
      coverage { language { tag direction isOfficial fallback } published }
      title(languages: ["sw"]) { language match direction } } }"""
    document = desk.reader.ask(query)["document"]
    assert document["title"] == {"language": "sw", "match": "EXACT", "direction": "LTR"}
    swahili = {"tag": "sw", "direction": "LTR", "isOfficial": False, "fallback": ["en", "fr"]}
    assert {"language": swahili, "published": 1} in document["coverage"]


CORRECT = """mutation($input: CorrectCitationInput!) { correctCitation(input: $input) {
  replayed cursor result { __typename
    ... on CitationCorrected {
      citation { id revision isCorrected instrument { identifier } corrections { author reason } }
      carried { id words instrument { identifier } }
    }
    ... on CitationConflict { citation { revision } }
    ... on UserError { code message messageLanguage }
  } } }"""


def test_a_corrected_citation_carries_to_what_repeats_it_and_the_graph_follows(desk: Desk) -> None:
    query = """{ document(symbol: "A/HRC/45/30") { citations(first: 500, origins: [FOOTNOTE]) { nodes {
      id revision isIbid words instrument { identifier } antecedents { id } } } } }"""
    found = desk.reader.ask(query)["document"]["citations"]["nodes"]
    repeated = {
        each["antecedents"][0]["id"]: each for each in found if each["isIbid"] and len(each["antecedents"]) == 1
    }
    first, ibid = next(
        (each, repeated[each["id"]])
        for each in found
        if each["id"] in repeated and each["instrument"] == repeated[each["id"]]["instrument"] and not each["isIbid"]
    )
    sent = {
        "citation": first["id"],
        "expectRevision": first["revision"],
        "target": {"instrument": "A/RES/74/148"},
        "reason": "the words are wrong",
        "idempotencyKey": new_key(),
    }
    assert desk.anne.ask(CORRECT, input=sent)["correctCitation"]["result"]["code"] == "NOT_PERMITTED"

    done = desk.paul.ask(CORRECT, input=sent)["correctCitation"]

    result = done["result"]
    assert result["citation"]["isCorrected"] is True
    assert result["citation"]["instrument"] == {"identifier": "A/RES/74/148"}
    assert result["citation"]["corrections"] == [{"author": "Paul", "reason": "the words are wrong"}]
    assert ibid["id"] in [each["id"] for each in result["carried"]]
    assert {each["instrument"]["identifier"] for each in result["carried"]} == {"A/RES/74/148"}
    cited = """{ document(symbol: "A/RES/74/148") { citedBy(first: 100) { nodes { id } } } }"""
    citing = {each["id"] for each in desk.reader.ask(cited)["document"]["citedBy"]["nodes"]}
    assert {first["id"], ibid["id"]} <= citing
    assert desk.paul.ask(CORRECT, input=sent)["correctCitation"] == {**done, "replayed": True}

    undo = {**sent, "target": {"automatic": True}, "idempotencyKey": new_key()}
    assert desk.paul.ask(CORRECT, input=undo)["correctCitation"]["result"]["__typename"] == "CitationConflict"
    undo |= {"expectRevision": result["citation"]["revision"], "idempotencyKey": new_key()}
    back = desk.paul.ask(CORRECT, input=undo)["correctCitation"]["result"]
    assert (back["citation"]["instrument"], back["citation"]["isCorrected"]) == (first["instrument"], False)
    assert {first["id"], ibid["id"]} & {
        e["id"] for e in desk.reader.ask(cited)["document"]["citedBy"]["nodes"]
    } == set()


def test_a_work_list_leads_from_task_to_task(desk: Desk) -> None:
    unit = paragraph("6(a)")
    desk.anne.write(unit, "ru", "Черновик", intent="DRAFT", basis=desk.anne.basis(unit))
    query = """query($after: String, $states: [TranslationState!]) {
      translationTasks(language: "ru", document: "A/RES/74/148", states: $states, first: 50, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { state isStale language unit { id } source { language markdown } current { markdown }
                basisSource { markdown revision author } suggestions { markdown } } } }"""
    drafts = desk.anne.ask(query, states=["DRAFT"])["translationTasks"]["nodes"]
    assert [each["unit"]["id"] for each in drafts if each["current"]["markdown"] == "Черновик"] == [unit]
    (task,) = [each for each in drafts if each["unit"]["id"] == unit]
    assert task["source"]["language"] == "en"
    assert task["basisSource"]["markdown"] == task["source"]["markdown"]

    missing, after = [], None
    while True:
        page = desk.anne.ask(query, states=["MISSING"], after=after)["translationTasks"]
        missing += [each["unit"]["id"] for each in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    coverage = (
        """{ document(symbol: "A/RES/74/148") { coverage { language { tag } total published draft inReview } } }"""
    )
    covered = {each["language"]["tag"]: each for each in desk.anne.ask(coverage)["document"]["coverage"]}["ru"]
    assert len(set(missing)) == len(missing)
    assert len(missing) == covered["total"] - covered["published"] - covered["draft"] - covered["inReview"]

    refused = desk.reader.both(query)
    assert refused["data"]["translationTasks"] is None
    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    bad = desk.anne.both(query, after="x")
    assert bad["errors"][0]["extensions"]["code"] == "BAD_CURSOR"


def test_an_earlier_text_is_restored_as_a_new_revision(desk: Desk) -> None:
    unit = paragraph("PP9")
    desk.anne.write(unit, "es", "Bueno", intent="DRAFT")
    desk.bruno.write(unit, "es", "Malo", 1, intent="DRAFT")
    sent = {"unit": unit, "language": "es", "revision": 1, "expectRevision": 2, "note": "was better", "intent": "DRAFT"}

    (result,) = desk.anne.ask(RESTORE, input={**sent, "idempotencyKey": new_key()})["restoreVariant"]["results"]

    assert [result["variant"][name] for name in ("markdown", "revision", "status")] == ["Bueno", 3, "DRAFT"]
    assert [each["markdown"] for each in desk.anne.history(unit, "es")] == ["Bueno", "Malo", "Bueno"]
    never = desk.anne.both(RESTORE, input={**sent, "revision": 9, "idempotencyKey": new_key()})
    assert never["errors"][0]["extensions"]["code"] == "REVISION_UNKNOWN"


def test_a_refusal_is_told_in_the_language_of_who_asks(desk: Desk) -> None:
    sent = {"items": [item(paragraph("PP10"), "de", "Text")], "idempotencyKey": new_key()}
    answer = httpx.post(
        f"{desk.server.url}/graphql",
        json={"query": WRITE, "variables": {"input": sent}},
        headers={**desk.anne.headers, "Accept-Language": "fr"},
        timeout=30,
    ).json()

    (result,) = answer["data"]["writeTranslations"]["results"]
    assert (result["__typename"], result["messageLanguage"]) == ("LanguageNotPermitted", "fr")
    assert "autorisé" in result["message"]


def test_everything_that_is_derived_is_what_the_texts_say(desk: Desk) -> None:
    """After all that the tests above have done; `ibid status --check` reads everything."""
    assert desk.server.run("status", "--check").stderr == ""


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"markdown": "half \ud800"}, "TEXT_NOT_UNICODE"),
        ({"note": "half \udfff"}, "TEXT_NOT_UNICODE"),
        ({"note": "x" * 5000}, "TEXT_TOO_LONG"),
        ({"language": "no tag"}, "BAD_LANGUAGE_TAG"),
        ({"waive": [{"finding": "x", "reason": "y"}] * 101}, "TOO_MANY_IDS"),
    ],
    ids=lambda each: each if isinstance(each, str) else next(iter(each)),
)
def test_a_request_that_cannot_be_done_is_refused_as_a_whole(desk: Desk, other: dict[str, object], code: str) -> None:
    sent = {**item(paragraph("PP12"), "es", "Texto", intent="DRAFT"), **other}

    answer = desk.anne.both(WRITE, input={"items": [sent], "idempotencyKey": new_key()})

    assert [each["extensions"]["code"] for each in answer["errors"]] == [code]
    assert desk.anne.working(paragraph("PP12"), "es") is None


@pytest.mark.parametrize("key", ["", "k" * 201, "a\nb", "\ud800"], ids=["none", "long", "line", "surrogate"])
def test_a_key_is_some_printed_characters(desk: Desk, key: str) -> None:
    answer = desk.anne.both(WRITE, input={"items": [], "idempotencyKey": key})

    assert answer["errors"][0]["extensions"]["code"] == "BAD_IDEMPOTENCY_KEY"


def test_what_is_no_id_of_what_can_be_translated_is_not_found(desk: Desk) -> None:
    wrong = ["x", ids.encode("Body", "UN-GA"), ids.encode("State", "EU"), ids.encode("Paragraph", "A/RES/74/148#999")]

    results = desk.anne.send(*(item(each, "es", "Texto") for each in wrong))["results"]

    assert [(each["__typename"], each["unitId"]) for each in results] == [("UnitNotFound", each) for each in wrong]
    step = desk.rita.step(TITLE, "es", 0, "DISMISS_SUGGESTION", suggestion="x")
    assert step["code"] == "SUGGESTION_UNKNOWN"


def test_a_lost_footnote_is_caught_and_a_warning_stands_with_a_reason(desk: Desk) -> None:
    lost = desk.anne.write(paragraph("PP1"), "es", "Recordando todas sus resoluciones anteriores", basis=None)
    assert lost["__typename"] == "ChecksFailed"
    assert {"ERROR"} <= {each["severity"] for each in lost["findings"]}

    heading = ids.encode("Section", "A/HRC/45/30#sec.II")
    source = desk.anne.basis(heading)
    odd = "Introducción 77"
    warned = desk.anne.write(heading, "es", odd, basis=source)
    assert warned["__typename"] == "ChecksFailed"
    assert {each["severity"] for each in warned["findings"]} == {"WARNING"}
    waive = [{"finding": each["id"], "reason": "as in the original file"} for each in warned["findings"]]

    written = desk.anne.write(heading, "es", odd, basis=source, waive=waive)

    assert written["__typename"] == "TranslationWritten"
    assert {each["id"] for each in written["findings"]} == {each["finding"] for each in waive}
    (step,) = desk.anne.history(heading, "es")
    assert sorted(step["waivers"], key=str) == sorted(waive, key=str)
    assert desk.rita.step(heading, "es", 1, "APPROVE")["__typename"] == "TranslationWritten"

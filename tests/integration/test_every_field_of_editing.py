"""Every field that editors are answered with is asked over HTTP, and answers something."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLObjectType

from schema import ids
from tests.integration.test_every_field import EDITED, is_something, ours, selection
from tests.support.editing import Desk, Editor, item, new_key

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("editing")]

HEADING = ids.encode("Section", "A/HRC/45/30#sec.I")
"""“Introduction”."""

Found = dict[str, list[dict[str, Any]]]


def on(*names: str) -> str:
    """Every field of some types."""
    return " ".join(f"... on {name} {{ {selection(kind_of(name))} }}" for name in names)


def kind_of(name: str) -> GraphQLObjectType:
    kind = ours().type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    return kind


def keep(found: Found, *answers: dict[str, Any]) -> None:
    """Put answers where their type is told."""
    for answer in answers:
        found.setdefault(answer["__typename"], []).append(answer)


WRITTEN = on(
    "TranslationWritten",
    "TranslationUnchanged",
    "TranslationKeptAsSuggestion",
    "RevisionConflict",
    "ChecksFailed",
    "BasisUnknown",
    "LanguageNotPermitted",
    "UnitNotFound",
    "NotAttempted",
)


def wrote(found: Found, who: Editor, *items: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    query = f"""mutation($input: WriteTranslationsInput!) {{ writeTranslations(input: $input) {{
      __typename replayed cursor results {{ __typename {WRITTEN} }} }} }}"""
    payload = who.ask(query, input={"items": list(items), "idempotencyKey": new_key(), **more})["writeTranslations"]
    keep(found, payload, *payload["results"])
    return list(payload["results"])


def stepped(found: Found, who: Editor, unit: str, expect: int, to: str, **more: Any) -> None:
    members = on("TranslationWritten", "RevisionConflict", "LanguageNotPermitted", "UnitNotFound", "TransitionRefused")
    query = f"""mutation($input: TransitionVariantsInput!) {{ transitionVariants(input: $input) {{
      __typename replayed cursor results {{ __typename {members} }} }} }}"""
    step = {"unit": unit, "language": "es", "expectRevision": expect, "to": to, **more}
    sent = {"items": [step], "idempotencyKey": new_key()}
    payload = who.ask(query, input=sent)["transitionVariants"]
    keep(found, payload, *payload["results"])


def texts(found: Found, desk: Desk) -> None:
    """Every outcome that a text can have."""
    unit, text = HEADING, "Introducción"
    basis = desk.anne.basis(unit)
    wrote(found, desk.anne, item(unit, "es", text, basis=basis, note="first"))
    wrote(found, desk.anne, item(unit, "es", text, 1, basis=basis), item("x", "es", "Dos"), item(unit, "es", " "))
    wrote(found, desk.bruno, item(unit, "es", "Dos", basis=basis, note="mine"))
    wrote(found, desk.bruno, item(unit, "es", "Tres", onConflict="REJECT"), item(unit, "de", "Drei"))
    wrote(found, desk.bruno, item(unit, "es", "Cuatro", 1, basis={**basis, "digest": "0" * 16}))
    wrote(
        found, desk.bruno, item("x", "es", "Dos"), item(unit, "zh", "导言", intent="DRAFT"), atomicity="ALL_OR_NOTHING"
    )
    stepped(found, desk.rita, unit, 1, "APPROVE", reason="good")
    stepped(found, desk.rita, unit, 2, "APPROVE")


def lists(found: Found, desk: Desk) -> None:
    """Suggestions, tasks and history."""
    unit = HEADING
    suggestions = f"""query($unit: ID!) {{ node(id: $unit) {{ ... on Section {{
      suggestions(language: "es") {{ __typename {selection(kind_of("Suggestion"))} }} }} }} }}"""
    keep(found, *desk.anne.ask(suggestions, unit=unit)["node"]["suggestions"])
    for field, name in (
        ('translationTasks(language: "es", states: [IN_REVIEW])', "TranslationTask"),
        (f'variantHistory(unit: "{unit}", language: "es")', "VariantRevision"),
    ):
        query = f"""{{ {field} {{ __typename totalCount nodes {{ __typename {selection(kind_of(name))} }}
          pageInfo {{ __typename }} edges {{ __typename cursor node {{ __typename }} }} }} }}"""
        (page,) = desk.rita.ask(query).values()
        keep(found, page, *page["edges"], *page["nodes"])


def citations(found: Found, desk: Desk) -> None:
    """Every outcome that a correction can have."""
    some = """{ document(symbol: "A/HRC/45/30") { citations(first: 10, origins: [FOOTNOTE]) { nodes {
      id revision words } } } }"""
    first = next(each for each in desk.reader.ask(some)["document"]["citations"]["nodes"] if "ST/ESA" in each["words"])
    members = on("CitationCorrected", "CitationConflict", "CitationNotFound", "InstrumentNotFound", "NotPermitted")
    query = f"""mutation($input: CorrectCitationInput!) {{ correctCitation(input: $input) {{
      __typename replayed cursor result {{ __typename {members} }} }} }}"""
    sent = {
        "citation": first["id"],
        "expectRevision": first["revision"],
        "target": {"instrument": "A/RES/74/148"},
        "pinpoint": "para. 6",
        "reason": "so it is",
    }
    tries: list[tuple[Editor, dict[str, Any]]] = [
        (desk.anne, {}),
        (desk.paul, {"citation": "x"}),
        (desk.paul, {"target": {"instrument": "Treaty of Nowhere"}}),
        (desk.paul, {}),
        (desk.paul, {}),
    ]
    for who, other in tries:
        payload = who.ask(query, input={**sent, **other, "idempotencyKey": new_key()})["correctCitation"]
        keep(found, payload, payload["result"])
    corrections = f"""query($id: ID!) {{ node(id: $id) {{ ... on Citation {{
      corrections {{ __typename {selection(kind_of("CitationCorrection"))} }} }} }} }}"""
    keep(found, *desk.paul.ask(corrections, id=first["id"])["node"]["corrections"])


@pytest.fixture(scope="module")
def found(desk: Desk) -> Found:
    """What was answered, by type."""
    answers: Found = {}
    texts(answers, desk)
    lists(answers, desk)
    citations(answers, desk)
    return answers


SILENT = {
    "TranslationWritten.findings": "what checks find is told by the tests of the checks",
    "TranslationTaskConnection.totalCount": "a work list is not counted",
    "VariantRevision.waivers": "nothing was waived",
}
ELSEWHERE = {
    "Mutation": "each of its fields is asked by the tests of this folder",
    "CheckFinding": "what checks find is told by the tests of the checks",
    "Waiver": "likewise",
}


@pytest.mark.parametrize("name", sorted(EDITED - set(ELSEWHERE)))
def test_every_field_answers_something(found: Found, name: str) -> None:
    answers = found.get(name, [])
    fields = kind_of(name).fields
    silent = {f"{name}.{field}" for field in fields if not any(is_something(one[field]) for one in answers)}

    assert answers
    assert silent == {each for each in SILENT if each.startswith(f"{name}.")}


def test_a_suggestion_is_given_back_for_its_id_to_those_who_may_see_it(found: Found, desk: Desk) -> None:
    (suggestion, *_) = found["Suggestion"]
    again = "query($id: ID!) { node(id: $id) { __typename id } }"

    assert desk.anne.ask(again, id=suggestion["id"])["node"] == {"__typename": "Suggestion", "id": suggestion["id"]}
    assert desk.reader.ask(again, id=suggestion["id"])["node"] is None

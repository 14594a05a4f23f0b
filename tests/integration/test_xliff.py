"""A document goes to a translators' tool as XLIFF and comes back, over HTTP and by command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import etree

from tests.support.editing import Desk, Editor, section
from tests.support.xliff.schema import faults

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("editing")]

NS = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
REPORT = "/translations/A/HRC/45/30"


def exported(who: Editor, language: str = "es") -> bytes:
    answer = httpx.get(f"{who.server.url}{REPORT}", params={"language": language}, headers=who.headers, timeout=60)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/xliff+xml"
    return answer.content


def translated(content: bytes, **targets: str | None) -> bytes:
    """The file, with targets that begin with these words and have the codes of the source.

    They are of sections of the report, by the last letter of their numbers, or of paragraphs, by their labels.
    """
    root = etree.fromstring(content)
    for label, words in targets.items():
        name = f"sec.IV.{label}" if label.isupper() else label.strip("_")
        (segment,) = root.xpath(f"//x:unit[@name='A/HRC/45/30#{name}']/x:segment", namespaces=NS)
        segment.set("state", "translated")
        for old in segment.findall("x:target", NS):
            segment.remove(old)
        source = segment.find("x:source", NS)
        target = etree.fromstring(etree.tostring(source))
        target.tag = f"{{{NS['x']}}}target"
        if words is not None:
            target.text = words  # the codes, and what stands behind them, stay
        segment.append(target)
    return bytes(etree.tostring(root))


def sent(who: Editor, content: bytes) -> httpx.Response:
    return httpx.post(f"{who.server.url}/translations", content=content, headers=who.headers, timeout=60)


def results(answer: httpx.Response) -> dict[str, dict[str, Any]]:
    assert answer.status_code == 200, answer.text
    return {each["unit"].partition("#")[2]: each for each in answer.json()["results"]}


def test_a_file_fits_the_schema_and_comes_back_with_what_was_translated(desk: Desk) -> None:
    content = exported(desk.anne)
    assert faults(content) == []

    found = results(sent(desk.anne, translated(content, E="Camboya", L="Irlanda", _2=None)))

    rest = {each["outcome"] for label, each in found.items() if label not in {"sec.IV.E", "sec.IV.L", "2"}}
    assert rest <= {"untranslated", "unchanged"}, "the desk may have texts of other tests"
    written = [(found[label]["outcome"], found[label]["revision"]) for label in ("sec.IV.E", "sec.IV.L")]
    assert written == [("written", 1)] * 2
    assert found["2"]["outcome"] == "checks failed", "it is the source again"
    (working,) = desk.rita.history(section("IV.E", "A/HRC/45/30"), "es")
    assert (working["status"], working["author"], working["markdown"]) == ("IN_REVIEW", "Anne", "Camboya")


def test_the_same_file_again_is_answered_as_before(desk: Desk) -> None:
    content = translated(exported(desk.anne), M="Italia")

    first, second = results(sent(desk.anne, content)), results(sent(desk.anne, content))

    assert first["sec.IV.M"]["outcome"] == "written"
    assert first == second


def test_a_text_that_met_a_newer_one_is_kept_beside_it_and_others_are_written(desk: Desk) -> None:
    content = exported(desk.anne)
    results(sent(desk.bruno, translated(content, Q="Marruecos")))

    found = results(sent(desk.anne, translated(content, Q="Marruecos (Reino de)", S="Filipinas")))

    assert found["sec.IV.Q"]["outcome"] == "kept as a suggestion"
    assert found["sec.IV.S"]["outcome"] == "written"


def test_a_lost_call_is_told_of_its_unit_alone(desk: Desk) -> None:
    content = exported(desk.anne)
    noted = etree.fromstring(content).xpath(
        "//x:unit[.//x:source//x:ph][starts-with(@name, 'A/HRC/45/30#')]/@name", namespaces=NS
    )
    labels = [each.partition("#")[2] for each in noted if each.partition("#")[2].isdigit()]
    root = etree.fromstring(translated(content, **{labels[0]: "Sin nota.", "G": "Croacia"}))
    for call in root.xpath(f"//x:unit[@name='A/HRC/45/30#{labels[0]}']//x:target//x:ph", namespaces=NS):
        call.getparent().remove(call)

    found = results(sent(desk.anne, bytes(etree.tostring(root))))

    assert found[labels[0]]["outcome"] == "refused"
    assert {each["code"] for each in found[labels[0]]["problems"]} == {"XLIFF_CODE_LOST"}
    assert found["sec.IV.G"]["outcome"] == "written"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<xliff", "XML_BROKEN"),
        (b'<!DOCTYPE xliff [<!ENTITY a "b">]><xliff/>', "XLIFF_DOCTYPE"),
        (b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>', "XLIFF_OTHER"),
    ],
)
def test_what_is_no_such_file_is_refused_whole(desk: Desk, content: bytes, code: str) -> None:
    answer = sent(desk.anne, content)

    assert answer.status_code == 400
    assert [each["extensions"]["code"] for each in answer.json()["errors"]] == [code]


def test_only_who_may_write_the_language_sends_a_file(desk: Desk) -> None:
    german = exported(desk.anne, "de")
    anonymous = httpx.post(f"{desk.anne.server.url}/translations", content=german, timeout=60)

    assert (anonymous.status_code, sent(desk.anne, german).status_code) == (401, 403)


def test_a_file_that_is_too_large_is_not_read(desk: Desk) -> None:
    answer = sent(desk.anne, b" " * (8 * 2**20 + 1))

    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (REPORT, 400, "BAD_REQUEST"),
        (f"{REPORT}?language=no_tag!", 400, "BAD_LANGUAGE_TAG"),
        (f"{REPORT}?language=en", 404, "NOTHING_TO_TRANSLATE"),
        ("/translations/A/RES/1/1?language=fr", 404, "DOCUMENT_NOT_HELD"),
        ("/translations/nothing?language=fr", 400, "BAD_SYMBOL"),
    ],
)
def test_what_cannot_be_exported_is_told(desk: Desk, address: str, status: int, code: str) -> None:
    answer = httpx.get(f"{desk.anne.server.url}{address}", timeout=60)

    assert answer.status_code == status
    assert [each["extensions"]["code"] for each in answer.json()["errors"]] == [code]


def test_commands_do_the_same(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "report.xlf"
    served = desk.anne.server

    served.run("translations", "export", "A/HRC/45/30", "--language", "ar", "--output", str(file))
    file.write_bytes(translated(file.read_bytes(), M="إيطاليا"))
    report = served.run("translations", "import", str(file)).stdout

    assert "1 written" in report
    assert faults(file.read_bytes()) == []

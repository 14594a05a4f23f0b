"""The programs of docs/clients/partners.md: a copy that is whole, follows, proves itself and recovers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.clients import ROOT, command, started
from tests.support.cutting import Cutting, cutting
from tests.support.editing import Editor, editor, paragraph
from tests.support.partners import JAVASCRIPTS, PYTHONS, Program, held, put_back, sent
from tests.support.served import Served, served

pytestmark = pytest.mark.embedded

LOADED = ROOT / "tests" / "seed" / "akn" / "golden" / "practice.en.xml"
SYMBOL = "A/RES/86/401"
FINAL = "*Decide* que siga examinando la cuestión."
UNIT, KEY = paragraph("21"), "A/RES/74/148#21"


@pytest.fixture(
    params=[
        pytest.param(PYTHONS, id=PYTHONS.name),
        pytest.param(JAVASCRIPTS, id=JAVASCRIPTS.name, marks=pytest.mark.clients),
    ]
)
def program(request: pytest.FixtureRequest) -> Program:
    """Each of the programs: that in Python where nothing but Python is needed, too."""
    found: Program = request.param
    return found


@pytest.fixture
def way(own: Served) -> Iterator[Cutting]:
    """The way to a server of one's own."""
    with cutting(own.url) as found:
        yield found


@pytest.fixture
def paul(own: Served) -> Editor:
    """Somebody who publishes in Spanish."""
    return editor(own, "Paul", "PUBLISHER:es")


def publish(paul: Editor, text: str, expect: int = 0) -> int:
    """Publish a text in Spanish; gives its revision."""
    basis = paul.basis(UNIT)
    written = paul.write(UNIT, "es", text, expect, basis=basis)
    assert written["__typename"] == "TranslationWritten", written
    done = paul.step(UNIT, "es", written["variant"]["revision"], "PUBLISH")
    assert done["__typename"] == "TranslationWritten", done
    return int(done["variant"]["revision"])


def test_a_copy_is_whole_however_often_the_connection_is_cut(
    program: Program, own: Served, way: Cutting, tmp_path: Path
) -> None:
    way.cuts += [150_000, 300, sent(own) - 100, 0]

    said = program.once(way.url, tmp_path / "copy")

    assert way.cuts == []
    asked = [line for line in way.asked if line.startswith("GET /export")]
    assert ["after=" in line for line in asked] == [False, False, False, True]  # a part was whole when it was cut
    assert [line for line in said if line.startswith("copied ")] == [f"copied {len(held(own))} records"]
    assert said[-1] == "verified"
    assert program.read(tmp_path / "copy") == held(own)


def test_edits_and_deletions_are_caught_up_with(
    program: Program, own: Served, way: Cutting, paul: Editor, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    command(own, "load", LOADED)
    program.once(way.url, copy)
    before = program.read(copy)
    publish(paul, FINAL, publish(paul, "*Decide* seguir examinando el asunto."))
    command(own, "remove", SYMBOL)
    way.cuts += [2_000, 700]

    said = program.once(way.url, copy)

    after = program.read(copy)
    assert [line for line in said if line.startswith("copied")] == []
    assert after == held(own)
    assert "siga examinando" in str(after["PARAGRAPH", KEY])
    assert [name for name in before if name[1] == SYMBOL]
    assert [name for name in after if name[1].partition("#")[0] == SYMBOL] == []


def test_changes_are_followed_as_they_are_made(program: Program, own: Served, paul: Editor, tmp_path: Path) -> None:
    copy = tmp_path / "copy"

    with started(*program.command, own.url, copy) as partner:
        partner.until("verified")
        publish(paul, FINAL)
        partner.until("took ")

    assert "copied" not in " ".join(program.once(own.url, copy))
    assert program.read(copy) == held(own)


def test_what_is_not_as_at_the_source_is_found_and_taken_anew(program: Program, own: Served, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    program.once(own.url, copy)
    program.spoil(copy, KEY, "Decides")
    spoilt = program.read(copy)

    said = program.once(own.url, copy)
    again = program.once(own.url, copy)

    assert spoilt != held(own)
    assert said == ["A/RES/74/148: differs, taken anew", "verified"]
    assert again == ["verified"]
    assert program.read(copy) == held(own)


def test_a_copy_of_some_languages_has_what_enters_them_and_loses_what_leaves(
    program: Program, own: Served, paul: Editor, tmp_path: Path
) -> None:
    copy, wanted = tmp_path / "copy", ("--languages", "es", "--types", "PARAGRAPH,BODY")
    program.once(own.url, copy, *wanted)
    before = program.read(copy)
    revision = publish(paul, FINAL)
    program.once(own.url, copy, *wanted)
    entered = program.read(copy)
    paul.step(UNIT, "es", revision, "WITHDRAW", reason="A mistake.")
    program.once(own.url, copy, *wanted)
    left = program.read(copy)
    everything = program.once(own.url, copy)

    name = ("PARAGRAPH", KEY)
    assert before
    assert [name in each for each in (before, entered, left)] == [False, True, False]
    assert left == before == held(own, languages="es", types="PARAGRAPH,BODY")
    assert everything[0] == "copying anew: CURSOR_FILTER_MISMATCH"
    assert program.read(copy) == held(own)


def test_after_a_restore_everything_is_copied_anew(program: Program, tmp_path: Path) -> None:
    copy, data, saved = tmp_path / "copy", tmp_path / "data", tmp_path / "saved"
    with served(data) as server:
        program.once(server.url, copy)
    shutil.copytree(data, saved, symlinks=True)
    with served(data) as server, cutting(server.url) as way:
        paul = editor(server, "Paul", "PUBLISHER:es")
        publish(paul, FINAL)
        program.once(way.url, copy)
        lost = program.read(copy)
    put_back(saved, data)
    with served(data) as server, cutting(server.url) as way:
        way.cuts += [60_000]

        said = program.once(way.url, copy)

        assert said[0] == "copying anew: EPOCH_CHANGED"
        assert "siga examinando" in str(lost["PARAGRAPH", KEY])
        assert program.read(copy) == held(server)
        assert "siga examinando" not in str(program.read(copy)["PARAGRAPH", KEY])


def test_who_may_not_is_told_so(own: Served, program: Program, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="UNAUTHENTICATED"):
        program.once(own.url, tmp_path / "copy", key="ibid_0")

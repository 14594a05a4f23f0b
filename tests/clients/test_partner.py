"""The programs of docs/clients/partners.md: a copy that is whole, follows, proves itself and recovers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from tests.support.clients import ROOT, command, run, started
from tests.support.cutting import Cutting, cutting
from tests.support.editing import Editor, editor, paragraph
from tests.support.partners import JAVASCRIPTS, PYTHONS, Program, held, sent
from tests.support.served import Served, served

pytestmark = [pytest.mark.embedded, pytest.mark.xdist_group("partners")]

FILES = ROOT / "tests" / "seed" / "akn" / "golden"
BEES, MEADOWS = FILES / "practice.en.xml", FILES / "guidelines.en.xml"
SYMBOL, GOES = "A/RES/86/401", "A/RES/86/402"
UNIT, KEY = paragraph("2", SYMBOL), f"{SYMBOL}#2"
EMPTY: Mapping[str, str] = {"IBID_SEED": "0"}
FIRST, FINAL = "*Decide* seguir examinando el asunto.", "*Decide* que siga examinando la cuestión."


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with a document, that every test here may edit: what a copy has to be is asked when it is compared."""
    with served(tmp_path_factory.mktemp("source") / "data", environment=EMPTY) as server:
        command(server, "load", BEES)
        yield server


@pytest.fixture(scope="module")
def ada(source: Served) -> Editor:
    """Somebody who may do everything."""
    return editor(source, "Ada", "ADMIN")


@pytest.fixture
def way(source: Served) -> Iterator[Cutting]:
    """The way to the source."""
    with cutting(source.url) as found:
        yield found


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


def publish(ada: Editor, text: str) -> None:
    """Publish the paragraph in Spanish, in two steps: a draft, which no partner is told of, and its publication."""
    newest = ada.working(UNIT, "es") or ada.published(UNIT).get("es") or {"revision": 0}
    written = ada.write(UNIT, "es", text, newest["revision"], basis=ada.basis(UNIT))
    assert written["__typename"] == "TranslationWritten", written
    done = ada.step(UNIT, "es", written["variant"]["revision"], "PUBLISH")
    assert done["__typename"] == "TranslationWritten", done


def withdraw(ada: Editor) -> None:
    """Withdraw what is published in Spanish."""
    revision = ada.published(UNIT)["es"]["revision"]
    done = ada.step(UNIT, "es", revision, "WITHDRAW", reason="A mistake.")
    assert done["__typename"] == "TranslationWritten", done


def test_a_copy_is_whole_however_often_the_connection_is_cut(
    program: Program, source: Served, way: Cutting, tmp_path: Path
) -> None:
    way.cuts += [150_000, 300, 0]

    said = program.once(way.url, tmp_path / "copy")

    assert way.cuts == []
    assert f"copied {len(held(source))} records" in said
    assert said[-1] == "verified"
    assert program.read(tmp_path / "copy") == held(source)


def test_a_part_that_came_whole_before_a_cut_does_not_come_again(
    program: Program, source: Served, way: Cutting, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    way.cuts += [sent(source, program.accepts) - 150]  # within the last lines
    way.until = partial(program.has_part, copy)

    program.once(way.url, copy)

    asked = ["after=" in line for line in way.asked if line.startswith("GET /export")]
    assert asked == [False, True]
    assert program.read(copy) == held(source)


def test_edits_and_deletions_are_caught_up_with(
    program: Program, source: Served, way: Cutting, ada: Editor, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    command(source, "load", MEADOWS)
    program.once(way.url, copy)
    before = program.read(copy)
    publish(ada, FIRST)
    publish(ada, FINAL)
    command(source, "remove", GOES)
    way.cuts += [2_000, 700]

    said = program.once(way.url, copy)

    after = program.read(copy)
    assert [line for line in said if line.startswith("copied")] == []
    assert after == held(source)
    assert FINAL in str(after["PARAGRAPH", KEY])
    assert ("DOCUMENT", GOES) in before
    assert [kind for kind, key in after if key.startswith(GOES)] == ["INSTRUMENT"]  # it can be cited all the same


def test_changes_are_followed_as_they_are_made(program: Program, source: Served, ada: Editor, tmp_path: Path) -> None:
    copy = tmp_path / "copy"

    with started(*program.command, source.url, copy) as partner:
        partner.until("verified")
        publish(ada, FIRST)
        partner.until("took ")
        publish(ada, FINAL)

    said = program.once(source.url, copy)
    assert [line for line in said if line.startswith("copied")] == []
    assert program.read(copy) == held(source)


def test_what_is_not_as_at_the_source_is_found_and_taken_anew(program: Program, source: Served, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    program.once(source.url, copy)
    program.spoil(copy, KEY, "Decides")
    spoilt = program.read(copy)

    said, again = program.once(source.url, copy), program.once(source.url, copy)

    assert spoilt != held(source)
    assert said == [f"{SYMBOL}: differs, taken anew", "verified"]
    assert again == ["verified"]
    assert program.read(copy) == held(source)


def test_a_copy_of_some_languages_gets_what_enters_them_and_loses_what_leaves(
    program: Program, source: Served, ada: Editor, tmp_path: Path
) -> None:
    copy, wanted = tmp_path / "copy", ("--languages", "es", "--types", "PARAGRAPH,BODY")
    publish(ada, FIRST)
    withdraw(ada)
    seen = []
    edits: tuple[Callable[[], None], ...] = (lambda: None, lambda: publish(ada, FINAL), lambda: withdraw(ada))
    for edit in edits:
        edit()
        program.once(source.url, copy, *wanted)
        seen.append(program.read(copy))
    everything = program.once(source.url, copy)

    before, entered, left = seen
    assert before
    assert [("PARAGRAPH", KEY) in each for each in seen] == [False, True, False]
    assert "en" not in entered["PARAGRAPH", KEY]["variants"]
    assert before == left == held(source, languages="es", types="PARAGRAPH,BODY")
    assert everything[0] == "copying anew: CURSOR_FILTER_MISMATCH"
    assert program.read(copy) == held(source)


def test_after_a_restore_everything_is_copied_anew(program: Program, tmp_path: Path) -> None:
    copy, backup = tmp_path / "copy", tmp_path / "backup.zip"
    with served(tmp_path / "data", environment=EMPTY) as server:
        command(server, "load", BEES)
        command(server, "backup", backup)
        publish(editor(server, "Ada", "ADMIN"), FINAL)
        program.once(server.url, copy)
        lost = program.read(copy)
    run(sys.executable, "-m", "ibid", "restore", backup, IBID_DATA_DIR=str(tmp_path / "restored"))
    with served(tmp_path / "restored", environment=EMPTY) as server, cutting(server.url) as way:
        way.cuts += [60_000]

        said = program.once(way.url, copy)

        assert "copying anew: EPOCH_CHANGED" in said
        assert FINAL in str(lost["PARAGRAPH", KEY])
        assert FINAL not in str(program.read(copy)["PARAGRAPH", KEY])
        assert program.read(copy) == held(server)


def test_who_may_not_is_told_so(source: Served, program: Program, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="UNAUTHENTICATED"):
        program.once(source.url, tmp_path / "copy", key="ibid_0")

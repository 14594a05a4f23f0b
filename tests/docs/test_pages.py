"""The pages hold together: each can be found, each decision has its parts, and what a sentence names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from ibid.cli import app
from ibid.settings import TABLE
from seed.loading.files import SourceFile
from seed.loading.translations import read_translations
from seed.text.codes import Code, Rule
from tests.docs.examples import ROOT, pages

DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
LINK = re.compile(r"\]\(([^)#\s]+\.md)[^)]*\)")
NAMED = re.compile(r"`(?P<program>ibid|make) (?P<name>[a-z][a-z-]*)[^`]*`")


def links(page: Path) -> set[Path]:
    """The pages that a page leads to."""
    found = LINK.findall(page.read_text("utf-8"))
    return {(page.parent / link).resolve() for link in found if not link.startswith(("http:", "https:"))}


def named(program: str) -> list[tuple[str, str]]:
    """What sentences name of a program, each with its page."""
    return sorted(
        {
            (str(page.relative_to(ROOT)), found["name"])
            for page in pages()
            for found in NAMED.finditer(page.read_text("utf-8"))
            if found["program"] == program
        }
    )


def test_every_page_is_found_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    seen = {index} | links(index)
    seen |= links(ROOT / "docs" / "adr" / "README.md")

    assert {page for page in (ROOT / "docs").rglob("*.md") if page not in seen} == set()


@pytest.mark.parametrize("decision", [pytest.param(each, id=each.stem) for each in DECISIONS])
def test_a_decision_says_why_what_and_what_follows(decision: Path) -> None:
    text = decision.read_text("utf-8")

    assert text.startswith(f"# {decision.stem[:4]}. ")
    assert re.search(r"^Tags: .*\. Status: (accepted|replaced by \S+), \w+ \d{4}\.$", text, re.MULTILINE)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"]


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(decision.stem[:4]) for decision in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize(("page", "command"), named("ibid"))
def test_a_command_that_is_named_is_one_of_ibid(page: str, command: str) -> None:
    assert command in typer.main.get_group(app).commands, page


@pytest.mark.parametrize(("page", "target"), named("make"))
def test_a_target_that_is_named_is_in_the_makefile(page: str, target: str) -> None:
    assert re.search(rf"^{target}:.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), page


def test_every_setting_that_is_named_is_a_setting() -> None:
    """`IBID_TEST_MONGODB_URI` is for the tests alone."""
    words = {word for page in pages() for word in re.findall(r"IBID_[A-Z_]+", page.read_text("utf-8"))}

    assert words - {"IBID_TEST_MONGODB_URI"} == {row.variable for row in TABLE.values()}


@pytest.mark.parametrize("word", [*Code, *Rule])
def test_what_the_parser_reports_is_explained(word: str) -> None:
    assert f"`{word}`" in (ROOT / "docs" / "parsing.md").read_text("utf-8")


def test_the_translation_file_that_is_shown_is_one(tmp_path: Path) -> None:
    section = (ROOT / "docs" / "languages.md").read_text("utf-8").split("## Translation files")[1]
    file = tmp_path / "shown.json"
    file.write_text(section.split("```json\n")[1].split("```")[0], "utf-8")

    shown = read_translations(SourceFile(file))

    assert (str(shown.document), shown.language, shown.basis, set(shown.units)) == (
        "A/RES/74/148",
        "fr",
        "en",
        {"title", "PP4", "fn13"},
    )

"""Messages: complete, alike in six languages, and one for every code that the program can give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from i18n.languages import EN, OFFICIAL, Tag
from i18n.messages import LOCALE, Message, message
from ibid.settings import Limits
from ibid.settings.setting import rows

ROOT = Path(__file__).parents[2]
PACKAGES = ("ibid", "schema", "resolvers", "seed", "store", "i18n")
CODE = re.compile(r"[A-Z]+(_[A-Z]+)*")


def catalogue(language: str, form: str = "po") -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / f"messages.{form}").open("rb") as file:
        return read_po(file) if form == "po" else read_mo(file)


def texts(language: str, form: str = "po") -> dict[str, str]:
    return {str(entry.id): str(entry.string) for entry in catalogue(language, form) if entry.id}


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


ENGLISH = texts("en")


@pytest.mark.parametrize("language", OFFICIAL)
def test_a_catalogue_has_every_message_with_the_same_placeholders(language: str) -> None:
    """What English says of a request, the others say."""
    translated = texts(language)

    assert set(ENGLISH) == set(translated)
    for code, text in translated.items():
        assert text, code
        assert placeholders(ENGLISH[code]) == placeholders(text), code


@pytest.mark.parametrize("language", OFFICIAL)
def test_what_is_read_is_what_was_written(language: str) -> None:
    """`pybabel compile -d i18n/locale` was run after the last change."""
    assert texts(language) == texts(language, "mo")


@pytest.mark.parametrize("language", [tag for tag in OFFICIAL if tag != EN])
def test_no_message_was_left_in_english(language: str) -> None:
    """A copy is no translation."""
    assert [code for code, text in texts(language).items() if text == ENGLISH[code]] == []


def named_codes(tree: ast.AST) -> Iterator[str]:
    """Codes that a module gives: of a class, in an enum or a table of codes, as an argument of a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _of_class(node)
        elif isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            yield from _of_table(node, node.value)


def _of_table(node: ast.Assign | ast.AnnAssign, table: ast.Dict) -> Iterator[str]:
    if any(re.search("(?i)codes?$", name) for name in _names(node)):
        for value in table.values:
            yield from _constant(value)


def _names(node: ast.AST) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _of_class(node: ast.ClassDef) -> Iterator[str]:
    enum = any(isinstance(base, ast.Name) and base.id == "StrEnum" for base in node.bases)
    codes = enum and re.search(r"Codes?$|Finding$", node.name)
    for line in node.body:
        if codes or "code" in _names(line):
            yield from _constant(getattr(line, "value", None))


def _of_call(node: ast.Call) -> Iterator[str]:
    for keyword in node.keywords:
        if keyword.arg == "code":
            yield from _constant(keyword.value)
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if called in {"Unreadable", "Diagnostic", "Fault", "Finding", "Phrase", "message"} and node.args:
        yield from _constant(node.args[0])


def _constant(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value


PRESCRIBED = {"PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_SUPPORTED"}
"""Codes whose words a protocol prescribes."""


def codes_in_use() -> set[str]:
    sources = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    return {code for path in sources for code in named_codes(ast.parse(path.read_text("utf-8")))}


def test_every_code_in_use_has_a_message() -> None:
    """Error classes, diagnostics, findings: whatever a reader can be told."""
    used = codes_in_use() - PRESCRIBED

    assert {"STORE_UNAVAILABLE", "REVISION_CONFLICT", "BAD_REQUEST", "REASON_NO_JSON"} < used
    assert used - set(ENGLISH) == set()


MEASURED = {row.upper().replace("MAX_", "LIMIT_") for row in rows(Limits) if row.startswith("max_")}
"""The names of what operations are measured by, which `QUERY_TOO_LARGE` tells."""


def test_every_message_is_used() -> None:
    """Its code stands in the source, or is made of the name of a limit."""
    constants = {
        node.value
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert set(ENGLISH) - constants - MEASURED == set()
    assert MEASURED - set(ENGLISH) == {"LIMIT_BODY", "LIMIT_CONCURRENT"}, "these two have codes of their own"


@pytest.mark.parametrize(
    ("preference", "language", "begins"),
    [
        ("fr", "fr", "« A-1 » n’est pas"),
        ("fr-CA", "fr", "« A-1 » n’est pas"),
        ("zh-Hant", "zh", "“A-1”不是"),
        ("ht", "fr", "« A-1 » n’est pas"),  # by its declared chain
        ("pt es", "es", "«A-1» no es"),
        ("de", "en", "“A-1” is not"),
        ("", "en", "“A-1” is not"),
        ("ar", "ar", "«A-1» ليس"),
    ],
)
def test_a_message_is_in_the_readers_language_and_says_which(preference: str, language: str, begins: str) -> None:
    """By the same choice as every other text; English last."""
    said = message("BAD_SYMBOL", [Tag(tag) for tag in preference.split()], {"words": "A-1"})

    assert language == said.language
    assert said.text.startswith(begins)


def test_what_a_reader_wrote_is_never_taken_for_a_placeholder() -> None:
    """Words that were asked for come back as they were."""
    said = message("BAD_SYMBOL", [], {"words": "{words} %s {0.__class__}"})

    assert "“{words} %s {0.__class__}” is not a document symbol." in said.text


def test_a_detail_that_is_missing_leaves_a_gap() -> None:
    """A message never fails."""
    assert "report it with the reference …." in message("INTERNAL", [EN], {}).text


def test_a_code_without_a_message_stands_for_itself() -> None:
    """As a finding that a newer version stored."""
    assert Message("NOT_YET_INVENTED", EN) == message("NOT_YET_INVENTED", [Tag("fr")], {})

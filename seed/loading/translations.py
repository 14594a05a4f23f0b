"""Files of translations: JSON with one document's texts in one language, by unit.

    {"document": "A/RES/74/148", "language": "fr", "basis": {"language": "en"}, "provenance": "UNOFFICIAL",
     "author": "Ibid", "units": {"title": "...", "PP1": "...", "4(a)": "...", "fn1": "...", "sec.IV": "..."}}

A unit of a part is named with it: "annex.6(b)". A text's basis is what the basis language says when it is first
loaded; the same text again changes nothing, so that it is stale once its source has changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from i18n.citing.symbols import Symbol
from i18n.languages import Tag, parse_tag
from seed.loading.files import SourceFile
from seed.loading.held import HeldDocument
from seed.loading.merging import merged_variant
from seed.unreadable import Unreadable
from store import keys, texts
from store.derived import coverage
from store.ports import Put, PutVariant
from store.records import Basis, DocumentRecord, Provenance, SourceRank, Unit, Variant

RANKS = {
    Provenance.OFFICIAL: SourceRank.OFFICIAL_TEXT,
    Provenance.UNOFFICIAL: SourceRank.EDITOR,
    Provenance.MACHINE: SourceRank.MACHINE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationFile:
    """A file of translations, checked."""

    document: Symbol
    language: Tag
    basis: Tag | None
    provenance: Provenance
    author: str
    note: str | None
    units: Mapping[str, str]


def read_translations(file: SourceFile) -> TranslationFile:
    """Read and check one file, or raise Unreadable(NOT_A_TRANSLATION_FILE) that says what is wrong with it."""
    try:
        return _checked(json.loads(file.read()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable("NOT_A_TRANSLATION_FILE", {"file": file.name, "reason": str(error)}) from error


def _checked(content: Mapping[str, Any]) -> TranslationFile:
    units = {str(name): text for name, text in content["units"].items()}
    wrong = [name for name, text in units.items() if not isinstance(text, str) or not text.strip()]
    if wrong:
        raise ValueError(f"no text for {', '.join(wrong[:5])}")
    basis = content.get("basis")
    return TranslationFile(
        document=Symbol.parse(content["document"]),
        language=parse_tag(content["language"]),
        basis=parse_tag(basis["language"]) if basis else None,
        provenance=Provenance(content.get("provenance", "UNOFFICIAL")),
        author=str(content.get("author", "import")),
        note=content.get("note"),
        units=units,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPlan:
    """The writes of a file of translations, and the names in it that no unit has."""

    writes: tuple[Put | PutVariant, ...]
    added: int
    changed: int
    unknown: tuple[str, ...]


def plan_translations(file: TranslationFile, held: HeldDocument, at: datetime) -> TranslationPlan:
    """Compare a file with the document that it translates."""
    assert held.document is not None
    units = named_units(held)
    texts_ = {_folded(name): (name, text) for name, text in file.units.items()}
    after = {
        name: _translated(unit, file, texts_[name][1], at) if name in texts_ else unit for name, unit in units.items()
    }
    changed = {name for name, unit in after.items() if unit is not units[name]}
    document = after["title"]
    assert isinstance(document, DocumentRecord)
    whole = replace(document, coverage=coverage(after.values()))
    writes: list[Put | PutVariant] = [
        PutVariant(type(unit), unit.key, after[name].variants[file.language], _revision(unit, file.language))
        for name, unit in units.items()
        if name in changed and name != "title"
    ]
    if changed:
        writes.append(Put(held.document, whole))
    return TranslationPlan(
        writes=tuple(writes),
        added=sum(file.language not in units[name].variants for name in changed),
        changed=sum(file.language in units[name].variants for name in changed),
        unknown=tuple(name for key, (name, _) in texts_.items() if key not in units),
    )


def named_units(held: HeldDocument) -> dict[str, Unit]:
    """A document's units by the names that files of translations use: the place behind the "#", and "title"."""
    assert held.document is not None
    units: list[Unit] = [*held.units.sections, *held.units.paragraphs, *held.units.footnotes]
    return {"title": held.document, **{_folded(unit.key.partition("#")[2]): unit for unit in units}}


def _folded(name: str) -> str:
    return keys.label_key(name)


def _revision(unit: Unit, language: Tag) -> int:
    held = unit.variants.get(language)
    return held.revision if held else 0


def _translated(unit: Unit, file: TranslationFile, text: str, at: datetime) -> Unit:
    """The unit with its text, or the very same unit when nothing changes."""
    source = unit.variants.get(file.basis) if file.basis else None
    held = unit.variants.get(file.language)
    new = Variant(
        language=file.language,
        text=text,
        digest=texts.digest(text),
        provenance=file.provenance,
        rank=RANKS[file.provenance],
        basis=Basis(source.language, source.revision, source.digest) if source else None,
        author=file.author,
        note=file.note,
    )
    result = merged_variant(held, new, at)
    return unit if result == held else replace(unit, variants={**unit.variants, file.language: result})

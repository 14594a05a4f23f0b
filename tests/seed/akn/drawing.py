"""A tree as lines of text, so that golden pairs can be read and compared."""

from __future__ import annotations

from collections.abc import Iterator

from seed.tree import ParsedDocument


def drawn(tree: ParsedDocument) -> str:
    """Metadata, sections, paragraphs, notes, findings and furniture, each on a line of its own."""
    return "\n".join(_lines(tree)) + "\n"


def _lines(tree: ParsedDocument) -> Iterator[str]:
    meta = tree.metadata
    yield f"{meta.symbol} | {tree.language} | {meta.kind} | {meta.title}"
    for at, section in enumerate(tree.sections):
        place = f"level {section.level} | in {section.parent}"
        yield f"§{at} | {section.part} | {section.number} | {place} | {section.heading}"
    for paragraph in tree.paragraphs:
        place = "" if paragraph.section is None else f" | §{paragraph.section}"
        yield (
            f"{paragraph.part} | {paragraph.label}{'' if paragraph.label_is_printed else '*'} | {paragraph.kind}{place}"
            f" | {paragraph.eid} | {' '.join(paragraph.aliases)} | {', '.join(act.verb for act in paragraph.acts)}"
            f" | {paragraph.text}"
        )
    for note in tree.footnotes:
        yield f"[^{note.marker}] | {note.part} | {' '.join(note.aliases)} | {note.text}"
    for finding in tree.diagnostics:
        yield f"! {finding.code} {dict(finding.params)}"
    for line in tree.furniture:
        yield f"~ {line.rule} | {line.words}"

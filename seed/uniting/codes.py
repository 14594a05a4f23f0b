"""What is said of languages that disagree."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """A diagnostic's code; the message of each is in i18n, and docs/alignment.md says when it is given."""

    PARAGRAPH_NOT_IN_LANGUAGE = "PARAGRAPH_NOT_IN_LANGUAGE"
    """Some languages do not have a paragraph; params: label, languages."""
    FOOTNOTE_NOT_IN_LANGUAGE = "FOOTNOTE_NOT_IN_LANGUAGE"
    """Some languages do not have a footnote; params: marker, languages."""
    SECTION_NOT_IN_LANGUAGE = "SECTION_NOT_IN_LANGUAGE"
    """Some languages do not have a heading; params: heading, languages."""
    LABEL_DIFFERS = "LABEL_DIFFERS"
    """A language prints another number on a paragraph; params: label, language, printed."""
    MARKER_DIFFERS = "MARKER_DIFFERS"
    """A language prints another marker on a footnote; params: marker, language, printed."""

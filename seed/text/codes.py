"""What the text parser reports: codes of its diagnostics, and the rules by which a line is furniture."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """A diagnostic's code; the message of each is in i18n, and docs/parsing.md says when it is given."""

    NUMBER_MISSING = "NUMBER_MISSING"
    """A number is not printed; params: label. Names the paragraph that stands in its place, where there is one."""
    FOOTNOTE_NOT_CALLED = "FOOTNOTE_NOT_CALLED"
    """A note that no paragraph calls; params: marker."""
    FOOTNOTE_MISSING = "FOOTNOTE_MISSING"
    """A call of a note that is not printed; params: marker."""
    FOOTNOTE_REPEATED = "FOOTNOTE_REPEATED"
    """A second note under a marker of the same part; params: marker."""
    LABEL_REPEATED = "LABEL_REPEATED"
    """A second paragraph under a label of the same part; params: label."""
    SYMBOL_DERIVED = "SYMBOL_DERIVED"
    """The symbol is not printed, but follows from the issuing body and the number; params: symbol."""
    SYMBOL_MISSING = "SYMBOL_MISSING"
    """No symbol is printed, and none can be derived."""
    LINES_NOT_UNDERSTOOD = "LINES_NOT_UNDERSTOOD"
    """Lines whose place in the document is not known; params: first, last."""
    TRUNCATED = "TRUNCATED"
    """The last paragraph stops in mid-sentence; params: label."""


class Rule(StrEnum):
    """Why a line belongs to the page or the masthead, and not to a unit."""

    PAGE_HEADER = "page header"
    PAGE_NUMBER = "page number"
    JOB_NUMBER = "job number"
    RECYCLE = "recycling notice"
    RULE_LINE = "ruled line"
    MASTHEAD = "masthead"
    TITLE = "title"
    ADOPTION = "adoption"
    COMMITTEE = "committee report"
    FORMULA = "enacting formula"
    PART = "part heading"
    CLOSING = "closing"
    NOTES = "heading of notes"
    CONTENTS = "table of contents"

"""Works known by their words: who wrote them, what they are called, where on the web they are."""

from __future__ import annotations

import re

from i18n.citing.folding import Folded
from i18n.citing.words import Words

_URL = re.compile(r"(?:https?://|www\.)[^\s()<>“”]+(?:\s?[^\s()<>“”]+)*?(?=[\s.,;]*(?:$|[)”]|\s))", re.IGNORECASE)
_PARENTHESISED_URL = re.compile(r"\(\s*(?P<url>(?:https?://|www\.)[^()]+?)\s*\)", re.IGNORECASE)
_QUOTED = re.compile(r"[“«](?P<title>[^”»]+)[”»]")
_TITLED = re.compile(r"《(?P<title>[^》]+)》")
_DIVISION = re.compile(
    r"(?:\b(?:Division|Department|Office|Unit|Centre|Section|Branch|Institute|Programme|Committee)$"
    r"|^(?:Division|Département|Bureau|Service|Centre|División|Departamento|Oficina|Centro|Отдел|Департамент|شعبة|إدارة)\b)"
)
"""Names of parts of an organization: they stand behind its own and before the title."""

_IMPRINT = re.compile(r"\s*\((?:[^()]*)\)")
_IMPRINT_WITH_YEAR = re.compile(r"\((?:[^()]*[,，،] ?)?(?:19|20)\d\d年?(?!\d)[^()]*\)")
_YEAR_AT_END = re.compile(r"(?<![\d/-])(?:19|20)\d\d年?[ .)]*$")
_YEAR_APART = re.compile(r"[,，،] ?(?:19|20)\d\d年?(?=[,，،.;；]|$)")
_NUMBERED = re.compile(r"\d ?[^\s\d,]{0,6}(?: [^\s\d,]{1,3})?/\d")
"""A number with a stroke, as documents have: 194 EX/10."""

_CASE = re.compile(r" (?:v|vs|c)\. | против |诉| ضد ")
_PAGE = re.compile(r"(?:\bpp?\. ?|\bpágs?\. ?|\bс\. ?|\bстр\. ?|الصفح\w+ |第)\d+(?:[-–]\d+)?页?[ .]*$")
_SEPARATOR = re.compile(r"[,，،] ?")


def canonical_url(words: str) -> str:
    """An address as a program asks for it: no white space, with a scheme."""
    bare = "".join(words.split()).rstrip(".,;。")
    return bare if bare.lower().startswith("http") else f"https://{bare}"


def address(body: str) -> tuple[str | None, bool]:
    """The address that words have, and whether it stands in them bare: behind a title it is in parentheses."""
    closed = _PARENTHESISED_URL.search(body)
    bare = None if closed else _URL.search(body)
    url = canonical_url(closed["url"]) if closed else canonical_url(bare[0]) if bare else None
    return url, bare is not None


def author_and_title(body: str, words: Words) -> tuple[str | None, str | None]:
    """Who wrote a work, if the words say so, and what it is called."""
    quoted = _QUOTED.search(body) or _TITLED.search(body)
    if quoted:
        return body[: quoted.start()].strip(" ,，،") or None, quoted["title"].strip(" ,")
    cut = _IMPRINT.sub("", body.replace("（", "(").replace("）", ")")).strip(" ,，،.。")
    first, *pieces = _SEPARATOR.split(cut)
    if not pieces or re.match(rf"(?:{words.report})(?!\w)", first):
        return None, cut or None
    while len(pieces) > 1 and (_DIVISION.search(pieces[0])):
        first = f"{first}, {pieces.pop(0)}"
    return first, ", ".join(pieces)


def is_work(body: str, words: Words) -> bool:
    """Whether words without any other sign of a source name a work: a quoted title, an imprint, a page, a year."""
    if len(body) > MOST or not body:
        return False
    if _IMPRINT_WITH_YEAR.search(body) or _PAGE.search(body) or re.match(rf"(?:{words.report})(?!\w)", body):
        return True
    if _QUOTED.search(body) or _TITLED.search(body):
        return re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", body) is not None
    if _YEAR_APART.search(body) or _CASE.search(body) or _NUMBERED.search(body):
        return True
    if re.search(rf"(?:{words.document}) [^,;،؛]{{0,12}}\d|\d[^,;，；]{{0,12}}号(?:{words.document})", body):
        return True
    return bool(_SEPARATOR.search(body) and _YEAR_AT_END.search(body)) and not _is_dated(body)


def _is_dated(body: str) -> bool:
    """Whether the year at the end is that of a date: "5 February 2022", "2022年2月5日"."""
    return re.search(r"\d{1,2} [^\s\d,]+(?: de)? (?:19|20)\d\d(?: года)?[ .]*$|日[ .。]*$", body) is not None


MOST = 600
"""Characters: a longer note is a remark, whatever it quotes."""


def last_parenthesis(folded: Folded, start: int, end: int) -> int:
    """Where the last parenthesis closes: a pinpoint stands behind it; a title may have its words before it."""
    at = folded.text.rfind(")", start, end)
    return at + 1 if at >= 0 else start

"""A stretch of a note, with its signs, read into citations.

A sign that names a source begins a citation or gives the one under way its document; a sign of a place is its pinpoint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from i18n.citing import numbers, works
from i18n.citing.components import Components
from i18n.citing.folding import Folded
from i18n.citing.parsed import ParsedCitation, SourceKind
from i18n.citing.symbols import Symbol, decision_of, symbol_of
from i18n.citing.tokens import Sign, Token, year_behind
from i18n.citing.words import Words

SERIES = {"UNTS": "Treaty Series", "LNTS": "League of Nations Treaty Series"}
"""The canonical names of series of treaties."""

_OF_OTHERS = ("resolution", "decision", "recommendation")

_NEAR = 25
"""Characters between two signs of one pinpoint, at most: "chap. I, resolution 1 and corrigendum, annex"."""


_FAR = 90
"""The same where a part may have its title: "part I, Conclusions and recommendations, sect. IV"."""


@dataclass(slots=True)
class _Open:
    """A citation under way, in places of the folded text."""

    kind: SourceKind
    start: int
    end: int
    printed: dict[str, str] = field(default_factory=dict)
    canonical: dict[str, str] = field(default_factory=dict)
    symbol: Symbol | None = None
    places: list[Token] = field(default_factory=list)
    before: list[Token] = field(default_factory=list)
    shared: list[Token] = field(default_factory=list)
    body: int | None = None
    code: str | None = None
    sales: str | None = None
    organ: str | None = None
    number: str | None = None
    is_closed: bool = False

    @property
    def has_levels(self) -> bool:
        """Whether its words go on to the end of the stretch."""
        return self.kind in {SourceKind.IBID, SourceKind.OFFICIAL_RECORDS, SourceKind.TREATY_SERIES}

    def give(self, level: str, printed: str, canonical: str) -> None:
        """A component, unless it is there."""
        if level not in self.canonical:
            self.printed[level], self.canonical[level] = printed, canonical


@dataclass(slots=True)
class Builder:
    """Reads one stretch: from `start` to `end` of a folded note."""

    folded: Folded
    start: int
    end: int
    words: Words
    follows: SourceKind | None = None
    is_signalled: bool = False
    _done: list[_Open] = field(default_factory=list)
    _pending: list[Token] = field(default_factory=list)

    def read(self, tokens: Sequence[Token]) -> list[ParsedCitation]:
        """The citations; none where no source is named."""
        for token in tokens:
            self._take(token)
        if not self._done:
            self._leftover()
        self._shared()
        stops = [*(each.start for each in self._done[1:]), *([self.end] if self._done else [])]
        return [self._closed(each, stop) for each, stop in zip(self._done, stops, strict=True)]

    @property
    def _current(self) -> _Open | None:
        return self._done[-1] if self._done else None

    def _take(self, token: Token) -> None:
        match token.sign:
            case Sign.IBID:
                self._open(SourceKind.IBID, token)
            case Sign.RECORDS:
                self._records(token)
            case Sign.TREATIES:
                self._open(SourceKind.TREATY_SERIES, token).give("series", self._printed(token), SERIES[token.value])
            case Sign.SESSION | Sign.SUPPLEMENT | Sign.VOLUME | Sign.REGISTRATION:
                self._level(token)
            case Sign.SYMBOL:
                self._symbol(token)
            case Sign.RESOLUTION | Sign.DECISION | Sign.BARE_NUMBER:
                self._numbered(token)
            case Sign.CODE | Sign.SALES:
                self._work(token)
            case Sign.PLACE:
                self._place(token)
            case _:
                pass

    def _printed(self, token: Token) -> str:
        return self.folded.words(token.start, token.end)

    def _open(self, kind: SourceKind, token: Token) -> _Open:
        opened = _Open(kind=kind, start=token.start, end=token.end)
        if not self._done:
            opened.start = self.start
        if kind in {SourceKind.IBID, SourceKind.OFFICIAL_RECORDS}:
            year = year_behind(self.folded.text[: self.end], token.end, self.words)
            if year is not None:
                opened.give("session", self._printed(year), year.value)
                opened.end = year.end
        self._done.append(opened)
        self._pending = []
        return opened

    def _records(self, token: Token) -> None:
        series = f"Official Records {token.organ or token.value}"
        before = self._before(token)
        opened = self._open(SourceKind.OFFICIAL_RECORDS, token)
        opened.give("series", self._printed(token), series)
        opened.before = before

    def _level(self, token: Token) -> None:
        """A session, a supplement, volumes or a registration number: of the series under way, or of nothing."""
        if self._continues(token):
            self._open(SourceKind.IBID, token)
        current = self._current
        if current is None or not current.has_levels:
            if current is None and token.sign is Sign.REGISTRATION:
                self._pending.append(token)
            if token.sign is Sign.VOLUME:
                self._place(replace(token, value=numbers.canonical_place("vol.", self._number(token), self.words)))
            return
        if token.sign is Sign.SESSION and "document" in current.canonical and not current.places:
            current = self._again(current, token)
        if token.sign is Sign.SESSION and "document" not in current.canonical:
            current.give("session", self._printed(token), token.value)
        elif token.sign is Sign.SUPPLEMENT and current.kind is not SourceKind.TREATY_SERIES:
            current.give("volume", self._number(token), token.value)
        elif token.sign is Sign.VOLUME:
            self._volume(current, token)
        elif token.sign is Sign.REGISTRATION and current.kind is not SourceKind.OFFICIAL_RECORDS:
            current.give("document", f"No. {self._number(token)}", f"No. {token.value}")
        current.end = max(current.end, token.end)

    def _continues(self, token: Token) -> bool:
        """Whether a volume goes on with the series of the stretch before: "vol. 2131, No. 20378; and vol. 2171"."""
        begins = self._current is None and not self.folded.text[self.start : token.start].strip()
        return begins and token.sign is Sign.VOLUME and self.follows in {SourceKind.IBID, SourceKind.TREATY_SERIES}

    def _number(self, token: Token) -> str:
        """What is printed of a token behind its word: "2225, 2237, 2241 and 2326"."""
        found = re.search(numbers.volume_list(self.words), self.folded.text[token.start : token.end])
        if not found:
            return token.value
        return self.folded.words(token.start + found.start(), token.start + found.end())

    def _again(self, current: _Open, token: Token) -> _Open:
        """Another place in the series of the citation under way, which goes on without naming it."""
        again = _Open(kind=current.kind, start=token.start, end=token.end)
        if "series" in current.canonical:
            again.give("series", current.printed["series"], current.canonical["series"])
        self._done.append(again)
        return again

    def _volume(self, current: _Open, token: Token) -> None:
        is_figure = token.value[:1].isdigit()
        if current.canonical.get("document", "").startswith("No. "):
            self._again(current, token).give("volume", self._number(token), token.value)
        elif current.kind is SourceKind.TREATY_SERIES or (
            is_figure and "document" not in current.canonical and not current.places
        ):
            current.give("volume", self._number(token), token.value)
        else:
            current.places.append(
                replace(token, value=numbers.canonical_place("vol.", self._number(token), self.words))
            )

    def _symbol(self, token: Token) -> None:
        current = self._current
        if current is not None and current.kind in {SourceKind.IBID, SourceKind.OFFICIAL_RECORDS}:
            is_whole = current.kind is SourceKind.OFFICIAL_RECORDS and "volume" not in current.canonical
            if "document" not in current.canonical and (not current.places or is_whole or self._is_inside(token)):
                current.give("document", token.value, token.value)
                current.symbol, current.end = token.symbol, token.end
                current.places = (
                    [] if "(Vol." in token.value else [p for p in current.places if p.value.startswith("vol.")]
                )
                return
        if current is not None and self._is_inside(token) and (current.has_levels or _mends(token, current)):
            return
        if (
            current is not None
            and current.has_levels
            and not current.places
            and token.value.startswith(f"{current.symbol}/")
        ):
            return
        opened = self._open_titled(SourceKind.SYMBOL, token)
        opened.give("document", token.value, token.value)
        opened.symbol = token.symbol

    def _shared(self) -> None:
        """A place that stands behind a document and its corrigenda is of all of them."""
        for one, other in reversed(list(zip(self._done, self._done[1:], strict=False))):
            base = str(one.symbol).partition("/Corr.")[0]
            if not one.places and one.symbol and other.symbol and str(other.symbol).startswith(f"{base}/"):
                one.shared = other.places or other.shared

    def _is_inside(self, token: Token) -> bool:
        """Whether it stands in parentheses or brackets that this stretch opens."""
        before = self.folded.text[self.start : token.start]
        return before.count("(") > before.count(")") or before.count("[") > before.count("]")

    def _open_titled(self, kind: SourceKind, token: Token) -> _Open:
        """A source that may have its title, or the name of who issued it, before it."""
        since = self._done[-1].end if self._done else self.start
        words = self.folded.text[since : token.start]
        opened = self._open(kind, token)
        if not re.fullmatch(rf"[\s,;(\[“]*(?:{self.words.conjunction})?[\s,;(\[“]*", words):
            opened.body = since
        return opened

    def _numbered(self, token: Token) -> None:
        """A resolution or decision by its number: a source, or in a document that has it its place."""
        current = self._current
        gap = self.folded.text[current.end if current else self.start : token.start]
        if current is not None and current.places and self._is_place(current, token, gap):
            name = "decision" if token.sign is Sign.DECISION else "resolution"
            self._place(replace(token, sign=Sign.PLACE, value=f"{name} {token.value}"))
            return
        is_next = any(token.value.startswith(f"{each.number} ") for each in self._done if each.number)
        if token.sign is Sign.BARE_NUMBER and not is_next and not self._follows_resolution(current, gap):
            return
        organ = token.organ or (None if token.is_first or current is None else current.organ)
        symbol = (
            decision_of(token.value, organ) if token.sign is Sign.DECISION else symbol_of(token.value, organ or "UN-GA")
        )
        if symbol is None:
            if current is not None and current.places:
                current.is_closed |= self._has_conjunction(gap)
            return
        if current is not None and current.kind is SourceKind.IBID and not current.canonical and not current.places:
            current.give("document", str(symbol), str(symbol))
            current.symbol, current.end = symbol, token.end
            return
        before = self._before(token)
        kind = SourceKind.DECISION if token.sign is Sign.DECISION else SourceKind.RESOLUTION
        opened = self._open(kind, token)
        opened.give("document", str(symbol), str(symbol))
        opened.symbol, opened.organ, opened.before, opened.number = symbol, organ, before, token.value

    def _before(self, token: Token) -> list[Token]:
        """The places named right before a source: "paragraph 3 of resolution 66/290"."""
        return [each for each in self._pending if len(self.folded.text[each.end : token.start]) <= _NEAR]

    def _is_place(self, current: _Open, token: Token, gap: str) -> bool:
        if current.kind in {SourceKind.RESOLUTION, SourceKind.DECISION} or token.sign is Sign.BARE_NUMBER:
            return False
        if any(token.value.startswith(f"{each.number} ") for each in self._done if each.number):
            return False
        behind = self.folded.text[current.places[-1].end : token.start]
        return bool(gap) and "," in behind and re.fullmatch(r"[\s,)\]]*", behind) is not None

    def _follows_resolution(self, current: _Open | None, gap: str) -> bool:
        if current is None:
            return self.follows is SourceKind.RESOLUTION and not gap.strip()
        joined = re.fullmatch(rf"[\s,]*(?:{self.words.conjunction})?[\s,]*", self._behind(current, gap))
        return current.kind is SourceKind.RESOLUTION and joined is not None

    def _behind(self, current: _Open, gap: str) -> str:
        return gap if not current.places else self.folded.text[current.places[-1].end : current.end + len(gap)]

    def _work(self, token: Token) -> None:
        current = self._current
        if current is not None and (current.places or current.code or current.kind is not SourceKind.WORK):
            behind = self.folded.text[current.end : token.start]
            joined = rf"[\s,]*(?:{self.words.conjunction}[^,;]{{0,30}})?"
            if token.sign is Sign.SALES or current.places or not re.fullmatch(joined, behind):
                return
        if token.sign is Sign.SALES and current is not None:
            current.sales = current.sales or token.value
            current.end = token.end
            return
        opened = self._open_titled(SourceKind.WORK, token)
        opened.body = self.start if len(self._done) == 1 else token.start
        if token.sign is Sign.SALES:
            opened.sales = token.value
        else:
            opened.code = token.value

    def _place(self, token: Token) -> None:
        current = self._current
        if current is None:
            self._placed_first(token)
            return
        if current.kind is SourceKind.WORK and self._is_another(current, token):
            self._done.append(_Open(kind=SourceKind.WORK, start=token.start, end=token.end, code=_number_of(token)))
            self._done[-1].body = token.start
            return
        last = max(current.end, current.places[-1].end if current.places else 0)
        gap = self.folded.text[last : token.start]
        is_loose = current.has_levels or current.body is not None
        is_other = token.value.startswith(_OF_OTHERS) and self._has_conjunction(gap)
        current.is_closed |= bool(current.places) and is_other
        is_near = is_loose or re.fullmatch(r"[\s,)\]”]*", gap) is not None
        if current.places:
            is_near = len(re.sub(r"“[^”]*”", "", gap)) <= (_FAR if is_loose else _NEAR)
        is_in_title = current.body is not None and not current.places and self._is_inside(token)
        if current.is_closed or not is_near or is_in_title:
            self._pending.append(token)
        else:
            current.places.append(token)

    def _has_conjunction(self, gap: str) -> bool:
        ends = "" if self.words.is_joined else r"(?=\s|$)"
        return re.search(rf"(?:^|[\s,]){self.words.conjunction}{ends}", gap) is not None

    def _is_another(self, current: _Open, token: Token) -> bool:
        """Whether another body's resolution stands beside the one before: "MSC.349(92) and MEPC.237(65)"."""
        behind = self.folded.text[max(current.end, current.places[-1].end if current.places else 0) : token.start]
        is_coded = token.value.startswith(_OF_OTHERS) and _is_coded(_number_of(token))
        return (
            bool(is_coded)
            and re.fullmatch(rf"[\s,]*(?:{self.words.conjunction})?[\s,]*", behind) is not None
            and (not current.places and (current.code or "").count("(") > 0)
        )

    def _placed_first(self, token: Token) -> None:
        """A place with no source before it: of what follows, or the number that another body gave a resolution."""
        author = self.folded.text[self.start : token.start].strip(" ,")
        number = _number_of(token)
        is_known = bool(author) or re.search(r"[A-Z]{2}.*(?:/.*\d|\()", number)
        if token.value.startswith(_OF_OTHERS) and is_known and _is_coded(number):
            opened = self._open(SourceKind.WORK, token)
            opened.body, opened.code = self.start, number
        else:
            self._pending.append(token)

    def _leftover(self) -> None:
        """Words without a source of their own: a work, an address, or a remark."""
        body = self.folded.printed[self.folded.place(self.start) : self.folded.end(self.end)]
        url, is_bare = works.address(body)
        if not url and not works.is_work(body, self.words) and not self._is_cited(body):
            return
        opened = _Open(kind=SourceKind.ADDRESS if is_bare else SourceKind.WORK, start=self.start, end=self.end)
        opened.body = self.start
        after = works.last_parenthesis(self.folded, self.start, self.end)
        opened.places = [each for each in self._pending if each.start >= after and each.sign is not Sign.REGISTRATION]
        self._done.append(opened)

    def _is_cited(self, body: str) -> bool:
        """Whether "see" stands before it, and it is no place in the same document; or it has a volume or a number."""
        if any(each.sign is Sign.REGISTRATION or each.value.startswith("vol.") for each in self._pending):
            return True
        is_here = bool(self._pending) and self._pending[0].start - self.start < _NEAR
        return self.is_signalled and not is_here and len(body) < works.MOST

    def _closed(self, opened: _Open, stop: int) -> ParsedCitation:
        end = self._end(opened, stop)
        pinpoint = self._pinpoint(opened, end)
        canonical = ", ".join(each.value for each in ([*opened.places, *opened.before] or opened.shared))
        start, finish = self._with_marks(self.folded.place(opened.start), self._finish(opened, end))
        made = ParsedCitation(
            start=start,
            end=finish,
            words=self.folded.printed[start:finish],
            kind=opened.kind,
            components=Components(**{**opened.printed, **({"pinpoint": pinpoint} if pinpoint else {})}),
            canonical=Components(**{**opened.canonical, **({"pinpoint": canonical} if canonical else {})}),
            symbol=opened.symbol,
            code=opened.code,
            sales=opened.sales,
        )
        return made if opened.body is None else self._titled(made, opened, end)

    def _with_marks(self, start: int, finish: int) -> tuple[int, int]:
        """The ends of a stretch with the marks around a Chinese title that begins or closes there."""
        printed = self.folded.printed
        opens = start - 1 if printed[start - 1 : start] in {"《", "〈"} else start
        words = printed[opens:finish]
        closes = printed[finish : finish + 1] == "》" and words.count("《") > words.count("》")
        return opens, finish + 1 if closes else finish

    def _finish(self, opened: _Open, end: int) -> int:
        """Where the words end as printed: a bare "Ibid." with its full stop."""
        is_bare = opened.kind is SourceKind.IBID and not opened.canonical and not opened.places
        text = self.folded.text
        return self.folded.end(end + 1 if is_bare and text[end : end + 1] == "." else end)

    def _end(self, opened: _Open, stop: int) -> int:
        if opened.places or opened.has_levels or opened.body is not None:
            least = max(opened.end, opened.places[-1].end if opened.places else 0)
            return least if opened.places and stop < self.end else self._trimmed(least, stop)
        return opened.end

    def _trimmed(self, least: int, stop: int) -> int:
        """The end of a stretch without the signs that join it to the next."""
        tail = re.compile(rf"(?:[\s,.;(]|(?<=[\s,]){self.words.conjunction}(?=\s*$))+$")
        found = tail.search(self.folded.text[:stop], least)
        end = max(found.start() if found else stop, least)
        words = self.folded.text[self.start : end]
        return end - 1 if words.endswith(")") and words.count(")") > words.count("(") and end > least else end

    def _pinpoint(self, opened: _Open, end: int) -> str | None:
        if opened.places:
            return self.folded.words(opened.places[0].start, end)
        if opened.shared:
            return self.folded.words(opened.shared[0].start, opened.shared[-1].end)
        return self.folded.words(opened.before[0].start, opened.before[-1].end) if opened.before else None

    def _titled(self, made: ParsedCitation, opened: _Open, end: int) -> ParsedCitation:
        """With the author, the title and the address that stand before the number, or are all that there is."""
        assert opened.body is not None
        stop = opened.places[0].start if opened.places else end
        body = self.folded.printed[self.folded.place(opened.body) : self.folded.end(stop)]
        url, is_bare = works.address(body)
        if made.kind is SourceKind.ADDRESS or (
            is_bare and made.kind is SourceKind.WORK and not (made.code or made.sales)
        ):
            return replace(made, kind=SourceKind.ADDRESS, url=url)
        author, title = works.author_and_title(body.strip(), self.words)
        return replace(made, author=author, title=title, url=url)


def _is_coded(number: str) -> bool:
    """Whether a number has the letters of the body that gave it: MSC.257(84), A.1018(26), and not XXX-2."""
    return re.search(r"[A-Z]{2}|[A-Z]\.\d", re.sub(r"\b[IVXLC]+\b", "", number)) is not None


def _number_of(token: Token) -> str:
    """The number of a place: "MSC.257(84)" of "resolution MSC.257(84)"."""
    return token.value.partition(" ")[2].replace(" (", "(")


def _mends(token: Token, current: _Open) -> bool:
    """Whether it is a corrigendum of the document under way."""
    return current.symbol is not None and token.value.startswith(f"{current.symbol}/Corr.")


@cache
def signal_pattern(words: Words) -> re.Pattern[str]:
    """What stands before a source."""
    behind = "" if words.is_joined else r"(?=[\s,])"
    return re.compile(
        rf"(?:(?P<example>{words.see_for_example})|(?P<also>{words.see_also})|(?P<see>{words.see})){behind}[,:\s]*"
    )

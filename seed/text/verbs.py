"""The verbs by which a body acts, as its documents print them: finite in operative paragraphs, participles before.

Source: United Nations Editorial Manual Online, "Resolutions and other formal decisions", and practice since 1946.
"""

from __future__ import annotations

import re

_PAIRS = """
accepts accepting|acknowledges acknowledging|acts acting|adopts adopting|affirms affirming|agrees agreeing
|applauds applauding|appoints appointing|appreciates appreciating|approves approving|asks asking
|authorizes authorizing|bears in mind bearing in mind|believes believing|calls attention calling attention
|calls for calling for|calls on calling on|calls upon calling upon|commends commending|concludes concluding
|concurs concurring|condemns condemning|confirms confirming|congratulates congratulating|considers considering
|decides deciding|declares declaring|demands demanding|denounces denouncing|deplores deploring|desires desiring
|designates designating|determines determining|directs directing|draws attention drawing attention|elects electing
|emphasizes emphasizing|encourages encouraging|endorses endorsing|establishes establishing|extends extending
|gives giving|hails hailing|has considered having considered|highlights highlighting|insists insisting
|instructs instructing|invites inviting|keeps in mind keeping in mind|looks forward looking forward
|notes noting|observes observing|offers offering|pays tribute paying tribute|proclaims proclaiming
|proposes proposing|reaffirms reaffirming|realizes realizing|recalls recalling|recognizes recognizing
|recommends recommending|refers referring|regrets regretting|reiterates reiterating|rejects rejecting
|reminds reminding|remains remaining|renews renewing|repeats repeating|requests requesting|resolves resolving
|respects respecting|seeks seeking|shares sharing|solicits soliciting|stresses stressing|strives striving
|suggests suggesting|supports supporting|takes into account taking into account
|takes into consideration taking into consideration|takes note taking note|thanks thanking
|underlines underlining|underscores underscoring|urges urging|views viewing|welcomes welcoming|wishes wishing
|appeals appealing|appeals to appealing to|reconfirms reconfirming|reasserts reasserting|restates restating
|transmits transmitting|terminates terminating|repeals repealing|amends amending|convenes convening
|dedicates dedicating|delegates delegating|entrusts entrusting|mandates mandating|permits permitting
|promotes promoting|pledges pledging|undertakes undertaking|vows vowing|warns warning|expects expecting
|trusts trusting|hopes hoping|honours honouring|praises praising|salutes saluting|asserts asserting
|re-emphasizes re-emphasizing|recommits recommitting|is satisfied being satisfied|counts counting
"""

_STATES = """
alarmed|alert|appalled|anxious|aware|cognizant|committed|concerned|confident|conscious|convinced|deeply moved
|desirous|determined|dismayed|disturbed|encouraged|expecting|grateful|gratified|guided|heartened|horrified
|inspired|interested|mindful|motivated|outraged|persuaded|pleased|preoccupied|recalled|resolute|resolved
|saddened|satisfied|shocked|troubled
"""

_ADVERBS = """
also|further|furthermore|once again|again|once more|acutely|categorically|deeply|emphatically|equally|especially
|extremely|firmly|fully|gravely|greatly|highly|keenly|once again|particularly|profoundly|resolutely|seriously
|sincerely|solemnly|specifically|strongly|unequivocally|unreservedly|urgently|vehemently|vigorously|warmly|anew
|expressly|reluctantly|especially|in particular|strongly and unequivocally|unconditionally|continuously|increasingly
"""

_FEELINGS = (
    "(?:admiration|alarm|anticipation|appreciation|concerns?|condemnation|condolences|confidence|conviction|"
    "deep concern|disappointment|dismay|expectation|"
    "gratification|gratitude|great concern|hope|indignation|interest|intention|"
    "outrage|regret|resolve|satisfaction|solidarity|support|sympathy|thanks|willingness|commitment|readiness|"
    "determination|belief|view|wish|desire|sorrow|sadness|shock|profound)"
)


def _words(table: str) -> list[str]:
    return [" ".join(entry.split()) for entry in table.split("|")]


def _alternatives(words: list[str]) -> str:
    """The longest first, so that the longest phrase wins."""
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


def _parted() -> tuple[list[str], list[str]]:
    """The pairs of the table in two lists: finite forms and participles."""
    finite, participles = [], []
    for entry in _words(_PAIRS):
        words = entry.split()
        half = len(words) // 2
        finite.append(" ".join(words[:half]))
        participles.append(" ".join(words[half:]))
    return finite, participles


FINITE, PARTICIPLES = _parted()
_ADVERB = rf"(?:{_alternatives(_words(_ADVERBS))})"
_BEFORE = rf"(?:{_ADVERB}(?:,? and {_ADVERB})? )*"
_AFTER = rf"(?: {_ADVERB}(?![\w-]))*"
_WITH = (
    rf"(?:,? with (?:(?:its|much|a sense of) )?(?:(?!and\b)[a-z]+ )?{_FEELINGS}(?:,? and (?:[a-z]+ )?{_FEELINGS})?)?"
)
_EXPRESS = (
    rf"(?: (?:its|their|once again))*(?: (?!and\b)[a-z]+)??(?: and [a-z]+)? {_FEELINGS}"
    rf"(?:,? and (?:[a-z]+ )?{_FEELINGS})?"
)


def _pattern(core: str) -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?:{core}){_AFTER}{_WITH}(?![\w-])", re.IGNORECASE)


FINITE_PHRASE = _pattern(rf"expresses{_AFTER}{_EXPRESS}|{_alternatives(FINITE)}")
"""A finite verb phrase: "Also calls upon", "Reaffirms emphatically", "Expresses its deep concern"."""

_NOUNS_TOO = frozenset(
    _words(
        "acts|appeals|asks|commits|confirms|gives|hopes|mandates|notes|offers|permits|pledges|praises|promotes|"
        "refers|remains|renews|repeats|salutes|seeks|shares|supports|trusts|views|vows|warns|wishes|strives|extends|"
        "thanks|honours|respects|terminates|transmits|designates|delegates|dedicates|entrusts|convenes|amends|establishes"
    )
)

NEXT_FINITE = _pattern(
    rf"expresses{_AFTER}{_EXPRESS}|"
    rf"{_alternatives([*(each for each in FINITE if each not in _NOUNS_TOO), 'notes with'])}"
)
"""The same in mid-sentence, where a word that is also a noun, or says what others do, is no act of the body."""

PARTICIPLE_PHRASE = _pattern(
    rf"expressing{_AFTER}{_EXPRESS}|having {_BEFORE}[a-z]+ed|{_alternatives([*PARTICIPLES, *_words(_STATES)])}"
)
"""A participle phrase, or an adjective in its place: "Recalling also", "Deeply concerned", "Bearing in mind"."""

ANY_FINITE = re.compile(rf"{_BEFORE}[a-z]{{3,}}s(?![\w-])", re.IGNORECASE)
ANY_PARTICIPLE = re.compile(rf"{_BEFORE}[a-z]+(?:-[a-z]+)?(?:ing|ed)(?![\w-])", re.IGNORECASE)
"""What stands where a verb should, when the lexicon does not know it."""

DIRECTED = re.compile(
    r"\b(?:request|urge|call(?:s|ing) (?:up)?on|invit|encourag|remind|direct|instruct|authoriz|ask|appeal(?:s|ing) to)"
    r"(?:e?s|ing)?\b",
    re.IGNORECASE,
)
"""Verbs whose object is who is asked."""

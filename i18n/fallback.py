"""The declared fallback of languages: a closed table, and why each entry stands in it (docs/languages.md).

A language falls back to another for one of two reasons, and for no other: both are official in the same State or
territory, so that its readers meet official texts in either; or a standard says that the one is a form of the other.
Likeness is no reason: Portuguese does not fall back to Spanish, nor Ukrainian to Russian.
"""

from __future__ import annotations

from collections.abc import Mapping

from i18n.tags import Tag, truncations

_TOGETHER_OFFICIAL = {
    "ar": "ckb so tzm zgh",
    "en": "cy fil fj ga gd gil hi mh mi mt na ny pau sm sn st tn to tpi tvl ur xh zu",
    "es": "ast ay ca eu gl gn qu quc",
    "fr": "ht kg lb ln lua sg ty wo",
    "ru": "av ba be ce kk ky sah tt tyv udm",
    "zh": "bo ug za",
}
"""By the official language of the United Nations: languages that are official beside it, in a State or part of one."""

_SEVERAL = {
    "bi": "en fr",
    "mg": "fr en",
    "rn": "fr en",
    "rw": "en fr",
    "sw": "en fr",
}
"""Languages that are official beside two of the six: the one with more readers there first."""

_FORMS = {
    "acm": "ar",
    "aeb": "ar",
    "apc": "ar",
    "apd": "ar",
    "arq": "ar",
    "ars": "ar",
    "ary": "ar",
    "arz": "ar",
    "hak": "zh-Hant zh",
    "nan": "zh-Hant zh",
    "nb": "no",
    "nn": "no nb",
    "no": "nb",
    "wuu": "zh",
    "yue": "zh-Hant zh",
}
"""Members of a macrolanguage (ISO 639-3), to the written form that their readers share."""

_CHAINS: Mapping[Tag, tuple[Tag, ...]] = {
    **{Tag(one): (Tag(official),) for official, several in _TOGETHER_OFFICIAL.items() for one in several.split()},
    **{Tag(one): tuple(map(Tag, chain.split())) for one, chain in (_SEVERAL | _FORMS).items()},
}

DECLARED: tuple[Tag, ...] = tuple(sorted(_CHAINS))
"""The languages that have a chain, in order of their tags."""


def chain(tag: Tag) -> tuple[Tag, ...]:
    """The declared chain of a language, or of the nearest language that its tag truncates to; () for none."""
    return next((_CHAINS[shorter] for shorter in truncations(tag) if shorter in _CHAINS), ())

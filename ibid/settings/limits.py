"""How much one client may ask for. Each limit has a name, a setting and the code of who asks for more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ibid.settings.setting import setting
from ibid.settings.values import between

_MOST = 1_000_000_000


def _limit(variable: str, default: int, help: str, least: int = 1, most: int = _MOST) -> Any:  # noqa: A002
    return setting(variable, between(least, most), f"a number from {least} to {most}", str(default), help)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a request; those of an operation are measured in time linear in the document's size."""

    max_body: int = _limit("IBID_MAX_BODY", 256 * 1024, "The most bytes of a request's body.")
    max_document: int = _limit("IBID_MAX_DOCUMENT", 64 * 1024, "The most characters of a GraphQL document.")
    max_tokens: int = _limit("IBID_MAX_TOKENS", 2000, "The most tokens of a GraphQL document.")
    max_comments: int = _limit("IBID_MAX_COMMENTS", 100, "The most comments of a GraphQL document.")
    max_depth: int = _limit("IBID_MAX_DEPTH", 20, "The most fields within one another.")
    max_aliases: int = _limit("IBID_MAX_ALIASES", 30, "The most aliases of an operation, its fragments spread.")
    max_directives: int = _limit(
        "IBID_MAX_DIRECTIVES", 50, "The most directives of an operation, its fragments spread."
    )
    max_fragments: int = _limit("IBID_MAX_FRAGMENTS", 50, "The most fragments of a GraphQL document.")
    max_fields: int = _limit("IBID_MAX_FIELDS", 2000, "The most fields of an operation, its fragments spread.")
    max_root_fields: int = _limit("IBID_MAX_ROOT_FIELDS", 20, "The most fields at the root of an operation.")
    max_repeats: int = _limit("IBID_MAX_REPEATS", 20, "The most fields of one name in one selection.")
    max_cost: int = _limit("IBID_MAX_COST", 200_000, "The most objects that an operation may ask for, were pages full.")
    max_concurrent: int = _limit("IBID_MAX_CONCURRENT", 200, "The most operations that one process executes at once.")
    exports: int = _limit("IBID_EXPORTS", 2, "The most copies of everything that one process gives at once.", most=1000)
    query_seconds: int = setting(
        "IBID_QUERY_SECONDS",
        between(1, 300),
        "a number from 1 to 300",
        "10",
        "How long one GraphQL operation may take before it is given up.",
    )
    body_seconds: int = setting(
        "IBID_BODY_SECONDS",
        between(1, 300),
        "a number from 1 to 300",
        "10",
        "How long a request's body may take to arrive.",
    )
    rate_anonymous: int = _limit(
        "IBID_RATE_ANONYMOUS",
        6_000_000,
        "The cost that one address without a key may ask for in a minute; 0 is without limit. "
        "This machine's own addresses are not limited.",
        least=0,
    )
    rate_key: int = _limit(
        "IBID_RATE_KEY", 60_000_000, "The cost that one key may ask for in a minute; 0 is without limit.", least=0
    )
    rate_refused: int = _limit(
        "IBID_RATE_REFUSED",
        100,
        "The keys and tokens that are not good which one address may send in a minute; 0 is without limit.",
        least=0,
    )

"""What is kept in memory of what was read and answered, and what others may keep."""

from __future__ import annotations

from dataclasses import dataclass

from ibid.settings.setting import setting
from ibid.settings.values import between

_MB = 1024 * 1024
_MOST = 1024 * 1024 * _MB


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettings:
    """How much of each is kept, in each process."""

    answers_bytes: int = setting(
        "IBID_ANSWERS_BYTES",
        between(0, _MOST),
        f"a number from 0 to {_MOST}",
        str(64 * _MB),
        "The most bytes of answers to anonymous readers that one process keeps; 0 keeps none.",
    )
    records_bytes: int = setting(
        "IBID_RECORDS_BYTES",
        between(0, _MOST),
        f"a number from 0 to {_MOST}",
        str(128 * _MB),
        "The most bytes, about, of records that one process keeps in memory for anonymous readers; 0 keeps none.",
    )
    shared_max_age: int = setting(
        "IBID_SHARED_MAX_AGE",
        between(0, 86_400),
        "a number of seconds from 0 to 86400",
        "0",
        "How long shared caches (a CDN) may give the answer to a GET by documentId without asking; 0 has them ask.",
    )

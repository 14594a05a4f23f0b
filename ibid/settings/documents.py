"""Which GraphQL documents are known by their hash."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ibid.settings.setting import setting
from ibid.settings.values import between, maybe_folder, switch


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSettings:
    """Trusted documents, and those that clients sent before."""

    documents: Path | None = setting(
        "IBID_DOCUMENTS",
        maybe_folder,
        "a folder that is there",
        "",
        "The trusted documents: *.graphql, one each, and *.json, maps from SHA-256 to text. Read at the start.",
    )
    only_trusted: bool = setting(
        "IBID_ONLY_TRUSTED", switch, "1 or 0", "0", "Whether the trusted documents are the only ones executed."
    )
    persisted: int = setting(
        "IBID_PERSISTED",
        between(0, 100_000),
        "a number from 0 to 100000",
        "1000",
        "How many documents are kept that clients ask for by hash after sending them once; 0 keeps none.",
    )

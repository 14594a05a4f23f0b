"""What a mirror is asked with, beside what its command line says."""

from __future__ import annotations

from dataclasses import dataclass

from ibid.settings.setting import setting


@dataclass(frozen=True, kw_only=True)
class MirrorSettings:
    """Who asks the Ibid that is copied."""

    mirror_key: str = setting(
        "IBID_MIRROR_KEY",
        str.strip,
        "a key that `ibid keys create` made there, or nothing",
        "",
        "The key that `ibid mirror` shows. In the environment nobody sees it in the list of processes.",
    )

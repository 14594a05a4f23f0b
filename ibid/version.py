"""Which Ibid this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

DISTRIBUTION = "ibid-undocs"


def ibid_version() -> str:
    """The version of the installed distribution, or "unknown" in a tree that is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"

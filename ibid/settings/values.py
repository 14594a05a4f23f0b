"""What reads the values of settings: each takes a text and gives what it means, or raises ValueError or KeyError."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def one_of(*values: str) -> Callable[[str], str]:
    """One of some words, whatever their case."""

    def read(text: str) -> str:
        if text.lower() not in values:
            raise ValueError(text)
        return text.lower()

    return read


def between(least: int, most: int) -> Callable[[str], int]:
    """A whole number within bounds."""

    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return read


def switch(text: str) -> bool:
    """On or off."""
    return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]


def words(text: str) -> str:
    """Anything but nothing."""
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def several(text: str) -> tuple[str, ...]:
    """Words between commas; none of them for an empty text."""
    return tuple(each.strip() for each in text.split(",") if each.strip())


def folder(text: str) -> Path:
    """A folder's path, from the user's home where it begins with ~."""
    return Path(words(text)).expanduser()


def maybe_folder(text: str) -> Path | None:
    """A folder that is there; None for an empty text."""
    if not text.strip():
        return None
    path = folder(text)
    if not path.is_dir():
        raise ValueError(text)
    return path


def beginning(*starts: str) -> Callable[[str], str]:
    """An address that begins with one of these, or nothing."""

    def read(text: str) -> str:
        if text and not text.startswith(starts):
            raise ValueError(text)
        return text

    return read

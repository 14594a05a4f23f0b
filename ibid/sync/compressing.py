"""Compressing an answer as it is made: gzip (RFC 1952) or zstd (RFC 8878), by what the client takes."""

from __future__ import annotations

import zlib
from typing import Protocol

import zstandard

from ibid.http.accepting import ranked

IDENTITY, GZIP, ZSTD = "identity", "gzip", "zstd"

_GZIP_LEVEL, _ZSTD_LEVEL = 5, 3
_GZIP_WINDOW = zlib.MAX_WBITS | 16
"""As zlib has it: the largest window, in the form of gzip."""


class Compressor(Protocol):
    """Compresses a stream. Each method gives what can be sent by now."""

    def add(self, text: bytes) -> bytes:
        """Take more in."""
        ...

    def flush(self) -> bytes:
        """Give all that was taken in, so that it can be read at the other end."""
        ...

    def end(self) -> bytes:
        """End the stream."""
        ...


class _Plain:
    def add(self, text: bytes) -> bytes:
        return text

    def flush(self) -> bytes:
        return b""

    def end(self) -> bytes:
        return b""


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)

    def add(self, text: bytes) -> bytes:
        return self._stream.compress(text)

    def flush(self) -> bytes:
        return self._stream.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._stream.flush(zlib.Z_FINISH)


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compressobj()

    def add(self, text: bytes) -> bytes:
        return self._stream.compress(text)

    def flush(self) -> bytes:
        return self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_FINISH)


_COMPRESSORS: dict[str, type[_Plain | _Gzip | _Zstd]] = {ZSTD: _Zstd, GZIP: _Gzip, IDENTITY: _Plain}


def coding(accept_encoding: str | None) -> str:
    """The coding to send, by an Accept-Encoding header (RFC 9110 section 12.5.3): as it is where none is asked for."""
    if accept_encoding is None:
        return IDENTITY
    return next(iter(ranked(accept_encoding or IDENTITY, list(_COMPRESSORS))), IDENTITY)


def compressor(name: str) -> Compressor:
    """What compresses into a coding."""
    return _COMPRESSORS[name]()

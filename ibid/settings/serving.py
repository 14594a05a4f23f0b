"""How Ibid is served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from ibid.settings.setting import setting
from ibid.settings.values import between, one_of, several, switch, words

LogLevel = Literal["debug", "info", "warning", "error"]


@dataclass(frozen=True, kw_only=True)
class ServingSettings:
    """Address, and what is told to browsers."""

    host: str = setting("IBID_HOST", words, "a host name or address", "127.0.0.1", "The address to serve on.")
    port: int = setting(
        "IBID_PORT", between(0, 65535), "a number from 0 to 65535", "8000", "The port; 0 is any free one."
    )
    workers: int = setting(
        "IBID_WORKERS",
        between(1, 64),
        "a number from 1 to 64",
        "1",
        "How many processes serve. Limits that count (IBID_RATE_ANONYMOUS, IBID_RATE_KEY) are divided between them.",
    )
    log_level: LogLevel = setting(
        "IBID_LOG_LEVEL",
        one_of(*get_args(LogLevel)),
        "debug, info, warning or error",
        "info",
        "How much is logged, on standard error; commands other than serve log warning unless it is given.",
    )
    cors_origins: tuple[str, ...] = setting(
        "IBID_CORS_ORIGINS",
        several,
        "origins between commas, or *",
        "",
        "The web sites whose pages may ask from a browser: https://app.example. None unless named.",
    )
    hsts_seconds: int = setting(
        "IBID_HSTS_SECONDS",
        between(0, 63_072_000),
        "a number of seconds from 0 to 63072000",
        "0",
        "How long browsers keep to TLS (RFC 6797), sent only where a request came by TLS; 0 sends nothing.",
    )
    proxies: tuple[str, ...] = setting(
        "IBID_PROXIES",
        several,
        "addresses between commas",
        "",
        "The reverse proxies that are believed when they say who asked and by which scheme (X-Forwarded-For, -Proto).",
    )
    compiled: bool = setting(
        "IBID_COMPILED",
        switch,
        "1 or 0",
        "1",
        "Whether queries are compiled to Python; without it, Strawberry executes them field by field.",
    )
    introspection: bool = setting(
        "IBID_INTROSPECTION",
        switch,
        "1 or 0",
        "1",
        "Whether the schema can be asked for. Without it, errors suggest no names either.",
    )

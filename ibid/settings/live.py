"""Subscriptions, event streams and sockets: how many, how large, and how long they may be silent."""

from __future__ import annotations

from dataclasses import dataclass

from ibid.settings.setting import setting
from ibid.settings.values import between


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSettings:
    """What lasts longer than a request."""

    ws_init_seconds: int = setting(
        "IBID_WS_INIT_SECONDS",
        between(1, 300),
        "a number from 1 to 300",
        "10",
        "How long a WebSocket may take to say `connection_init`.",
    )
    ws_operations: int = setting(
        "IBID_WS_OPERATIONS",
        between(1, 10_000),
        "a number from 1 to 10000",
        "50",
        "The most operations that one WebSocket may have under way.",
    )
    ws_max_message: int = setting(
        "IBID_WS_MAX_MESSAGE",
        between(1024, 16 * 1024 * 1024),
        "a number from 1024 to 16777216",
        "131072",
        "The most bytes of one message that comes by a WebSocket.",
    )
    heartbeat_seconds: int = setting(
        "IBID_HEARTBEAT_SECONDS",
        between(1, 3600),
        "a number from 1 to 3600",
        "20",
        "After how long without an event a subscription is told that there is nothing new.",
    )
    subscribers: int = setting(
        "IBID_SUBSCRIBERS",
        between(0, 1_000_000),
        "a number from 0 to 1000000",
        "1000",
        "The most subscriptions that one process keeps.",
    )

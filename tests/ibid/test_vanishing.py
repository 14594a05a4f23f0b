"""Whoever vanishes without a word is noticed by the system, whatever the server waits for."""

from __future__ import annotations

import socket
import sys

import pytest

from ibid.serving import VANISHED_SECONDS, listen


@pytest.mark.skipif(sys.platform != "linux", reason="other systems name or inherit these differently")
def test_connections_that_are_accepted_are_probed_and_given_up() -> None:
    listener = listen("127.0.0.1", 0)
    with listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            options = {
                name: accepted.getsockopt(socket.IPPROTO_TCP, getattr(socket, name))
                for name in ("TCP_USER_TIMEOUT", "TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT")
            }
            assert accepted.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)

    assert options == {
        "TCP_USER_TIMEOUT": VANISHED_SECONDS * 1000,
        "TCP_KEEPIDLE": VANISHED_SECONDS,
        "TCP_KEEPINTVL": VANISHED_SECONDS // 3,
        "TCP_KEEPCNT": 3,
    }

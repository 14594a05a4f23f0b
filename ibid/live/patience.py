"""How long the two ends of what lasts wait for each other, in seconds."""

from __future__ import annotations

SEND_SECONDS = 30.0
"""A client may take so long to read what it is sent; then it is taken to be gone."""

SILENT_SECONDS = 15.0
"""After so long without an event, a comment keeps what lies between from closing the connection."""

GOODBYE_SECONDS = 1.5
"""Operations may take so long to end once the server stops."""

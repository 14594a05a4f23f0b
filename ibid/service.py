"""What the server holds while it runs: its settings, the store once it is open, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ibid.access import Authenticator
from ibid.settings import Settings
from store.errors import Unavailable
from store.ports import Store


class Phase(StrEnum):
    """How far a server has come."""

    STARTING = "starting"
    LOADING = "loading"
    READY = "ready"
    STOPPING = "stopping"
    FAILED = "failed"


def _nobody() -> None:
    """Stop nothing: there is no server yet, or none that may be stopped."""


@dataclass(slots=True)
class Service:
    """One server. `stop` ends it; `failure` is why its store could not be opened. Every way in asks `authenticator`."""

    settings: Settings
    phase: Phase = Phase.STARTING
    store: Store | None = None
    failure: Exception | None = None
    stop: Callable[[], None] = _nobody
    authenticator: Authenticator = field(init=False)

    def __post_init__(self) -> None:
        """Know keys and tokens by the settings, and by the store that is open."""
        self.authenticator = Authenticator(self.settings.access, lambda: self.open_store().keyring)

    def open_store(self) -> Store:
        """The store, or Unavailable while it is not open."""
        if self.store is None:
            raise Unavailable(f"the server is {self.phase}")
        return self.store

    def fail(self, failure: Exception) -> None:
        """End: the store cannot be opened, and waiting will not help."""
        self.phase, self.failure = Phase.FAILED, failure
        self.stop()

"""What the server holds while it runs: its settings, the store once it is open, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from ibid.access import Authenticator
from ibid.observing.metrics import Metrics
from ibid.observing.tracing import NoTracing, Tracing
from ibid.settings import Settings
from ibid.stopping import Stopping
from store.calls import Call
from store.errors import Unavailable
from store.ports import Store


class Phase(StrEnum):
    """How far a server has come."""

    STARTING = "starting"
    LOADING = "loading"
    READY = "ready"
    STOPPING = "stopping"
    FAILED = "failed"


def _nobody(_: Phase = Phase.FAILED) -> None:
    """Stop or tell nothing: there is no server yet, or none that may be stopped."""


@dataclass(slots=True)
class Service:
    """One server. `stop` ends it; `failure` is why its store could not be opened; `tell` is told of each phase.

    Every way in asks `authenticator` who comes.
    """

    settings: Settings
    phase: Phase = Phase.STARTING
    store: Store | None = None
    failure: Exception | None = None
    stop: Callable[[], None] = _nobody
    tell: Callable[[Phase], None] = _nobody
    stopping: Stopping = field(default_factory=Stopping)
    metrics: Metrics = field(default_factory=Metrics)
    tracing: Tracing = field(default_factory=NoTracing)
    authenticator: Authenticator = field(init=False)

    def __post_init__(self) -> None:
        """Know keys and tokens by the settings, and by the store that is open."""
        self.authenticator = Authenticator(self.settings.access, lambda: self.open_store().keyring)

    @property
    def workers(self) -> int:
        """How many processes serve: limits that count are divided between them."""
        return self.settings.workers

    def enter(self, phase: Phase, store: Store | None = None) -> None:
        """Come to a phase, with the store where it is open."""
        self.phase, self.store = phase, store
        self.tell(phase)

    def open_store(self) -> Store:
        """The store, or Unavailable while it is not open."""
        if self.store is None:
            raise Unavailable(f"the server is {self.phase}")
        return self.store

    def on_call(self, call: Call) -> None:
        """Count a command to the database."""
        self.metrics.count_call(call)
        self.tracing.call(call)

    def fail(self, failure: Exception) -> None:
        """End: the store cannot be opened, and waiting will not help."""
        self.failure = failure
        self.enter(Phase.FAILED)
        self.stop()

"""Whatever befalls the source, the connection, the server and the mirror itself: in the end the copy is equal."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from i18n.languages import EN, Tag
from ibid.mirror.errors import KeyRefused, MirrorError
from ibid.mirror.source import Wanted
from resolvers.changes.places import Wanted as Filter
from tests.support.mirrored import Heard, InFolder, InMongo, Kept, Killed, Steps, mirrored, rows
from tests.support.sources import Fault, Faulty
from tests.support.worlds import LANGUAGES, SYMBOLS, World

NUMBERS = st.integers(0, 40)
TEXTS = st.sampled_from(["One", "Two\u2028lines", "Трое", "四"])
FILTERS = st.sampled_from(
    [
        Wanted(),
        Wanted(languages=("en",)),
        Wanted(languages=("fr",)),
        Wanted(languages=("en", "es")),
        Wanted(documents=SYMBOLS[:1]),
        Wanted(types=("PARAGRAPH", "CITATION", "INSTRUMENT")),
    ]
)
GRANTS = st.sampled_from([("PARTNER",), ("PARTNER:en",), ("PARTNER:fr,es",), ("PARTNER:en,fr", "TRANSLATOR:fr")])
FAULTS = st.lists(
    st.none()
    | st.builds(Fault, st.sampled_from(["cut", "ended", "flipped", "away", "refused"]), st.integers(0, 30_000)),
    max_size=6,
)


class Unencoded(httpx.AsyncBaseTransport):
    """Answers as they are, whose bytes no compression watches over."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask for what is not encoded."""
        request.headers["Accept-Encoding"] = "identity"
        return await self._inner.handle_async_request(request)


def as_filter(wanted: Wanted) -> Filter:
    """What a partner wants, as the server has it."""
    return Filter(
        types=frozenset(wanted.types) or None,
        languages=frozenset(map(Tag, wanted.languages)) or None,
        documents=frozenset(wanted.documents) or None,
    )


class Histories(RuleBasedStateMachine):
    """A source and a copy of it, kept in a folder."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.wanted = Wanted()
        self.may_flip = False
        self.kept = self.place()
        self.world = self.run(World.made())

    @initialize(may_flip=st.booleans())
    def begin(self, *, may_flip: bool) -> None:
        """Whether bytes may be other ones than were sent. If not, following alone must do: proving finds nothing."""
        self.may_flip = may_flip

    def place(self) -> Kept:
        """Where the copy is kept."""
        return InFolder(Path(self.folder.name) / "copy")

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do it in this machine's loop."""
        return self.runner.run(work)

    @rule(at=NUMBERS, language=st.sampled_from(LANGUAGES), text=TEXTS | st.none(), draft=st.booleans())
    def write_or_withdraw(self, at: int, language: Tag, text: str | None, *, draft: bool) -> None:
        self.run(self.world.write(at, language, text, draft=draft))

    @rule(at=NUMBERS, language=st.sampled_from(LANGUAGES), text=TEXTS | st.none())
    def edit(self, at: int, language: Tag, text: str | None) -> None:
        self.run(self.world.edit(at, language, text))

    @rule(at=NUMBERS, cited=st.sampled_from(["treaty:A", "treaty:B"]))
    def correct_a_citation(self, at: int, cited: str) -> None:
        self.run(self.world.correct(at, cited))

    @rule(symbol=st.sampled_from(SYMBOLS))
    def remove_a_document(self, symbol: str) -> None:
        self.run(self.world.remove(symbol))

    @rule(symbol=st.sampled_from(SYMBOLS))
    def add_a_document(self, symbol: str) -> None:
        self.run(self.world.add(symbol))

    @rule(identifier=st.sampled_from(["treaty:A", "treaty:B"]))
    def remove_or_add_an_instrument(self, identifier: str) -> None:
        self.run(self.world.toggle(identifier))

    @rule(wanted=FILTERS)
    def want_something_else(self, wanted: Wanted) -> None:
        self.wanted = wanted

    @rule(grants=GRANTS)
    def have_other_grants(self, grants: tuple[str, ...]) -> None:
        self.run(self.world.grant(*grants))

    @rule(grants=GRANTS)
    def lose_the_key_and_get_another(self, grants: tuple[str, ...]) -> None:
        before = self.run(rows(self.kept))
        self.run(self.world.revoke())
        with pytest.raises(KeyRefused):
            self.mirror(self.world.transport())
        assert before == self.run(rows(self.kept))
        self.run(self.world.grant(*grants))

    @rule()
    def back_up(self) -> None:
        self.run(self.world.save())

    @rule()
    def restore(self) -> None:
        self.run(self.world.restore())

    @rule()
    def prune(self) -> None:
        self.run(self.world.prune())

    @rule()
    def restart_the_server(self) -> None:
        self.run(self.world.restart())

    @rule(faults=FAULTS, left=st.none() | st.integers(0, 15) | st.integers(0, 120), encoded=st.booleans())
    def mirror_with_faults(self, faults: list[Fault | None], left: int | None, *, encoded: bool) -> None:
        if not self.may_flip:
            faults = [fault and replace(fault, kind=fault.kind.replace("flipped", "cut")) for fault in faults]
        transport = self.world.transport() if encoded else Unencoded(self.world.transport())
        with suppress(Killed, MirrorError):
            self.mirror(Faulty(transport, faults), steps=Steps(left))

    @rule(at=NUMBERS, text=TEXTS | st.none(), left=st.integers(0, 25))
    def follow_and_be_killed(self, at: int, text: str | None, left: int) -> None:
        self.mirror_to_the_end()
        self.run(self.world.write(at, EN, text, draft=False))
        with suppress(Killed):
            self.mirror(self.world.transport(), steps=Steps(left))

    @rule()
    def mirror_to_the_end(self) -> None:
        heard = Heard()
        held = self.mirror(self.world.transport(), telling=heard)
        assert self.may_flip or not heard.repairs
        assert held == self.run(self.world.truth(as_filter(self.wanted)))

    def mirror(self, transport: httpx.AsyncBaseTransport, **options: Any) -> Any:
        """Run the mirror once."""
        return self.run(mirrored(self.kept, transport, wanted=self.wanted, key=self.world.key, **options))

    def teardown(self) -> None:
        """Whatever it was that ended the history, the copy is equal after one more run."""
        try:
            self.mirror_to_the_end()
        finally:
            self.runner.close()
            self.folder.cleanup()


class HistoriesInMongo(Histories):
    """The same, kept in a MongoDB."""

    def place(self) -> Kept:
        """Where the copy is kept."""
        return InMongo()


def of(examples: int) -> settings:
    """So many histories."""
    return settings(
        max_examples=examples, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
    )


@pytest.fixture(autouse=True)
def little_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts, pages and lists so small that these few records are many of them."""
    monkeypatch.setattr("ibid.sync.parts.MOST", 5)
    monkeypatch.setattr("ibid.mirror.source.PAGE", 3)
    monkeypatch.setattr("ibid.mirror.source.BUCKETS", 3)


@pytest.mark.parametrize("histories", [Histories, HistoriesInMongo])
def test_a_copy_converges_to_equality(histories: type[Histories]) -> None:
    run_state_machine_as_test(histories, settings=of(10))


@pytest.mark.soak
@pytest.mark.parametrize("histories", [Histories, HistoriesInMongo])
def test_a_copy_converges_to_equality_in_hundreds_of_histories(histories: type[Histories]) -> None:
    run_state_machine_as_test(histories, settings=of(200))

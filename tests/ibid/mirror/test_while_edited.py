"""While somebody edits between any two readings of the source, a copy comes to equality by following alone."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from i18n.languages import EN
from ibid.mirror.source import Wanted
from resolvers.changes.places import Wanted as Filter
from store.mongo.store import MongoStore
from tests.support.mirrored import Heard, InFolder, InMongo, Kept, mirror, rows
from tests.support.worlds import ES, FR, LANGUAGES, SYMBOLS, World

WANTED = [
    (Wanted(), Filter()),
    (Wanted(languages=("fr",)), Filter(languages=frozenset({FR}))),
    (Wanted(languages=("en", "es")), Filter(languages=frozenset({EN, ES}))),
    (Wanted(documents=SYMBOLS[:1]), Filter(documents=frozenset(SYMBOLS[:1]))),
    (
        Wanted(types=("DOCUMENT", "CITATION", "INSTRUMENT"), languages=("fr",)),
        Filter(types=frozenset({"DOCUMENT", "CITATION", "INSTRUMENT"}), languages=frozenset({FR})),
    ),
]
GRANTS = [("PARTNER",), ("PARTNER:en",), ("PARTNER:fr,es",), ("PARTNER:en,fr", "TRANSLATOR:fr"), ("ADMIN",)]
READINGS = ("get", "ranges", "pages", "changes", "state")
TREATIES = ("treaty:A", "treaty:B")


@dataclass
class Editor:
    """Edits a world while others read it: before and after readings, by chance, `left` times at most."""

    world: World
    chance: random.Random
    often: float
    left: int = 60
    edits: int = 0
    is_editing: bool = False

    async def maybe(self) -> None:
        """Edit a little, or not."""
        if self.is_editing or (self.edits and self.chance.random() > self.often):
            return
        self.is_editing = True
        for _ in range(min(self.left, self.chance.choice([1, 1, 2, 5]))):
            self.left, self.edits = self.left - 1, self.edits + 1
            await self._edit()
        self.is_editing = False

    async def _edit(self) -> None:
        at, language, text = (
            self.chance.randrange(41),
            self.chance.choice(LANGUAGES),
            self.chance.choice([*"ABC", None]),
        )
        edits: list[Callable[[], Awaitable[None]]] = [
            lambda: self.world.write(at, language, text, draft=False),
            lambda: self.world.write(at, language, text, draft=True),
            lambda: self.world.edit(at, language, text),
            lambda: self.world.correct(at, self.chance.choice(TREATIES)),
            lambda: self.world.remove(self.chance.choice(SYMBOLS)),
            lambda: self.world.add(self.chance.choice(SYMBOLS)),
            lambda: self.world.toggle(self.chance.choice(TREATIES)),
        ]
        await self.chance.choice(edits)()


def interrupted(monkeypatch: pytest.MonkeyPatch, editor: Editor) -> None:
    """Let the editor in, whenever the store is read."""

    def reading(inner: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def read(self: MongoStore, *asked: Any) -> Any:
            await editor.maybe()
            found = await inner(self, *asked)
            await editor.maybe()
            return found

        return read

    for name in READINGS:
        monkeypatch.setattr(MongoStore, name, reading(getattr(MongoStore, name)))


@pytest.fixture(autouse=True)
def little_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts, pages and windows so small that these few records are many of them."""
    monkeypatch.setattr("ibid.sync.parts.MOST", 5)
    monkeypatch.setattr("ibid.mirror.source.PAGE", 3)
    monkeypatch.setattr("ibid.sync.exporting.WINDOW", 2)
    monkeypatch.setattr("ibid.sync.changing.WINDOW", 2)
    monkeypatch.setattr("resolvers.sync.baseline.MOST", 4)


@pytest.mark.parametrize("seed", [*range(10), *(pytest.param(each, marks=pytest.mark.soak) for each in range(10, 400))])
async def test_a_copy_that_is_made_while_others_write_comes_to_equality_by_following(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    wanted, wanted_there = WANTED[seed % len(WANTED)]
    kept: Kept = InFolder(tmp_path / "copy") if chance.random() < 0.5 else InMongo()
    world = await World.made()
    await world.grant(*chance.choice(GRANTS))
    editor = Editor(world, chance, chance.choice([0.05, 0.1, 0.3]))

    async with mirror(kept, world.transport(), wanted, key=world.key) as copying:
        with monkeypatch.context() as reading:
            interrupted(reading, editor)
            await copying._open()
            await copying._catch_up()
        await copying._follow(0)

    assert editor.edits
    assert await rows(kept) == await world.truth(wanted_there)

    heard = Heard()
    async with mirror(kept, world.transport(), wanted, key=world.key, telling=heard) as proving:
        await proving.run_once()
    assert heard.repairs == []

"""One operation told in many ways: with other aliases, literals and white space. Some of them are no longer valid."""

from __future__ import annotations

import random
import re

from tests.support.operations import POOLS

_ALIAS = re.compile(r"\ba(\d+): ")
_ARGUMENT = re.compile(r'(\w+): ("[^"]*"|-?\d+)(?=[,)])')
_NAMES = ["{n}", "n{n}", "x{n}_", "symbol", "same", "id{n}"]
_SPACES = [" ", " ", "  ", "\n", ", ", " # words\n"]


def varied(text: str, chance: random.Random) -> str:
    """An operation of `tests.support.operations` told in another way."""
    name = chance.choices(_NAMES, [0, 8, 8, 1, 1, 4])[0]
    text = _ALIAS.sub(lambda found: f"{name.format(n=found[1])}: ", text)
    text = _ARGUMENT.sub(lambda found: f"{found[1]}: {_other(found[1], found[2], chance)}", text)
    space = chance.choice(_SPACES)
    return '"'.join(part if rank % 2 else part.replace(" ", space) for rank, part in enumerate(text.split('"')))


def _other(name: str, value: str, chance: random.Random) -> str:
    if name not in POOLS or chance.random() < 0.3:
        return value
    found = "wrong" if chance.random() < 0.03 else chance.choice(POOLS[name])
    return f'"{found}"' if isinstance(found, str) else str(found)

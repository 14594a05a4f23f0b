"""Holding the compiled executor to Strawberry's own: one operation on one state of the store, by both.

python -m tests.support.differing 10000       compares them on so many operations
python -m tests.support.differing 1 4711      on the one of a seed
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphql import GraphQLError, OperationDefinitionNode
from strawberry.types.execution import PreExecutionError

from execution.compiling import Compiled
from execution.errors import Unsupported
from i18n.languages import Tag
from ibid.answers.keeping import Held
from ibid.http.json import encoded
from ibid.settings import AnswerSettings
from resolvers.access import PUBLIC, Principal
from resolvers.access.guarding import Guarded
from schema.building import IbidSchema, parsed
from schema.context import Context
from schema.loaders import Loaders
from store.recording import RecordingStore
from tests.support.access import principal
from tests.support.asking import schema
from tests.support.faults import Damaged
from tests.support.operations import Operation, operation
from tests.support.records import corpus, stored

PREFERENCES = ((), (Tag("fr"),), (Tag("ar"), Tag("en")))
"""What readers prefer, in turn."""

EDITOR = principal("ADMIN")
"""Somebody who may see drafts."""


@dataclass
class Tally:
    """What was compared."""

    cases: int = 0
    invalid: int = 0
    unsupported: int = 0
    with_errors: int = 0
    careful: int = 0
    objects: int = 0
    differences: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """What an executor gave, and what it asked the store."""

    data: Any
    errors: Sequence[GraphQLError]
    calls: Counter[tuple[str, str | None]]
    keys: Counter[tuple[str, str | None]]
    served: frozenset[Tag]


def kept(store: Any) -> Held:
    """A store whose records are kept, and what is made of them, as they are where it is served."""
    return Held.of(store, AnswerSettings())


class Comparing:
    """Compares the executors on a store, and on what is kept of it."""

    def __init__(
        self, schema: IbidSchema, store: Damaged, principal: Principal = PUBLIC, memory: Held | None = None
    ) -> None:
        self._schema = schema
        self._damaged = store
        self._store = RecordingStore(store)
        self._principal = principal
        self._memory = memory or kept(store)

    def context(self, languages: tuple[Tag, ...]) -> Context:
        loaders = Loaders(Guarded(self._store, self._principal), self._store)
        return Context(loaders=loaders, languages=languages, principal=self._principal, store=self._store)

    def keeping(self, languages: tuple[Tag, ...]) -> Context:
        """A context that reads from memory, and has it noted."""
        era, notes = self._memory.eras.now(), self._memory.noting()
        loaders = Loaders(Guarded(notes, self._principal, era.table), self._store, era, notes)
        return Context(loaders=loaders, languages=languages, principal=self._principal, store=self._store)

    async def compare(self, asked: Operation, languages: tuple[Tag, ...], tally: Tally) -> None:
        """Count a case, and note what differs."""
        wanted = await self.interpreted(asked, languages)
        if wanted is None:
            tally.invalid += 1
            return
        tally.cases += 1
        document = parsed(asked.text, {})
        operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
        try:
            compiled = Compiled(self._schema, document, operation)
        except Unsupported:
            tally.unsupported += 1
            return
        context = self.context(languages)
        self._store.calls.clear()
        result = await compiled.run(asked.variables, context, context.loaders, again=context.served.clear)
        got = self._answer(result.data, result.errors, context)
        tally.careful += result.careful
        tally.with_errors += bool(wanted.errors)
        tally.objects += _objects(wanted.data)
        for what in differences(wanted, got):
            tally.differences.append(f"{what}\n{asked.text}\n{json.dumps(asked.variables)}")
        if not self._damaged.failed:  # what fails need not be asked for where something is remembered
            await self._compare_kept(compiled, asked, languages, wanted, tally)

    async def _compare_kept(
        self, compiled: Compiled, asked: Operation, languages: tuple[Tag, ...], wanted: Answer, tally: Tally
    ) -> None:
        """The same from memory, where the second time everything is there already."""
        for time in ("first", "second"):
            context = self.keeping(languages)
            result = await compiled.run(asked.variables, context, context.loaders, again=context.served.clear)
            data = json.loads(encoded(result.data))  # parts of it are JSON already
            got = replace(self._answer(data, result.errors, context), calls=Counter(), keys=Counter())
            for what in differences(wanted, got):
                tally.differences.append(
                    f"from memory, the {time} time: {what}\n{asked.text}\n{json.dumps(asked.variables)}"
                )

    async def interpreted(self, asked: Operation, languages: tuple[Tag, ...]) -> Answer | None:
        """Strawberry's answer; None where the operation is not valid."""
        context = self.context(languages)
        self._store.calls.clear()
        result = await self._schema.execute(asked.text, variable_values=dict(asked.variables), context_value=context)
        if isinstance(result, PreExecutionError):
            return None
        return self._answer(result.data, result.errors or [], context)

    def _answer(self, data: Any, errors: Sequence[GraphQLError], context: Context) -> Answer:
        calls = Counter((each.method, each.kind) for each in self._store.calls)
        keys: Counter[tuple[str, str | None]] = Counter()
        for each in self._store.calls:
            keys[each.method, each.kind] += each.count
        return Answer(data, list(errors), calls, keys, frozenset(context.served))


def differences(wanted: Answer, got: Answer) -> Iterable[str]:
    """In what an answer is not the one that was wanted."""
    if got.data != wanted.data:
        yield f"data: {_first(wanted.data, got.data)}"
    elif json.dumps(got.data) != json.dumps(wanted.data):
        yield "order of keys"
    else:
        yield from _errors(wanted, got)
    if not wanted.errors and got.served != wanted.served:
        yield f"languages: {wanted.served} {got.served}"
    for what, more, most in (("calls", got.calls, wanted.calls), ("keys", got.keys, wanted.keys)):
        if more - most:
            yield f"{what}: {dict(more - most)} more than {dict(most)}"


def _errors(wanted: Answer, got: Answer) -> Iterable[str]:
    """Errors that end where they arise are the same; of those that take others with them, one is told at each place."""
    ours, theirs = _placed(got), _placed(wanted)
    if ours.keys() != theirs.keys():
        yield f"errors at {sorted(map(str, theirs.keys() ^ ours.keys()))}"
        return
    for place in theirs:
        if not any(each in theirs[place] for each in ours[place]) and _is_sole(theirs[place], place):
            yield f"errors: {theirs[place]} became {ours[place]}"


def _is_sole(told: Sequence[Any], place: tuple[Any, ...]) -> bool:
    """Whether only this error could be told: it arose at the very place that is null."""
    return all(tuple(each[1]) == place for each in told)


def _placed(answer: Answer) -> Mapping[tuple[Any, ...], list[Any]]:
    """The errors by the place that is null for them."""
    placed: dict[tuple[Any, ...], list[Any]] = {}
    for error in answer.errors:
        path = error.path or []
        value, place = answer.data, []
        for step in path:
            if value is None:
                break
            place.append(step)
            value = value[step]
        entry = (error.message, path, [each.formatted for each in error.locations or ()], error.extensions or {})
        placed.setdefault(tuple(place), []).append(entry)
    return placed


def _first(wanted: Any, got: Any, path: str = "") -> str:
    """The first place where two answers differ."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        for key in wanted | got:
            if wanted.get(key, "no") != got.get(key, "no"):
                return _first(wanted.get(key, "no"), got.get(key, "no"), f"{path}.{key}")
    if isinstance(wanted, list) and isinstance(got, list) and len(wanted) == len(got):
        for place, (one, other) in enumerate(zip(wanted, got, strict=True)):
            if one != other:
                return _first(one, other, f"{path}[{place}]")
    return f"{path}: {str(wanted)[:200]} became {str(got)[:200]}"


def _objects(data: Any) -> int:
    if isinstance(data, dict):
        return 1 + sum(_objects(each) for each in data.values())
    return sum(map(_objects, data)) if isinstance(data, list) else 0


async def differ(schema: IbidSchema, store: Damaged, seeds: Iterable[int], tally: Tally) -> Tally:
    """Compare the executors on the operations of seeds: a third of them on a store that is whole.

    Every seventh is asked by somebody who may see drafts.
    """
    whole = {reader: kept(store.of(0)) for reader in (PUBLIC, EDITOR)}
    for seed in seeds:
        reader = PUBLIC if seed % 7 else EDITOR
        damaged = Comparing(schema, store.of(seed), reader)
        comparing = damaged if seed % 3 else Comparing(schema, store.of(0), reader, whole[reader])
        await comparing.compare(operation(schema._schema, seed), PREFERENCES[seed % len(PREFERENCES)], tally)
    return tally


async def _main(count: int, first: int) -> None:
    store = Damaged(await stored(corpus()))
    tally = await differ(schema(), store, range(first, first + count), Tally())
    sys.stdout.write("\n\n".join([*tally.differences[:10], str(replace(tally, differences=[])), ""]))
    sys.stdout.write(f"{len(tally.differences)} differences\n")


if __name__ == "__main__":
    asyncio.run(_main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1))

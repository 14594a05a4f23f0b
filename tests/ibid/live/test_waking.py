"""What is changed by a mutation is looked for at once."""

from __future__ import annotations

import strawberry

from ibid.live.waking import waking
from tests.support.feeds import WITHIN, a_feed, a_watch, settle


@strawberry.type
class Query:
    @strawberry.field
    def head(self) -> int:
        return 0


@strawberry.type
class Mutation:
    @strawberry.mutation
    def change(self, fails: bool = False) -> int:
        feed.add()
        if fails:
            raise ValueError
        return 1


feed = a_feed()


async def test_a_mutation_wakes_the_watch_and_a_query_does_not() -> None:
    watch = a_watch(feed)
    schema = strawberry.Schema(Query, Mutation, extensions=[waking(watch)])

    async with watch.following():
        await settle(feed)
        await schema.execute("{ head }")
        assert not watch._woken.is_set()
        for number, mutation in enumerate(("mutation { change }", "mutation { change(fails: true) }")):
            await schema.execute(mutation)
            await watch.moved(number, WITHIN)

            assert watch.seen == number + 1

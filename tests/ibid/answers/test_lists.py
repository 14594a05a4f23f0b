"""Every list: what is inserted into it is in the next answer, whichever process inserted it."""

from __future__ import annotations

from typing import Any

from tests.support.app import LOOK, App, application
from tests.support.asking import Asker
from tests.support.lists import NEVER_LONGER, Growing, beginning, every_list, growth, list_fields
from tests.support.records import stored


async def answers(app: App) -> list[Any]:
    """What is answered to a query for each list field, as it is now.

    Each is asked for by two texts: the answer to the second is made of what the first one's led to.
    """
    found = []
    for each in list_fields():
        one, other = [(await app.ask(each.query + words, headers=LOOK)).json() for words in (" # one", "")]
        assert "errors" not in other, (each.name, other)
        assert one == other
        found.append(other["data"])
    return found


async def kept(app: App) -> int:
    """How many answers were given from memory so far."""
    asked = {"cache": "answers", "result": "hit"}
    return int(app.service.metrics.registry.get_sample_value("ibid_cache_lookups_total", asked) or 0)


async def test_what_is_inserted_into_any_list_is_in_the_next_answer_and_other_answers_stay() -> None:
    store = await stored(beginning())
    now = Asker.of(store)
    grown = {each.name: False for each in list_fields()}
    async with application(store=store) as app:
        before = await answers(app)
        for step in growth():
            hits = await kept(app)
            await Growing(store).take(step)
            after = await answers(app)
            assert [value for data in after for value in data.values()] == list((await now(every_list())).values())
            assert await kept(app) - hits > len(grown) * 2 / 3, f"{step.name} evicts what was not made from it"
            for each, was, has in zip(list_fields(), before, after, strict=True):
                grown[each.name] |= each.length(has) > each.length(was)
            before = after

    assert {name for name, is_longer in grown.items() if not is_longer} == set(NEVER_LONGER)

"""A mirror of a source in memory: copied, followed, proved, killed, and always equal in the end."""

from __future__ import annotations

import asyncio
import json
from itertools import count
from pathlib import Path

import httpx
import pytest

from ibid.mirror.errors import Differs, KeyRefused, NotAnIbid, OtherSource, Refused, SourceAway
from ibid.mirror.place import Phase
from ibid.mirror.source import Wanted
from ibid.mirror.telling import Silence
from ibid.mirror.wire import canonical
from tests.support.feeds import WITHIN
from tests.support.mirrored import Heard, InFolder, InMongo, Kept, Killed, Rows, Steps, mirror, mirrored, rows
from tests.support.sources import FakeSource, Fault, Faulty, trouble


def truth(source: FakeSource) -> Rows:
    return {(line["type"], key): canonical(line["state"]) for key, line in source.living().items()}


def a_source(number: int = 10) -> FakeSource:
    source = FakeSource()
    for at in range(number):
        source.write(f"A/RES/{at % 3}/1#{at}", f"Text\u2028{at}")
    return source


@pytest.fixture(params=["folder", "mongo"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return InFolder(tmp_path / "copy") if request.param == "folder" else InMongo()


async def test_a_copy_equals_its_source(kept: Kept) -> None:
    source = a_source()

    assert truth(source) == await mirrored(kept, source.transport())
    assert len(truth(source)) == 10


async def test_the_second_run_takes_only_what_changed(kept: Kept) -> None:
    source = a_source()
    await mirrored(kept, source.transport())
    source.asked.clear()
    source.write("A/RES/1/1#1", "Another text")
    source.write("A/RES/1/1#4", None)

    assert truth(source) == await mirrored(kept, source.transport())
    assert ["/changes", "/verify"] == [request.url.path for request in source.asked]


async def test_what_was_deleted_and_made_again_is_there(kept: Kept) -> None:
    source = a_source()
    source.page = 1
    await mirrored(kept, source.transport())
    source.write("A/RES/1/1#1", None)
    await mirrored(kept, source.transport())
    source.write("A/RES/1/1#1", "Again")

    assert truth(source) == await mirrored(kept, source.transport())


@pytest.mark.parametrize("kind", ["cut", "ended", "flipped", "away", "refused"])
@pytest.mark.parametrize("at", [0, 60, 150, 250, 400, -1])
async def test_a_connection_that_fails_costs_time_and_no_data(kept: Kept, kind: str, at: int) -> None:
    source = a_source(30)
    source.write("A/RES/1/1#1", "Another text")
    faults = [Fault(kind, at), None, Fault(kind, at), None, Fault(kind, at)]

    assert truth(source) == await mirrored(kept, Faulty(source.transport(), list(faults)))
    source.write("A/RES/2/1#2", None)
    assert truth(source) == await mirrored(kept, Faulty(source.transport(), list(faults)))


async def test_a_baseline_goes_on_behind_the_last_whole_part(kept: Kept) -> None:
    source = a_source(30)

    await mirrored(kept, Faulty(source.transport(), [Fault("cut", -40)]))

    tokens = [request.url.params.get("after") for request in source.asked if request.url.path == "/export"]
    assert 2 == len(tokens)
    assert json.loads(str(tokens[1]))[1] > 5


@pytest.mark.parametrize("is_restored", [False, True])
async def test_a_kill_between_any_two_steps_loses_nothing(kept: Kept, *, is_restored: bool) -> None:
    """Not even for a while: the next run has nothing to mend. While following, and while copying anew."""
    source = a_source()
    await mirrored(kept, source.transport())
    for left in count():
        source.write("A/RES/1/1#1", f"Text {left}")
        source.write("A/RES/1/1#4", None if left % 2 else "Again")
        if is_restored:
            source.restore()
        is_killed, heard = await killed(kept, source, left), Heard()

        assert truth(source) == await mirrored(kept, source.transport(), telling=heard)
        assert [] == heard.repairs
        if not is_killed:
            break
    assert left > 10


async def killed(kept: Kept, source: FakeSource, left: int) -> bool:
    """Whether a mirror was killed that may do so many steps."""
    try:
        await mirrored(kept, source.transport(), steps=Steps(left))
    except Killed:
        return True
    return False


async def test_a_restored_source_is_copied_anew_and_readers_have_the_old_copy_meanwhile(tmp_path: Path) -> None:
    source, kept = a_source(), InFolder(tmp_path / "copy")
    before = await mirrored(kept, source.transport())
    source.held.clear()
    source.write("A/RES/9/1#1", "All that is left")
    source.restore()

    async with mirror(kept, Faulty(source.transport(), [None, Fault("cut", -30), *[Fault("away")] * 20])) as at_work:
        with pytest.raises(SourceAway):
            await at_work.run_once()
        assert at_work.place.phase is Phase.COPYING

    assert before == await rows(kept)
    assert {("PARAGRAPH", "A/RES/9/1#1"): canonical(source.held["A/RES/9/1#1"]["state"])} == await mirrored(
        kept, source.transport()
    )


async def test_a_copy_that_was_damaged_is_mended(kept: Kept) -> None:
    source = a_source()
    await mirrored(kept, source.transport())
    await kept.spoil("A/RES/1/1#4")
    assert truth(source) != await rows(kept)

    assert truth(source) == await mirrored(kept, source.transport())


async def test_another_filter_is_copied_anew(kept: Kept) -> None:
    source = a_source()
    await mirrored(kept, source.transport())
    source.asked.clear()

    await mirrored(kept, source.transport(), wanted=Wanted(types=("PARAGRAPH",), languages=("en", "fr")))
    await mirrored(kept, source.transport(), wanted=Wanted(types=("PARAGRAPH",), languages=("fr", "en")))

    asked = [request.url for request in source.asked]
    assert 1 == sum(url.path == "/export" for url in asked)
    assert {"en,fr", "fr,en"} == {url.params["languages"] for url in asked}


async def test_the_same_ibid_at_another_address_is_followed(kept: Kept) -> None:
    source = a_source()
    await mirrored(kept, source.transport())
    source.write("A/RES/1/1#1", "Another text")
    source.asked.clear()

    assert truth(source) == await mirrored(kept, source.transport(), url="http://moved.example")
    assert "/export" not in {request.url.path for request in source.asked}


async def test_a_copy_of_another_ibid_is_left_alone(kept: Kept) -> None:
    source, other = a_source(), a_source(1)
    await mirrored(kept, source.transport())
    other.cursor = lambda seq: "signed otherwise"  # type: ignore[method-assign]  # for this one alone
    stranger = httpx.MockTransport(lambda request: trouble(400, "CURSOR_INVALID"))

    with pytest.raises(OtherSource):
        await mirrored(kept, stranger, url="http://other.example")

    assert truth(source) == await rows(kept)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (trouble(401, "UNAUTHENTICATED"), KeyRefused),
        (trouble(403, "FORBIDDEN"), KeyRefused),
        (trouble(400, "BAD_LANGUAGE_TAG"), Refused),
        (httpx.Response(404, text="nothing here"), NotAnIbid),
        (httpx.Response(200, text="<html>Welcome</html>", headers={"Content-Type": "text/html"}), NotAnIbid),
    ],
)
async def test_what_does_not_pass_by_itself_is_told_at_once(
    kept: Kept, answer: httpx.Response, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await mirrored(kept, httpx.MockTransport(lambda _: answer))


async def test_a_source_that_is_away_is_asked_as_late_as_it_says(tmp_path: Path) -> None:
    source, waits = a_source(), list[float]()
    busy = trouble(429, "RATE_LIMITED", **{"Retry-After": "17"})
    answers = iter([busy, httpx.Response(503)])
    transport = httpx.MockTransport(lambda request: next(answers, None) or source.answer(request))

    await mirrored(InFolder(tmp_path), transport, waits=waits)

    assert 2 == len(waits)
    assert 17 <= waits[0] <= 17.5
    assert 0 <= waits[1] <= 1


async def test_a_source_that_stays_away_is_given_up(kept: Kept) -> None:
    with pytest.raises(SourceAway) as caught:
        await mirrored(kept, httpx.MockTransport(lambda _: httpx.Response(503)))

    assert 10 == caught.value.attempts


async def test_a_source_whose_digests_are_wrong_is_not_called_equal(kept: Kept) -> None:
    source = a_source()
    wrong = {"bucket": "A/RES/1/1", "records": 3, "digest": "0" * 64}
    source._digest = lambda name: {**wrong, "bucket": name}  # type: ignore[method-assign]  # it lies

    with pytest.raises(Differs) as caught:
        await mirrored(kept, source.transport())

    assert 3 == caught.value.count


class Turns(httpx.AsyncBaseTransport):
    """Lets others have their turn before each request, as a network does."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0)
        return await self._inner.handle_async_request(request)


class Told(Silence):
    """Notes what a mirror says of what it waits for."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.has_waited = asyncio.Event()

    def waits(self, reason: str, seconds: float) -> None:
        self.reasons.append(reason)
        self.has_waited.set()


async def test_who_follows_goes_on_though_something_differs_for_now(kept: Kept) -> None:
    source = a_source()
    source._digest = lambda name: {"bucket": name, "records": 3, "digest": "0" * 64}  # type: ignore[method-assign]  # it lies
    told = Told()

    async with asyncio.timeout(WITHIN), mirror(kept, Turns(source.transport()), telling=told) as at_work:
        at_work.verify_every = 3600.0
        following = asyncio.create_task(at_work.run())
        await told.has_waited.wait()
        assert not following.done()
        following.cancel()
        await asyncio.wait({following})

    assert told.reasons[0].startswith("MIRROR_DIFFERS: A/RES/")
    assert truth(source) == await rows(kept)

"""One stream against a server made of two queues."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from usher.realtime import stream
from usher.realtime.hub import Hub, Seat
from usher.realtime.stream import Refusal

SEAT = Seat(1, 7)


class Client:
    """Opens a stream and reads what is sent."""

    def __init__(self, admit: Callable[..., Awaitable[Seat]], permit: Any = None, **scope: Any) -> None:
        self.hub, self.sent, self.left = Hub(), asyncio.Queue[dict[str, Any]](), asyncio.Event()
        self.scope = {"method": "GET", "headers": [], "query_string": b"organization=pine&topics=tickets,ticket:1", **scope}
        self.task = asyncio.ensure_future(
            stream.answer(
                self.scope, self._receive, self._send, hub=self.hub, admit=admit, permit=permit or permitted
            )
        )  # fmt: skip

    async def _receive(self) -> dict[str, Any]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        self.sent.put_nowait(dict(message))

    async def read(self) -> Any:
        message = await asyncio.wait_for(self.sent.get(), 5)
        return message.get("status", message.get("body"))


async def admitted(cookies: dict[str, str], slug: str) -> Seat:
    assert slug == "pine"
    return SEAT


async def permitted(seat: Seat, topics: frozenset[str]) -> frozenset[str]:
    return topics


def run(story: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(story(), 10))  # type: ignore[arg-type]


def test_a_hint_is_sent_and_the_client_may_leave() -> None:
    async def story() -> None:
        client = Client(admitted)
        assert [await client.read(), await client.read()] == [200, stream.OPENING]
        client.hub.receive('{"o": 1, "t": ["ticket:1"]}')
        assert await client.read() == b'event: hint\ndata: {"t":["ticket:1"]}\n\n'
        client.left.set()
        await client.task
        assert len(client.hub) == 0

    run(story)


def test_a_browser_that_was_here_before_hears_that_all_may_have_changed() -> None:
    async def story() -> None:
        client = Client(admitted, headers=[(b"last-event-id", b"1")])
        assert [await client.read() for _ in range(3)][2] == b'event: hint\ndata: {"t":["ticket:1","tickets"]}\n\n'
        client.left.set()
        await client.task

    run(story)


def test_silence_is_broken_by_a_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT", 0.01)

    async def story() -> None:
        client = Client(admitted)
        assert [await client.read() for _ in range(4)][2:] == [b":\n\n", b":\n\n"]
        client.left.set()
        await client.task

    run(story)


def test_who_lost_access_hears_nothing_more() -> None:
    async def story() -> None:
        answers: list[Any] = [SEAT, Refusal(404, "gone")]

        async def admit(cookies: dict[str, str], slug: str) -> Seat:
            answer = answers.pop(0)
            if isinstance(answer, Refusal):
                raise answer
            return answer  # type: ignore[no-any-return]

        client = Client(admit)
        assert [await client.read(), await client.read()] == [200, stream.OPENING]
        client.hub.receive('{"o": 1, "t": ["member:7", "ticket:1"]}')
        assert [await client.read(), await client.read()] == [stream.GONE, b""]
        await client.task
        assert len(client.hub) == 0

    run(story)


def test_a_page_with_other_rights_than_when_it_was_drawn_is_told_to_go() -> None:
    async def story() -> None:
        seats = [Seat(1, 7, rights="agent"), Seat(1, 7, rights="viewer")]

        async def admit(cookies: dict[str, str], slug: str) -> Seat:
            return seats.pop(0)

        client = Client(admit)
        assert [await client.read(), await client.read()] == [200, stream.OPENING]
        client.hub.receive('{"o": 1, "t": ["member:*"]}')
        assert [await client.read(), await client.read()] == [stream.GONE, b""]

    run(story)


def test_what_one_may_not_hear_of_is_never_followed() -> None:
    async def story() -> None:
        async def permit(seat: Seat, topics: frozenset[str]) -> frozenset[str]:
            return topics - {"ticket:1"}

        client = Client(admitted, permit)
        assert [await client.read(), await client.read()] == [200, stream.OPENING]
        client.hub.receive('{"o": 1, "t": ["ticket:1"]}')
        client.hub.receive('{"o": 1, "t": ["ticket:1", "tickets"]}')
        assert await client.read() == b'event: hint\ndata: {"t":["tickets"]}\n\n'
        client.left.set()
        await client.task

    run(story)


def test_a_ticket_that_left_ones_sight_sends_no_hint_and_its_page_goes() -> None:
    async def story() -> None:
        seen = {"ticket:1", "tickets"}

        async def permit(seat: Seat, topics: frozenset[str]) -> frozenset[str]:
            return topics & seen

        client = Client(admitted, permit)
        assert [await client.read(), await client.read()] == [200, stream.OPENING]
        seen.remove("ticket:1")
        client.hub.receive('{"o": 1, "t": ["ticket:1", "tickets"]}')
        assert [await client.read(), await client.read()] == [stream.GONE, b""]

    run(story)


def test_a_database_that_is_away_for_a_moment_ends_nothing() -> None:
    async def story() -> None:
        answers: list[Any] = [SEAT]

        async def admit(cookies: dict[str, str], slug: str) -> Seat:
            if not answers:
                raise Refusal(503, "away")
            return answers.pop()  # type: ignore[no-any-return]

        client = Client(admit)
        assert [await client.read(), await client.read()] == [200, stream.OPENING]
        client.hub.receive('{"o": 1, "t": ["member:7", "ticket:1"]}')
        assert await client.read() == b'event: hint\ndata: {"t":["ticket:1"]}\n\n'
        client.left.set()
        await client.task

    run(story)


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        ({"method": "POST"}, 405),
        ({"query_string": b"topics=tickets"}, 400),
        ({"query_string": b"organization=pine"}, 400),
        ({"query_string": b"organization=pine&topics=ticket:*"}, 400),
        ({"query_string": b"organization=pine&topics=member:8"}, 400),
        ({"query_string": b"organization=pine&topics=" + b",".join(b"ticket:%d" % n for n in range(51))}, 400),
    ],
)
def test_wrong_questions_are_refused(scope: dict[str, Any], status: int) -> None:
    async def story() -> None:
        client = Client(admitted, **scope)
        assert await client.read() == status
        assert b"error" in await client.read()
        await client.task

    run(story)


def test_a_client_that_never_reads_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SLOWEST_CLIENT", 0.01)

    async def story() -> None:
        client = Client(admitted)

        async def stuck(message: Any) -> None:
            if "body" in message:
                await asyncio.sleep(60)

        client.task.cancel()
        await stream.answer(client.scope, client._receive, stuck, hub=client.hub, admit=admitted, permit=permitted)
        assert len(client.hub) == 0

    run(story)

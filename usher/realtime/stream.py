"""`GET /events`: server-sent events for one signed-in member (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from django.http import parse_cookie

from usher.realtime.hub import Follower, Hub, Seat
from usher.realtime.topics import MOST_TOPICS, is_topic

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]
# Cookies by name and the organization's slug; raises Refusal.
Admit = Callable[[dict[str, str], str], Awaitable[Seat]]
# Those of the topics that the member may hear of at present; raises Refusal.
Permit = Callable[[Seat, frozenset[str]], Awaitable[frozenset[str]]]

HEARTBEAT = 20.0  # seconds; proxies close silent connections after 30 to 60
RECHECK = 60.0  # seconds between looks at whether the member may still be here
SLOWEST_CLIENT = 30.0  # seconds we wait for a client that does not read
OPENING = b"retry: 2000\nid: 1\n\n"
# The member may no longer see what the page shows, or may do other things than before: it has to be opened again.
GONE = b"event: gone\ndata: {}\n\n"


class Refusal(Exception):
    """The stream is not opened, or ends."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


async def answer(scope: Scope, receive: Receive, send: Send, *, hub: Hub, admit: Admit, permit: Permit) -> None:
    """Open a stream and keep it until the client leaves, the member's rights change or we stop.

    What the member may not hear of is not followed, and asked again before each hint: rights can change with the ticket.
    """
    try:
        slug, topics = _question(scope)
        headers = {name.lower(): value for name, value in scope["headers"]}
        cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        seat = await admit(cookies, slug)
        if others := [t for t in topics if t.startswith("member:") and t != seat.topic]:
            raise Refusal(400, f"topics: {others[0]} belongs to somebody else.")
        topics = await permit(seat, topics)
    except Refusal as refusal:
        await _refuse(send, refusal)
        return
    follower = hub.follow(seat, topics)
    # The id makes a browser say that it was here before: then hints may have passed it by.
    if b"last-event-id" in headers:
        follower.tell(topics)
    gone = asyncio.ensure_future(_until_gone(receive))
    gone.add_done_callback(lambda _: follower.close())
    try:
        await _stream(send, follower, lambda: admit(cookies, slug), permit)
    finally:
        hub.leave(follower)
        gone.cancel()


async def _stream(send: Send, follower: Follower, admit: Callable[[], Awaitable[Seat]], permit: Permit) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),  # nginx
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    chunk: bytes | None = OPENING
    clock = asyncio.get_running_loop().time
    check_at = clock() + RECHECK * random.uniform(0.8, 1.2)  # not all at once after a restart
    while chunk is not None:
        try:
            async with asyncio.timeout(SLOWEST_CLIENT):
                await _body(send, chunk, more=True)
        except TimeoutError:
            return  # it would not read the end either; the server drops the connection
        if chunk is GONE:
            break
        await _wait(follower)
        if not follower.is_closed and (follower.is_suspect or clock() >= check_at):
            follower.is_suspect, check_at = False, clock() + RECHECK
            if not await _is_still_there(follower.seat, admit):
                chunk = GONE
                continue
        chunk = await _next(follower, permit)
    await _body(send, b"", more=False)


async def _wait(follower: Follower) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(HEARTBEAT):
            await follower.awake.wait()


async def _next(follower: Follower, permit: Permit) -> bytes | None:
    if follower.is_closed:
        return None
    topics = follower.take()
    if not topics:
        return b":\n\n"
    try:
        allowed = await permit(follower.seat, frozenset(topics))
    except Refusal:  # the database is away: the page hears of it when it is back
        return b":\n\n"
    if len(allowed) < len(topics):
        return GONE
    return b"event: hint\ndata: " + json.dumps({"t": topics}, separators=(",", ":")).encode() + b"\n\n"


async def _is_still_there(seat: Seat, admit: Callable[[], Awaitable[Seat]]) -> bool:
    try:
        return await admit() == seat
    except Refusal as refusal:
        return refusal.status >= 500  # a database that is away for a moment removes nobody


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _question(scope: Scope) -> tuple[str, frozenset[str]]:
    if scope["method"] != "GET":
        raise Refusal(405, "Streams are read with GET.")
    query = parse_qs(scope["query_string"].decode("ascii", "replace"))
    topics = frozenset(filter(None, ",".join(query.get("topics", [])).split(",")))
    slug = "".join(query.get("organization", [])[:1])
    if not slug:
        raise Refusal(400, "organization: name it by its slug.")
    if not topics or len(topics) > MOST_TOPICS or not all(map(is_topic, topics)):
        raise Refusal(400, f"topics: name 1 to {MOST_TOPICS}, like tickets,ticket:12.")
    return slug, topics


async def _body(send: Send, chunk: bytes, *, more: bool) -> None:
    await send({"type": "http.response.body", "body": chunk, "more_body": more})


async def _refuse(send: Send, refusal: Refusal) -> None:
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await _body(send, json.dumps({"error": str(refusal)}).encode(), more=False)

"""Who follows what in this process. One thread, the event loop's; no locks."""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from usher.realtime.hearing import tell_hearers
from usher.realtime.topics import family

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seat:
    """A member in an organization: who a stream belongs to. `rights` are theirs, opaque here: a change ends the stream."""

    organization_id: int
    member_id: int
    rights: Hashable = None

    @property
    def topic(self) -> str:
        """The member's own matters; a hint on it also makes us check again whether they are still a member."""
        return f"member:{self.member_id}"


@dataclass(eq=False, slots=True)
class Follower:
    """One open stream. What waits to be sent is a set of followed topics, so it cannot grow beyond them."""

    seat: Seat
    topics: frozenset[str]
    pending: set[str] = field(default_factory=set)
    is_closed: bool = False
    is_suspect: bool = False  # membership may have changed
    awake: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, topics: Iterable[str]) -> None:
        """Note the followed ones among these topics and wake the stream if there are any."""
        for topic in topics:
            if topic.endswith(":*"):
                self.pending.update(own for own in self.topics if family(own) == topic)
                self.is_suspect |= topic == "member:*"
            else:
                self.pending |= self.topics & {topic}
                self.is_suspect |= topic == self.seat.topic
        if self.pending or self.is_suspect:
            self.awake.set()

    def tell_all(self) -> None:
        """Hints may have been missed: everything followed counts as changed."""
        self.tell((*self.topics, self.seat.topic))

    def take(self) -> list[str]:
        """What to send now; leaves nothing pending."""
        topics, self.pending = sorted(self.pending), set()
        self.awake.clear()
        return topics

    def close(self) -> None:
        """End the stream."""
        self.is_closed = True
        self.awake.set()


class Hub:
    """All open streams of this process, by organization."""

    def __init__(self) -> None:
        self._followers: defaultdict[int, set[Follower]] = defaultdict(set)
        self.is_listening = False
        self.is_closed = False

    def __len__(self) -> int:
        return sum(map(len, self._followers.values()))

    def follow(self, seat: Seat, topics: frozenset[str]) -> Follower:
        """A new stream; every hint from now on reaches it."""
        follower = Follower(seat, topics, is_closed=self.is_closed)
        self._followers[seat.organization_id].add(follower)
        return follower

    def leave(self, follower: Follower) -> None:
        """The stream is over."""
        followers = self._followers[follower.seat.organization_id]
        followers.discard(follower)
        if not followers:
            del self._followers[follower.seat.organization_id]

    def receive(self, payload: str) -> None:
        """Hand a notification to the streams of its organization, and to no other."""
        try:
            message = json.loads(payload)
            organization_id, topics = int(message["o"]), [str(topic) for topic in message["t"]]
        except (ValueError, TypeError, KeyError):
            log.warning("a notification could not be read and was dropped: %.100r", payload)
            return
        tell_hearers(organization_id, topics)
        for follower in self._followers.get(organization_id, ()):
            follower.tell(topics)

    def refresh(self) -> None:
        """Every page asks again and memories are dropped, because hints may have been missed."""
        tell_hearers()
        for follower in self._all():
            follower.tell_all()

    def close(self) -> None:
        """End all streams and every one opened from now on."""
        self.is_closed = True
        for follower in self._all():
            follower.close()

    def _all(self) -> list[Follower]:
        return [follower for followers in self._followers.values() for follower in followers]

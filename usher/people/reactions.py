"""What the people room does when something happens to a member."""

from usher.events.bus import reacts_now
from usher.events.models import Event
from usher.realtime import publish


@reacts_now("member.changed")
def hint_the_member(event: Event) -> None:
    """Their open pages ask again, and their streams look at once whether they may stay."""
    publish(f"member:{event.subject_id}")

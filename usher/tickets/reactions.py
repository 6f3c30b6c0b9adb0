"""What the tickets room does when something happens to a ticket: it tells open pages."""

from usher.events.bus import reacts_now
from usher.events.models import Event
from usher.realtime import publish
from usher.tickets.events import ALL


@reacts_now(*ALL)
def hint_open_pages(event: Event) -> None:
    """Only "this ticket changed": pages ask again as their own viewer, so nothing private is pushed."""
    publish(f"ticket:{event.subject_id}", "tickets")

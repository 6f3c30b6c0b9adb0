"""What the people room does when rights change: open pages, streams and remembered tokens hear of it at once."""

from django.utils import timezone

from usher.events.bus import reacts_later, reacts_now
from usher.events.models import Event
from usher.people import events
from usher.people.actions.mailing_invitations import mail_invitation
from usher.realtime import publish


@reacts_now(events.MEMBER_CHANGED, events.MEMBER_REMOVED)
def hint_the_member(event: Event) -> None:
    """Their open pages ask again, and their streams look at once whether they may stay."""
    publish(f"member:{event.subject_id}")


@reacts_now("role.changed", "team.created", "team.changed", "team.deleted")
def hint_all_members(event: Event) -> None:
    """A role or a team decides what its members see and may: everybody's streams look again."""
    publish("member:*")


@reacts_now("token.revoked")
def hint_the_token(event: Event) -> None:
    """Every process forgets what it remembers of the token."""
    publish(f"token:{event.subject_id}")


@reacts_later(events.INVITED, events.INVITATION_RENEWED)
def mail_the_link(event: Event) -> None:
    """The invitation leaves by mail."""
    mail_invitation(event.subject_id, asked_at=event.at, at=timezone.now())

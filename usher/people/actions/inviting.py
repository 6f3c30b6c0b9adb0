"""Somebody is asked by mail to become a member."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from usher.base.refusals import Invalid, Refused
from usher.base.text import one_line
from usher.events.bus import record
from usher.people import events
from usher.people.access import require_to_grant
from usher.people.actions.adding_members import role_named
from usher.people.actions.tokens import hash_of
from usher.people.actors import Actor
from usher.people.contact_fields import checked_email
from usher.people.models import Invitation, Member, Role

GOOD_FOR = timedelta(days=7)
MOST_OPEN = 500  # invitations of one organization: nobody mails the world through us


class NotOpen(Refused):
    """The invitation was accepted or revoked."""


@transaction.atomic
def invite(*, email: str, name: str, role: str | Role, by: Actor, at: datetime) -> Invitation:
    """Ask somebody to join with this role; the mail leaves as a job. Good once, for seven days.

    Refuses members, and who has an open invitation: send that again, or revoke it.
    """
    email, chosen = checked_email(email), role_named(role)
    require_to_grant(by, chosen.granted)
    member = Member.objects.filter(user__email=email).first()
    if member:
        state = "a member already" if member.is_active else "a deactivated member: activate them again"
        raise Invalid({"email": f"{email} is {state}."})
    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    open_ones.filter(email=email, expires_at__lte=at).update(revoked_at=at)
    if open_ones.filter(email=email).exists():
        raise Invalid({"email": f"{email} was invited already. Send that invitation again, or revoke it."})
    if open_ones.count() >= MOST_OPEN:
        raise Invalid({"email": f"{MOST_OPEN} invitations are open. Revoke some first."})
    invitation = Invitation.objects.create(
        email=email, name=one_line(name, 120), role=chosen, hash=hash_of(secrets.token_urlsafe(32)), created_at=at,
        invited_by_id=by.own_id, expires_at=at + GOOD_FOR,
    )  # fmt: skip
    record(events.INVITED, invitation, by=by, at=at, data={"email": email, "role": chosen.key or chosen.name})
    return invitation


@transaction.atomic
def renew(invitation: Invitation, *, by: Actor, at: datetime) -> Invitation:
    """Send it again, good for seven days from now; the link sent before stops working."""
    row = _locked(invitation)
    require_to_grant(by, row.role.granted)
    row.hash, row.expires_at, row.sent_at = hash_of(secrets.token_urlsafe(32)), at + GOOD_FOR, None
    row.invited_by_id = by.own_id  # it is theirs from now on
    row.save(update_fields=["hash", "expires_at", "sent_at", "invited_by_id"])
    record(events.INVITATION_RENEWED, row, by=by, at=at)
    return row


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """The link stops working at once."""
    row = _locked(invitation)
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    record(events.INVITATION_REVOKED, row, by=by, at=at, data={"email": row.email})


def _locked(invitation: Invitation) -> Invitation:
    row = Invitation.objects.select_for_update(of=("self",)).select_related("role").get(pk=invitation.pk)
    if row.accepted_at or row.revoked_at:
        raise NotOpen(f"The invitation of {row.email} was {'accepted' if row.accepted_at else 'revoked'} already.")
    return row

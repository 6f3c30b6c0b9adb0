"""A member leaves for good."""

from datetime import datetime

from django.db import transaction

from usher.base.refusals import Refused
from usher.events.bus import record
from usher.people import events
from usher.people.access import require_to_grant
from usher.people.actions.changing_members import hold_admins
from usher.people.actions.inviting import revoke_invitation
from usher.people.actors import Actor
from usher.people.models import Invitation, Member


class StillActive(Refused):
    """Whoever is removed was deactivated before."""


@transaction.atomic
def remove_member(member: Member, *, by: Actor, at: datetime) -> None:
    """The membership goes, with its access tokens, places in teams and what it promised by invitations that nobody accepted
    yet; messages keep the name, the login stays.

    Only who is deactivated can be removed, and rooms refuse while work is in their hands.
    """
    hold_admins()
    row = Member.objects.select_for_update(of=("self",)).select_related("role").get(pk=member.pk)
    require_to_grant(by, row.role.granted)
    if row.is_active:
        raise StillActive(f"{row.name} is active. Deactivate them first.")
    for invitation in Invitation.objects.filter(invited_by=row, accepted_at=None, revoked_at=None):
        revoke_invitation(invitation, by=by, at=at)  # one of nobody's would be bounded by nobody's rights
    data = {"name": row.name, "email": row.email, "role": row.role.name}
    record(events.MEMBER_REMOVED, row, by=by, at=at, data=data)
    row.delete()

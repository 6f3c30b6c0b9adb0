"""The mail with the link of an invitation."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from usher.base.text import one_line
from usher.organizations.queries import current
from usher.people.actions.tokens import hash_of
from usher.people.models import Invitation

TOKEN_BYTES = 32
TOKEN_LENGTH = 43  # characters of that many bytes in base64


@transaction.atomic
def mail_invitation(invitation_id: int, *, asked_at: datetime, at: datetime) -> bool:
    """Mail a fresh link and keep its hash only; True when it left. Done before, or no longer open: nothing happens.

    The link is made here and not when the invitation is, so that it stands nowhere but in the mail.
    """
    row = Invitation.objects.select_for_update(of=("self",)).select_related("invited_by").filter(pk=invitation_id).first()
    if row is None or row.accepted_at or row.revoked_at or (row.sent_at and row.sent_at >= asked_at):
        return False
    token = secrets.token_urlsafe(TOKEN_BYTES)
    organization = current()
    with override(organization.language):
        subject, text = _written(row, one_line(organization.name, 120), token)
    if not EmailMessage(subject, text, to=[row.email]).send():
        return False
    row.hash, row.sent_at = hash_of(token), at
    row.save(update_fields=["hash", "sent_at"])
    return True


def _written(row: Invitation, organization: str, token: str) -> tuple[str, str]:
    # Not from the Host header: whoever asks could choose it.
    link = f"{settings.USHER_URL}/accounts/invitations/{token}/"
    who = one_line(row.invited_by.name, 120) if row.invited_by else organization
    text = _(
        "Hello,\n\n%(who)s invites you to join %(organization)s on Usher.\n\nTo accept, open this link:\n\n%(link)s\n\n"
        "It works once, until %(day)s. If you do not know %(organization)s, you need not do anything.\n"
    ) % {"who": who, "organization": organization, "link": link, "day": f"{row.expires_at:%Y-%m-%d %H:%M} UTC"}
    return _("Join %(organization)s on Usher") % {"organization": organization}, text

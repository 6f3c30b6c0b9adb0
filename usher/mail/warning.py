"""The mail to those who look after mailboxes when one has stopped for good."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from usher.base.text import one_line
from usher.mail.models import Mailbox
from usher.organizations.queries import current
from usher.people.models import Member


def warn_of_sign_in(mailbox_id: int, *, why: str) -> int:
    """Mail each member who may manage mailboxes; how many. None when somebody has connected it again already."""
    mailbox = Mailbox.objects.filter(pk=mailbox_id, oauth_refused_at__isnull=False).first()
    if mailbox is None:
        return 0
    organization = current()
    members = Member.objects.filter(is_active=True).select_related("role", "user")
    people = [member.user.email for member in members if "mailboxes" in member.role.granted]
    link = f"{settings.USHER_URL}/{organization.slug}/settings/mailboxes/{mailbox.pk}/sign-in"
    with override(organization.language):
        words = {"address": mailbox.address, "why": one_line(why, 300), "link": link}
        subject = _("%(address)s has stopped: it must be connected again") % words
        text = _(
            "Hello,\n\n%(address)s is neither read nor answered any more.\n\n%(why)s\n\n"
            "Connect it again here:\n\n%(link)s\n\n"
            "Nothing is lost: what customers write meanwhile waits on the server and is read afterwards.\n"
        )
        return sum(EmailMessage(subject, text % words, to=[email]).send() for email in people)

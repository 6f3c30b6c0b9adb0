"""Django's way out for mail that is about no ticket: password resets and invitations go through the outbox, too."""

import logging
from collections.abc import Sequence
from email.utils import make_msgid, parseaddr
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage as DjangoMail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.utils import timezone

from usher.base.tenancy import entered
from usher.mail.message import Address
from usher.mail.models import Mailbox
from usher.mail.outgoing.compose import compose
from usher.mail.outgoing.outbox import Letter, queue
from usher.people.models import User
from usher.people.queries import places_of

log = logging.getLogger(__name__)


class OutboxBackend(BaseEmailBackend):
    """Sends through a mailbox of an organization the addressee belongs to, else through USHER_SMTP_URL."""

    def send_messages(self, email_messages: Sequence[DjangoMail]) -> int:
        """Queue each message; what has no way out is logged in one sentence, without its text."""
        return sum(self._sent(message) for message in email_messages)

    def _sent(self, message: DjangoMail) -> bool:
        if not message.recipients():
            return False
        for organization_id in _organizations(message):
            with entered(organization_id):
                mailboxes = Mailbox.objects.filter(is_active=True).exclude(smtp_host="")
                mailbox = mailboxes.order_by("id").first()
                if mailbox:
                    queue(_letter(message, mailbox), mailbox=mailbox, at=timezone.now())
                    return True
        if settings.USHER_SMTP_URL:
            return bool(_relay().send_messages([message]))
        log.error(
            "the mail “%s” could not leave: no organization of %s has a mailbox that sends. Set one up, or USHER_SMTP_URL.",
            message.subject, ", ".join(message.recipients()),
        )  # fmt: skip
        return False


def _organizations(message: DjangoMail) -> list[int]:
    user = User.objects.filter(email__in=[address.strip().lower() for address in message.recipients()]).first()
    return [place.organization_id for place in places_of(user.pk)] if user else []


def _letter(message: DjangoMail, mailbox: Mailbox) -> Letter:
    message_id = make_msgid(domain=mailbox.address.rpartition("@")[2])
    html = None
    if isinstance(message, EmailMultiAlternatives):
        html = next((str(content) for content, kind in message.alternatives if kind == "text/html"), None)
    content = compose(
        sender=Address(mailbox.name, mailbox.address), to=[Address(*parseaddr(each)) for each in message.to],
        subject=str(message.subject), text=str(message.body), html=html, message_id=message_id, date=timezone.now(),
        auto="auto-generated",
    )  # fmt: skip
    recipients = [parseaddr(each)[1] for each in message.recipients()]
    return Letter("account", message_id, str(message.subject), content, recipients)


def _relay() -> SmtpBackend:
    url = urlsplit(settings.USHER_SMTP_URL)
    return SmtpBackend(
        host=url.hostname or "localhost", port=url.port or (465 if url.scheme == "smtps" else 25),
        username=unquote(url.username or ""), password=unquote(url.password or ""), use_ssl=url.scheme == "smtps",
        timeout=20,
    )  # fmt: skip

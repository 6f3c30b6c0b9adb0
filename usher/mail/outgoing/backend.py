"""Django's way out for mail that is about no ticket: password resets and invitations go through the outbox, too."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from email.utils import make_msgid, parseaddr
from smtplib import SMTPException
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage as DjangoMail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.db.models import F
from django.utils import timezone

from usher.base.tenancy import NoTenant, current_id, entered
from usher.mail.message import Address
from usher.mail.models import Mailbox
from usher.mail.outgoing.compose import compose
from usher.mail.outgoing.outbox import Letter, queue
from usher.people.logins import home_of
from usher.people.models import User

log = logging.getLogger(__name__)


class OutboxBackend(BaseEmailBackend):
    """Sends through USHER_SMTP_URL, else through a mailbox: of the organization that we are in (an invitation), or of the
    one that proved the addressee's login (a reset).

    Never through another one: whoever reads an organization's outgoing mail could take over a login that it added as
    its member, and with it enter the others.
    """

    def send_messages(self, email_messages: Sequence[DjangoMail]) -> int:
        """Queue each message; what has no way out is logged in one sentence, without its text."""
        return sum(self._sent(message) for message in email_messages)

    def _sent(self, message: DjangoMail) -> bool:
        if not message.recipients():
            return False
        if settings.USHER_SMTP_URL:
            return _relayed(message)
        organization_id = _organization(message)
        if organization_id is not None:
            with entered(organization_id):
                mailboxes = Mailbox.objects.filter(is_active=True).exclude(smtp_host="")
                mailbox = mailboxes.order_by(F("oauth_refused_at").asc(nulls_first=True), "id").first()
                if mailbox:
                    queue(_letter(message, mailbox), mailbox=mailbox, at=timezone.now())
                    return True
        log.error(
            "the mail “%s” could not leave: the organization of %s has no mailbox that sends. Add one, or USHER_SMTP_URL.",
            message.subject, ", ".join(message.recipients()),
        )  # fmt: skip
        return False


def _relayed(message: DjangoMail) -> bool:
    # Whoever asked for the mail must not learn from an error that there is such a login.
    try:
        return bool(_relay().send_messages([message]))
    except (SMTPException, OSError) as error:
        log.error("the mail “%s” could not leave by USHER_SMTP_URL: %s", message.subject, error)
        return False


def _organization(message: DjangoMail) -> int | None:
    """The one we are in, else the addressee's home."""
    with suppress(NoTenant):
        return current_id()
    user = User.objects.filter(email__in=[address.strip().lower() for address in message.recipients()]).first()
    return home_of(user) if user else None


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

"""Mail: whether every mailbox is read and can send, and whether a message needs a person."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from usher.base.secrets import Unreadable, decrypt
from usher.cli.doctor.asking import rows
from usher.cli.doctor.finding import Finding, fine, notice, wrong
from usher.mail.models import Mailbox

SILENT = timedelta(minutes=15)  # a mailbox is looked at far more often


def mailboxes() -> Iterator[Finding]:
    """Each active mailbox: its last error, whether it is read, and whether its passwords can be used."""
    found = list(Mailbox._base_manager.using("owner").filter(is_active=True).order_by("address"))
    if not found:
        yield notice("mail", "there is no mailbox yet", "Add one: usher mailbox add --help")
    for mailbox in found:
        troubles = list(_troubles(mailbox))
        yield from troubles or [fine("mail", f"{mailbox.address} is in order")]


def _troubles(mailbox: Mailbox) -> Iterator[Finding]:
    try:
        decrypt(mailbox.imap_password)
        decrypt(mailbox.smtp_password)
    except Unreadable as error:
        yield wrong(
            "mail", f"{mailbox.address}: {error}", "Bring the former USHER_SECRET_KEY back, or enter the passwords again."
        )
    if mailbox.last_error:
        yield wrong(
            "mail",
            f"{mailbox.address} is not read: {mailbox.last_error}",
            "Mend it under Settings, Mailboxes; nothing is lost.",
        )
    elif mailbox.imap_host and mailbox.last_fetch_at and mailbox.last_fetch_at < datetime.now(UTC) - SILENT:
        minutes = (datetime.now(UTC) - mailbox.last_fetch_at).total_seconds() / 60
        yield wrong(
            "mail", f"{mailbox.address} was last read {minutes:.0f} minutes ago", "Is a worker running? Its log says more."
        )
    if mailbox.send_error:
        yield wrong(
            "mail",
            f"{mailbox.address} cannot send: {mailbox.send_error}",
            "Mend it under Settings, Mailboxes; what waits is sent then.",
        )


def messages() -> Iterator[Finding]:
    """Messages that a machine cannot settle: unreadable ones, and sent ones of which nobody knows whether they arrived."""
    ((quarantined,),) = rows("SELECT count(*) FROM mail_incomingmail WHERE state = 'quarantined'")
    if quarantined:
        yield notice(
            "mail", f"{quarantined} messages lie in quarantine", "Look at them under Mail; their raw bytes are kept."
        )
    ((unknown,),) = rows("SELECT count(*) FROM mail_recipient WHERE state = 'unknown'")
    if unknown:
        yield notice(
            "mail",
            f"of {unknown} sent messages nobody knows whether they arrived",
            "Decide under Mail whether to send them again.",
        )

"""Does the mailbox work? Asked before it is saved, answered with what exactly fails."""

import smtplib
from dataclasses import dataclass

from usher.mail.connecting import ConnectionFailed, imap, smtp
from usher.mail.models import Mailbox

TIMEOUT = 10.0  # seconds for each step
SENT = "\\Sent"  # RFC 6154
SENT_NAMES = frozenset(("sent", "sent items", "sent mail", "sent messages", "gesendet", "gesendete objekte", "lähetetyt"))


@dataclass(frozen=True, slots=True)
class Check:
    """One of the two ways: whether it works, and a sentence; `part` is what failed (name, refused, timeout, tls, …)."""

    works: bool
    sentence: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Both ways; None for one that is not set up."""

    imap: Check | None
    smtp: Check | None

    @property
    def works(self) -> bool:
        return all(check is None or check.works for check in (self.imap, self.smtp))


NOT_CONNECTED = Check(False, "Connect it with its provider first: until then nothing can sign in.", "sign-in")


def test_connection(mailbox: Mailbox) -> Report:
    """Sign in at both servers and open the folder; sends and changes nothing. The mailbox need not be saved."""
    return Report(
        imap=_imap(mailbox) if mailbox.imap_host else None,
        smtp=_smtp(mailbox) if mailbox.smtp_host else None,
    )


def _imap(mailbox: Mailbox) -> Check:
    if mailbox.is_signed_out:
        return NOT_CONNECTED
    try:
        with imap(mailbox, timeout=TIMEOUT) as box:
            count = box.folder.status(mailbox.imap_folder, ["MESSAGES"])["MESSAGES"]
            flags = {flag for each in box.folder.list() if each.name == mailbox.imap_folder for flag in each.flags}
    except ConnectionFailed as failure:
        return Check(False, str(failure), failure.part)
    told = f"Connected: {count} messages in {mailbox.imap_folder}."
    if SENT in flags or mailbox.imap_folder.lower().rpartition("/")[2] in SENT_NAMES:
        told += " This looks like the folder of sent mail; what customers write mostly lies in INBOX."
    return Check(True, told)


def _smtp(mailbox: Mailbox) -> Check:
    if mailbox.is_sink:
        return Check(True, "Mail is kept in the sink of the demo and goes nowhere.")
    if mailbox.is_signed_out:
        return NOT_CONNECTED
    try:
        with smtp(mailbox, timeout=TIMEOUT) as session:
            session.noop()
    except ConnectionFailed as failure:
        return Check(False, str(failure), failure.part)
    except (smtplib.SMTPException, OSError) as error:
        return Check(False, f"{mailbox.smtp_host} hung up: {error}.", "closed")
    return Check(True, f"Connected: {mailbox.smtp_host} takes our mail.")

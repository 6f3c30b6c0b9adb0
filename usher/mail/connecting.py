"""Connections to mail servers, and what went wrong with them in words an administrator can act on."""

import imaplib
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError, MailboxStarttlsError

from usher.base.refusals import Refused
from usher.base.secrets import decrypt
from usher.base.text import one_line
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import Encryption

TIMEOUT = 30.0  # seconds for one step of a conversation

_IMAP = {Encryption.NONE: MailBoxUnencrypted, Encryption.STARTTLS: MailBoxStartTls, Encryption.TLS: MailBox}


class ConnectionFailed(Exception):
    """We could not get through to the mail server; `str()` is a sentence for people, `part` what failed."""

    def __init__(self, part: str, sentence: str) -> None:
        super().__init__(sentence)
        self.part = part


@contextmanager
def imap(mailbox: Mailbox, *, timeout: float = TIMEOUT) -> Iterator[BaseMailBox]:
    """A session with the mailbox's folder opened for reading only, so that no flag is ever changed by us."""
    where = f"{mailbox.imap_host}:{mailbox.imap_port}"
    encryption = Encryption(mailbox.imap_encryption)
    with in_words(where, encryption, mailbox.imap_user, mailbox.imap_folder):
        password = decrypt(mailbox.imap_password)
        more = {} if encryption == Encryption.NONE else {"ssl_context": ssl.create_default_context()}
        box: BaseMailBox = _IMAP[encryption](mailbox.imap_host, mailbox.imap_port, timeout=timeout, **more)
    try:
        with in_words(where, encryption, mailbox.imap_user, mailbox.imap_folder):
            _log_in(box, mailbox.imap_user, password)
            box.folder.set(mailbox.imap_folder, readonly=True)
            yield box
    finally:
        with suppress(Exception):  # whatever state the server left us in, we go
            box.logout()


def _log_in(box: BaseMailBox, user: str, password: str) -> None:
    if user.isascii() and password.isascii():
        box.login(user, password, initial_folder=None)
    else:
        box.login_utf8(user, password, initial_folder=None)


@contextmanager
def smtp(mailbox: Mailbox, *, timeout: float = TIMEOUT) -> Iterator[smtplib.SMTP]:
    """A session that is greeted, encrypted and logged in as the mailbox wants."""
    where = f"{mailbox.smtp_host}:{mailbox.smtp_port}"
    encryption = Encryption(mailbox.smtp_encryption)
    with in_words(where, encryption, mailbox.smtp_user):
        password = decrypt(mailbox.smtp_password)
        name = mailbox.address.rpartition("@")[2].encode("ascii", "ignore").decode() or "localhost"
        context = ssl.create_default_context()
        if encryption == Encryption.TLS:
            session: smtplib.SMTP = smtplib.SMTP_SSL(
                mailbox.smtp_host, mailbox.smtp_port, local_hostname=name, timeout=timeout, context=context
            )
        else:
            session = smtplib.SMTP(mailbox.smtp_host, mailbox.smtp_port, local_hostname=name, timeout=timeout)
    try:
        with in_words(where, encryption, mailbox.smtp_user):
            session.ehlo_or_helo_if_needed()
            if encryption == Encryption.STARTTLS:
                session.starttls(context=context)
                session.ehlo()
            if mailbox.smtp_user:
                session.login(mailbox.smtp_user, password)
        yield session
        with suppress(smtplib.SMTPException, OSError):
            session.quit()  # not after an error: in the middle of a message nobody would answer
    finally:
        session.close()


@contextmanager
def in_words(where: str, encryption: Encryption, user: str, folder: str = "") -> Iterator[None]:
    """Turn what libraries raise into ConnectionFailed."""
    try:
        yield
    except (OSError, ssl.SSLError, smtplib.SMTPException, imaplib.IMAP4.error, ImapToolsError, ValueError, Refused) as error:
        raise ConnectionFailed(*_told(error, where, encryption, user, folder)) from error


def _told(error: Exception, where: str, encryption: Encryption, user: str, folder: str) -> tuple[str, str]:
    said = one_line(_said(error), 200)
    match error:
        case Refused():
            return "password", str(error)
        case socket.gaierror() | UnicodeError():
            return "name", f"The name {where.rpartition(':')[0]} cannot be found. Check the spelling of the host."
        case ConnectionRefusedError():
            return "refused", f"{where} refuses the connection. Check the port, and that the mail server is running."
        case ssl.SSLCertVerificationError():
            return "tls", f"The certificate of {where} is not trusted: {error.verify_message}. Use the host's full name."
        case smtplib.SMTPNotSupportedError() if "AUTH" in said:
            return "login", f"{where} offers no login with {_shown(encryption)}. Leave the user empty or encrypt otherwise."
        case imaplib.IMAP4.error() if "TLS" in said:
            return "tls", f"{where} does not speak {_shown(encryption)}: {said}. Choose another encryption or port."
        case ssl.SSLError() | MailboxStarttlsError() | smtplib.SMTPNotSupportedError():
            return "tls", f"{where} does not speak {_shown(encryption)}: {said}. Choose another encryption or port."
        case TimeoutError() | smtplib.SMTPServerDisconnected() if isinstance(error, TimeoutError) or "timed out" in said:
            return "timeout", f"{where} does not answer in time. Check host and port, and any firewall between."
        case MailboxLoginError() | smtplib.SMTPAuthenticationError():
            return "login", f"{where} refuses the login of “{user}”: {said}. Check user and password."
        case MailboxFolderSelectError():
            return "folder", f"There is no folder “{folder}” in the mailbox at {where}: {said}."
        case smtplib.SMTPServerDisconnected() | imaplib.IMAP4.abort():
            return "closed", f"{where} closed the connection: {said}."
    return "server", f"{where} answered with an error: {said}."


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
    command = getattr(error, "command_result", None)  # imap-tools: (type, [lines])
    if command:
        lines = command[1] if isinstance(command[1], list | tuple) else [command[1]]
        return " ".join(line.decode("utf-8", "replace") if isinstance(line, bytes) else str(line) for line in lines)
    return str(error)


def _shown(encryption: Encryption) -> str:
    return {Encryption.TLS: "TLS", Encryption.STARTTLS: "STARTTLS"}.get(encryption, "plain text")

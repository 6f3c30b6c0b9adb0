"""What went wrong with a mail server, in words an administrator can act on."""

import imaplib
import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError, MailboxStarttlsError

from usher.base.refusals import Refused
from usher.base.text import one_line
from usher.mail.locks import Busy
from usher.mail.models.mailbox import Encryption
from usher.mail.oauth.asking import ProviderAway, SignInRefused

# How servers say that there are too many of us (RFC 5530, and Google's and Microsoft's own words).
LIMITED = re.compile(r"\[(LIMIT|UNAVAILABLE|INUSE|SERVERBUG)\]|too many|maximum number of|throttl|bandwidth|try again", re.I)
# OpenSSL's codes of what is wrong with a certificate (X509_V_ERR_…).
ANOTHER_NAME = (62, 64)
OUT_OF_TIME = (9, 10)
GREETING = re.compile(r"unexpected response: b['\"](.*)['\"]")  # imaplib's words for what is no IMAP


class ConnectionFailed(Exception):
    """We could not get through to the mail server; `str()` is a sentence for people, `part` what failed."""

    def __init__(self, part: str, sentence: str) -> None:
        super().__init__(sentence)
        self.part = part


class LoginRefused(ValueError):
    """The mail server turned away user and password."""


class TokenRefused(ValueError):
    """The mail server turned away a token that the provider had just given."""


@contextmanager
def in_words(where: str, encryption: Encryption, user: str, folder: str = "") -> Iterator[None]:
    """Turn what libraries raise into ConnectionFailed."""
    try:
        yield
    except (OSError, ssl.SSLError, smtplib.SMTPException, imaplib.IMAP4.error, ImapToolsError, ValueError, Refused) as error:
        raise ConnectionFailed(*_told(error, where, encryption, user, folder)) from error


def _told(error: Exception, where: str, encryption: Encryption, user: str, folder: str) -> tuple[str, str]:
    said = one_line(_said(error), 200).rstrip(". ")
    match error:
        case SignInRefused():
            return "sign-in", str(error)
        case ProviderAway() | Busy():
            return "provider", str(error)
        case Refused():
            return "password", str(error)
        case MailboxLoginError() | LoginRefused() | TokenRefused() | MailboxFolderSelectError() if LIMITED.search(said):
            return "limit", f"{where} takes no more of us now: {said}. It is tried again, later and later."
        case TokenRefused():
            return "login", f"{where} refuses the sign-in of “{user}”: {said}. May this account be used by IMAP and SMTP?"
        case socket.gaierror() | UnicodeError():
            return "name", f"The name {where.rpartition(':')[0]} cannot be found. Check the spelling of the host."
        case ConnectionRefusedError():
            return "refused", f"{where} refuses the connection. Check the port, and that the mail server is running."
        case ssl.SSLCertVerificationError():
            return "tls", _about_certificate(error, where)
        case smtplib.SMTPNotSupportedError() if "AUTH" in said:
            return "login", f"{where} offers no login with {_shown(encryption)}. Leave the user empty or encrypt otherwise."
        case imaplib.IMAP4.error() if "TLS" in said:
            return "tls", f"{where} does not speak {_shown(encryption)}: {said}. Choose another encryption or port."
        case ssl.SSLError() | MailboxStarttlsError() | smtplib.SMTPNotSupportedError():
            return "tls", f"{where} does not speak {_shown(encryption)}: {said}. Choose another encryption or port."
        case TimeoutError() | smtplib.SMTPServerDisconnected() if isinstance(error, TimeoutError) or "timed out" in said:
            return "timeout", f"{where} does not answer in time. Check host and port, and any firewall between."
        case MailboxLoginError() | LoginRefused() | smtplib.SMTPAuthenticationError():
            return "login", f"{where} refuses the login of “{user}”: {said}. Check user and password."
        case smtplib.SMTPConnectError(smtp_code=-1):
            return "protocol", _about_protocol("SMTP", where, said.removeprefix("-1 "))
        case imaplib.IMAP4.abort() if greeting := GREETING.search(said):
            return "protocol", _about_protocol("IMAP", where, greeting[1])
        case MailboxFolderSelectError():
            return "folder", f"There is no folder “{folder}” in the mailbox at {where}: {said}."
        case smtplib.SMTPServerDisconnected() | imaplib.IMAP4.abort():
            return "closed", f"{where} closed the connection: {said}."
    return "server", f"{where} answered with an error: {said}."


def _about_protocol(wanted: str, where: str, said: str) -> str:
    return f"{where} does not speak {wanted}; it says: {said}. Check the port: another service listens there."


def _about_certificate(error: ssl.SSLCertVerificationError, where: str) -> str:
    code, said = getattr(error, "verify_code", 0), error.verify_message
    if code in ANOTHER_NAME:
        host = where.rpartition(":")[0]
        return f"The certificate of {where} is made out to another name than {host}. Write the server's own full name."
    if code in OUT_OF_TIME:
        return f"The certificate of {where} is not valid today: {said}. Whoever runs the server must renew it."
    return (
        f"The certificate of {where} comes from nobody that this machine trusts: {said}. Is it the right server? For one of "
        "your own, let the machine trust its authority (SSL_CERT_FILE)."
    )


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

"""Connections to mail servers: encrypted and signed in as the mailbox wants."""

import imaplib
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from usher.base.secrets import decrypt
from usher.mail.explaining import ConnectionFailed, LoginRefused, TokenRefused, in_words
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import Encryption, SignIn
from usher.mail.oauth.sasl import sign_in_imap, sign_in_smtp
from usher.mail.oauth.tokens import access_token, distrust

__all__ = ["ConnectionFailed", "imap", "smtp"]

TIMEOUT = 30.0  # seconds for one step of a conversation
KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 20, "TCP_KEEPCNT": 3}  # seconds, seconds, times

_IMAP = {Encryption.NONE: MailBoxUnencrypted, Encryption.STARTTLS: MailBoxStartTls, Encryption.TLS: MailBox}


@contextmanager
def imap(mailbox: Mailbox, *, timeout: float = TIMEOUT) -> Iterator[BaseMailBox]:
    """A session with the mailbox's folder opened for reading only, so that no flag is ever changed by us."""
    where = f"{mailbox.imap_host}:{mailbox.imap_port}"
    encryption = Encryption(mailbox.imap_encryption)
    with in_words(where, encryption, mailbox.imap_user, mailbox.imap_folder):
        secret = _secret(mailbox, mailbox.imap_password)
        more = {} if encryption == Encryption.NONE else {"ssl_context": ssl.create_default_context()}
        box: BaseMailBox = _IMAP[encryption](mailbox.imap_host, mailbox.imap_port, timeout=timeout, **more)
    try:
        with in_words(where, encryption, mailbox.imap_user, mailbox.imap_folder):
            _keep_alive(box.client.socket())
            _log_in(box, mailbox, secret)
            box.folder.set(mailbox.imap_folder, readonly=True)
            yield box
    finally:
        with suppress(Exception):  # whatever state the server left us in, we go
            box.logout()


def _secret(mailbox: Mailbox, password: bytes | memoryview) -> str:
    """The password, or a token that is good for minutes."""
    return decrypt(password) if mailbox.sign_in == SignIn.PASSWORD else access_token(mailbox)


def _log_in(box: BaseMailBox, mailbox: Mailbox, secret: str) -> None:
    user = mailbox.imap_user
    if mailbox.sign_in != SignIn.PASSWORD:
        try:
            sign_in_imap(box.client, user=user, token=secret, host=mailbox.imap_host, port=mailbox.imap_port)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            distrust(mailbox)
            raise TokenRefused(str(error)) from error
    elif user.isascii() and secret.isascii():
        box.login(user, secret, initial_folder=None)
    else:
        try:
            box.login_utf8(user, secret, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:  # only here imap-tools does not tell it from other errors
            raise LoginRefused(str(error)) from error


def _keep_alive(connection: socket.socket) -> None:
    """Notice within minutes that the other side is gone, also while we only listen (IDLE)."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEPALIVE.items():
        if option := getattr(socket, name, None):  # macOS names the first one differently
            connection.setsockopt(socket.IPPROTO_TCP, option, value)


@contextmanager
def smtp(mailbox: Mailbox, *, timeout: float = TIMEOUT) -> Iterator[smtplib.SMTP]:
    """A session that is greeted, encrypted and logged in as the mailbox wants."""
    where = f"{mailbox.smtp_host}:{mailbox.smtp_port}"
    encryption = Encryption(mailbox.smtp_encryption)
    with in_words(where, encryption, mailbox.smtp_user):
        secret = _secret(mailbox, mailbox.smtp_password) if mailbox.smtp_user else ""
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
                _log_in_to_send(session, mailbox, secret)
        yield session
        with suppress(smtplib.SMTPException, OSError):
            session.quit()  # not after an error: in the middle of a message nobody would answer
    finally:
        session.close()


def _log_in_to_send(session: smtplib.SMTP, mailbox: Mailbox, secret: str) -> None:
    user = mailbox.smtp_user
    if mailbox.sign_in == SignIn.PASSWORD:
        session.login(user, secret)
        return
    try:
        sign_in_smtp(session, user=user, token=secret, host=mailbox.smtp_host, port=mailbox.smtp_port)
    except smtplib.SMTPAuthenticationError as error:
        distrust(mailbox)
        raise TokenRefused(f"{error.smtp_code} {error.smtp_error!r}") from error

"""Signing in with a token: OAUTHBEARER (RFC 7628), else the older XOAUTH2 of Google and Microsoft."""

import imaplib
import smtplib
from collections.abc import Callable, Collection


def sign_in_imap(client: imaplib.IMAP4, *, user: str, token: str, host: str, port: int) -> None:
    """Sign in to an IMAP server; what it refuses with is raised as imaplib's error."""
    offered = {each.removeprefix("AUTH=") for each in client.capabilities if each.startswith("AUTH=")}
    name, first, last = _mechanism(offered, user, token, host, port)
    responses = iter((first, last))
    # The second question is the reason of a refusal; it ends with an empty answer and then a NO.
    client.authenticate(name, lambda _challenge: next(responses, last).encode())


def sign_in_smtp(session: smtplib.SMTP, *, user: str, token: str, host: str, port: int) -> None:
    """Sign in to an SMTP server; what it refuses with is raised as SMTPAuthenticationError."""
    offered = session.esmtp_features.get("auth", "").upper().split()
    name, first, last = _mechanism(offered, user, token, host, port)
    answer: Callable[..., str] = lambda challenge=None: first if challenge is None else last  # noqa: E731
    session.auth(name, answer)


def _mechanism(offered: Collection[str], user: str, token: str, host: str, port: int) -> tuple[str, str, str]:
    """Name, the message that carries the token, and the answer to a refusal."""
    if "OAUTHBEARER" in offered:
        name = user.replace("=", "=3D").replace(",", "=2C")  # RFC 5801 §4
        return "OAUTHBEARER", f"n,a={name},\x01host={host}\x01port={port}\x01auth=Bearer {token}\x01\x01", "\x01"
    return "XOAUTH2", f"user={user}\x01auth=Bearer {token}\x01\x01", ""

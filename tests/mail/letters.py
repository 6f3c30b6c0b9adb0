"""Mails as tests write them."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Any

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def letter(
    *, sender: str = "Carl Crumb <carl@bakery.example>", to: str = "help@pine.example", subject: str = "Oven does not heat",
    text: str | None = "The big oven stays cold.", html: str | None = None, message_id: str | None = "", cc: str = "",
    files: tuple[tuple[str, str, bytes], ...] = (), **headers: str,
) -> bytes:  # fmt: skip
    """One mail; `message_id=None` leaves it out, "" makes a fresh one; headers by name with _ for -."""
    mail = EmailMessage()
    if sender:
        mail["From"] = sender
    mail["To"], mail["Subject"], mail["Date"] = to, subject, format_datetime(NOON)
    if cc:
        mail["Cc"] = cc
    if message_id is not None:
        mail["Message-ID"] = message_id or make_msgid(domain="bakery.example")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    if text is not None:
        mail.set_content(text)
    if html is not None:
        (mail.add_alternative if text is not None else mail.set_content)(html, subtype="html")
    for name, kind, content in files:
        main, _, sub = kind.partition("/")
        mail.add_attachment(content, main, sub, filename=name)
    return mail.as_bytes()


def read(raw: Any) -> Any:
    """A mail again, by the standard library."""
    return email.message_from_bytes(bytes(raw), policy=email.policy.default)

"""What may stand in a mailbox's fields."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection

from usher.base.refusals import Invalid
from usher.base.secrets import encrypt
from usher.base.tenancy import current_id
from usher.base.text import one_line
from usher.mail.actions import mailbox_looks, mailbox_senders, mailbox_sending, mailbox_sign_in, mailbox_webhook
from usher.mail.models import Mailbox
from usher.mail.models.mailbox import SINK, Encryption
from usher.mail.oauth.providers import PROVIDERS

TEXTS = ("address", "name", "imap_host", "imap_user", "imap_folder", "smtp_host", "smtp_user")
PORTS = ("imap_port", "smtp_port")
ENCRYPTIONS = ("imap_encryption", "smtp_encryption")
PASSWORDS = ("imap_password", "smtp_password")
OTHERS = ("takes_details", "start_at")
CONNECTION = frozenset((*TEXTS, *PORTS, *ENCRYPTIONS, *PASSWORDS, *OTHERS))
SECTIONS = (mailbox_senders, mailbox_sending, mailbox_looks, mailbox_sign_in, mailbox_webhook)
CHANGEABLE = CONNECTION.union(*(section.NAMES for section in SECTIONS))

ELSEWHERE = "This address belongs to another organization of this installation."

_HOST = re.compile(r"(?=.{1,253}\Z)[^\s/@:\[\]]+|\[?[0-9A-Fa-f:.]+\]?")


def checked(fields: Mapping[str, Any], *, row: Mailbox | None = None) -> dict[str, Any]:
    """The given fields as the model takes them, passwords encrypted; raises Invalid with every wrong one.

    An empty password on a change leaves the one that is there, for the same server: passwords go in and never out.
    """
    errors = dict.fromkeys(set(fields) - CHANGEABLE, "is not a field of a mailbox.")
    values: dict[str, Any] = {name: fields[name] for name in OTHERS if name in fields}
    for name in TEXTS:
        if name in fields:
            values[name] = one_line(str(fields[name] or ""), 320)
    for name in PORTS:
        if name in fields:
            values[name] = _port(fields[name], name, errors)
    for name in ENCRYPTIONS:
        if name in fields:
            values[name] = str(fields[name])
            if values[name] not in Encryption.values:
                errors[name] = f"There is no encryption “{values[name]}”; choose none, starttls or tls."
    for name in PASSWORDS:
        if fields.get(name):
            values[name] = encrypt(str(fields[name]))
    for name in ("imap_host", "smtp_host"):
        if values.get(name) and not _HOST.fullmatch(values[name]):
            errors[name] = "Write only the name of the server, like mail.example.com, without scheme and port."
    if "address" in values or row is None:
        values["address"] = _address(str(values.get("address", "")).lower(), row, errors)
    if "imap_folder" in values:
        values["imap_folder"] = values["imap_folder"] or "INBOX"
    for section in SECTIONS:
        values |= section.checked({name: fields[name] for name in section.NAMES if name in fields}, errors)
    if row is None or (CONNECTION | {"sign_in"}) & fields.keys():
        _fill_in_provider(values, row)
        _refuse_blank_login(values, row, errors)
    if errors:
        raise Invalid(errors)
    return values


def _port(value: Any, name: str, errors: dict[str, str]) -> int:
    text = str(value).strip()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    errors[name] = "Write a port from 1 to 65535."
    return 0


def _address(address: str, row: Mailbox | None, errors: dict[str, str]) -> str:
    try:
        validate_email(address)
    except ValidationError:
        errors["address"] = "Write the address people write to, like support@example.com."
        return address
    if "+" in address:
        errors["address"] = "Write the address without a detail after a plus sign; those are ours to add."
    others = Mailbox.objects.filter(address=address)
    if (others.exclude(pk=row.pk) if row else others).exists():
        errors["address"] = "There is a mailbox with this address already."
    elif is_used_elsewhere(address):
        # Mail that comes by SMTP is given to the owner of its address, so there can be one only.
        errors["address"] = ELSEWHERE
    return address


def is_used_elsewhere(address: str) -> bool:
    """Whether an active mailbox of another organization has this address; nobody else may take it until we commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 25))", [address])
        cursor.execute("SELECT organization_id FROM mailboxes_by_address(%s)", [address])
        return any(organization_id != current_id() for (organization_id,) in cursor.fetchall())


def _fill_in_provider(values: dict[str, Any], row: Mailbox | None) -> None:
    """Where mail is fetched and sent with Google or Microsoft, their servers are known."""

    def now(name: str) -> Any:
        return values.get(name, getattr(row, name) if row else "")

    provider = PROVIDERS.get(now("sign_in"))
    if provider and not now("imap_host") and not now("smtp_host"):
        values |= {"imap_host": provider.imap_host, "imap_port": 993, "imap_encryption": Encryption.TLS}
        values |= {"smtp_host": provider.smtp_host, "smtp_port": 587, "smtp_encryption": Encryption.STARTTLS}
        values |= {name: now(name) or now("address") for name in ("imap_user", "smtp_user")}


def _refuse_blank_login(values: dict[str, Any], row: Mailbox | None, errors: dict[str, str]) -> None:
    def now(name: str) -> Any:
        return values.get(name, getattr(row, name) if row else "")

    if now("sign_in") in PROVIDERS:
        _refuse_open_tokens(values, now, errors)
        return
    for host, password in (("imap_host", "imap_password"), ("smtp_host", "smtp_password")):
        before = getattr(row, host) if row else ""
        if before not in ("", SINK, now(host)) and now(host) not in ("", SINK) and now(password) and password not in values:
            errors[password] = "Write the password again: the one that is kept is not handed to another server."
        elif before and not now(host):
            values[password] = b""
    if now("imap_host") and not now("imap_user"):
        errors["imap_user"] = "Write the user to sign in with; most servers take the whole address."
    if now("imap_host") and not now("imap_password"):
        errors["imap_password"] = "Write the password of the mailbox."
    if now("smtp_user") and not now("smtp_password") and now("smtp_host") != SINK:
        errors["smtp_password"] = "Write the password, or leave the user empty where no login is wanted."


def _refuse_open_tokens(values: dict[str, Any], now: Callable[[str], Any], errors: dict[str, str]) -> None:
    if now("imap_host") and not now("imap_user"):
        values["imap_user"] = now("address")
    for host, encryption in (("imap_host", "imap_encryption"), ("smtp_host", "smtp_encryption")):
        if now(host) not in ("", SINK) and now(encryption) == Encryption.NONE:
            errors[encryption] = "Choose TLS or STARTTLS: a sign-in with Google or Microsoft never travels unprotected."

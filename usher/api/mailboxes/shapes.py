"""A mailbox as the API shows it, and the settings that it takes; secrets go in and never out."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import UNSET, Meta, UnsetType

from usher.api.fields import Moment
from usher.api.paging import Pagination
from usher.mail.actions.mailbox_looks import LONGEST_SIGNATURE
from usher.mail.actions.mailbox_senders import MOST as MOST_DOMAINS
from usher.mail.actions.mailbox_sending import LONGEST_UNDO
from usher.mail.incoming.hooks import PROVIDERS
from usher.mail.models import Mailbox

# What the models' own choices are called (usher/mail/models/mailbox.py).
Encryption = Literal["none", "starttls", "tls"]
UnknownSenders = Literal["create", "known_domains", "review"]
Quoting = Literal["none", "last", "all"]
SignIn = Literal["password", "google", "microsoft"]

Address = Annotated[str, Meta(min_length=3, max_length=320, examples=["support@example.com"])]
Line = Annotated[str, Meta(max_length=320)]
Host = Annotated[str, Meta(max_length=253, description="Name of the server; empty: none", examples=["mail.example.com"])]
Port = Annotated[int, Meta(ge=1, le=65535)]
Secret = Annotated[str, Meta(max_length=1000, description="Written, never shown; empty keeps the one that is there")]
Start = Annotated[
    Moment | None,
    Meta(
        description="Older mail stays on the server. null: what came since the mailbox was added; "
        "1970-01-01T00:00:00Z: everything"
    ),
]
Domains = Annotated[
    list[Annotated[str, Meta(max_length=253)]],
    Meta(max_length=MOST_DOMAINS, description="Whose unknown senders may write all the same", examples=[["example.com"]]),
]
Provider = Annotated[str, Meta(max_length=20, description=f"Who posts mail by HTTP: {', '.join(PROVIDERS)}; empty: nobody")]
Trusted = Annotated[
    str, Meta(max_length=320, description="Name of the server whose Authentication-Results are believed (RFC 8601)")
]  # fmt: skip
Undo = Annotated[int, Meta(ge=0, le=LONGEST_UNDO, description="How long a reply can be called back; 0: it leaves at once")]
Signature = Annotated[
    str, Meta(max_length=LONGEST_SIGNATURE, description="HTML below the member's own signature, with placeholders")
]  # fmt: skip


class MailboxShape(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """A mailbox with its settings. Of secrets it tells only whether there is one."""

    id: int
    address: Address
    name: Annotated[str, Meta(description="Shown to customers as the sender")]
    is_active: bool
    takes_details: Annotated[bool, Meta(description="Its server delivers address+detail@… here too")]
    imap_host: Host
    imap_port: Port
    imap_encryption: Encryption
    imap_user: Line
    has_imap_password: bool
    imap_folder: Line
    start_at: datetime | None
    smtp_host: Host
    smtp_port: Port
    smtp_encryption: Encryption
    smtp_user: Line
    has_smtp_password: bool
    sign_in: SignIn
    oauth_client_id: Line
    has_oauth_client_secret: bool
    oauth_tenant: Line
    needs_sign_in: Annotated[bool, Meta(description="A person must connect it with Google or Microsoft, in a browser")]
    unknown_senders: UnknownSenders
    welcome_domains: Domains
    trusted_authserv_id: Trusted
    believes_member_addresses: Annotated[
        bool, Meta(description="A member's answer address is proof enough where nobody checks senders")
    ]
    undo_seconds: Undo
    marks_replies: Annotated[bool, Meta(description="Mails have a line above which to answer")]
    quoting: Quoting
    signature_html: Signature
    webhook_provider: Provider
    has_webhook_address: bool
    has_webhook_secret: bool
    signs: Annotated[bool, Meta(description="What leaves is signed (DKIM)")]
    created_at: datetime


class MailboxPage(msgspec.Struct, frozen=True):
    """A page of mailboxes, by address."""

    mailboxes: list[MailboxShape]
    pagination: Pagination


class MailboxSettings(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset; what is left out stays."""

    address: Address | UnsetType = UNSET
    name: Line | UnsetType = UNSET
    takes_details: bool | UnsetType = UNSET
    imap_host: Host | UnsetType = UNSET
    imap_port: Port | UnsetType = UNSET
    imap_encryption: Encryption | UnsetType = UNSET
    imap_user: Line | UnsetType = UNSET
    imap_password: Secret | UnsetType = UNSET
    imap_folder: Line | UnsetType = UNSET
    start_at: Start | UnsetType = UNSET
    smtp_host: Host | UnsetType = UNSET
    smtp_port: Port | UnsetType = UNSET
    smtp_encryption: Encryption | UnsetType = UNSET
    smtp_user: Line | UnsetType = UNSET
    smtp_password: Secret | UnsetType = UNSET
    sign_in: SignIn | UnsetType = UNSET
    oauth_client_id: Line | UnsetType = UNSET
    oauth_client_secret: Secret | UnsetType = UNSET
    oauth_tenant: Line | UnsetType = UNSET
    unknown_senders: UnknownSenders | UnsetType = UNSET
    welcome_domains: Domains | UnsetType = UNSET
    trusted_authserv_id: Trusted | UnsetType = UNSET
    believes_member_addresses: bool | UnsetType = UNSET
    undo_seconds: Undo | UnsetType = UNSET
    marks_replies: bool | UnsetType = UNSET
    quoting: Quoting | UnsetType = UNSET
    signature_html: Signature | UnsetType = UNSET
    webhook_provider: Provider | UnsetType = UNSET
    webhook_secret: Secret | UnsetType = UNSET


class MailboxChanges(MailboxSettings, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Any subset; isActive false pauses it: nothing is fetched, taken or sent."""

    is_active: bool | UnsetType = UNSET


class NewMailbox(MailboxSettings, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new mailbox. Without servers its mail comes by SMTP, LMTP, command or a provider, and what it sends is held."""

    address: Address


EXAMPLE = {
    "address": "support@example.com", "name": "Example Support", "imapHost": "imap.example.com",
    "imapUser": "support@example.com", "imapPassword": "correct horse", "smtpHost": "smtp.example.com",
    "smtpUser": "support@example.com", "smtpPassword": "correct horse",
}  # fmt: skip
NewMailboxBody = Annotated[NewMailbox, MediaTypeMetadata(example=EXAMPLE)]
MailboxChangesBody = Annotated[
    MailboxChanges, MediaTypeMetadata(example={"undoSeconds": 20, "quoting": "none", "unknownSenders": "review"})
]
MailboxTrialBody = Annotated[MailboxSettings, MediaTypeMetadata(example={"imapPassword": "another horse"})]

SECRETS = ("imap_password", "smtp_password", "oauth_client_secret", "webhook_secret")


def shape(row: Mailbox) -> MailboxShape:
    """The mailbox, without its secrets."""
    told = {name: getattr(row, name) for name in MailboxShape.__struct_fields__ if hasattr(row, name)}
    told |= {f"has_{name}": bool(getattr(row, name)) for name in SECRETS}
    return MailboxShape(
        **told, has_webhook_address=bool(row.webhook_key), needs_sign_in=row.is_signed_out,
        signs=bool(row.dkim_domain and row.dkim_key),
    )  # fmt: skip

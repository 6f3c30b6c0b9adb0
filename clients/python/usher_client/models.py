"""Written by `make client` from the OpenAPI document; change that."""

from __future__ import annotations

import builtins
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType, field

BulkAction = Literal["add_tags", "assign", "close", "delete", "remove_tags", "restore", "update"]

CommentKind = Literal["note", "reply", "update"]

FieldKind = Literal["checkbox", "choice", "choices", "date", "email", "long_text", "number", "text", "time", "url"]

LinkKind = Literal["blocked_by", "blocks", "duplicated_by", "duplicates", "follow_up", "followed_up", "relates"]

PriorityName = Literal["high", "low", "medium", "urgent"]

State = Literal["accepted", "expired", "open", "revoked"]

Visibility = Literal["internal", "public"]


class Accepted(msgspec.Struct, rename="camel", kw_only=True):
    """What it did."""

    mails: int


class Accepting(msgspec.Struct, rename="camel", kw_only=True):
    """How far the sender is let in."""

    always: bool | UnsetType = UNSET


class AddressChanges(msgspec.Struct, rename="camel", kw_only=True):
    """An address becomes the primary one; the one before it stays known."""

    is_primary: bool


class AddressList(msgspec.Struct, rename="camel", kw_only=True):
    """All addresses of a contact, in the order in which they became known."""

    addresses: builtins.list[AddressShape]


class AddressShape(msgspec.Struct, rename="camel", kw_only=True):
    """An address of a contact; answers go to the primary one."""

    email: str
    is_primary: bool


class AllInCopy(msgspec.Struct, rename="camel", kw_only=True):
    """All addresses that are to get copies, no others."""

    participants: builtins.list[InCopy]


class AskedField(msgspec.Struct, rename="camel", kw_only=True):
    """A custom field that the type asks for; /api/custom-fields has the rest."""

    key_: str
    name: str
    kind: str
    is_required: bool


class Assignees(msgspec.Struct, rename="camel", kw_only=True):
    """Everybody who is to have the ticket; the first answers for it."""

    user_ids: builtins.list[int]


class Attachment(msgspec.Struct, rename="camel", kw_only=True):
    """A file of a comment. The link works for an hour or two without signing in and answers parts (Range)."""

    id: int
    name: str
    content_type: str
    size: int
    url: str
    comment_id: int
    ticket_id: int
    is_internal: bool
    is_inline: bool
    created_at: datetime


class AttachmentPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of attachments."""

    attachments: builtins.list[Attachment]
    pagination: Pagination


class AttemptShape(msgspec.Struct, rename="camel", kw_only=True):
    """One try: the status that came back (null: none did), the beginning of the answer or why there was none."""

    at: datetime
    status: int | None
    detail: str
    milliseconds: int


class BinPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of the bin."""

    tickets: builtins.list[DeletedTicket]
    pagination: Pagination


class BulkChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; each is done to every ticket."""

    status: str | UnsetType = UNSET
    priority: PriorityName | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    type_id: int | None | UnsetType = UNSET
    category_id: int | None | UnsetType = UNSET
    assigned_to_user_id: int | None | UnsetType = UNSET
    assigned_to_team_id: int | None | UnsetType = UNSET
    custom_fields: dict[str, Any] | UnsetType = UNSET
    snoozed_until: datetime | UnsetType = UNSET
    add_tags: builtins.list[str] | UnsetType = UNSET
    remove_tags: builtins.list[str] | UnsetType = UNSET
    tags: builtins.list[str] | UnsetType = UNSET


class BulkPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of bulk changes."""

    bulk_changes: builtins.list[BulkShape]
    pagination: Pagination


class BulkResult(msgspec.Struct, rename="camel", kw_only=True):
    """What came of one ticket: waiting, changed, unchanged, refused, undone, kept; `error` says why not."""

    ticket_id: int
    outcome: str
    success: bool
    error: str | None


class BulkResultPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of results, by ticket id."""

    results: builtins.list[BulkResult]
    pagination: Pagination


class BulkShape(msgspec.Struct, rename="camel", kw_only=True):
    """A bulk change: `state` is running, stopped, done, undoing or undone; the other numbers are tickets.
    `succeeded` are changed or were like that already (`unchanged`); `failed` were refused; `kept` could not be
    taken back."""

    id: int
    state: str
    success: bool
    total: int
    waiting: int
    succeeded: int
    unchanged: int
    failed: int
    undone: int
    kept: int
    created_at: datetime
    finished_at: datetime | None


class CameBy(msgspec.Struct, rename="camel", kw_only=True):
    """The mail that a comment came by: why it landed there, and whether its sender is proven."""

    sender: str
    mailbox: str
    reason: str
    is_verified: bool | None
    authentication: dict[str, str]
    is_spam: bool
    received_at: datetime


class Cancelled(msgspec.Struct, rename="camel", kw_only=True):
    """What it did."""

    recipients: int


class CategoryChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset."""

    name: str | UnsetType = UNSET
    sort_order: int | UnsetType = UNSET


class CategoryPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of categories."""

    categories: builtins.list[CategoryShape]
    pagination: Pagination


class CategoryShape(msgspec.Struct, rename="camel", kw_only=True):
    """A plain classification of tickets."""

    id: int
    name: str
    sort_order: int


class CheckedRecord(msgspec.Struct, rename="camel", kw_only=True):
    """A record, and what DNS says of it."""

    way: str
    name: str
    value: str
    is_right: bool | None
    sentence: str


class Comment(msgspec.Struct, rename="camel", kw_only=True):
    """A reply, a note or an update. body and content are the same text; contentHtml is cleaned. isSigned: the mail
    was signed, and Usher did not check the signature. isEncrypted: it can be read by its recipient only, and is
    kept as it came. invitation: the event that it invites to."""

    id: int
    unique_id: str
    ticket_id: int
    body: str
    content: str
    content_html: str
    kind: str
    author_id: int | None
    author_name: str
    author_email: str | None
    author_type: str
    is_internal: bool
    notify_customer: bool
    mentions: builtins.list[int]
    attachments: builtins.list[Attachment]
    is_signed: bool
    is_encrypted: bool
    invitation: Invitation | None
    created_at: datetime
    updated_at: datetime


class CommentPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of comments."""

    comments: builtins.list[Comment]
    pagination: Pagination


class CompanyFields(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset."""

    name: str | UnsetType = UNSET
    domains: builtins.list[str] | UnsetType = UNSET
    tier: str | UnsetType = UNSET
    hourly_rate: float | None | UnsetType = UNSET
    currency: str | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET


class CompanyPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of companies."""

    companies: builtins.list[CompanyShape]
    pagination: Pagination


class CompanyShape(msgspec.Struct, rename="camel", kw_only=True):
    """What contacts belong to."""

    id: int
    name: str
    domains: builtins.list[str]
    tier: str
    hourly_rate: float | None
    currency: str
    prefix: str
    notes: str
    contact_count: int
    created_at: datetime


class CompanyToMake(msgspec.Struct, rename="camel", kw_only=True):
    """A new company. With `fromContactId` it takes the contact's mail domain, and everybody there."""

    name: str
    domains: builtins.list[str] | UnsetType = UNSET
    tier: str | UnsetType = UNSET
    hourly_rate: float | None | UnsetType = UNSET
    currency: str | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET
    from_contact_id: int | None | UnsetType = UNSET


class ContactFields(msgspec.Struct, rename="camel", kw_only=True):
    """What can be written; a new contact needs a name or an address."""

    name: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    phone: str | UnsetType = UNSET
    company_id: int | None | UnsetType = UNSET
    is_primary: bool | UnsetType = UNSET
    manager_id: int | None | UnsetType = UNSET
    language: str | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET
    notes: str | UnsetType = UNSET


class ContactPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of contacts."""

    contacts: builtins.list[ContactShape]
    pagination: Pagination


class ContactShape(msgspec.Struct, rename="camel", kw_only=True):
    """A person who asks."""

    id: int
    name: str
    email: str
    emails: builtins.list[str]
    phone: str
    company_id: int | None
    company_name: str | None
    is_primary: bool
    manager_id: int | None
    manager_name: str | None
    language: str
    time_zone: str
    notes: str
    created_at: datetime


class DeedShape(msgspec.Struct, rename="camel", kw_only=True):
    """One deed, whether it can be done now, and the reason for people."""

    deed: str
    allowed: bool
    because: str


class DeedsShape(msgspec.Struct, rename="camel", kw_only=True):
    """Every deed on a ticket."""

    permissions: builtins.list[DeedShape]


class DeletedTicket(msgspec.Struct, rename="camel", kw_only=True):
    """A ticket in the bin: who put it there, when, and when it goes for good."""

    id: int
    ticket_number: str
    subject: str
    requester_name: str | None
    deleted_at: datetime
    deleted_by_name: str | None
    purged_at: datetime


class DeliveryPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of deliveries."""

    deliveries: builtins.list[DeliveryShape]
    pagination: Pagination


class DeliveryShape(msgspec.Struct, rename="camel", kw_only=True):
    """One event for one webhook: state is waiting, delivered or failed; body is what is signed."""

    id: int
    message_id: str
    event: str
    subject_type: str | None
    subject_id: int | None
    state: str
    status: int | None
    attempt_count: int
    next_attempt_at: datetime | None
    created_at: datetime
    settled_at: datetime | None
    body: str
    attempts: builtins.list[AttemptShape]


class DnsRecord(msgspec.Struct, rename="camel", kw_only=True):
    """A TXT record to publish."""

    way: str
    name: str
    value: str


class Duplicates(msgspec.Struct, rename="camel", kw_only=True):
    """Contacts that seem to be the same person."""

    contacts: builtins.list[ContactShape]


class EventNamesShape(msgspec.Struct, rename="camel", kw_only=True):
    """What webhooks can hear of."""

    events: builtins.list[str]


class EventPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of events."""

    events: builtins.list[EventShape]
    pagination: Pagination


class EventShape(msgspec.Struct, rename="camel", kw_only=True):
    """A thing that happened: who did what, from what to what. Events are never changed and never deleted."""

    id: int
    name: str
    at: datetime
    actor_type: str
    actor_id: int | None
    actor_name: str
    data: dict[str, Any]
    cause_id: int | None


class FieldChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; kind and key stay for ever. choices and rules are replaced whole."""

    help: str | UnsetType = UNSET
    section: str | UnsetType = UNSET
    choices: builtins.list[str] | UnsetType = UNSET
    rules: Rules | UnsetType = UNSET
    is_required: bool | UnsetType = UNSET
    is_for_all_types: bool | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    sort_order: int | UnsetType = UNSET
    name: str | UnsetType = UNSET


class FieldPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of custom fields."""

    custom_fields: builtins.list[FieldShape]
    pagination: Pagination


class FieldShape(msgspec.Struct, rename="camel", kw_only=True):
    """A custom field; tickets show its values in `customFields` under the key, which never changes."""

    id: int
    key_: str
    name: str
    kind: FieldKind
    help: str
    section: str
    choices: builtins.list[str]
    rules: Rules
    is_required: bool
    is_for_all_types: bool
    is_public: bool
    is_active: bool
    sort_order: int


class FollowerList(msgspec.Struct, rename="camel", kw_only=True):
    """Who follows the ticket, by name."""

    followers: builtins.list[FollowerShape]


class FollowerShape(msgspec.Struct, rename="camel", kw_only=True):
    """A member who follows."""

    user_id: int
    name: str


class HandOver(msgspec.Struct, rename="camel", kw_only=True):
    """To whom the member's unfinished tickets go."""

    to_member_id: int | None


class HandedOver(msgspec.Struct, rename="camel", kw_only=True):
    """How many tickets follow, one by one."""

    tickets: int


class Hit(msgspec.Struct, rename="camel", kw_only=True):
    """A ticket that was found, and where its words stand: in its description, in a comment, or elsewhere in the
    ticket (subject, number, people, fields)."""

    ticket: TicketShape
    found_in: Literal["comment", "description", "ticket"]
    comment_id: int | None
    is_internal: bool
    snippet: str


class Hits(msgspec.Struct, rename="camel", kw_only=True):
    """A page of what was found, the best first."""

    results: builtins.list[Hit]
    pagination: Pagination


class InCopy(msgspec.Struct, rename="camel", kw_only=True):
    """One address."""

    email: str
    name: str | UnsetType = UNSET


class Invitation(msgspec.Struct, rename="camel", kw_only=True):
    """An invitation to an event (RFC 5546), as the mail brought it. Usher answers none; its file is an attachment."""

    method: str
    summary: str
    starts_at: datetime | None
    ends_at: datetime | None
    zone: str
    is_all_day: bool
    is_series: bool
    location: str
    organizer: str
    people: builtins.list[str]
    people_count: int
    answer: str


class InvitationPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of invitations."""

    invitations: builtins.list[InvitationShape]
    pagination: Pagination


class InvitationShape(msgspec.Struct, rename="camel", kw_only=True):
    """An invitation by mail; its link stands in that mail alone."""

    id: int
    email: str
    name: str
    role_id: int
    role_name: str
    state: State
    invited_by_id: int | None
    created_at: datetime
    sent_at: datetime | None
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None


class LabelChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset."""

    name: str | UnsetType = UNSET
    hue: int | UnsetType = UNSET


class LabelPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of labels."""

    labels: builtins.list[LabelShape]
    pagination: Pagination


class LabelShape(msgspec.Struct, rename="camel", kw_only=True):
    """A label; tickets carry its name among their tags."""

    id: int
    name: str
    hue: int
    ticket_count: int


class LedgerDay(msgspec.Struct, rename="camel", kw_only=True):
    """One day (UTC) on which something came: total = received + applied + ignored + quarantined."""

    day: str
    total: int
    received: int
    applied: int
    ignored: int
    quarantined: int


class LedgerDays(msgspec.Struct, rename="camel", kw_only=True):
    """The days, newest first; those on which nothing came are left out."""

    days: builtins.list[LedgerDay]


class LedgerMail(msgspec.Struct, rename="camel", kw_only=True):
    """One message that came, and why it is where it is."""

    id: int
    mailbox_id: int
    source: str
    state: str
    reason: str
    sender: str
    subject: str
    ticket_id: int | None
    received_at: datetime
    settled_at: datetime | None


class LedgerMessage(msgspec.Struct, rename="camel", kw_only=True):
    """The same with all that is known of it, but what it says: that is on its ticket."""

    id: int
    mailbox_id: int
    source: str
    state: str
    reason: str
    sender: str
    subject: str
    ticket_id: int | None
    received_at: datetime
    settled_at: datetime | None
    kind: str
    message_id: str
    envelope_from: str
    envelope_to: str
    size: int
    is_partial: bool
    duplicate_of_id: int | None
    is_verified: bool | None
    authentication: dict[str, str]
    is_spam: bool
    awaits_review: bool
    attempts: int
    next_attempt_at: datetime | None


class LedgerPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of the ledger."""

    mails: builtins.list[LedgerMail]
    pagination: Pagination


class LifecycleChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; statuses are all of them."""

    name: str | UnsetType = UNSET
    statuses: builtins.list[StatusOf] | UnsetType = UNSET
    moves: dict[str, builtins.list[str]] | UnsetType = UNSET
    wakes_to_in_progress: bool | UnsetType = UNSET
    closed_mail: Any | None | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET


class LifecyclePage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of lifecycles."""

    lifecycles: builtins.list[LifecycleShape]
    pagination: Pagination


class LifecycleShape(msgspec.Struct, rename="camel", kw_only=True):
    """A lifecycle; the default one is that of all types without one."""

    id: int
    name: str
    preset: str
    is_default: bool
    statuses: builtins.list[StatusIn]
    moves: dict[str, builtins.list[str]]
    wakes_to_in_progress: bool
    closed_mail: str
    type_ids: builtins.list[int]


class LinkList(msgspec.Struct, rename="camel", kw_only=True):
    """The links to tickets that the caller may see."""

    links: builtins.list[LinkShape]


class LinkShape(msgspec.Struct, rename="camel", kw_only=True):
    """One link, told from the ticket at the address."""

    id: int
    kind: str
    ticket_id: int
    ticket_number: str
    subject: str
    state: str


class MailDelivery(msgspec.Struct, rename="camel", kw_only=True):
    """What is known of one recipient of the mail of one comment."""

    id: int
    comment_id: int | None
    address: str
    state: str
    status: str | None
    meaning: str | None
    detail: str | None
    attempts: int
    next_attempt_at: datetime | None
    settled_at: datetime | None


class MailDeliveryPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of deliveries."""

    deliveries: builtins.list[MailDelivery]
    pagination: Pagination


class MailText(msgspec.Struct, rename="camel", kw_only=True):
    """What one kind of mail says there."""

    kind: str
    mailbox: str
    language: str
    subject: str
    text: str
    is_own: bool
    placeholders: builtins.list[str]


class MailTexts(msgspec.Struct, rename="camel", kw_only=True):
    """Every kind as it stands for all, and after it the words written for single mailboxes and languages."""

    mail_texts: builtins.list[MailText]


class MailboxChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; isActive false pauses it: nothing is fetched, taken or sent."""

    address: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    takes_details: bool | UnsetType = UNSET
    imap_host: str | UnsetType = UNSET
    imap_port: int | UnsetType = UNSET
    imap_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET
    imap_user: str | UnsetType = UNSET
    imap_password: str | UnsetType = UNSET
    imap_folder: str | UnsetType = UNSET
    start_at: datetime | None | UnsetType = UNSET
    smtp_host: str | UnsetType = UNSET
    smtp_port: int | UnsetType = UNSET
    smtp_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET
    smtp_user: str | UnsetType = UNSET
    smtp_password: str | UnsetType = UNSET
    sign_in: Literal["google", "microsoft", "password"] | UnsetType = UNSET
    oauth_client_id: str | UnsetType = UNSET
    oauth_client_secret: str | UnsetType = UNSET
    oauth_tenant: str | UnsetType = UNSET
    unknown_senders: Literal["create", "known_domains", "review"] | UnsetType = UNSET
    welcome_domains: builtins.list[str] | UnsetType = UNSET
    trusted_authserv_id: str | UnsetType = UNSET
    believes_member_addresses: bool | UnsetType = UNSET
    undo_seconds: int | UnsetType = UNSET
    marks_replies: bool | UnsetType = UNSET
    quoting: Literal["all", "last", "none"] | UnsetType = UNSET
    signature_html: str | UnsetType = UNSET
    webhook_provider: str | UnsetType = UNSET
    webhook_secret: str | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET


class MailboxHealth(msgspec.Struct, rename="camel", kw_only=True):
    """How a mailbox is doing. onServer = inLedger + skipped, or more while something is still to be fetched."""

    id: int
    address: str
    is_active: bool
    is_stopped: bool
    needs_sign_in: bool
    error: str
    last_fetch_at: datetime | None
    quiet_since: str | None
    refused_posts: int
    post_error: str
    post_error_at: datetime | None
    on_server: int | None
    in_ledger: int
    skipped: int
    total: int
    received: int
    applied: int
    ignored: int
    quarantined: int


class MailboxList(msgspec.Struct, rename="camel", kw_only=True):
    """All of them, by address."""

    mailboxes: builtins.list[MailboxHealth]


class MailboxPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of mailboxes, by address."""

    mailboxes: builtins.list[MailboxShape]
    pagination: Pagination


class MailboxReport(msgspec.Struct, rename="camel", kw_only=True):
    """Both ways; null for one that is not set up."""

    works: bool
    imap: WayChecked | None
    smtp: WayChecked | None


class MailboxSettings(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; what is left out stays."""

    address: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    takes_details: bool | UnsetType = UNSET
    imap_host: str | UnsetType = UNSET
    imap_port: int | UnsetType = UNSET
    imap_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET
    imap_user: str | UnsetType = UNSET
    imap_password: str | UnsetType = UNSET
    imap_folder: str | UnsetType = UNSET
    start_at: datetime | None | UnsetType = UNSET
    smtp_host: str | UnsetType = UNSET
    smtp_port: int | UnsetType = UNSET
    smtp_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET
    smtp_user: str | UnsetType = UNSET
    smtp_password: str | UnsetType = UNSET
    sign_in: Literal["google", "microsoft", "password"] | UnsetType = UNSET
    oauth_client_id: str | UnsetType = UNSET
    oauth_client_secret: str | UnsetType = UNSET
    oauth_tenant: str | UnsetType = UNSET
    unknown_senders: Literal["create", "known_domains", "review"] | UnsetType = UNSET
    welcome_domains: builtins.list[str] | UnsetType = UNSET
    trusted_authserv_id: str | UnsetType = UNSET
    believes_member_addresses: bool | UnsetType = UNSET
    undo_seconds: int | UnsetType = UNSET
    marks_replies: bool | UnsetType = UNSET
    quoting: Literal["all", "last", "none"] | UnsetType = UNSET
    signature_html: str | UnsetType = UNSET
    webhook_provider: str | UnsetType = UNSET
    webhook_secret: str | UnsetType = UNSET


class MailboxShape(msgspec.Struct, rename="camel", kw_only=True):
    """A mailbox with its settings. Of secrets it tells only whether there is one."""

    id: int
    address: str
    name: str
    is_active: bool
    takes_details: bool
    imap_host: str
    imap_port: int
    imap_encryption: Literal["none", "starttls", "tls"]
    imap_user: str
    has_imap_password: bool
    imap_folder: str
    start_at: datetime | None
    smtp_host: str
    smtp_port: int
    smtp_encryption: Literal["none", "starttls", "tls"]
    smtp_user: str
    has_smtp_password: bool
    sign_in: Literal["google", "microsoft", "password"]
    oauth_client_id: str
    has_oauth_client_secret: bool
    oauth_tenant: str
    needs_sign_in: bool
    unknown_senders: Literal["create", "known_domains", "review"]
    welcome_domains: builtins.list[str]
    trusted_authserv_id: str
    believes_member_addresses: bool
    undo_seconds: int
    marks_replies: bool
    quoting: Literal["all", "last", "none"]
    signature_html: str
    webhook_provider: str
    has_webhook_address: bool
    has_webhook_secret: bool
    signs: bool
    created_at: datetime


class MeShape(msgspec.Struct, rename="camel", kw_only=True):
    """Who is calling: the token, its organization, and the member who made it, if one did."""

    organization: MyOrganization
    token: MyToken
    member: MemberShape | None
    permissions: builtins.list[str]


class MemberChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset."""

    name: str | UnsetType = UNSET
    role: str | UnsetType = UNSET
    role_id: int | UnsetType = UNSET
    hourly_rate: float | None | UnsetType = UNSET
    signature: str | UnsetType = UNSET
    is_available: bool | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET


class MemberPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of members."""

    members: builtins.list[MemberShape]
    pagination: Pagination


class MemberShape(msgspec.Struct, rename="camel", kw_only=True):
    """A user's place in the organization."""

    id: int
    name: str
    email: str
    role_id: int
    role: str | None
    role_name: str
    team_ids: builtins.list[int]
    hourly_rate: float | None
    signature: str
    is_available: bool
    hears_assigned: bool
    hears_replies: bool
    is_active: bool
    created_at: datetime


class MergeCompanies(msgspec.Struct, rename="camel", kw_only=True):
    """The company that goes into the one at the address."""

    company_id: int


class MergeContacts(msgspec.Struct, rename="camel", kw_only=True):
    """The contacts that go into the one at the address."""

    contact_ids: builtins.list[int]


class MergeError(msgspec.Struct, rename="camel", kw_only=True):
    """A ticket that was not merged, and why."""

    ticket_id: int
    error: str


class MergeNote(msgspec.Struct, rename="camel", kw_only=True):
    """The note on the primary ticket."""

    id: int
    body: str


class MergeResult(msgspec.Struct, rename="camel", kw_only=True):
    """What was merged and what not; `success` when at least one was. executionTime is in milliseconds."""

    success: bool
    primary_ticket_id: int
    merged_ticket_ids: builtins.list[int]
    comments_merged: int
    attachments_merged: int
    secondary_tickets_closed: int
    comments_turned_internal: int
    merge_note: MergeNote | None
    errors: builtins.list[MergeError]
    execution_time: int


class Move(msgspec.Struct, rename="camel", kw_only=True):
    """Where the comment belongs."""

    ticket: str


class MyChanges(msgspec.Struct, rename="camel", kw_only=True):
    """What members decide about themselves; any subset."""

    name: str | UnsetType = UNSET
    signature: str | UnsetType = UNSET
    is_available: bool | UnsetType = UNSET
    hears_assigned: bool | UnsetType = UNSET
    hears_replies: bool | UnsetType = UNSET


class MyOrganization(msgspec.Struct, rename="camel", kw_only=True):
    """The organization that the token belongs to."""

    id: int
    name: str
    slug: str
    prefix: str


class MyToken(msgspec.Struct, rename="camel", kw_only=True):
    """The token of the call."""

    id: int
    name: str
    scopes: builtins.list[str]
    expires_at: datetime | None


class NewAddress(msgspec.Struct, rename="camel", kw_only=True):
    """One more address."""

    email: str
    is_primary: bool | UnsetType = UNSET


class NewAttachments(msgspec.Struct, rename="camel", kw_only=True):
    """Files for a ticket: parts of the form called `files`, or ids from POST /api/files."""

    files: builtins.list[int] | UnsetType = UNSET
    body: str | UnsetType = UNSET
    is_internal: bool | UnsetType = UNSET


class NewBulk(msgspec.Struct, rename="camel", kw_only=True):
    """Tickets by id or by a condition, never both."""

    action: BulkAction | UnsetType = UNSET
    ticket_ids: builtins.list[int] | UnsetType = UNSET
    filter: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET
    changes: BulkChanges | UnsetType = UNSET


class NewCategory(msgspec.Struct, rename="camel", kw_only=True):
    """A new category, behind all others unless a place is named."""

    name: str
    sort_order: int | None | UnsetType = UNSET


class NewComment(msgspec.Struct, rename="camel", kw_only=True):
    """A reply to the requester, with isInternal a note that never leaves, or an update, internal or not."""

    body: str | UnsetType = UNSET
    content: str | UnsetType = UNSET
    is_internal: bool | UnsetType = UNSET
    kind: CommentKind | UnsetType = UNSET
    notify_customer: bool | UnsetType = UNSET
    mentions: builtins.list[int] | UnsetType = UNSET
    files: builtins.list[int] | UnsetType = UNSET


class NewField(msgspec.Struct, rename="camel", kw_only=True):
    """A new field; its key is made from the name."""

    help: str | UnsetType = UNSET
    section: str | UnsetType = UNSET
    choices: builtins.list[str] | UnsetType = UNSET
    rules: Rules | UnsetType = UNSET
    is_required: bool | UnsetType = UNSET
    is_for_all_types: bool | UnsetType = UNSET
    is_public: bool | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    sort_order: int | UnsetType = UNSET
    name: str
    kind: FieldKind | UnsetType = UNSET


class NewFollowUp(msgspec.Struct, rename="camel", kw_only=True):
    """What the new ticket begins with."""

    description: str | UnsetType = UNSET


class NewFollower(msgspec.Struct, rename="camel", kw_only=True):
    """Who follows from now on."""

    user_id: int


class NewInvitation(msgspec.Struct, rename="camel", kw_only=True):
    """Whom to ask, and with which role they join."""

    email: str
    name: str | UnsetType = UNSET
    role: str | UnsetType = UNSET
    role_id: int | None | UnsetType = UNSET


class NewLabel(msgspec.Struct, rename="camel", kw_only=True):
    """A new label; without a hue its name chooses one."""

    name: str
    hue: int | None | UnsetType = UNSET


class NewLifecycle(msgspec.Struct, rename="camel", kw_only=True):
    """A copy of a preset, or a new one with a name and statuses."""

    name: str | UnsetType = UNSET
    statuses: builtins.list[StatusOf] | UnsetType = UNSET
    moves: dict[str, builtins.list[str]] | UnsetType = UNSET
    wakes_to_in_progress: bool | UnsetType = UNSET
    closed_mail: Any | None | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET
    preset: str | UnsetType = UNSET


class NewLink(msgspec.Struct, rename="camel", kw_only=True):
    """A link to the ticket with this id."""

    ticket_id: int
    kind: LinkKind | UnsetType = UNSET


class NewMailbox(msgspec.Struct, rename="camel", kw_only=True):
    """A new mailbox. Without servers its mail comes by SMTP, LMTP, command or a provider, and what it sends is held."""

    address: str
    name: str | UnsetType = UNSET
    takes_details: bool | UnsetType = UNSET
    imap_host: str | UnsetType = UNSET
    imap_port: int | UnsetType = UNSET
    imap_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET
    imap_user: str | UnsetType = UNSET
    imap_password: str | UnsetType = UNSET
    imap_folder: str | UnsetType = UNSET
    start_at: datetime | None | UnsetType = UNSET
    smtp_host: str | UnsetType = UNSET
    smtp_port: int | UnsetType = UNSET
    smtp_encryption: Literal["none", "starttls", "tls"] | UnsetType = UNSET
    smtp_user: str | UnsetType = UNSET
    smtp_password: str | UnsetType = UNSET
    sign_in: Literal["google", "microsoft", "password"] | UnsetType = UNSET
    oauth_client_id: str | UnsetType = UNSET
    oauth_client_secret: str | UnsetType = UNSET
    oauth_tenant: str | UnsetType = UNSET
    unknown_senders: Literal["create", "known_domains", "review"] | UnsetType = UNSET
    welcome_domains: builtins.list[str] | UnsetType = UNSET
    trusted_authserv_id: str | UnsetType = UNSET
    believes_member_addresses: bool | UnsetType = UNSET
    undo_seconds: int | UnsetType = UNSET
    marks_replies: bool | UnsetType = UNSET
    quoting: Literal["all", "last", "none"] | UnsetType = UNSET
    signature_html: str | UnsetType = UNSET
    webhook_provider: str | UnsetType = UNSET
    webhook_secret: str | UnsetType = UNSET


class NewMember(msgspec.Struct, rename="camel", kw_only=True):
    """A new member with a login of their own; somebody who has one already is invited instead."""

    email: str
    name: str
    role: str | UnsetType = UNSET
    role_id: int | None | UnsetType = UNSET
    password: str | None | UnsetType = UNSET


class NewMerge(msgspec.Struct, rename="camel", kw_only=True):
    """Tickets by id: the ones to merge go into the primary one."""

    primary_ticket_id: int
    ticket_ids_to_merge: builtins.list[int]
    merge_comments: bool | UnsetType = UNSET
    merge_attachments: bool | UnsetType = UNSET
    close_secondary_tickets: bool | UnsetType = UNSET
    add_merge_note: bool | UnsetType = UNSET
    comment: str | UnsetType = UNSET


class NewRole(msgspec.Struct, rename="camel", kw_only=True):
    """A new role."""

    name: str
    permissions: builtins.list[str]


class NewScheduledReply(msgspec.Struct, rename="camel", kw_only=True):
    """A public reply and the time at which it is sent."""

    body: str
    send_at: datetime
    holds_on_answer: bool | UnsetType = UNSET
    files: builtins.list[int] | UnsetType = UNSET


class NewSplit(msgspec.Struct, rename="camel", kw_only=True):
    """The comments that become a ticket of their own."""

    comment_ids: builtins.list[int]
    subject: str | UnsetType = UNSET
    copy: bool | UnsetType = UNSET


class NewStatus(msgspec.Struct, rename="camel", kw_only=True):
    """A new status; its code is made from the name and stays."""

    name: str
    stands_for: str
    hue: int | None | UnsetType = UNSET


class NewTeam(msgspec.Struct, rename="camel", kw_only=True):
    """A new team."""

    name: str
    member_ids: builtins.list[int] | UnsetType = UNSET
    lead_id: int | None | UnsetType = UNSET


class NewTicket(msgspec.Struct, rename="camel", kw_only=True):
    """A new ticket; only the subject is required."""

    priority: PriorityName | UnsetType = UNSET
    status: str | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    type_id: int | None | UnsetType = UNSET
    ticket_type_id: int | None | UnsetType = UNSET
    category_id: int | None | UnsetType = UNSET
    category: str | None | UnsetType = UNSET
    tags: builtins.list[str] | UnsetType = UNSET
    assigned_to_user_id: int | None | UnsetType = UNSET
    assigned_to: int | None | UnsetType = UNSET
    assigned_to_team_id: int | None | UnsetType = UNSET
    assigned_team_id: int | None | UnsetType = UNSET
    requester_id: int | None | UnsetType = UNSET
    custom_fields: dict[str, Any] | UnsetType = UNSET
    external_source: str | None | UnsetType = UNSET
    external_ticket_id: str | None | UnsetType = UNSET
    subject: str
    description: str | None | UnsetType = UNSET
    source: str | UnsetType = UNSET
    requester_type: str | UnsetType = UNSET
    requester_email: str | UnsetType = UNSET
    requester_name: str | UnsetType = UNSET


class NewTime(msgspec.Struct, rename="camel", kw_only=True):
    """Another time."""

    send_at: datetime
    holds_on_answer: bool | None | UnsetType = UNSET


class NewToken(msgspec.Struct, rename="camel", kw_only=True):
    """A new token; without `expiresAt` it is good until revoked."""

    name: str
    scopes: builtins.list[str]
    expires_at: datetime | None | UnsetType = UNSET


class NewTokenShape(msgspec.Struct, rename="camel", kw_only=True):
    """A token that was just made, with its text."""

    id: int
    name: str
    scopes: builtins.list[str]
    created_by: int | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    token: str


class NewType(msgspec.Struct, rename="camel", kw_only=True):
    """A new ticket type."""

    description: str | UnsetType = UNSET
    category: str | None | UnsetType = UNSET
    category_id: int | None | UnsetType = UNSET
    team_id: int | None | UnsetType = UNSET
    lifecycle_id: int | None | UnsetType = UNSET
    custom_fields: builtins.list[str | TypeField] | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET
    sort_order: int | UnsetType = UNSET
    name: str


class NewUpload(msgspec.Struct, rename="camel", kw_only=True):
    """One file, in the part `file`."""


class NewWebhook(msgspec.Struct, rename="camel", kw_only=True):
    """A new webhook. A condition needs events of tickets only."""

    name: str
    url: str
    events: builtins.list[str] | UnsetType = UNSET
    condition: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET
    includes_internal: bool | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET


class NewWebhookShape(msgspec.Struct, rename="camel", kw_only=True):
    """A webhook with the secret that its requests are signed with."""

    id: int
    name: str
    url: str
    events: builtins.list[str]
    condition: Any
    includes_internal: bool
    is_active: bool
    switched_off_because: str | None
    failing_since: str | None
    last_success_at: datetime | None
    created_by_name: str
    created_at: datetime
    secret: str


class NewWords(msgspec.Struct, rename="camel", kw_only=True):
    """Words with placeholders in double braces."""

    subject: str
    text: str


class OneMore(msgspec.Struct, rename="camel", kw_only=True):
    """Who joins."""

    user_id: int


class OrganizationChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset."""

    name: str | UnsetType = UNSET
    hue: int | UnsetType = UNSET
    currency: str | UnsetType = UNSET
    time_zone: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    acknowledges: bool | UnsetType = UNSET
    reply_waits_on_screens: bool | UnsetType = UNSET
    reply_waits_by_api: bool | UnsetType = UNSET
    reopens_closed: bool | UnsetType = UNSET
    closed_mail: Any | UnsetType = UNSET
    tells_closure: bool | UnsetType = UNSET
    new_ticket_address: str | UnsetType = UNSET


class OrganizationShape(msgspec.Struct, rename="camel", kw_only=True):
    """An organization. Prefix and slug never change: ticket numbers and addresses are made of them."""

    id: int
    name: str
    slug: str
    prefix: str
    hue: int
    currency: str
    time_zone: str
    language: str
    created_at: datetime
    acknowledges: bool
    reply_waits_on_screens: bool
    reply_waits_by_api: bool
    reopens_closed: bool
    closed_mail: str
    tells_closure: bool
    new_ticket_address: str


class OtherCompany(msgspec.Struct, rename="camel", kw_only=True):
    """Where the ticket goes."""

    company_id: int | None
    requester_id: int | None | UnsetType = UNSET


class OutboxPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of the outbox."""

    recipients: builtins.list[OutgoingRecipient]
    pagination: Pagination


class OutgoingRecipient(msgspec.Struct, rename="camel", kw_only=True):
    """One recipient of one mail, and what is known of it."""

    id: int
    mailbox_id: int | None
    purpose: str
    ticket_id: int | None
    comment_id: int | None
    subject: str
    address: str
    state: str
    status: str | None
    meaning: str | None
    detail: str | None
    attempts: int
    next_attempt_at: datetime | None
    created_at: datetime
    settled_at: datetime | None


class Pagination(msgspec.Struct, rename="camel", kw_only=True):
    """Where in the list this page is. The next page's cursor travels beside it, into the Link header."""

    page: int
    page_size: int
    total: int
    total_pages: int


class ParticipantList(msgspec.Struct, rename="camel", kw_only=True):
    """Who outside gets copies of public replies, in the order in which they came."""

    participants: builtins.list[ParticipantShape]


class ParticipantShape(msgspec.Struct, rename="camel", kw_only=True):
    """An address in copy; contactId where it is a contact's."""

    email: str
    name: str
    contact_id: int | None


class PriorityList(msgspec.Struct, rename="camel", kw_only=True):
    """All priorities."""

    priorities: builtins.list[PriorityShape]


class PriorityShape(msgspec.Struct, rename="camel", kw_only=True):
    """A priority. Lists sort by its weight; `aliases` are understood wherever its code is."""

    code: str
    name: str
    weight: int
    aliases: builtins.list[str]


class Problem(msgspec.Struct, rename="camel", kw_only=True):
    """What was wrong (RFC 9457). `code` is stable, texts may change."""

    type: str
    code: str
    title: str
    status: int
    detail: str
    errors: dict[str, str] | UnsetType = UNSET
    conflicts: dict[str, dict[str, Any]] | UnsetType = UNSET
    request_id: str | UnsetType = UNSET


class RoleChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; `permissions` are all of them."""

    name: str | UnsetType = UNSET
    permissions: builtins.list[str] | UnsetType = UNSET


class RolePage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of roles."""

    roles: builtins.list[RoleShape]
    pagination: Pagination


class RoleShape(msgspec.Struct, rename="camel", kw_only=True):
    """A role. The five built-in ones have a key; `memberCount` counts the active members who have it."""

    id: int
    key_: str | None
    name: str
    permissions: builtins.list[str]
    member_count: int


class Rules(msgspec.Struct, rename="camel", kw_only=True):
    """What a value has to keep to. min and max are lengths of texts, bounds of numbers and times, or how many
    choices."""

    min: int | float | str | None | UnsetType = UNSET
    max: int | float | str | None | UnsetType = UNSET
    format: str | None | UnsetType = UNSET
    pattern: str | None | UnsetType = UNSET


class ScheduledReply(msgspec.Struct, rename="camel", kw_only=True):
    """It is no comment yet: nothing was mailed and the ticket is as it was."""

    id: int
    ticket_id: int
    body: str
    author_type: str
    author_id: int | None
    author_name: str
    send_at: datetime
    holds_on_answer: bool
    held_at: datetime | None
    held_because: str | None
    attachment_count: int
    created_at: datetime


class ScheduledReplyList(msgspec.Struct, rename="camel", kw_only=True):
    """What waits on a ticket, oldest first."""

    scheduled_replies: builtins.list[ScheduledReply]


class SearchBody(msgspec.Struct, rename="camel", kw_only=True):
    """What to find, in which order, and which page of it."""

    filter: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET
    search: str | UnsetType = UNSET
    sort: str | UnsetType = UNSET
    sort_by: str | UnsetType = UNSET
    sort_order: str | UnsetType = UNSET
    page: int | UnsetType = UNSET
    page_size: int | UnsetType = UNSET
    cursor: str | UnsetType = UNSET
    envelope: str | UnsetType = UNSET


class SecretShape(msgspec.Struct, rename="camel", kw_only=True):
    """A new secret; for a day the old one signs too."""

    secret: str


class SendingAgain(msgspec.Struct, rename="camel", kw_only=True):
    """To whom: without `address` to the same one."""

    address: str | UnsetType = UNSET


class Signing(msgspec.Struct, rename="camel", kw_only=True):
    """Whether what leaves is signed, and for which domain. Without keys, or with unreadable ones, there are no
    records."""

    signs: bool
    signs_ed25519: bool
    domain: str
    records: builtins.list[DnsRecord]


class SigningChecked(msgspec.Struct, rename="camel", kw_only=True):
    """The same, and what DNS said."""

    signs: bool
    signs_ed25519: bool
    domain: str
    records: builtins.list[CheckedRecord]


class Sleep(msgspec.Struct, rename="camel", kw_only=True):
    """Till when the ticket is put off, at most a year."""

    until: datetime


class StatusChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset. An empty name gives a built-in status its own back."""

    name: str | UnsetType = UNSET
    hue: int | None | UnsetType = UNSET
    is_hidden: bool | UnsetType = UNSET


class StatusIn(msgspec.Struct, rename="camel", kw_only=True):
    """A status of the lifecycle: `called` is its name here, empty for its own, `name` what it comes to."""

    code: str
    called: str
    name: str


class StatusList(msgspec.Struct, rename="camel", kw_only=True):
    """All statuses in the organization's order."""

    statuses: builtins.list[StatusShape]


class StatusOf(msgspec.Struct, rename="camel", kw_only=True):
    """A status to take in, under a name of its own or not."""

    code: str
    called: str | UnsetType = UNSET


class StatusOrder(msgspec.Struct, rename="camel", kw_only=True):
    """Codes; what is not named follows in its present order."""

    order: builtins.list[str]


class StatusShape(msgspec.Struct, rename="camel", kw_only=True):
    """A status. An added one stands for a built-in one, by which rules, clocks and `state` go."""

    code: str
    name: str
    stands_for: str
    state: str
    hue: int | None
    is_built_in: bool
    is_hidden: bool


class SuspensionPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of them."""

    suspensions: builtins.list[SuspensionShape]
    pagination: Pagination


class SuspensionShape(msgspec.Struct, rename="camel", kw_only=True):
    """An address to which no mail, or no automatic mail, is sent."""

    id: int
    address: str
    suspended_at: datetime | None
    reason: str | None
    quiet_at: datetime | None
    quiet_until: datetime | None
    quiet_because: str | None
    complained_at: datetime | None


class TeamChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; memberIds are all of them. Without leadId a lead who stays a member stays lead."""

    name: str | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    member_ids: builtins.list[int] | UnsetType = UNSET
    lead_id: int | None | UnsetType = UNSET


class TeamPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of teams."""

    teams: builtins.list[TeamShape]
    pagination: Pagination


class TeamPlace(msgspec.Struct, rename="camel", kw_only=True):
    """What the member is in the team; a new lead takes the place of the one before."""

    is_lead: bool | UnsetType = UNSET


class TeamShape(msgspec.Struct, rename="camel", kw_only=True):
    """Members who share a queue."""

    id: int
    name: str
    is_active: bool
    lead_id: int | None
    member_ids: builtins.list[int]


class TicketChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset of the fields."""

    priority: PriorityName | UnsetType = UNSET
    status: str | UnsetType = UNSET
    visibility: Visibility | UnsetType = UNSET
    type_id: int | None | UnsetType = UNSET
    ticket_type_id: int | None | UnsetType = UNSET
    category_id: int | None | UnsetType = UNSET
    category: str | None | UnsetType = UNSET
    tags: builtins.list[str] | UnsetType = UNSET
    assigned_to_user_id: int | None | UnsetType = UNSET
    assigned_to: int | None | UnsetType = UNSET
    assigned_to_team_id: int | None | UnsetType = UNSET
    assigned_team_id: int | None | UnsetType = UNSET
    requester_id: int | None | UnsetType = UNSET
    custom_fields: dict[str, Any] | UnsetType = UNSET
    external_source: str | None | UnsetType = UNSET
    external_ticket_id: str | None | UnsetType = UNSET
    subject: str | UnsetType = UNSET
    version: int | UnsetType = UNSET


class TicketPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of tickets: tickets and pagination, or with envelope=data the keys of other versions of this dialect.
    nextCursor is there in searches that have a further page; lists tell it in the Link header."""

    tickets: builtins.list[TicketShape] | UnsetType = UNSET
    pagination: Pagination | UnsetType = UNSET
    data: builtins.list[TicketShape] | UnsetType = UNSET
    page: int | UnsetType = UNSET
    page_size: int | UnsetType = UNSET
    total: int | UnsetType = UNSET
    total_pages: int | UnsetType = UNSET
    next_cursor: str | UnsetType = UNSET


class TicketShape(msgspec.Struct, rename="camel", kw_only=True):
    """A ticket. Times are UTC; durations whole minutes; what a feature still to come would fill is null."""

    id: int
    unique_id: str
    account_id: int
    ticket_number: str
    subject: str
    description: str | None
    status: str
    exact_status: str
    state: str
    priority: str
    visibility: str
    source: str
    assigned_to_user_id: int | None
    assigned_to_team_id: int | None
    assigned_to: int | None
    assigned_team_id: int | None
    type_id: int | None
    ticket_type_id: int | None
    category_id: int | None
    category: str | None
    tags: builtins.list[str]
    requester_id: int | None
    requester_name: str | None
    requester_email: str | None
    requester_phone: str | None
    requester_type: str | None
    company_id: int | None
    company_name: str | None
    merchant_id: int | None
    merchant_name: str | None
    created_at: datetime
    updated_at: datetime
    first_response_at: datetime | None
    last_response_at: datetime | None
    last_customer_response_at: datetime | None
    resolved_at: datetime | None
    closed_at: datetime | None
    first_response_time: int | None
    resolution_time: int | None
    response_count: int
    internal_note_count: int
    attachment_count: int
    reopen_count: int
    created_by: int | None
    created_by_name: str
    created_by_type: str
    custom_fields: Any
    external_source: str | None
    external_ticket_id: str | None
    merged_into_id: int | None
    version: int
    assigned_user_ids: builtins.list[int]
    snoozed_until: datetime | None
    sla_status: str | None | UnsetType = UNSET
    sla_first_response_due: datetime | None | UnsetType = UNSET
    sla_first_response_met: bool | None | UnsetType = UNSET
    sla_resolution_due: datetime | None | UnsetType = UNSET
    sla_resolution_met: bool | None | UnsetType = UNSET
    sla_breached_at: datetime | None | UnsetType = UNSET
    sla_paused_at: datetime | None | UnsetType = UNSET
    sla_total_paused_time: int | None | UnsetType = UNSET
    escalation_count: int | UnsetType = UNSET
    own_status: str | None | UnsetType = UNSET
    status_name: str | UnsetType = UNSET
    lead_id: int | None | UnsetType = UNSET
    application_id: int | None | UnsetType = UNSET
    mid_id: int | None | UnsetType = UNSET
    meta_data: dict[str, Any] | UnsetType = UNSET


class TokenPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of tokens."""

    tokens: builtins.list[TokenShape]
    pagination: Pagination


class TokenShape(msgspec.Struct, rename="camel", kw_only=True):
    """An access token; its text is told once, when it is made. It may what its scopes say and its maker may at
    present."""

    id: int
    name: str
    scopes: builtins.list[str]
    created_by: int | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None


class TypeChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset."""

    description: str | UnsetType = UNSET
    category: str | None | UnsetType = UNSET
    category_id: int | None | UnsetType = UNSET
    team_id: int | None | UnsetType = UNSET
    lifecycle_id: int | None | UnsetType = UNSET
    custom_fields: builtins.list[str | TypeField] | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET
    is_default: bool | UnsetType = UNSET
    sort_order: int | UnsetType = UNSET
    name: str | UnsetType = UNSET


class TypeField(msgspec.Struct, rename="camel", kw_only=True):
    """A custom field that the type asks for."""

    key_: str
    is_required: bool | UnsetType = UNSET


class TypePage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of ticket types."""

    ticket_types: builtins.list[TypeShape]
    pagination: Pagination


class TypeShape(msgspec.Struct, rename="camel", kw_only=True):
    """What a request is: new tickets of the type go to its team, get its category and are asked its fields, in
    order."""

    id: int
    account_id: int
    name: str
    description: str
    category: str | None
    category_id: int | None
    team_id: int | None
    lifecycle_id: int | None
    custom_fields: builtins.list[AskedField]
    is_active: bool
    is_default: bool
    sort_order: int
    created_at: datetime


class UploadPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of files that wait."""

    files: builtins.list[UploadShape]
    pagination: Pagination


class UploadShape(msgspec.Struct, rename="camel", kw_only=True):
    """An uploaded file; name its id in the `files` of a comment. The link works for about an hour without signing
    in."""

    id: int
    name: str
    content_type: str
    size: int
    url: str
    created_at: datetime
    expires_at: datetime


class WaitingMail(msgspec.Struct, rename="camel", kw_only=True):
    """A mail of somebody unknown that its mailbox's policy set aside."""

    id: int
    mailbox: str
    sender: str
    subject: str
    reason: str
    is_verified: bool | None
    is_spam: bool
    received_at: datetime


class WaitingPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of them."""

    mails: builtins.list[WaitingMail]
    pagination: Pagination


class WayChecked(msgspec.Struct, rename="camel", kw_only=True):
    """One way, in or out."""

    works: bool
    sentence: str
    part: str


class WebhookAddress(msgspec.Struct, rename="camel", kw_only=True):
    """Where a provider posts the mail of a mailbox."""

    address: str


class WebhookChanges(msgspec.Struct, rename="camel", kw_only=True):
    """Any subset; isActive true switches on what Usher switched off."""

    name: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    events: builtins.list[str] | UnsetType = UNSET
    condition: builtins.list[dict[str, Any]] | dict[str, Any] | None | UnsetType = UNSET
    includes_internal: bool | UnsetType = UNSET
    is_active: bool | UnsetType = UNSET


class WebhookPage(msgspec.Struct, rename="camel", kw_only=True):
    """A page of webhooks."""

    webhooks: builtins.list[WebhookShape]
    pagination: Pagination


class WebhookShape(msgspec.Struct, rename="camel", kw_only=True):
    """An address that hears of events. `switchedOffBecause` is Usher's own reason, where it switched it off."""

    id: int
    name: str
    url: str
    events: builtins.list[str]
    condition: Any
    includes_internal: bool
    is_active: bool
    switched_off_because: str | None
    failing_since: str | None
    last_success_at: datetime | None
    created_by_name: str
    created_at: datetime

"""The ledger: every message that reached us, and what became of it."""

from datetime import timedelta

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.mail.models.mailbox import Mailbox

OLD = timedelta(days=2)
DISOWNED = {"dmarc": "fail"}  # in `authentication`; ask with `contains`, for who was checked by nobody has no such key


class State(models.TextChoices):
    """received → applied | ignored | quarantined; the last two always say why."""

    RECEIVED = "received", "Received"
    APPLIED = "applied", "Applied"
    IGNORED = "ignored", "Ignored"
    QUARANTINED = "quarantined", "Quarantined"


class IncomingMail(TenantModel):
    """One message of one mailbox. Written together with its raw bytes before the source is told that we have it."""

    mailbox = TenantForeignKey(Mailbox, models.PROTECT, related_name="incoming")
    source = models.TextField()  # imap, smtp, pipe
    uid_validity = models.BigIntegerField(null=True)
    uid = models.BigIntegerField(null=True)
    fingerprint = models.TextField()  # sha256 over Message-ID, Date and body: the same message again is no second one
    duplicate_of = TenantForeignKey("self", models.CASCADE, null=True, related_name="duplicates")  # counted, not applied
    kind = models.TextField(blank=True, default="")  # message, bounce, auto_reply, … once read
    envelope_from = models.TextField(blank=True, default="")
    envelope_to = models.TextField(blank=True, default="")  # if the source tells, perhaps several: signed ones survive here
    client_ip = models.TextField(blank=True, default="")  # of the host that gave it to our own port, else empty
    helo = models.TextField(blank=True, default="")  # the name by which that host introduced itself
    sender = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    message_id = models.TextField(blank=True, default="")
    size = models.BigIntegerField()  # bytes at the source
    is_partial = models.BooleanField(default=False)  # too large: only its header was taken
    state = models.TextField(choices=State.choices, default=State.RECEIVED)
    reason = models.TextField(blank=True, default="")  # why it landed where it did, for people
    trace = models.TextField(blank=True, default="")  # of the last failure, for whoever mends the code
    # What is known of the sender: pass, fail, none, unknown for each of spf, dkim, dmarc; `by`: who checked.
    authentication: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)
    is_verified = models.BooleanField(null=True)  # the From address is proven; null: nobody could tell
    is_spam = models.BooleanField(default=False)
    awaits_review = models.BooleanField(default=False)  # an unknown sender's, set aside by the mailbox's policy
    is_wanted = models.BooleanField(default=False)  # ignored at first; a person said that it is a message
    may_answer = models.BooleanField(default=False)  # an automatic answer may go to its sender (RFC 3834)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    ticket_id = models.BigIntegerField(null=True)  # told by the room that applied it; mail knows no tickets
    arrived_at = models.DateTimeField(null=True)  # when the mail server got it, where it tells (IMAP)
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "mailbox", "fingerprint"],
                name="incoming_fingerprint",
                condition=models.Q(duplicate_of=None),
            ),
            models.UniqueConstraint(fields=["organization_id", "mailbox", "uid_validity", "uid"], name="incoming_uid"),
        ]
        indexes = [
            models.Index(fields=["organization_id", "state", "id"], name="incoming_state"),
            models.Index(fields=["organization_id", "mailbox", "-id"], name="incoming_mailbox"),
            models.Index(fields=["organization_id", "message_id"], name="incoming_message_id"),
            models.Index(fields=["organization_id", "fingerprint"], name="incoming_same"),
            models.Index(fields=["organization_id", "received_at"], name="incoming_by_day"),
            models.Index(fields=["organization_id", "ticket_id"], name="incoming_ticket"),
            models.Index(fields=["organization_id", "sender", "received_at"], name="incoming_sender"),
            models.Index(fields=["organization_id", "-id"], name="incoming_review", condition=models.Q(awaits_review=True)),
            models.Index(fields=["mailbox", "id"], name="incoming_waiting", condition=models.Q(state="received")),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.state})"

    @property
    def is_disowned(self) -> bool:
        """Whether the domain in From says that it did not send it (DMARC failed); unknown is no failure."""
        return self.authentication.get("dmarc") == "fail"

    @property
    def is_old(self) -> bool:
        """Whether it had lain on the server for days when we took it: nobody waits for an automatic answer any more."""
        return self.arrived_at is not None and self.received_at - self.arrived_at > OLD


class RawMail(TenantModel):
    """The bytes as they came, apart from the ledger row so that lists stay light."""

    mail = TenantForeignKey(IncomingMail, models.CASCADE, related_name="raw")
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "mail"], name="raw_once")]

    def __str__(self) -> str:
        return f"raw of {self.mail_id}"

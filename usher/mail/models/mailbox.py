"""Mailboxes: the addresses an organization receives and sends with."""

from django.db import models

from usher.base.tenancy import TenantModel

SINK = "sink"
WHERE = ("imap_host", "imap_user", "imap_folder", "start_at")  # which messages are looked at


class Encryption(models.TextChoices):
    """How a connection is protected: TLS from the first byte, STARTTLS after the greeting, or not at all."""

    NONE = "none", "None"
    STARTTLS = "starttls", "STARTTLS"
    TLS = "tls", "TLS"


class Mailbox(TenantModel):
    """One address: how mail is fetched for it (IMAP), how it leaves (SMTP), and how it is doing."""

    address = models.TextField()  # lower case
    name = models.TextField(blank=True, default="")  # shown to customers: "Pine Support"
    is_active = models.BooleanField(default=True)
    takes_details = models.BooleanField(default=True)  # its server delivers address+detail@… here (RFC 5233)

    imap_host = models.TextField(blank=True, default="")  # empty: no fetching (mail comes by SMTP or pipe)
    imap_port = models.PositiveIntegerField(default=993)
    imap_encryption = models.TextField(choices=Encryption.choices, default=Encryption.TLS)
    imap_user = models.TextField(blank=True, default="")
    imap_password = models.BinaryField(default=b"")  # encrypted, see mail/secrets.py
    imap_folder = models.TextField(default="INBOX")

    smtp_host = models.TextField(blank=True, default="")  # empty: mail is held; "sink": kept to be read (demo)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_encryption = models.TextField(choices=Encryption.choices, default=Encryption.STARTTLS)
    smtp_user = models.TextField(blank=True, default="")
    smtp_password = models.BinaryField(default=b"")

    uid_validity = models.BigIntegerField(null=True)  # of the folder when last seen
    last_uid = models.BigIntegerField(default=0)  # all up to this one are in the ledger
    start_at = models.DateTimeField(null=True)  # older mail is counted, not imported
    skipped_count = models.PositiveIntegerField(default=0)  # messages that were there before `start_at`
    server_count = models.PositiveIntegerField(null=True)  # messages in the folder when last looked
    last_fetch_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True, default="")  # of fetching, in words; empty when the last try went well
    last_error_at = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    send_error = models.TextField(blank=True, default="")  # of the way out: connection or login, not one recipient
    send_error_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "address"], name="mailbox_address")]

    def __str__(self) -> str:
        return self.address

    @property
    def is_sink(self) -> bool:
        return self.smtp_host == SINK

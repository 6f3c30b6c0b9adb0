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


class UnknownSenders(models.TextChoices):
    """What becomes of a mail from somebody who is no contact yet (product.md section 4)."""

    CREATE = "create", "Becomes a contact and a ticket"
    KNOWN_DOMAINS = "known_domains", "Only from the domains of companies"
    REVIEW = "review", "Set aside in a list for review"


class Quoting(models.TextChoices):
    """How much of the conversation a reply repeats below its text."""

    NONE = "none", "Nothing"
    LAST = "last", "The message that is answered"
    ALL = "all", "The whole conversation"


class SignIn(models.TextChoices):
    """How Usher signs in to the mailbox's servers."""

    PASSWORD = "password", "User name and password"
    GOOGLE = "google", "Google (OAuth 2)"
    MICROSOFT = "microsoft", "Microsoft (OAuth 2)"


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

    sign_in = models.TextField(choices=SignIn.choices, default=SignIn.PASSWORD)
    oauth_client_id = models.TextField(blank=True, default="")  # of the application registered with the provider
    oauth_client_secret = models.BinaryField(default=b"")  # encrypted
    oauth_tenant = models.TextField(blank=True, default="")  # Microsoft's directory; empty: common
    oauth_refresh_token = models.BinaryField(default=b"")  # encrypted; replaced whenever the provider rotates it
    oauth_access_token = models.BinaryField(default=b"")  # encrypted
    oauth_expires_at = models.DateTimeField(null=True)  # of the access token
    oauth_refused_at = models.DateTimeField(null=True)  # the provider wants a person: nothing is tried before that

    unknown_senders = models.TextField(choices=UnknownSenders.choices, default=UnknownSenders.CREATE)
    # Of unknown senders that may write all the same, in their wire form.
    welcome_domains: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    # Whose Authentication-Results are believed (RFC 8601 §5): the authserv-id of the server that receives for us.
    trusted_authserv_id = models.TextField(blank=True, default="")
    # Where no check tells who sent a mail, the address made for a member's answers is proof enough for two weeks.
    believes_member_addresses = models.BooleanField(default=True)
    undo_seconds = models.PositiveSmallIntegerField(default=0)  # 0–60: how long a reply waits and can be called back
    marks_replies = models.BooleanField(default=True)  # the line above which answers are to be written
    quoting = models.TextField(choices=Quoting.choices, default=Quoting.LAST)
    signature_html = models.TextField(blank=True, default="")  # cleaned; below the member's own
    dkim_domain = models.TextField(blank=True, default="")  # empty: not signed by us (RFC 6376)
    dkim_selector = models.TextField(blank=True, default="")
    dkim_key = models.BinaryField(default=b"")  # encrypted; RSA, PEM
    dkim_ed25519_key = models.BinaryField(default=b"")  # encrypted; RFC 8463, base64
    dkim_signs_ed25519 = models.BooleanField(default=False)  # beside RSA, once its own record was seen
    webhook_provider = models.TextField(blank=True, default="")  # of django-anymail; empty: none
    webhook_key = models.TextField(blank=True, default="")  # sha256 hex of what stands in the webhook's address
    webhook_secret = models.BinaryField(default=b"")  # encrypted; the provider signs with it
    hook_error_count = models.PositiveIntegerField(default=0)  # posts refused since the last one that was taken
    hook_error = models.TextField(blank=True, default="")  # why the last one was refused, in words
    hook_error_at = models.DateTimeField(null=True)

    uid_validity = models.BigIntegerField(null=True)  # of the folder when last seen
    last_uid = models.BigIntegerField(default=0)  # all up to this one are in the ledger
    start_at = models.DateTimeField(null=True)  # older mail is counted, not imported
    skipped_count = models.PositiveIntegerField(default=0)  # messages that were there before `start_at`
    gone_count = models.PositiveIntegerField(default=0)  # in the ledger, and on the server no more when last compared
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
        indexes = [models.Index(fields=["webhook_key"], name="mailbox_webhook", condition=~models.Q(webhook_key=""))]

    def __str__(self) -> str:
        return self.address

    @property
    def is_sink(self) -> bool:
        return self.smtp_host == SINK

    @property
    def is_signed_out(self) -> bool:
        """Whether a person must connect it with its provider first: nothing is fetched or sent until then."""
        if self.sign_in == SignIn.PASSWORD:
            return False
        return self.oauth_refused_at is not None or not self.oauth_refresh_token

"""What automatic mails say."""

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.mail.models.mailbox import Mailbox


class MailTemplate(TenantModel):
    """The words of one kind of automatic mail, for one mailbox or (null) for all. Placeholders only, no code."""

    mailbox = TenantForeignKey(Mailbox, models.CASCADE, null=True, related_name="templates")
    kind = models.TextField()  # see mail/wording/kinds.py
    language = models.CharField(max_length=8, blank=True, default="")  # two letters; empty: for every language
    subject = models.TextField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "mailbox", "kind", "language"], name="template_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}".strip()

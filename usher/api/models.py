"""What the API itself remembers; nothing about the product (docs/decisions/api-memory.md)."""

from datetime import datetime, timedelta

from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.files.models import StoredFile
from usher.people.models import AccessToken

WAITS = timedelta(days=1)  # an uploaded file for its message


class KeptAnswer(TenantModel):
    """The answer to a change that was sent with an Idempotency-Key, kept for a day in the transaction of the change."""

    token = TenantForeignKey(AccessToken, models.CASCADE, related_name="+")
    key = models.TextField()
    fingerprint = models.TextField()  # of method, address and body
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    content = models.BinaryField()  # encrypted: some answers show a secret, once

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "token", "key"], name="kept_answer_once")]
        indexes = [models.Index(fields=["organization_id", "at"], name="kept_answer_age")]

    def __str__(self) -> str:
        return f"{self.key} of {self.token_id}"


class Upload(TenantModel):
    """A file that a token sent and no message has yet; after a day it goes."""

    token = TenantForeignKey(AccessToken, models.CASCADE, related_name="+")
    file = TenantForeignKey(StoredFile, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "token", "id"], name="upload_token"),
            models.Index(fields=["organization_id", "created_at"], name="upload_age"),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} of {self.token_id}"

    @property
    def expires_at(self) -> datetime:
        """When it goes if no message took it."""
        return self.created_at + WAITS


class Spent(TenantModel):
    """How many requests of its minute a token has used, in all processes. Not logged: a crash forgives a minute."""

    token_id = models.BigIntegerField()
    minute = models.BigIntegerField()  # since 1970
    used = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "token_id"], name="spent_once")]

    def __str__(self) -> str:
        return f"{self.used} of {self.token_id}"

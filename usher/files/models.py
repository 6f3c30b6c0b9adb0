"""Stored bytes."""

from django.db import models

from usher.base.tenancy import TenantModel


class StoredFile(TenantModel):
    """A file somebody sent us. The content lies in the file storage under `key`; rows never change."""

    name = models.TextField()  # cleaned: no path, no control characters
    content_type = models.TextField()
    size = models.BigIntegerField()  # bytes
    sha256 = models.TextField()
    key = models.TextField()  # place in the storage
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

"""What can be searched: one row per thing, prepared by us, so that PostgreSQL only has to look up."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from usher.base.tenancy import TenantModel


class Document(TenantModel):
    """The words of a thing. Each word carries its organization in front ("12/printer"): one index serves all of them,
    and a search reads nothing but its own organization's part of it."""

    kind = models.TextField()  # "ticket"
    subject_id = models.BigIntegerField()
    vector = SearchVectorField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "kind", "subject_id"], name="document_subject")]
        indexes = [GinIndex(fields=["vector"], name="document_words")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"

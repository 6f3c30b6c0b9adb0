"""Access tokens of the API."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from usher.base.tenancy import TenantForeignKey, TenantModel
from usher.people.models.member import Member


class AccessToken(TenantModel):
    """A bearer token of one organization. Only its hash is kept; the token itself is shown once."""

    name = models.TextField()
    hash = models.TextField(unique=True)  # sha256 hex of the token
    scopes: "ArrayField[list[str], list[str]]" = ArrayField(models.TextField())  # bundles or fine permissions
    # Null: the organization's own. Never set to null later, which would set the token free of its maker's limits.
    created_by = TenantForeignKey(Member, models.CASCADE, null=True, related_name="tokens")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

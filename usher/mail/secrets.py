"""The key that signs the marks of outgoing mail."""

from django.conf import settings

from usher.base.secrets import derived
from usher.base.tenancy import current_id


def signing_key() -> bytes:
    """The key that signs reply addresses and Message-IDs of the organization we are in: another tenant's are foreign."""
    return derived(settings.SECRET_KEY, f"usher mail marks {current_id()}")

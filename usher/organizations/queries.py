"""Look-ups that work before an organization is entered; each returns ids only."""

from django.db import connection

from usher.base.tenancy import current_id, remembered
from usher.organizations.models import Organization


def organization_id_of(slug: str) -> int | None:
    """The organization with this slug."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organization_by_slug(%s)", [slug])
        row = cursor.fetchone()
        return row[0] if row else None


def organization_ids() -> list[int]:
    """All organizations, for jobs that go round."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM organization_ids()")
        return [row[0] for row in cursor.fetchall()]


@remembered()
def current() -> Organization:
    """The organization we are in, remembered for seconds: to be read, not changed."""
    return Organization.objects.get(pk=current_id())

"""What the API does by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from usher.api.keeping import forget
from usher.base.tenancy import entered
from usher.organizations.queries import organization_ids


@app.task(name="api.forget_answers")
def forget_answers(timestamp: int) -> None:
    """Delete the kept answers that are older than a day; safe to run twice."""
    for organization_id in organization_ids():
        with entered(organization_id):
            forget(timezone.now())

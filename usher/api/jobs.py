"""What the API does by the clock."""

from django.utils import timezone
from procrastinate.contrib.django import app

from usher.api.keeping import forget
from usher.api.models import WAITS, Upload
from usher.base.tenancy import entered
from usher.files.actions import discard
from usher.files.models import StoredFile
from usher.organizations.queries import organization_ids


@app.task(name="api.forget_uploads")
def forget_uploads(timestamp: int) -> None:
    """Delete the files that were uploaded more than a day ago and that no message took; safe to run twice."""
    for organization_id in organization_ids():
        with entered(organization_id):
            late = Upload.objects.filter(created_at__lt=timezone.now() - WAITS)
            files = list(late.values_list("file_id", flat=True))
            late.delete()
            discard(StoredFile.objects.filter(pk__in=files))


@app.task(name="api.forget_answers")
def forget_answers(timestamp: int) -> None:
    """Delete the kept answers that are older than a day; safe to run twice."""
    for organization_id in organization_ids():
        with entered(organization_id):
            forget(timezone.now())

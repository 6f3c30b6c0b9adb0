"""Posts of a provider that were refused: counted on the mailbox, with the last reason, however many they are."""

import time
from datetime import datetime

from django.db.models import F

from usher.base.tenancy import entered
from usher.mail.models import Mailbox
from usher.realtime import publish

EVERY = 5.0  # seconds between two writes about one mailbox: a flood of bad posts costs no more

_uncounted: dict[int, int] = {}  # by mailbox, written with the next one
_written: dict[int, float] = {}


def note(mailbox: Mailbox, why: str, *, at: datetime) -> None:
    """Count a refused post and keep the reason. The last seconds of a flood may stay uncounted."""
    now = time.monotonic()
    _uncounted[mailbox.pk] = _uncounted.get(mailbox.pk, 0) + 1
    if now - _written.get(mailbox.pk, -EVERY) < EVERY:
        return
    _written[mailbox.pk] = now
    count = _uncounted.pop(mailbox.pk, 0)
    with entered(mailbox.organization_id):
        Mailbox.objects.filter(pk=mailbox.pk).update(
            hook_error_count=F("hook_error_count") + count, hook_error=why, hook_error_at=at
        )
        publish("mail")


def forget(mailbox: Mailbox) -> None:
    """A post was taken: whatever was wrong is over."""
    _uncounted.pop(mailbox.pk, None)
    _written.pop(mailbox.pk, None)
    with entered(mailbox.organization_id):
        Mailbox.objects.filter(pk=mailbox.pk).update(hook_error_count=0, hook_error="", hook_error_at=None)
        publish("mail")

"""How long the log remembers."""

from datetime import datetime, timedelta

from usher.base.tenancy import entered
from usher.webhooks.models import Delivery, DeliveryState

KEPT = timedelta(days=30)
CHUNK = 1000  # deliveries removed in one transaction


def forget_old(organization_id: int, at: datetime) -> int:
    """Remove what was settled more than 30 days ago, with its attempts; returns how many deliveries."""
    count = 0
    while True:
        with entered(organization_id):
            old = Delivery.objects.filter(settled_at__lt=at - KEPT).exclude(state=DeliveryState.WAITING)
            ids = list(old.order_by("settled_at").values_list("pk", flat=True)[:CHUNK])
            Delivery.objects.filter(pk__in=ids).delete()
        count += len(ids)
        if len(ids) < CHUNK:
            return count

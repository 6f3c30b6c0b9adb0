"""What a webhook was told, what came back, telling it again, and trying it."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from usher.base.refusals import NotFound
from usher.frame.scoping import MemberRequest, scoped
from usher.web.settings.sections import done, settings_page
from usher.web.settings.webhooks import webhook_named
from usher.webhooks import actions
from usher.webhooks.models import Delivery

PAGE = 50  # deliveries


@scoped
@require_safe
def index(request: MemberRequest, id: int) -> HttpResponse:
    """The newest first; `before` is the id that the next page begins below."""
    webhook = webhook_named(request, id)
    before = request.GET.get("before", "")
    rows = webhook.deliveries.order_by("-pk")
    if before.isdecimal() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE + 1])
    context = {
        "webhook": webhook,
        "deliveries": found[:PAGE],
        "next": f"before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    }
    return settings_page(request, "webhooks", "settings/webhook_log.html", context)


@scoped
@require_safe
def show(request: MemberRequest, id: int, delivery: int) -> HttpResponse:
    """One of them: what was sent and every answer."""
    webhook = webhook_named(request, id)
    row = _delivery(request, id, delivery)
    context = {"webhook": webhook, "delivery": row, "attempts": row.attempts.order_by("-pk")}
    return settings_page(request, "webhooks", "settings/webhook_delivery.html", context)


@scoped
@require_POST
def redeliver(request: MemberRequest, id: int, delivery: int) -> HttpResponse:
    """The same once more."""
    actions.redeliver(_delivery(request, id, delivery), by=request.actor, at=timezone.now())
    return done(request, "webhook-delivery", _("It is on its way again."), id, delivery)


@scoped
@require_POST
def send_test(request: MemberRequest, id: int) -> HttpResponse:
    """An event that means nothing."""
    delivery = actions.send_test(webhook_named(request, id), by=request.actor, at=timezone.now())
    return done(request, "webhook-delivery", _("A test is on its way."), id, delivery.pk)


def _delivery(request: MemberRequest, id: int, delivery: int) -> Delivery:
    row = webhook_named(request, id).deliveries.filter(pk=delivery).first()
    if row is None:
        raise NotFound("There is no such delivery; the log keeps 30 days.")
    return row

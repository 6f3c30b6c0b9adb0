"""Webhooks: all of them, making one, changing one."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from usher.base.refusals import NotFound
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.web.settings.sections import done, settings_page
from usher.web.settings.webhook_form import WebhookForm, initial
from usher.webhooks import actions
from usher.webhooks.models import Webhook


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Who hears of what, and who no longer listens."""
    require(request.actor, "integrations")
    return settings_page(request, "webhooks", "settings/webhooks.html", {"webhooks": Webhook.objects.order_by("name")})


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """Make one; its secret is shown on this answer and never again."""
    require(request.actor, "integrations")
    form = WebhookForm(request.POST or None)
    if request.method == "POST":
        made = saved(form, lambda values: actions.create_webhook(fields=values, by=request.actor, at=timezone.now()))
        if made:
            webhook, secret = made
            return _page(request, WebhookForm(initial=initial(webhook)), webhook, secret=secret)
    return _page(request, form, None)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Change any of it."""
    webhook = webhook_named(request, id)
    form = WebhookForm(request.POST or None, initial=initial(webhook))
    if request.method == "POST":
        row = saved(form, lambda values: actions.change_webhook(webhook, fields=values, by=request.actor, at=timezone.now()))
        if row:
            return done(request, "webhooks", _("Saved."))
    return _page(request, form, webhook)


@scoped
@require_POST
def replace_secret(request: MemberRequest, id: int) -> HttpResponse:
    """Another secret, shown on this answer and never again."""
    webhook = webhook_named(request, id)
    secret = actions.replace_secret(webhook, by=request.actor, at=timezone.now())
    return _page(request, WebhookForm(initial=initial(webhook)), webhook, secret=secret)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """It goes with its log."""
    webhook = webhook_named(request, id)
    actions.delete_webhook(webhook, by=request.actor, at=timezone.now())
    return done(request, "webhooks", _("%(name)s is told nothing more.") % {"name": webhook.name})


def webhook_named(request: MemberRequest, id: int) -> Webhook:
    """The webhook, for those who manage integrations."""
    require(request.actor, "integrations")
    webhook = Webhook.objects.filter(pk=id).first()
    if webhook is None:
        raise NotFound("There is no such webhook.")
    return webhook


def _page(request: MemberRequest, form: WebhookForm, webhook: Webhook | None, **more: Any) -> HttpResponse:
    context = {"form": form, "webhook": webhook, "secret": "", **more}
    return settings_page(request, "webhooks", "settings/webhook.html", context, status=422 if form.errors else 200)

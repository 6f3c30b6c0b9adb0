"""What a member decides about themselves in this organization: availability, signature, and what they hear of by mail."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.frame.answer import answer
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.web.shell import shell

FIELDS = ("is_available", "signature", "hears_assigned", "hears_replies")


class MyForm(forms.Form):
    """Reads and draws."""

    is_available = forms.BooleanField(
        label=gettext_lazy("Available"), required=False,
        help_text=gettext_lazy("While you are away you keep your tickets; colleagues who assign see it."),
    )  # fmt: skip
    signature = forms.CharField(
        label=gettext_lazy("Signature"), required=False, max_length=2000, widget=forms.Textarea,
        help_text=gettext_lazy("Stands below your replies, as plain text; {{team.name}} and {{ticket.code}} are filled in."),
    )  # fmt: skip
    hears_assigned = forms.BooleanField(label=gettext_lazy("A ticket is given to me"), required=False)
    hears_replies = forms.BooleanField(
        label=gettext_lazy("Somebody outside writes on a ticket that I have or follow"), required=False,
        help_text=gettext_lazy("Answer such a mail to reply to the customer; begin with the line #note for a note."),
    )  # fmt: skip


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: MemberRequest) -> HttpResponse:
    """Show and save; needs no permission."""
    member = request.membership
    form = MyForm(request.POST or None, initial={name: getattr(member, name) for name in FIELDS})

    def deed(values: dict[str, Any]) -> bool:
        actions.change_member(member, by=request.actor, at=timezone.now(), changes=values)
        return True

    if request.method == "POST" and saved(form, deed):
        to = reverse("my-settings", args=[request.organization.slug])
        return answer(request, page="", context={}, to=to, toast=_("Saved."))
    context = {"shell": shell(request), "form": form}
    return answer(request, page="settings/me.html", context=context, status=422 if form.errors else 200)


@scoped
@require_POST
def set_availability(request: MemberRequest) -> HttpResponse:
    """The switch in one's own menu: on when it is sent; back to the page it stands on."""
    is_available = "is_available" in request.POST
    changes = {"is_available": is_available}
    actions.change_member(request.membership, by=request.actor, at=timezone.now(), changes=changes)
    toast = _("You are available.") if is_available else _("You are away.")
    back = request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return answer(
        request, page="", context={}, to=back if safe else reverse("start", args=[request.organization.slug]), toast=toast
    )  # fmt: skip

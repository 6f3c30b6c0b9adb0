"""Changing a member: name, role, rate, signature, availability."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.base.refusals import NotFound
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.models import Member, Role
from usher.tickets.actions import in_hands_of
from usher.web.settings.sections import done, settings_page

FIELDS = ("name", "role", "hourly_rate", "is_available", "signature")
MOST_RECEIVERS = 200  # members offered


class MemberForm(forms.Form):
    """Reads and draws."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role: Any = forms.ModelChoiceField(None, label=gettext_lazy("Role"), empty_label=None)
    hourly_rate = forms.DecimalField(
        label=gettext_lazy("Hourly rate"), required=False, min_value=0, max_digits=12, decimal_places=2,
        help_text=gettext_lazy("In the organization's currency; a company's own rate goes before it."),
    )  # fmt: skip
    is_available = forms.BooleanField(
        label=gettext_lazy("Available"), required=False,
        help_text=gettext_lazy("Who is away keeps their tickets; colleagues who assign see it."),
    )  # fmt: skip
    signature = forms.CharField(
        label=gettext_lazy("Signature"), required=False, max_length=2000, widget=forms.Textarea,
        help_text=gettext_lazy("Stands below their replies."),
    )  # fmt: skip

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        field = self.fields["role"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Role.objects.order_by("pk")


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Show and save."""
    require(request.actor, "team")
    member = get_member(id)
    form = MemberForm(request.POST or None, initial={name: getattr(member, name) for name in FIELDS})

    def deed(values: dict[str, Any]) -> bool:
        actions.change_member(member, by=request.actor, at=timezone.now(), changes=values)
        return True

    if request.method == "POST" and saved(form, deed):
        return done(request, "members", _("Saved."))
    return member_page(request, member, form)


def get_member(id: int) -> Member:
    """The member with their role; NotFound for strangers' ids."""
    member = Member.objects.select_related("role").filter(pk=id).first()
    if member is None:
        raise NotFound("There is no such member.")
    return member


def member_page(
    request: MemberRequest, member: Member, form: MemberForm | None = None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The member's form, and what can be done about their access; `problem` says what was refused."""
    form = form or MemberForm(initial={name: getattr(member, name) for name in FIELDS})
    others = Member.objects.filter(is_active=True).exclude(pk=member.pk).order_by("name", "pk")
    context = {
        "form": form, "fields": FIELDS, "title": member.name, "back": "members", "member": member, "problem": problem,
        "in_hand": in_hands_of(member).count(), "receivers": list(others[:MOST_RECEIVERS]),
    }  # fmt: skip
    status = 422 if form.errors else status
    return settings_page(request, "members", "settings/member.html", context, status=status)

"""Changing a member: name, role, whether they may enter."""

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
from usher.web.settings.sections import done, settings_page


class MemberForm(forms.Form):
    """Reads and draws."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role: Any = forms.ModelChoiceField(None, label=gettext_lazy("Role"), empty_label=None)
    signature = forms.CharField(
        label=gettext_lazy("Signature"), required=False, max_length=2000, widget=forms.Textarea,
        help_text=gettext_lazy("Stands below their replies."),
    )  # fmt: skip
    is_active = forms.BooleanField(
        label=gettext_lazy("Active"), required=False,
        help_text=gettext_lazy("Deactivated members cannot enter; what they did stays."),
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
    member = Member.objects.select_related("role").filter(pk=id).first()
    if member is None:
        raise NotFound("There is no such member.")
    initial = {"name": member.name, "role": member.role, "signature": member.signature, "is_active": member.is_active}
    form = MemberForm(request.POST or None, initial=initial)

    def deed(values: dict[str, Any]) -> bool:
        actions.change_member(member, by=request.actor, at=timezone.now(), changes=values)
        return True

    if request.method == "POST" and saved(form, deed):
        return done(request, "members", _("Saved."))
    context = {"form": form, "fields": ("name", "role", "signature", "is_active"), "title": member.name, "back": "members"}
    return settings_page(request, "members", "settings/form.html", context, status=422 if form.errors else 200)

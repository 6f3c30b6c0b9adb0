"""Making, changing and deleting a role."""

from collections.abc import Collection

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import NotFound, Refused
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.models import Role
from usher.people.permissions import PERMISSIONS, SUBJECTS, implied
from usher.web.settings.sections import done, settings_page

MOST_SHOWN = 50  # members named on a role's page


class RoleForm(forms.Form):
    """Reads; the template draws the permissions by subject."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("May"), required=False, choices=[(code, one.title) for code, one in PERMISSIONS.items()]
    )


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest) -> HttpResponse:
    """A new role; `like` in the address names the one whose permissions it starts with."""
    require(request.actor, "team")
    form = RoleForm(request.POST or None)
    if request.method == "POST":
        role = saved(form, lambda values: actions.create_role(**values, by=request.actor, at=timezone.now()))
        if role:
            return done(request, "roles", _("The role %(name)s is there.") % {"name": role.name})
    like = request.GET.get("like", "")
    model = Role.objects.filter(pk=int(like)).first() if like.isascii() and like.isdecimal() and len(like) < 19 else None
    granted = model.granted & implied(request.actor.permissions) if model else frozenset()
    return _form(request, form, None, granted, _("New role"))


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Name and permissions. What includes more than the reader may is shown, and stays."""
    require(request.actor, "team")
    role = _role(id)
    form = RoleForm(request.POST or None, initial={"name": role.name})
    if request.method == "POST":
        changed = saved(form, lambda values: actions.change_role(role, **values, by=request.actor, at=timezone.now()))
        if changed:
            return done(request, "roles", _("Saved. It counts from now on."))
    return _form(request, form, role, role.granted, role.name)


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Take away a role that nobody has."""
    require(request.actor, "team")
    role = _role(id)
    try:
        actions.delete_role(role, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form = RoleForm(initial={"name": role.name})
        return _form(request, form, role, role.granted, role.name, problem=refusal)
    return done(request, "roles", _("The role %(name)s is gone.") % {"name": role.name})


def _role(id: int) -> Role:
    role = Role.objects.filter(pk=id).first()
    if role is None:
        raise NotFound("There is no such role.")
    return role


def _form(
    request: MemberRequest, form: RoleForm, role: Role | None, granted: Collection[str], title: str,
    problem: Refused | None = None,
) -> HttpResponse:  # fmt: skip
    mine = implied(request.actor.permissions)
    context = {
        "form": form, "role": role, "title": title, "subjects": SUBJECTS, "mine": mine, "problem": problem,
        "chosen": set(form["permissions"].value() or []) if form.is_bound else set(granted),
        "fixed": role is not None and (role.key == "admin" or not role.granted <= mine),
        "members": list(role.members.filter(is_active=True).order_by("name")[:MOST_SHOWN]) if role else [],
    }  # fmt: skip
    status = problem.status if problem else 422 if form.errors else 200
    return settings_page(request, "roles", "settings/role.html", context, status=status)

"""Categories: a plain classification."""

from django import forms
from django.db.models import Count
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.base.refusals import NotFound
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people.access import require
from usher.tickets import actions
from usher.tickets.models import Category
from usher.web.settings.sections import done, settings_page


class CategoryForm(forms.Form):
    """Reads and draws."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: MemberRequest) -> HttpResponse:
    """All categories, and adding one."""
    require(request.actor, "organization")
    form = CategoryForm(request.POST or None)
    if request.method == "POST":
        made = saved(form, lambda values: actions.create_category(**values, by=request.actor, at=timezone.now()))
        if made:
            return done(request, "categories", _("The category %(name)s is there.") % {"name": made.name})
    categories = Category.objects.annotate(count=Count("tickets")).order_by("sort_order", "pk")
    context = {"form": form, "categories": categories}
    return settings_page(request, "categories", "settings/categories.html", context, status=422 if form.errors else 200)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, id: int) -> HttpResponse:
    """Another name."""
    require(request.actor, "organization")
    category = Category.objects.filter(pk=id).first()
    if category is None:
        raise NotFound("There is no such category.")
    form = CategoryForm(request.POST or None, initial={"name": category.name})
    if (
        request.method == "POST"
        and saved(form, lambda values: actions.change_category(category, **values, by=request.actor, at=timezone.now()))
        is not None
    ):
        return done(request, "categories", _("Saved."))
    context = {"form": form, "fields": ("name",), "title": category.name, "back": "categories"}
    return settings_page(request, "categories", "settings/form.html", context, status=422 if form.errors else 200)

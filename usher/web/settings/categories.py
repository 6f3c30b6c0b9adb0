"""Categories: a plain classification."""

from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

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


class ReplacementForm(forms.Form):
    """What the tickets of a category get when it goes."""

    replacement: Any = forms.ModelChoiceField(
        None, label=gettext_lazy("Its tickets get"), required=False, empty_label=gettext_lazy("Choose a category")
    )

    def __init__(self, category: Category, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["replacement"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Category.objects.exclude(pk=category.pk).order_by("sort_order", "pk")
        field.required = category.tickets.exists()


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
    category = _category(id)
    form = CategoryForm(request.POST or None, initial={"name": category.name})

    def deed(values: dict[str, Any]) -> Category:
        return actions.change_category(category, **values, by=request.actor, at=timezone.now())

    if request.method == "POST" and saved(form, deed) is not None:
        return done(request, "categories", _("Saved."))
    return _page(request, category, form, ReplacementForm(category))


@scoped
@require_POST
def delete(request: MemberRequest, id: int) -> HttpResponse:
    """Remove it; its tickets get the chosen one instead."""
    require(request.actor, "organization")
    category = _category(id)
    form = ReplacementForm(category, request.POST)

    def deed(values: dict[str, Any]) -> bool:
        actions.delete_category(category, **values, by=request.actor, at=timezone.now())
        return True

    if saved(form, deed):
        return done(request, "categories", _("The category %(name)s is gone.") % {"name": category.name})
    return _page(request, category, CategoryForm(initial={"name": category.name}), form)


def _category(id: int) -> Category:
    category = Category.objects.filter(pk=id).first()
    if category is None:
        raise NotFound("There is no such category.")
    return category


def _page(request: MemberRequest, category: Category, form: CategoryForm, replacing: "ReplacementForm") -> HttpResponse:
    context = {"form": form, "replacing": replacing, "category": category, "count": category.tickets.count()}
    wrong = form.errors or replacing.errors
    return settings_page(request, "categories", "settings/category.html", context, status=422 if wrong else 200)

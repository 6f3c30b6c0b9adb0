"""What making and changing contacts and companies have in common."""

from collections.abc import Sequence

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from usher.frame.answer import answer
from usher.frame.scoping import MemberRequest
from usher.web.shell import shell


def form_page(
    request: MemberRequest, form: forms.Form, fields: Sequence[str], *, title: str, back: str
) -> HttpResponse:  # fmt: skip
    """The form on a page; 422 when it was refused."""
    context = {"shell": shell(request, "contacts"), "form": form, "title": title, "back": back, "fields": fields}
    return answer(request, page="people/form.html", context=context, status=422 if form.errors else 200)


def done(request: MemberRequest, name: str, toast: str, *args: int) -> HttpResponse:
    """On to the named page ("contact", 7), with a sentence about what happened."""
    to = reverse(name, args=[request.organization.slug, *args])
    return answer(request, page="", context={}, to=to, toast=toast)

"""The views of the gallery, for debugging and staff only."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from usher.frame.drawings import PRIORITIES, STATUSES
from usher.frame.gallery import samples

SCREENS = ("specimens", "inbox", "empty", "ticket", "drafts", "new", "settings", "people", "sign-in", "error")


class SampleForm(forms.Form):
    """One field of each kind, some of them wrong."""

    name = forms.CharField(label="Name", help_text="As customers see it.")
    address = forms.EmailField(label="Address")
    team = forms.ChoiceField(label="Team", choices=[("1", "Service"), ("2", "Billing")], required=False)
    text = forms.CharField(label="Description", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(
        label="Encryption", choices=[("tls", "TLS"), ("starttls", "STARTTLS"), ("none", "None")], widget=forms.RadioSelect
    )
    wanted = forms.MultipleChoiceField(
        label="Tell me about", choices=[("a", "New tickets"), ("b", "Replies to mine")], widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(
        label="Acknowledge every new ticket", help_text="Never sent to automatic mail.", required=False
    )


def components(request: HttpRequest, screen: str = "") -> HttpResponse:
    """The gallery itself, or one of its screens. 404 for everyone who neither debugs nor is staff."""
    if not (settings.DEBUG or getattr(getattr(request, "user", None), "is_staff", False)):
        raise Http404
    if screen and screen not in SCREENS:
        raise Http404
    if request.GET.get("theme"):
        request.COOKIES["theme"] = request.GET["theme"]
    return render(request, f"frame/gallery/{screen or 'index'}.html", _context())


def _context() -> dict[str, Any]:
    wrong = SampleForm({"name": "Pine Bakery", "address": "carl@", "kind": "tls", "wanted": ["a"]})
    return {
        "shell": samples.shell(),
        "sections": samples.sections(),
        "rows": samples.rows(),
        "thread": samples.thread(),
        "statuses": samples.statuses(),
        "priorities": samples.priorities(),
        "members": [samples.ADA, samples.LENA, samples.OTTO, samples.SAM],
        "contact": samples.contact(),
        "form": wrong,
        "status_codes": STATUSES,
        "priority_codes": PRIORITIES,
        "screens": SCREENS,
        "named": samples.title,
        "code": 404,
        "title": "There is nothing at this address",
        "text": "It may have been deleted or merged, or it belongs to someone else.",
    }

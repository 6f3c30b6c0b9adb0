"""What the mails say that Usher writes by itself: all of them, and writing one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from usher.base.html import text_to_html
from usher.base.placeholders import filled, refusal
from usher.base.refusals import NotFound
from usher.frame.answer import answer
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.mail import actions
from usher.mail.actions.wording import LANGUAGES, LONGEST_SUBJECT, LONGEST_TEXT
from usher.mail.models import Mailbox
from usher.mail.wording.finding import own_words, words_for
from usher.mail.wording.kinds import KINDS, Kind
from usher.mail.wording.shipped import LANGUAGES as SHIPPED_LANGUAGES
from usher.people.access import require
from usher.web.settings.sections import settings_page


class WordsForm(forms.Form):
    """Subject and text with their placeholders."""

    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(label=gettext_lazy("Text"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 12}))


@dataclass(frozen=True, slots=True)
class Place:
    """Which words are written: of one kind, for a mailbox or for all, in a language or in every one."""

    kind: Kind
    mailbox: Mailbox | None
    language: str

    @property
    def query(self) -> str:
        """The part of the address after the question mark."""
        return urlencode({"mailbox": self.mailbox.pk if self.mailbox else "", "language": self.language})


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """Every kind of mail, and where the organization has words of its own."""
    require(request.actor, "mailboxes")
    addresses = dict(Mailbox.objects.values_list("pk", "address"))
    own: dict[str, list[str]] = {}
    for mailbox, kind, language in sorted(own_words(), key=str):
        where = [LANGUAGES.get(language, _("every language")), addresses.get(mailbox or 0, "")]
        own.setdefault(kind, []).append(", ".join(filter(None, where)))
    context = {"kinds": KINDS.values(), "own": own, "may_choose": "organization" in request.actor.permissions}
    return settings_page(request, "mail-texts", "settings/mail_texts.html", context)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, kind: str) -> HttpResponse:
    """Write the words for the place that the query names; with `preview` only show what they would look like."""
    place = _place(request, kind)
    if request.method == "POST" and "preview" in request.POST:
        return _drawn(request, place, WordsForm(request.POST), swap="settings/mail_text.swap.html")
    form = WordsForm(request.POST or None, initial=_present(request, place))

    def deed(values: dict[str, Any]) -> bool:
        actions.set_words(
            kind, mailbox=place.mailbox, language=place.language, by=request.actor, at=timezone.now(), **values
        )  # fmt: skip
        return True

    if request.method == "POST" and saved(form, deed):
        return _back(request, place, _("Saved."))
    return _drawn(request, place, form, status=422 if form.errors else 200)


@scoped
@require_POST
def reset(request: MemberRequest, kind: str) -> HttpResponse:
    """Back to what would be said without these words."""
    place = _place(request, kind)
    actions.reset_words(kind, mailbox=place.mailbox, language=place.language, by=request.actor, at=timezone.now())
    return _back(request, place, _("These words are gone."))


def _place(request: MemberRequest, kind: str) -> Place:
    require(request.actor, "mailboxes")
    mailbox = request.GET.get("mailbox", "")
    language = request.GET.get("language", request.organization.language)  # not all: that would silence the translations
    row = Mailbox.objects.filter(pk=int(mailbox)).first() if mailbox.isdecimal() and len(mailbox) < 19 else None
    if kind not in KINDS or (mailbox and row is None) or (language and language not in LANGUAGES):
        raise NotFound("There are no such words.")
    return Place(KINDS[kind], row, language)


def _present(request: MemberRequest, place: Place) -> dict[str, str]:
    """What is said there now."""
    default = request.organization.language
    box = place.mailbox.pk if place.mailbox else None
    words = words_for(place.kind.code, mailbox_id=box, language=place.language or default, default=default)
    exact = own_words().get((box, place.kind.code, place.language))
    subject, text = exact or (words.subject, words.text)
    return {"subject": subject, "text": text}


def _drawn(
    request: MemberRequest, place: Place, form: WordsForm, *, swap: str | None = None, status: int = 200
) -> HttpResponse:
    present = form.initial or _present(request, place)
    shown = {name: str(form[name].value() or "") if form.is_bound else present[name] for name in ("subject", "text")}
    known = place.kind.placeholders
    problem = next(filter(None, (refusal(each, known) for each in shown.values())), "")
    sample = _sample(request, place)
    box = place.mailbox.pk if place.mailbox else None
    context = {
        "place": place, "form": form, "problem": problem, "is_own": (box, place.kind.code, place.language) in own_words(),
        "mailboxes": list(Mailbox.objects.order_by("address")), "languages": _languages(), "known": known,
        "preview": {
            "subject": filled(shown["subject"], sample),
            "html": mark_safe(text_to_html(filled(shown["text"], sample))),  # escaped by it
        },
    }  # fmt: skip
    return settings_page(request, "mail-texts", "settings/mail_text.html", context, status=status, swap=swap)


def _sample(request: MemberRequest, place: Place) -> dict[str, str]:
    organization, box = request.organization, place.mailbox or Mailbox.objects.order_by("pk").first()
    return {
        "ticket.code": f"{organization.prefix}-12", "ticket.subject": _("The oven stays cold"),
        "ticket.priority": _("High"), "ticket.preview": _("Since this morning the big oven stays cold."),
        "ticket.link": f"…/{organization.slug}/tickets/12", "requester.name": "Elena Marchetti",
        "requester.email": "elena@bakery.example", "team.name": _("Support"), "organization.name": organization.name,
        "mailbox.name": (box.name if box else "") or organization.name,
        "mailbox.address": box.address if box else "support@example.com",
    }  # fmt: skip


def _languages() -> list[tuple[str, str]]:
    """Those with words of our own first, then every other."""
    others = sorted((name, code) for code, name in LANGUAGES.items() if code not in SHIPPED_LANGUAGES)
    return [("", _("Every language")), *SHIPPED_LANGUAGES.items(), *((code, name) for name, code in others)]


def _back(request: MemberRequest, place: Place, toast: str) -> HttpResponse:
    to = reverse("edit-mail-text", args=[request.organization.slug, place.kind.code])
    return answer(request, page="", context={}, to=f"{to}?{place.query}", toast=toast)

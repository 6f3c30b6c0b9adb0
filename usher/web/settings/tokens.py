"""Access tokens of the API."""

from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from usher.base.refusals import NotFound
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.models import AccessToken
from usher.web.settings.sections import done, settings_page

SCOPES = [
    ("readSupport", gettext_lazy("Read: view tickets, contacts, reports")),
    ("writeSupport", gettext_lazy("Write: create, change and delete tickets and contacts")),
    ("manageSettings", gettext_lazy("Settings: teams, types and the rest of the settings")),
]
LIVES = [("30", gettext_lazy("30 days")), ("365", gettext_lazy("A year")), ("", gettext_lazy("Until revoked"))]


class TokenForm(forms.Form):
    """Reads and draws."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("What uses it."))
    scopes = forms.MultipleChoiceField(label=gettext_lazy("May"), choices=SCOPES, widget=forms.CheckboxSelectMultiple)
    days = forms.ChoiceField(label=gettext_lazy("Valid for"), choices=LIVES, required=False)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: MemberRequest) -> HttpResponse:
    """All tokens, and issuing one. The text of a new one is shown on this answer and never again."""
    require(request.actor, "integrations")
    form, now, text = TokenForm(request.POST or None, initial={"scopes": ["readSupport"]}), timezone.now(), ""
    if request.method == "POST":
        issued = saved(
            form,
            lambda values: actions.issue_token(
                name=values["name"], scopes=values["scopes"], by=request.actor, at=now, created_by=request.membership,
                expires_at=now + timedelta(days=int(values["days"])) if values["days"] else None,
            ),
        )  # fmt: skip
        if issued:
            text, form = issued[1], TokenForm(initial={"scopes": ["readSupport"]})
    tokens = AccessToken.objects.select_related("created_by").order_by("revoked_at", "-pk")[:200]
    context = {"form": form, "tokens": tokens, "text": text, "now": now}
    return settings_page(request, "tokens", "settings/tokens.html", context, status=422 if form.errors else 200)


@scoped
@require_POST
def revoke(request: MemberRequest, id: int) -> HttpResponse:
    """Stop a token at once."""
    require(request.actor, "integrations")
    token = AccessToken.objects.filter(pk=id).first()
    if token is None:
        raise NotFound("There is no such token.")
    actions.revoke_token(token, by=request.actor, at=timezone.now())
    return done(request, "tokens", _("%(name)s no longer works.") % {"name": token.name})

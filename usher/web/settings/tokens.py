"""Access tokens of the API: issuing, seeing what they do, revoking."""

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
from usher.people.permissions import PERMISSIONS, SCOPES, SUBJECTS, implied
from usher.web.settings.sections import done, settings_page

BUNDLES = [
    ("readSupport", gettext_lazy("Read"), gettext_lazy("View tickets, contacts and reports.")),
    ("writeSupport", gettext_lazy("Write"), gettext_lazy("Open, change and delete tickets and contacts.")),
    ("manageSettings", gettext_lazy("Settings"), gettext_lazy("Members, teams, types and the rest of the settings.")),
]
LIVES = [
    ("30", gettext_lazy("30 days")), ("90", gettext_lazy("90 days")), ("365", gettext_lazy("A year")),
    ("0", gettext_lazy("Until revoked")),
]  # fmt: skip
FIRST = {"scopes": ["readSupport"], "days": "90"}
MOST = 200  # tokens shown, those that work first


class TokenForm(forms.Form):
    """Reads; the template draws the scopes: bundles, and permissions one by one."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("What uses it."))
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("May"), choices=[(code, code) for code in (*SCOPES, *PERMISSIONS)],
        error_messages={"required": gettext_lazy("Choose at least one thing that it may do.")},
    )  # fmt: skip
    days = forms.ChoiceField(label=gettext_lazy("Valid for"), choices=LIVES)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: MemberRequest) -> HttpResponse:
    """All tokens, and issuing one. The text of a new one is shown on this answer and never again."""
    require(request.actor, "integrations")
    form, now, text = TokenForm(request.POST or None, initial=FIRST), timezone.now(), ""
    if request.method == "POST":
        issued = saved(
            form,
            lambda values: actions.issue_token(
                name=values["name"], scopes=values["scopes"], by=request.actor, at=now,
                expires_at=now + timedelta(days=int(values["days"])) if values["days"] != "0" else None,
            ),
        )  # fmt: skip
        if issued:
            text, form = issued[1], TokenForm(initial=FIRST)
    tokens = AccessToken.objects.select_related("created_by").order_by("-revoked_at", "-pk")[:MOST]
    mine = implied(request.actor.permissions)
    context = {
        "form": form, "tokens": tokens, "text": text, "now": now, "subjects": SUBJECTS, "mine": mine,
        "bundles": [(code, title, help, mine >= SCOPES[code]) for code, title, help in BUNDLES],
        "titles": {code: title for code, title, _help in BUNDLES} | {code: one.title for code, one in PERMISSIONS.items()},
    }  # fmt: skip
    return settings_page(request, "tokens", "settings/tokens.html", context, status=422 if form.errors else 200)


@scoped
@require_POST
def revoke(request: MemberRequest, id: int) -> HttpResponse:
    """Stop a token at once, in every process."""
    require(request.actor, "integrations")
    token = AccessToken.objects.filter(pk=id).first()
    if token is None:
        raise NotFound("There is no such token.")
    actions.revoke_token(token, by=request.actor, at=timezone.now())
    return done(request, "tokens", _("%(name)s no longer works.") % {"name": token.name})

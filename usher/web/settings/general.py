"""The organization's own settings."""

from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from usher.base.currencies import COMMON, CURRENCIES
from usher.frame.saving import saved
from usher.frame.scoping import MemberRequest, scoped
from usher.organizations import actions
from usher.organizations.models import Organization
from usher.organizations.models.organization import ClosedMail
from usher.people.access import require
from usher.web.settings.sections import done, sections, settings_page

ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right")))


class GeneralForm(forms.Form):
    """Reads and draws the columns of an organization that may change."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=settings.LANGUAGES,
        help_text=gettext_lazy("Of mails to customers whose own language is not known."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(label=gettext_lazy("Time zone"), choices=[(zone, zone) for zone in ("UTC", *ZONES)])
    currency = forms.ChoiceField(
        label=gettext_lazy("Currency"), choices=[(code, code) for code in (*COMMON, *sorted(CURRENCIES.difference(COMMON)))]
    )
    acknowledges = forms.BooleanField(
        label=gettext_lazy("Acknowledge new tickets"), required=False,
        help_text=gettext_lazy("Who asks for something gets a short answer with the ticket's code."),
    )  # fmt: skip
    tells_closure = forms.BooleanField(
        label=gettext_lazy("Tell customers how it ended"), required=False,
        help_text=gettext_lazy("A short mail when their ticket is resolved, or closed without that."),
    )  # fmt: skip
    new_ticket_address = forms.CharField(
        label=gettext_lazy("Address that hears of every new ticket"), required=False, max_length=320,
        widget=forms.EmailInput(attrs={"placeholder": "team@example.com"}),
        help_text=gettext_lazy("A team's list or a person; each new ticket is told with a link to it."),
    )  # fmt: skip
    reply_waits_on_screens = forms.BooleanField(
        label=gettext_lazy("A reply waits for the customer"), required=False,
        help_text=gettext_lazy("After a member's public reply the ticket is “Waiting on customer” until they answer."),
    )  # fmt: skip
    reply_waits_by_api = forms.BooleanField(label=gettext_lazy("The same for replies by API"), required=False)
    closed_mail = forms.ChoiceField(
        label=gettext_lazy("Mail to a closed ticket"), choices=ClosedMail.choices, widget=forms.RadioSelect
    )
    reopens_closed = forms.BooleanField(label=gettext_lazy("Admins may reopen closed tickets"), required=False)


@scoped
@require_http_methods(["GET", "HEAD", "POST"])
def general(request: MemberRequest) -> HttpResponse:
    """Show and save; members without this section are led to their first one."""
    if request.method != "POST" and "organization" not in request.actor.permissions:
        return _first_section(request)
    require(request.actor, "organization")
    organization = Organization.objects.get(pk=request.organization.pk)  # what is remembered may be seconds old
    form = GeneralForm(request.POST or None, initial={name: getattr(organization, name) for name in GeneralForm.base_fields})

    def deed(values: dict[str, object]) -> bool:
        actions.change(organization, by=request.actor, at=timezone.now(), changes=values)
        return True

    if request.method == "POST" and saved(form, deed):
        return done(request, "settings", _("Saved."))
    context = {"form": form, "prefix": organization.prefix, "permissions": request.actor.permissions}
    return settings_page(request, "settings", "settings/general.html", context, status=422 if form.errors else 200)


def _first_section(request: MemberRequest) -> HttpResponse:
    """What one may open: the first section, else what everybody decides about themselves."""
    groups = sections(request, "")
    here = groups[0].items[0].url if groups else reverse("my-settings", args=[request.organization.slug])
    return HttpResponseRedirect(here)

"""The form of a mailbox: reads and draws its settings; passwords go in and never out."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from usher.mail.models import Mailbox
from usher.mail.models.mailbox import Encryption, SignIn
from usher.organizations.models import Organization

ENCRYPTIONS = [(Encryption.TLS, "TLS"), (Encryption.STARTTLS, "STARTTLS"), (Encryption.NONE, gettext_lazy("None"))]
PASSWORDS = ("imap_password", "smtp_password")
YEARS = range(1990, 2101)
EVERYTHING = datetime(1970, 1, 1, tzinfo=UTC)
STARTS = [
    ("now", gettext_lazy("Leave it: only what comes from now on")),
    ("date", gettext_lazy("Fetch what came since the first day below")),
    ("all", gettext_lazy("Fetch everything")),
]
WAYS = [
    (SignIn.PASSWORD, gettext_lazy("User name and password")), (SignIn.GOOGLE, "Google"), (SignIn.MICROSOFT, "Microsoft"),
]  # fmt: skip


def _text(label: Any, help_text: Any = "", *, required: bool = False, **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs})
    return forms.CharField(label=label, max_length=320, required=required, help_text=help_text, widget=widget)


def _port(start: int, help_text: Any) -> forms.IntegerField:
    label = gettext_lazy("Port")
    return forms.IntegerField(label=label, min_value=1, max_value=65535, initial=start, help_text=help_text)


def _encryption(start: Encryption) -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Encryption"), choices=ENCRYPTIONS, initial=start)


def _password() -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=gettext_lazy("Password"), max_length=1000, required=False, strip=False, widget=widget)


class MailboxForm(forms.Form):
    """Drawn in three groups: the address, the way in (IMAP), the way out (SMTP)."""

    address = _text(
        gettext_lazy("Address"), gettext_lazy("What customers write to."),
        required=True, inputmode="email", placeholder="support@example.com",
    )  # fmt: skip
    name = _text(gettext_lazy("Shown name"), gettext_lazy("Customers see it as the sender: “Example Support”."))
    sign_in = forms.ChoiceField(
        label=gettext_lazy("Usher signs in with"), choices=WAYS, required=False, widget=forms.RadioSelect,
        help_text=gettext_lazy("For Google and Microsoft leave the servers empty; they are known."),
    )  # fmt: skip
    takes_details = forms.BooleanField(
        label=gettext_lazy("Reply addresses with a plus"), required=False, initial=True,
        help_text=gettext_lazy(
            "Customers answer to an address like support+…@example.com, which surely finds its ticket. "
            "Switch it off if the server turns such addresses away."
        ),
    )  # fmt: skip
    imap_host = _text(
        gettext_lazy("Server"), gettext_lazy("Empty: nothing is fetched; mail comes by SMTP or by command."),
        placeholder="imap.example.com",
    )  # fmt: skip
    imap_port = _port(993, gettext_lazy("TLS 993, STARTTLS 143."))
    imap_encryption = _encryption(Encryption.TLS)
    imap_user = _text(gettext_lazy("User"), gettext_lazy("Mostly the whole address."))
    imap_password = _password()
    imap_folder = _text(gettext_lazy("Folder"))
    start = forms.ChoiceField(
        label=gettext_lazy("Mail that lies there already"), choices=STARTS, required=False, widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "What is fetched becomes tickets in the order of its dates. Nobody gets an automatic answer to mail that is "
            "older than two days."
        ),
    )  # fmt: skip
    start_at = forms.DateField(
        label=gettext_lazy("First day"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip
    smtp_host = _text(
        gettext_lazy("Server"),
        gettext_lazy("Empty: answers are held until there is one. “sink”: they are kept here to be read, for trying out."),
        placeholder="smtp.example.com",
    )
    smtp_port = _port(587, gettext_lazy("STARTTLS 587, TLS 465."))
    smtp_encryption = _encryption(Encryption.STARTTLS)
    smtp_user = _text(gettext_lazy("User"), gettext_lazy("Empty where no sign-in is wanted."))
    smtp_password = _password()

    def __init__(self, data: Any, organization: Organization, mailbox: Mailbox | None = None) -> None:
        zone = ZoneInfo(organization.time_zone)
        super().__init__(data, initial=_initial(mailbox, zone))
        self.zone = zone
        if mailbox:
            del self.fields["sign_in"]  # it has a section of its own
        for name in PASSWORDS if mailbox else ():
            if getattr(mailbox, name):
                self.fields[name].help_text = _("One is kept. Write here only to change it.")

    def clean_start_at(self) -> date | None:
        """A day that a mail can have."""
        day: date | None = self.cleaned_data["start_at"]
        if day and day.year not in YEARS:
            raise forms.ValidationError(_("Write a day from 1990 on."))
        return day

    def clean(self) -> dict[str, Any] | None:
        """Whoever chooses a day writes it."""
        if self._start() == "date" and not self.cleaned_data.get("start_at") and "start_at" not in self.errors:
            self.add_error("start_at", _("Write the day."))
        return self.cleaned_data

    def wanted(self) -> dict[str, Any]:
        """The cleaned values as the verbs take them; the start only when it was changed, as a moment."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("start", "start_at", "sign_in")}
        if sign_in := self.cleaned_data.get("sign_in"):
            values["sign_in"] = sign_in
        day, start = self.cleaned_data["start_at"], self._start()
        is_moved = start == "date" and "start_at" in self.changed_data
        if is_moved or (self.cleaned_data["start"] and start != self.initial["start"]):
            dated = datetime.combine(day, time.min, self.zone) if day else None
            values["start_at"] = {"all": EVERYTHING, "date": dated}.get(start)
        return values

    def _start(self) -> str:
        return str(self.cleaned_data.get("start") or ("date" if self.cleaned_data.get("start_at") else "now"))


def _initial(mailbox: Mailbox | None, zone: ZoneInfo) -> dict[str, Any]:
    if mailbox is None:
        return {"imap_folder": "INBOX", "start": "now", "sign_in": SignIn.PASSWORD}
    own = [name for name in MailboxForm.base_fields if name not in (*PASSWORDS, "start", "start_at")]
    kept = {name: getattr(mailbox, name) for name in own}
    start = mailbox.start_at
    if start is None or start == mailbox.created_at:
        return {**kept, "start": "now", "start_at": start and start.astimezone(zone).date()}
    if start == EVERYTHING:
        return {**kept, "start": "all"}
    return {**kept, "start": "date", "start_at": start.astimezone(zone).date()}

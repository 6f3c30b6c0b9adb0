"""How a mailbox is doing, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from usher.mail.balances import Balance, balance_by_mailbox
from usher.mail.models import Mailbox
from usher.mail.queries import Health, health_of_mailboxes


@dataclass(frozen=True, slots=True)
class Shown:
    """One mailbox: `kind` is the colour of its state (good, warn, bad or none), `name` the state."""

    mailbox: Mailbox
    health: Health
    balance: Balance
    kind: str
    name: str

    @property
    def is_balanced(self) -> bool | None:
        """Whether everything on the server is accounted for; None where nothing is fetched."""
        return None if self.health.on_server is None else self.health.accounted >= self.health.on_server

    @property
    def account(self) -> str:
        """What the server has beside what we have, in a sentence."""
        on_server, accounted = self.health.on_server, self.health.accounted
        if on_server is None:
            return _("Not fetched from a server: mail comes by SMTP or by command.") if not self.mailbox.imap_host else ""
        words = {"server": on_server, "here": min(accounted, on_server)}
        return _("%(server)s on the server, %(here)s accounted for") % words

    @property
    def difference(self) -> str:
        """Why the two figures differ; empty when they do not."""
        more = self.health.accounted - (self.health.on_server or 0)
        if self.health.on_server is None or more == 0:
            return ""
        if more > 0:
            told = ngettext("%(num)s was deleted on the server since.", "%(num)s were deleted on the server since.", more)
            return told % {"num": more}
        told = ngettext("%(num)s is fetched with the next look.", "%(num)s are fetched with the next look.", -more)
        return told % {"num": -more}


def mailboxes_shown(at: datetime) -> Sequence[Shown]:
    """Every mailbox by address; five queries however many there are."""
    balances = balance_by_mailbox()
    return [
        Shown(row.mailbox, row, balances.get(row.mailbox.pk, Balance()), *_state(row)) for row in health_of_mailboxes(at)
    ]


def _state(row: Health) -> tuple[str, str]:
    box = row.mailbox
    if not box.is_active:
        return "", _("Deactivated")
    if row.is_stopped:
        return "bad", _("Stopped")
    if box.last_error:
        return "warn", _("Cannot fetch")
    if box.send_error:
        return "bad", _("Cannot send")
    if not box.imap_host and not box.smtp_host:
        return "warn", _("Not connected")
    if box.imap_host and box.last_fetch_at is None:
        return "info", _("Starting")
    return "good", _("Working")

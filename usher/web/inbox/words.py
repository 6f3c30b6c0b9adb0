"""What a list says: the names of its orders, and what it tells when it is empty."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from usher.tickets.queries import TEAM
from usher.web.inbox.asked import Asked


@dataclass(frozen=True, slots=True)
class Empty:
    """An icon, what is missing, one sentence, at most one thing to do."""

    icon: str
    title: str
    text: str
    label: str = ""
    url: str = ""


def empty_words(asked: Asked) -> Empty:
    """What stands in the place of rows."""
    if asked.is_filtered:
        everything = asked.url(drop=asked.given)
        return Empty(
            "list-filter", _("No tickets match"), _("Nothing in this view fits all filters."), _("Clear filters"), everything
        )
    words = {
        "mine": ("circle-check", _("Nothing waiting for you"), _("Tickets that are assigned to you appear here.")),
        "unassigned": ("inbox", _("Every ticket has an assignee"), _("New requests that nobody has taken appear here.")),
        "open": ("inbox", _("No open tickets"), _("Requests by mail, API or your team appear here.")),
        "waiting": ("circle-pause", _("Nobody owes an answer"), _("Tickets that wait for their requester appear here.")),
        "snoozed": (
            "alarm-clock",
            _("Nothing is snoozed"),
            _("What you put off waits here until its time comes or somebody answers."),
        ),
        "resolved": (
            "circle-check",
            _("Nothing resolved in the last seven days"),
            _("Resolved and closed tickets stay here for a week."),
        ),
        "teams": ("users", _("Nothing waiting for your teams"), _("Open tickets in your teams’ queues appear here.")),
        "following": ("eye", _("You follow no tickets"), _("Follow a ticket to find it here, whoever works on it.")),
        "drafts": (
            "file-pen",
            _("No drafts"),
            _("What you begin to write is kept here until you send it. Nobody else sees it."),
        ),
        "all": ("archive", _("No tickets yet"), _("Connect a mailbox, or open the first ticket yourself.")),
    }
    if asked.view.startswith(TEAM):
        return Empty("users", _("Nothing waiting for this team"), _("Open tickets in the team’s queue appear here."))
    return Empty(*words[asked.view])


def sort_names() -> dict[str, tuple[str, str, str]]:
    """Each sort's name, and what its two directions mean: descending first."""
    return {
        "updated": (_("Updated"), _("Newest first"), _("Oldest first")),
        "created": (_("Created"), _("Newest first"), _("Oldest first")),
        "priority": (_("Priority"), _("Urgent first"), _("Low first")),
        "status": (_("Status"), _("Open first"), _("Closed first")),
    }

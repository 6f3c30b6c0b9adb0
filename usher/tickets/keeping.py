"""What the tickets room does when people and companies go, merge or come together (announced on the floor below)."""

from django.db.models import F, QuerySet

from usher.base.refusals import Refused
from usher.events.bus import reacts_later, reacts_now
from usher.events.models import Event
from usher.people import events
from usher.people.models import Contact
from usher.realtime import publish
from usher.search.actions import refresh
from usher.tickets import jobs
from usher.tickets.models import Assignment, PendingReply, Ticket
from usher.tickets.models.status import UNFINISHED

CHUNK = 500  # tickets whose words are read again at once


class StillNeeded(Refused):
    """Tickets refer to it, and would lose what they say."""

    code = "still_needed"


@reacts_now(events.CONTACT_DELETED)
def keep_requesters(event: Event) -> None:
    """A contact with tickets stays, those in the bin counted too."""
    tickets = Ticket.objects.filter(requester_id=event.subject_id)
    _refuse(tickets, "This contact has", "Merge it into another contact instead.")


@reacts_now(events.COMPANY_DELETED)
def keep_companies(event: Event) -> None:
    """A company with tickets stays."""
    tickets = Ticket.objects.filter(company_id=event.subject_id)
    _refuse(tickets, "This company has", "Merge it into another company instead.")


@reacts_now(events.TEAM_DELETED)
def keep_queues(event: Event) -> None:
    """A team with tickets stays."""
    _refuse(Ticket.objects.filter(team_id=event.subject_id), "This team has", "Deactivate it instead.")


@reacts_now(events.MEMBER_REMOVED)
def keep_workers(event: Event) -> None:
    """A member with unfinished tickets stays; finished ones then name nobody, their history does."""
    joined = Assignment.objects.filter(member_id=event.subject_id).values("ticket_id")
    own = Ticket.objects.filter(assignee_id=event.subject_id) | Ticket.objects.filter(pk__in=joined)
    unfinished = own.filter(state__in=UNFINISHED, deleted_at=None)
    _refuse(unfinished, "This member has", "Hand them over first.")


@reacts_now(events.CONTACT_MERGED)
def follow_the_contact(event: Event) -> None:
    """The tickets came along with all that refers to the contact; those of no company get the kept one's."""
    kept = Contact.objects.get(pk=event.subject_id)
    tickets = Ticket.objects.filter(requester=kept)
    PendingReply.objects.filter(ticket__in=tickets, meant_for=event.data["contact"]).update(meant_for=kept.pk)
    opened = tickets.filter(created_by_kind="contact", created_by_id=event.data["contact"])
    opened.update(created_by_id=kept.pk)
    tickets.update(version=F("version") + 1)
    tickets.filter(company=None).update(company=kept.company)
    publish("tickets")


@reacts_later(events.CONTACT_CHANGED, events.COMPANY_JOINED)
def follow_into_the_company(event: Event) -> None:
    """Who joined a company takes their tickets along, those that were of no company yet."""
    if event.name == events.COMPANY_JOINED:
        contacts = Contact.objects.filter(company_id=event.subject_id)
    elif "company" in event.data:
        contacts = Contact.objects.filter(pk=event.subject_id).exclude(company=None)
    else:
        return
    for company_id in set(contacts.values_list("company_id", flat=True)):
        tickets = Ticket.objects.filter(company=None, requester__in=contacts.values("pk"))
        tickets.update(company=company_id, version=F("version") + 1)


@reacts_later(events.CONTACT_CHANGED, events.CONTACT_MERGED)
def read_tickets_of_contact(event: Event) -> None:
    """A contact's new name or address leads to their tickets."""
    _read_again(Ticket.objects.filter(requester_id=event.subject_id))


@reacts_later(events.COMPANY_CHANGED, events.COMPANY_MERGED, events.COMPANY_JOINED)
def read_tickets_of_company(event: Event) -> None:
    """A company's new name leads to its tickets."""
    if event.name != events.COMPANY_CHANGED or "name" in event.data:
        _read_again(Ticket.objects.filter(company_id=event.subject_id))


@reacts_later(events.HANDED_OVER)
def hand_over_later(event: Event) -> None:
    """The tickets follow one by one, in a job that commits now and then."""
    jobs.hand_over.defer(organization_id=event.organization_id, event_id=event.pk)


def _read_again(tickets: "QuerySet[Ticket]") -> None:
    last = 0
    while ids := list(tickets.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        refresh("ticket", ids)
        last = ids[-1]


def _refuse(tickets: "QuerySet[Ticket]", whose: str, instead: str) -> None:
    if count := tickets.count():
        raise StillNeeded(f"{whose} {'one ticket' if count == 1 else f'{count} tickets'}. {instead}")

"""Builds the demo organization through the verbs everybody else uses."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from usher.base.tenancy import entered
from usher.cli.demo import cast
from usher.cli.demo.conversations import ANSWER, NOTE, Step, Story
from usher.cli.demo.files import content
from usher.cli.demo.stories_new import STORIES as TODAY
from usher.cli.demo.stories_old import STORIES as EARLIER
from usher.files.actions import store
from usher.mail.models import Mailbox
from usher.organizations import actions as organizations
from usher.organizations.models import Counter
from usher.people import actions as people
from usher.people.actors import SYSTEM, contact_actor, member_actor
from usher.people.models import Contact, Member, Team
from usher.tickets import actions as tickets
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Category, Label, Ticket, TicketType, priority_named

FIRST_NUMBER = 1202  # the first of the forty; PULSE-1234 then has the id 1234 of the API's examples


class Demo:
    """The rows made so far, by the short keys that the stories use."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.members: dict[str, Member] = {}
        self.teams: dict[str, Team] = {}
        self.types: dict[str, TicketType] = {}
        self.categories: dict[str, Category] = {}
        self.labels: dict[str, Label] = {}
        self.contacts: dict[str, Contact] = {}

    def load(self) -> None:
        """Everything, in one transaction: a demo is there whole or not at all."""
        organization = organizations.create(name=cast.ORGANIZATION, prefix=cast.PREFIX, slug=cast.SLUG, at=self._long_ago())
        with entered(organization.pk):
            people.create_builtin_roles()
            self._people()
            self._classification()
            self.mailbox = Mailbox.objects.create(
                address=cast.MAILBOX,
                name="Northwind Support",
                smtp_host="sink",
                undo_seconds=10,
                created_at=self._long_ago(),
            )
            self._number_from(FIRST_NUMBER)
            for story in sorted((*EARLIER, *TODAY), key=lambda story: -story.age):
                self._tell(story)

    def _long_ago(self) -> datetime:
        return self.now - timedelta(days=400)

    def _people(self) -> None:
        at = self._long_ago()
        for person in cast.MEMBERS:
            self.members[person.key] = people.add_member(
                email=person.email, name=person.name, role=person.role, password=cast.PASSWORD, by=SYSTEM, at=at
            )
        for name, members in cast.TEAMS.items():
            lead = self.members.get(cast.LEADS.get(name, ""))
            team = [self.members[key] for key in members]
            self.teams[name] = people.create_team(name=name, members=team, lead=lead, by=SYSTEM, at=at)
        for name, fields in cast.COMPANIES.items():
            fields = dict(fields)
            domains = fields.pop("domains")
            assert isinstance(domains, list)
            people.create_company(fields={"name": name, **fields}, domains=domains, by=SYSTEM, at=at)
        for person in cast.CONTACTS:
            contact = people.contact_for(email=person.email, name=person.name, by=SYSTEM, at=at)
            more = {"phone": person.phone, "language": person.language}
            people.change_contact(contact, by=SYSTEM, at=at, changes=more)
            self.contacts[person.key] = Contact.objects.get(pk=contact.pk)

    def _classification(self) -> None:
        at = self._long_ago()
        for name, team in cast.TYPES.items():
            is_default = name == cast.DEFAULT_TYPE
            self.types[name] = tickets.create_type(name=name, team=self.teams[team], is_default=is_default, by=SYSTEM, at=at)
        fields: dict[str, Any] = cast.FIELDS
        made = {key: tickets.create_field(**field, by=SYSTEM, at=at) for key, field in fields.items()}
        for name, keys in cast.TYPE_FIELDS.items():
            asks = [(made[key.rstrip("*")], key.endswith("*")) for key in keys]
            tickets.set_type_fields(self.types[name], asks=asks, by=SYSTEM, at=at)
        for name in cast.CATEGORIES:
            self.categories[name] = tickets.create_category(name=name, by=SYSTEM, at=at)
        for name, hue in cast.LABELS.items():
            self.labels[name] = tickets.create_label(name=name, hue=hue, by=SYSTEM, at=self._long_ago())

    def _number_from(self, first: int) -> None:
        Counter.objects.create(purpose="ticket", value=first - 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval('tickets_ticket_id_seq', greatest(%s, (SELECT last_value FROM tickets_ticket_id_seq)))",
                [first - 1],
            )

    def _tell(self, story: Story) -> None:
        at = self.now - timedelta(minutes=story.age)
        member = self.members.get(story.who)
        requester = None if member else self.contacts[story.who]
        by = member_actor(member) if member else contact_actor(self.contacts[story.who])
        ticket = tickets.open_ticket(
            subject=story.subject, by=by, at=at, source=story.source, written=self._written(story.text, story.file, at),
            requester=requester, priority=priority_named(story.priority) or 2,  # type: ignore[arg-type]
            type=self.types.get(story.type), category=self.categories.get(story.category),
            team=self.teams.get(story.team), labels=[self.labels[name] for name in story.labels],
            visibility=story.visibility, mailbox=self.mailbox, participants=dict.fromkeys(story.cc, ""),
            email=requester.email if requester else "", notifies=False,
            custom_fields={} if story.source == "email" else story.fields, asks=story.source != "email",
        )  # fmt: skip
        if story.fields and story.source == "email":
            lead = member_actor(self.members["tom"])
            tickets.set_fields(ticket, values=story.fields, by=lead, at=at + timedelta(minutes=3))
        if story.assignee:
            lead = member_actor(self.members["tom"])
            tickets.assign(ticket, to=self.members[story.assignee], by=lead, at=at + timedelta(minutes=4))
        for step in story.steps:
            self._step(ticket, story, step, at + timedelta(minutes=min(step.after, story.age)))
        if story.assignee and story.age > 300:
            tickets.see(ticket, member=self.members[story.assignee], at=self.now)

    def _step(self, ticket: Ticket, story: Story, step: Step, at: datetime) -> None:
        if step.kind == ANSWER:
            contact = self.contacts[story.who]
            tickets.receive(
                ticket, self._written(step.text), by=contact_actor(contact), at=at, source=story.source, email=contact.email
            )
            return
        by = member_actor(self.members[step.who])
        if step.kind == NOTE:
            tickets.note(ticket, self._written(step.text), by=by, at=at)
        elif step.text:
            tickets.reply(ticket, self._written(step.text), by=by, at=at, notifies=False, then=step.then or None)
        else:
            tickets.move(ticket, to=step.then, by=by, at=at)

    def _written(self, text: str, file: str = "", at: datetime | None = None) -> tickets.Written:
        files = []
        if file and at:
            data, content_type = content(file)
            files = [Attached(store(name=file, content=data, content_type=content_type, at=at))]
        return tickets.Written(text=text, files=files)

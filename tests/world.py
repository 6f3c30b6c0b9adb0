"""One believable organization, built through real verbs.

Ada (agent), Lena (lead of Support, manager), Otto (technician, agent), Vic (viewer), Root (admin); Carl (contact of
Pine Bakery), Mia (his manager); Sam is an admin of another organization, Elsewhere, with a ticket of his own.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from usher.base.tenancy import entered
from usher.organizations import actions as organizations
from usher.organizations.models import Organization
from usher.people import actions as people
from usher.people.actors import SYSTEM, Actor, contact_actor, member_actor
from usher.people.models import Company, Contact, Member, Team
from usher.tickets import actions as tickets
from usher.tickets.models import Ticket

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


@dataclass
class World:
    """The cast; see the module's docstring."""

    pine: Organization
    root: Member
    ada: Member
    lena: Member
    otto: Member
    vic: Member
    support: Team
    bakery: Company
    carl: Contact
    mia: Contact
    elsewhere: Organization
    sam: Member
    sams_ticket: Ticket

    def acting(self, member: Member) -> Actor:
        return member_actor(member)

    def asking(self, contact: Contact) -> Actor:
        return contact_actor(contact)

    def ticket(self, subject: str = "Oven does not heat", **more: object) -> Ticket:
        """A ticket of Carl's, opened by his mail."""
        written = tickets.Written(text="The big oven stays cold since this morning.")
        arguments = {"requester": self.carl, "by": self.asking(self.carl), "at": NOON, "source": "email", "written": written}
        return tickets.open_ticket(subject=subject, **{**arguments, **more})  # type: ignore[arg-type]


def build() -> World:
    """Build the cast; afterwards no organization is entered."""
    pine = organizations.create(name="Pine Support", prefix="PINE", at=NOON)
    with entered(pine.pk):
        people.create_builtin_roles()
        root, ada, lena, otto, vic = (
            _member(name, role)
            for name, role in (
                ("Root", "admin"),
                ("Ada", "agent"),
                ("Lena", "manager"),
                ("Otto", "agent"),
                ("Vic", "viewer"),
            )
        )
        support = people.create_team(name="Support", members=[ada, lena], lead=lena, by=SYSTEM, at=NOON)
        bakery = people.create_company(fields={"name": "Pine Bakery"}, domains=["bakery.example"], by=SYSTEM, at=NOON)
        carl = people.contact_for(email="carl@bakery.example", name="Carl Crumb", by=SYSTEM, at=NOON)
        mia = people.contact_for(email="mia@bakery.example", name="Mia Malt", by=SYSTEM, at=NOON)
    elsewhere = organizations.create(name="Elsewhere", prefix="ELSE", at=NOON)
    with entered(elsewhere.pk):
        people.create_builtin_roles()
        sam = _member("Sam", "admin")
        sams_ticket = tickets.open_ticket(
            subject="Secret of Elsewhere", by=member_actor(sam), at=NOON, source="web",
            written=tickets.Written(text="Nobody in Pine may read this."),
        )  # fmt: skip
    return World(pine, root, ada, lena, otto, vic, support, bakery, carl, mia, elsewhere, sam, sams_ticket)


def _member(name: str, role: str) -> Member:
    email = f"{name.lower()}@usher.example"
    return people.add_member(email=email, name=name, role=role, password=PASSWORD, by=SYSTEM, at=NOON)

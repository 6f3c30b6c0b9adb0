"""The organizations of the corpus, each with members, teams, contacts and a token."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from usher.base.tenancy import entered
from usher.cli.generate.words import FIRST_NAMES, LAST_NAMES
from usher.organizations import actions as organizations
from usher.organizations.models import Organization
from usher.organizations.queries import organization_id_of
from usher.people import actions as people
from usher.people.actors import SYSTEM
from usher.people.models import Company, Contact, ContactAddress
from usher.people.permissions import SCOPES
from usher.tickets import actions as tickets
from usher.tickets.models import TicketType

MEMBERS, TEAMS, COMPANIES, CONTACTS = 12, 4, 50, 1000
LABELS = ("bug", "billing", "urgent", "vip", "hardware", "network", "training", "waiting-external")


@dataclass(frozen=True, slots=True)
class Place:
    """One organization of the corpus and the ids its tickets are made of."""

    organization_id: int
    slug: str
    prefix: str
    token: str
    members: list[tuple[int, str]]
    teams: list[int]
    types: list[int]
    labels: list[int]
    contacts: list[tuple[int, str, str, int | None]]  # id, name, address, company


def add_organization() -> Place:
    """A new organization with twelve members, four teams, fifty companies and a thousand contacts."""
    now = datetime.now(UTC)
    organization = _new(now)
    with entered(organization.pk):
        people.create_builtin_roles()
        team_of = [f"{name.lower()}@{organization.slug}.example" for name in FIRST_NAMES[:MEMBERS]]
        members = [
            people.add_member(
                email=email, name=f"{FIRST_NAMES[n]} {LAST_NAMES[n]}", role="admin" if n == 0 else "agent", by=SYSTEM, at=now
            )
            for n, email in enumerate(team_of)
        ]
        teams = [
            people.create_team(name=f"Team {n + 1}", members=members[n::TEAMS], lead=members[n], by=SYSTEM, at=now)
            for n in range(TEAMS)
        ]
        types = [TicketType.objects.create(name=name, created_at=now).pk for name in ("Question", "Incident", "Request")]
        labels = [tickets.create_label(name=name, hue=None, by=SYSTEM, at=now).pk for name in LABELS]
        _, token = people.issue_token(name="Generated", scopes=list(SCOPES), by=SYSTEM, at=now, created_by=members[0])
        return Place(
            organization.pk, organization.slug, organization.prefix, token, [(m.pk, m.name) for m in members],
            [team.pk for team in teams], types, labels, _contacts(now),
        )  # fmt: skip


def _new(now: datetime) -> Organization:
    number = 1
    while organization_id_of(f"corpus-{number}") is not None:
        number += 1
    return organizations.create(name=f"Corpus {number}", prefix=f"CO{number}", slug=f"corpus-{number}", at=now)


def _contacts(now: datetime) -> list[tuple[int, str, str, int | None]]:
    chance = random.Random(1)
    companies = Company.objects.bulk_create(
        Company(name=f"{LAST_NAMES[n % 24]} & Co {n}", created_at=now) for n in range(COMPANIES)
    )
    made = Contact.objects.bulk_create(
        Contact(
            name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}",
            email=f"contact{n}@company{n % COMPANIES}.example",
            company=companies[n % COMPANIES], hue=n % 24, created_at=now,
        )
        for n in range(CONTACTS)
    )  # fmt: skip
    ContactAddress.objects.bulk_create(ContactAddress(contact=contact, email=contact.email) for contact in made)
    return [(contact.pk, contact.name, contact.email, contact.company_id) for contact in made]

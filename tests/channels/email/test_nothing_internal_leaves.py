"""S08 and A06: whatever happens to tickets, in whatever order, nothing internal leaves, and nobody reads another's words.

A walk through the verbs with all dice thrown by a seed. Each text carries a word of its own; the walk remembers who may
know it: members only, or the circle (a company, or a person without one) whose ticket it was public on.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.channels.email.conftest import Post
from tests.mail.letters import letter, read
from tests.tickets.test_merging import dora
from tests.world import NOON, World
from usher.api.tickets.finding import ticket_named
from usher.base.refusals import Refused
from usher.mail import actions as mails
from usher.mail.models import OutgoingMail, Recipient
from usher.mail.models.outgoing import RecipientState
from usher.organizations.actions import change
from usher.people import actions as people
from usher.people.actors import SYSTEM, Actor, contact_actor
from usher.people.models import Contact, ContactAddress
from usher.search.queries import search_tickets
from usher.tickets import actions
from usher.tickets.access import may, visible_to
from usher.tickets.actions.sending_pending import send_due
from usher.tickets.models import Message, PendingReply, Ticket

STEPS = 40


def circle(contact: Contact | None) -> str:
    if contact is None:
        return "nobody"
    return f"company {contact.company_id}" if contact.company_id else f"person {contact.pk}"


@dataclass
class Walk:
    """One history. `knows` maps each word to the circles that may read it; members may read all."""

    post: Post
    dice: random.Random
    contacts: list[Contact]
    by: Actor
    knows: dict[str, set[str]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    count: int = 0

    def word(self, ticket: Ticket | None, writer: Contact | None, *, public: bool) -> str:
        self.count += 1
        word = f"word{self.count}x"
        self.knows[word] = {circle(writer)} if writer else set()
        if public and ticket and not ticket.is_internal:
            self.knows[word].add(circle(ticket.requester))
            for email in ticket.participants.values_list("email", flat=True):
                address = ContactAddress.objects.filter(email=email).select_related("contact").first()
                self.knows[word].add(circle(address.contact) if address else email)
        return word

    def ticket(self) -> Ticket:
        return self.dice.choice(list(Ticket.objects.filter(deleted_at=None).select_related("requester").order_by("pk")))

    def step(self) -> None:
        verb = self.dice.choice(VERBS)
        with suppress(Refused):
            verb(self, self.ticket())
        self.post.work()
        if self.dice.random() < 0.5:  # the rest stays waiting, and may be called back
            Recipient.objects.filter(state=RecipientState.QUEUED).update(state=RecipientState.ACCEPTED)
        self.check_mail()
        self.check_readers()

    def check_mail(self) -> None:
        for mail in OutgoingMail.objects.exclude(pk__in=self.seen):
            self.seen.add(mail.pk)
            ticket = Ticket.objects.get(pk=mail.ticket_id)
            if mail.purpose.startswith("held-"):  # to the member whose reply stayed: where it is, and nothing else
                assert not self.words_in(bytes(mail.content).decode())
                continue
            assert not ticket.is_internal, f"{mail.purpose} left {ticket.code}, which is internal"
            text = read(mail.content).get_body(("plain",)).get_content() + mail.subject
            to = {circle(ContactAddress.objects.get(email=row.address).contact) for row in mail.recipients.all()}
            for word in self.words_in(text):
                assert to <= self.knows[word] | {"nobody"}, f"{word} went to {to}, but only {self.knows[word]} may know it"
        waiting = OutgoingMail.objects.filter(recipients__state=RecipientState.QUEUED).exclude(purpose__startswith="held-")
        assert not Ticket.objects.filter(pk__in=waiting.values("ticket_id"), visibility="internal").exists()

    def check_readers(self) -> None:
        for contact in self.contacts:
            reader = contact_actor(contact)
            assert search_tickets(reader, "word1x") == []
            for ticket in Ticket.objects.all():
                seen = may(reader, "view", ticket).allowed
                assert seen == visible_to(reader).filter(pk=ticket.pk).exists()
                assert not (seen and ticket.is_internal)
                for message in ticket.messages.filter(is_public=True) if seen else Message.objects.none():
                    for word in self.words_in(message.text):
                        assert circle(contact) in self.knows[word], f"{contact} reads {word} on {ticket.code}"
            with pytest.raises(Refused):
                ticket_named(str(Ticket.objects.order_by("pk")[0].pk), reader)

    def words_in(self, text: str) -> list[str]:
        return [word for word in self.knows if word in text]


def reply(walk: Walk, ticket: Ticket) -> None:
    actions.reply(ticket, actions.Written(text=walk.word(ticket, None, public=True)), by=walk.by, at=NOON)


def note(walk: Walk, ticket: Ticket) -> None:
    actions.note(ticket, actions.Written(text=walk.word(ticket, None, public=False)), by=walk.by, at=NOON)


def update(walk: Walk, ticket: Ticket) -> None:
    public = walk.dice.random() < 0.5
    written = actions.Written(text=walk.word(ticket, None, public=public))
    actions.update(ticket, written, by=walk.by, at=NOON, is_public=public)


def mail_in(walk: Walk, ticket: Ticket) -> None:
    writer = walk.dice.choice(walk.contacts)
    sent = OutgoingMail.objects.filter(ticket_id=ticket.pk).last()
    word = walk.word(ticket if ticket.requester_id == writer.pk else None, writer, public=True)
    more = {"In_Reply_To": sent.message_id} if sent else {}
    walk.post.arrive(letter(sender=f"{writer.name} <{writer.email}>", subject=f"Re: [{ticket.code}]", text=word, **more))


def mail_new(walk: Walk, ticket: Ticket) -> None:
    writer = walk.dice.choice(walk.contacts)
    walk.post.arrive(
        letter(sender=f"{writer.name} <{writer.email}>", subject="New", text=walk.word(None, writer, public=True))
    )


def show(walk: Walk, ticket: Ticket) -> None:
    actions.set_visibility(ticket, to="public" if ticket.is_internal else "internal", by=walk.by, at=NOON)


def move(walk: Walk, ticket: Ticket) -> None:
    actions.move(ticket, to=walk.dice.choice(["closed", "resolved", "open", "on_hold"]), by=walk.by, at=NOON)


def merge(walk: Walk, ticket: Ticket) -> None:
    dice = walk.dice
    options = actions.MergeOptions(
        comments=dice.random() < 0.8, close=dice.random() < 0.8, comment=walk.word(None, None, public=False)
    )
    actions.merge(ticket, sources=[walk.ticket().pk], by=walk.by, at=NOON, options=options)


def unmerge(walk: Walk, ticket: Ticket) -> None:
    merged = list(Ticket.objects.exclude(merged_into=None).order_by("pk"))
    if merged:
        actions.unmerge(walk.dice.choice(merged), by=walk.by, at=NOON)


def split(walk: Walk, ticket: Ticket) -> None:
    messages = list(ticket.messages.order_by("pk"))
    if messages:
        chosen = walk.dice.choice(messages)
        keeps = walk.dice.random() < 0.5
        actions.split(ticket, messages=[chosen.pk], subject="Split", by=walk.by, at=NOON, keeps=keeps)


def move_company(walk: Walk, ticket: Ticket) -> None:
    contact = walk.dice.choice(walk.contacts)
    requester = contact if walk.dice.random() < 0.5 else None
    actions.move_to_company(ticket, to=contact.company, requester=requester, by=walk.by, at=NOON)


def set_requester(walk: Walk, ticket: Ticket) -> None:
    contact = walk.dice.choice([*walk.contacts, None])
    actions.edit(ticket, by=walk.by, at=NOON, changes={"requester": contact})


def follow_up(walk: Walk, ticket: Ticket) -> None:
    if ticket.is_closed:
        actions.open_follow_up(ticket, None, by=walk.by, at=NOON, source="web")


def send_again(walk: Walk, ticket: Ticket) -> None:
    last = Recipient.objects.order_by("-pk").first()
    if last:
        Recipient.objects.filter(pk=last.pk).update(state=RecipientState.FAILED)
        mails.resend(last, by=walk.by, at=NOON)


def plan(walk: Walk, ticket: Ticket) -> None:
    written = actions.Written(text=walk.word(ticket, None, public=True))
    actions.send_later(ticket, written, actions.Plan(NOON + timedelta(hours=1)), by=walk.by, at=NOON)


def send_planned(walk: Walk, ticket: Ticket) -> None:
    for row in PendingReply.objects.filter(held_at=None).select_related("ticket").order_by("pk"):
        for email in row.ticket.participants.values_list("email", flat=True):  # who joined since gets what is sent since
            address = ContactAddress.objects.filter(email=email).select_related("contact").first()
            walk.knows[row.text].add(circle(address.contact) if address else email)
        send_due(row.pk, NOON + timedelta(days=1))


VERBS: list[Callable[[Walk, Ticket], Any]] = [
    reply, reply, note, update, mail_in, mail_in, mail_new, show, show, move, merge, merge, unmerge, split, move_company,
    set_requester, follow_up, send_again, plan, send_planned,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_S08_nothing_internal_leaves_and_nobody_reads_what_was_written_for_others(post: Post, seed: int) -> None:
    world: World = post.world
    if seed % 2:  # replies repeat the whole conversation, and notices leave too
        mails.change_mailbox(post.mailbox, changes={"quoting": "all"}, by=SYSTEM, at=NOON)
        change(world.pine, by=SYSTEM, at=NOON, changes={"tells_closure": True})
    lone = people.contact_for(email="eve@mail.example", name="Eve", by=SYSTEM, at=NOON)
    walk = Walk(post, random.Random(seed), [world.carl, dora(), lone], world.acting(world.lena))
    for contact in walk.contacts:
        written = letter(sender=f"{contact.name} <{contact.email}>", text=walk.word(None, contact, public=True))
        post.arrive(written)
        walk.check_mail()
    for _ in range(STEPS):
        walk.step()
    assert walk.seen, "the walk mailed nothing, so it proved nothing"


def test_hints_to_open_pages_name_tickets_and_tell_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr("usher.tickets.reactions.publish", lambda *topics: told.extend(topics))
    ticket = world.ticket("Secret plan", visibility="internal")
    actions.note(ticket, actions.Written(text="secret"), by=world.acting(world.ada), at=NOON)
    assert told and set(told) == {f"ticket:{ticket.pk}", "tickets"}


def test_files_of_internal_tickets_open_for_members_only(world: World) -> None:
    ticket = world.ticket(visibility="internal")
    assert Client().get(f"/pine-support/tickets/{ticket.number}/files/1").status_code == 302

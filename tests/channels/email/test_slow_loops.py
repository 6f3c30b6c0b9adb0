"""Two machines that write to each other over a slow relay which takes away every mark that machines know each other by."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.channels.email.conftest import Post
from tests.channels.email.test_loops import MARKS, TRACES
from tests.mail.letters import letter
from usher.base.tenancy import entered
from usher.channels.email.telling import caps
from usher.channels.email.telling.machines import acknowledges_us
from usher.mail.actions import lift, set_words
from usher.mail.incoming.ledger import Delivery, take
from usher.mail.incoming.settling import settle_mailbox
from usher.mail.models import Mailbox, OutgoingMail, Suspension
from usher.organizations.actions import change
from usher.people.actors import SYSTEM

Clock = Callable[[timedelta], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Moves the clock forward."""
    real, passed = timezone.now, [timedelta()]

    def now() -> datetime:
        return real() + passed[0]

    def add(time: timedelta) -> None:
        passed[0] += time

    monkeypatch.setattr(timezone, "now", now)
    return add


def stripped(raw: bytes) -> bytes:
    return TRACES.sub(b"", MARKS.sub(b"", raw.replace(b"\r\n", b"\n")))


def own_words(post: Post, organization_id: int, text: str) -> None:
    with entered(organization_id):
        set_words("acknowledgement", mailbox=None, language="", subject=text, text=text, by=SYSTEM, at=timezone.now())


@pytest.mark.parametrize("delay", [timedelta(minutes=5), timedelta(hours=2), timedelta(days=1)], ids=str)
@pytest.mark.parametrize("case", ["the same words", "other words", "another language", "code in front"])
def test_L01_two_ushers_with_a_slow_relay_exchange_at_most_two_mails(
    post: Post, later: Clock, delay: timedelta, case: str
) -> None:
    pine, elsewhere = post.world.pine, post.world.elsewhere
    with entered(elsewhere.pk):
        theirs = Mailbox.objects.create(address="desk@else.example", smtp_host="sink", created_at=timezone.now())
        if case == "another language":
            change(elsewhere, by=SYSTEM, at=timezone.now(), changes={"language": "fi"})
    if case == "other words":
        own_words(post, elsewhere.pk, "Thank you, {{requester.name}}! We look at {{ticket.subject}} soon")
    if case == "code in front":
        own_words(post, elsewhere.pk, "{{ticket.code}}: here")
    boxes = {"desk@else.example": (elsewhere.pk, theirs), "help@pine.example": (pine.pk, post.mailbox)}
    carried: set[int] = set()
    post.arrive(stripped(letter(sender="Desk <desk@else.example>", subject="Hello")))
    for _ in range(100):
        later(delay)
        new: list[OutgoingMail] = []
        for organization_id, _box in boxes.values():
            with entered(organization_id):
                new += OutgoingMail.objects.exclude(pk__in=carried).prefetch_related("recipients")
        for mail in new:
            carried.add(mail.pk)
            (recipient,) = mail.recipients.all()
            organization_id, box = boxes[recipient.address]
            with entered(organization_id):
                delivery = Delivery("smtp", mail.envelope_from, recipient.address)
                take(box, stripped(bytes(mail.content)), delivery, at=timezone.now())
                settle_mailbox(organization_id, box.pk)
                post.work()
    assert len(carried) == 2


def test_a_customers_second_request_is_acknowledged_like_the_first(post: Post, later: Clock) -> None:
    for subject in ("The oven", "Order #4711 did not come", "HP-4500 jams", "Re: Covid-19 rules"):
        post.arrive(letter(subject=subject, text=f"About {subject}"))
        later(timedelta(minutes=5))
    assert len(post.outbox("acknowledgement")) == 4


def test_who_writes_again_about_a_closed_ticket_and_names_it_is_acknowledged(post: Post, later: Clock) -> None:
    first = post.ticket_of(post.arrive(letter(message_id="<1@bakery.example>")))
    assert acknowledges_us(f"Re: The oven [{first.code}]", ["We have it"]) == ""
    assert "another helpdesk" in acknowledges_us("[ELSE-9] The oven", ["We have it"])


def test_a_slow_machine_without_codes_is_braked_within_a_day_and_a_member_resumes_it(
    post: Post, later: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caps, "PER_DAY", 3)
    words = ["oven", "fridge", "mixer", "till", "lamp"]
    for word in words:
        post.arrive(letter(subject=f"The {word}"))
        later(timedelta(hours=2))
    assert len(post.outbox("acknowledgement")) == 3
    brake = Suspension.objects.get()
    assert "3 automatic mails within a day" in brake.quiet_because
    lift(brake, by=SYSTEM, at=timezone.now())
    post.arrive(letter(subject="The roof"))
    assert len(post.outbox("acknowledgement")) == 4

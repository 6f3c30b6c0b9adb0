"""A reply that Usher itself fails to mail is told on its ticket."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.channels.email.conftest import Post
from tests.mail.letters import letter
from tests.world import NOON
from usher.base.tenancy import current_id
from usher.channels.email import reactions
from usher.channels.email.leaving.failing import Mailed, mail_again
from usher.events.jobs import react
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets.models import Message


def broken(*_: object) -> None:
    raise RuntimeError("the composer broke")


def test_a_reply_that_cannot_be_mailed_says_so_and_is_tried_again_by_a_person(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = post.ticket_of(post.arrive(letter()))
    message = tickets.reply(ticket, tickets.Written(text="Hi"), by=post.world.acting(post.world.ada), at=NOON)
    (job,) = [job for job in ProcrastinateJob.objects.order_by("pk") if "mail_out" in job.args.get("reaction", "")][-1:]
    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(reactions, "send_reply", broken)
        react(**job.args)
    assert job.args["organization_id"] == current_id()
    message = Message.objects.get(pk=message.pk)
    assert "the composer broke" in message.unmailed and post.outbox("reply") == []
    mail_again(message, by=SYSTEM, at=NOON)
    post.work()
    assert len(post.outbox("reply")) == 1 and Message.objects.get(pk=message.pk).unmailed == ""
    with pytest.raises(Mailed):
        mail_again(Message.objects.get(pk=message.pk), by=SYSTEM, at=NOON)

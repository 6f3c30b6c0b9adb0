"""A sender is killed in the worst moment: the message is handed over, and nobody could write down what became of it."""

import os
import signal

from django.db import connections
from django.utils import timezone

from tests.mail.outgoing.test_sending import put, states
from tests.servers import HOST, Received, smtp_server
from tests.world import World
from usher.base.tenancy import entered
from usher.mail.actions import create_mailbox
from usher.mail.outgoing.sending import attempt
from usher.people.actors import SYSTEM


def test_S01_killed_between_the_final_dot_and_the_commit_it_is_unknown_and_not_sent_again(committed: World) -> None:
    pine = committed.pine.pk
    with smtp_server() as server:
        fields = {"address": "help@pine.example", "smtp_host": HOST, "smtp_port": server.port, "smtp_encryption": "none"}
        with entered(pine):
            mail = put(
                create_mailbox(fields=fields, by=SYSTEM, at=timezone.now()), "carl@bakery.example", "mia@else.example"
            )
        connections.close_all()
        sender = os.fork()
        if sender == 0:
            try:
                attempt(pine, mail.pk)
            finally:
                os._exit(0)

        def kill(received: Received) -> None:
            os.kill(sender, signal.SIGKILL)

        server.on_data = kill
        _, status = os.waitpid(sender, 0)
        assert os.WIFSIGNALED(status) and len(server.mails) == 1
        with entered(pine):
            assert states(mail) == ["sending", "sending"]
        assert attempt(pine, mail.pk) is None
        with entered(pine):
            assert states(mail) == ["unknown", "unknown"]
        assert len(server.mails) == 1

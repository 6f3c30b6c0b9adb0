"""All that people can do with mailboxes and their mail, on one screen."""

from usher.mail.actions.answering_sunk import answer_sunk
from usher.mail.actions.cancelling import cancel
from usher.mail.actions.changing_mailboxes import change_mailbox
from usher.mail.actions.creating_mailboxes import create_mailbox
from usher.mail.actions.forgetting import forget
from usher.mail.actions.retrying import retry
from usher.mail.actions.switching_mailboxes import activate, deactivate
from usher.mail.actions.testing_mailboxes import Check, Report, test_connection
from usher.mail.outgoing.again import send_again as resend

__all__ = [
    "Check", "Report", "activate", "answer_sunk", "cancel", "change_mailbox", "create_mailbox", "deactivate", "forget",
    "resend", "retry", "test_connection",
]  # fmt: skip

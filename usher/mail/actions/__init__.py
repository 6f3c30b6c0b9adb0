"""All that people can do with mailboxes and their mail, on one screen."""

from usher.mail.actions.answering_sunk import answer_sunk
from usher.mail.actions.cancelling import cancel
from usher.mail.actions.changing_mailboxes import change_mailbox, drafted
from usher.mail.actions.connecting_accounts import connect_account, disconnect_account
from usher.mail.actions.correcting import correct
from usher.mail.actions.creating_mailboxes import create_mailbox
from usher.mail.actions.forgetting import forget
from usher.mail.actions.lifting import lift
from usher.mail.actions.making_webhook_addresses import make_webhook_address
from usher.mail.actions.recounting import recount
from usher.mail.actions.retrying import retry
from usher.mail.actions.reviewing import NotWaiting, accept, dismiss
from usher.mail.actions.signing_mail import NoKey, make_dkim_key, sign_as_published, start_signing, stop_signing
from usher.mail.actions.switching_mailboxes import activate, deactivate
from usher.mail.actions.testing_mailboxes import Check, Report, test_connection
from usher.mail.actions.wording import reset_words, set_words
from usher.mail.outgoing.again import send_again as resend

__all__ = [
    "Check", "NoKey", "NotWaiting", "Report", "accept", "activate", "answer_sunk", "cancel", "change_mailbox",
    "connect_account", "correct", "create_mailbox", "deactivate", "disconnect_account", "dismiss", "drafted",
    "forget", "lift", "make_dkim_key", "make_webhook_address", "recount", "resend", "reset_words", "retry",
    "set_words", "sign_as_published", "start_signing", "stop_signing", "test_connection",
]  # fmt: skip

"""The addresses of mailboxes and what is done with them."""

from django.urls import path

from usher.api.mailboxes.deeds import MailboxConnection, MailboxRecount, MailboxWebhookAddress
from usher.api.mailboxes.resource import Mailboxes, OneMailbox
from usher.api.mailboxes.signing import MailboxSigning, MailboxSigningCheck, MailboxSigningKey
from usher.api.mailboxes.testing import MailboxTest, NewMailboxTest

MAILBOXES = [
    path("mailboxes", Mailboxes.as_view()),
    path("mailboxes/test-settings", NewMailboxTest.as_view()),
    path("mailboxes/<str:id>", OneMailbox.as_view()),
    path("mailboxes/<str:id>/test", MailboxTest.as_view()),
    path("mailboxes/<str:id>/recount", MailboxRecount.as_view()),
    path("mailboxes/<str:id>/connection", MailboxConnection.as_view()),
    path("mailboxes/<str:id>/webhook-address", MailboxWebhookAddress.as_view()),
    path("mailboxes/<str:id>/signing", MailboxSigning.as_view()),
    path("mailboxes/<str:id>/signing/key", MailboxSigningKey.as_view()),
    path("mailboxes/<str:id>/signing/check", MailboxSigningCheck.as_view()),
]

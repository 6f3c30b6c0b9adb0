"""The providers whose inbound mail is understood, and how each proves that it is the one that posts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from usher.mail.incoming.hooks import letters
from usher.mail.incoming.hooks.letters import Fields, Letter

BASIC = _(
    "Optional: user:password, which also stands in the address that you give to the provider (https://user:password@…)."
)


@dataclass(frozen=True, slots=True)
class Provider:
    """`view` is django-anymail's; `secret` the name under which it wants ours, `is_needed` whether it must be there.

    `read` takes the message as it was sent; without it, or where the provider sends only pieces, anymail puts it together.
    """

    name: str
    view: str
    secret: str
    is_needed: bool
    help: str | Promise
    setting: str | Promise  # what is to be chosen at the provider
    read: Callable[[HttpRequest, Fields], Sequence[Letter]] | None
    ending: str = ""  # of the address


PROVIDERS: dict[str, Provider] = {
    "amazon": Provider(
        "Amazon SES", "", "", False, _("Optional: the topic's ARN; posts of other topics are refused then."),
        _("A receipt rule that publishes to an SNS topic (encoding Base64) with this address as its HTTPS subscription."),
        letters.amazon,
    ),
    "mailersend": Provider(
        "MailerSend", "mailersend.MailerSendInboundWebhookView", "inbound_secret", True, _("The inbound route's secret."),
        _("An inbound route that posts to this address."), letters.mailersend,
    ),
    "mailgun": Provider(
        "Mailgun", "mailgun.MailgunInboundWebhookView", "webhook_signing_key", True, _("The HTTP webhook signing key."),
        _("A route with the action forward to this address. Because it ends in “mime”, messages come as they were sent."),
        letters.mailgun, "/mime",
    ),
    "mailjet": Provider(
        "Mailjet", "mailjet.MailjetInboundWebhookView", "webhook_secret", False, BASIC,
        _("A parse route to this address."), None,
    ),
    "mandrill": Provider(
        "Mandrill", "mandrill.MandrillCombinedWebhookView", "webhook_key", True, _("The key of the webhook."),
        _("An inbound route that posts to this address."), letters.mandrill,
    ),
    "postal": Provider(
        "Postal", "postal.PostalInboundWebhookView", "webhook_key", True, _("The server's public key, without its frame."),
        _("An HTTP endpoint that gets the raw message."), letters.postal,
    ),
    "postmark": Provider(
        "Postmark", "postmark.PostmarkInboundWebhookView", "webhook_secret", False, BASIC,
        _("The inbound webhook of a server, with “Include raw email content”."), letters.postmark,
    ),
    "sendgrid": Provider(
        "SendGrid", "sendgrid.SendGridInboundWebhookView", "webhook_secret", False, BASIC,
        _("Inbound Parse to this address, with “Post the raw, full MIME message”."), letters.sendgrid,
    ),
    "sparkpost": Provider(
        "SparkPost", "sparkpost.SparkPostInboundWebhookView", "webhook_secret", False, BASIC,
        _("A relay webhook to this address."), letters.sparkpost,
    ),
}  # fmt: skip

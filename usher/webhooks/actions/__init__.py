"""All that people can do with webhooks, on one screen."""

from usher.webhooks.actions.changing import change_webhook, delete_webhook, replace_secret
from usher.webhooks.actions.creating import create_webhook
from usher.webhooks.actions.redelivering import redeliver
from usher.webhooks.actions.testing import send_test

__all__ = ["change_webhook", "create_webhook", "delete_webhook", "redeliver", "replace_secret", "send_test"]

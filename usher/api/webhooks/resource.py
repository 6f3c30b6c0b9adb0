"""/api/webhooks and /api/webhook-events."""

from http import HTTPStatus

import msgspec
from dmr import Body, Path, modify

from usher.api.fields import IdPath, given, row_named
from usher.api.naming import named_as_sent
from usher.api.paging import Paged, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import INTEGRATIONS, require_scope
from usher.api.webhooks.shapes import (
    EventNamesShape,
    NewWebhookBody,
    NewWebhookShape,
    SecretShape,
    WebhookChangesBody,
    WebhookPage,
    WebhookShape,
    shape,
    shape_with_secret,
)
from usher.people.actors import Actor
from usher.webhooks import actions
from usher.webhooks.models import Webhook
from usher.webhooks.register import event_names


class WebhookEvents(Resource):
    """What webhooks can hear of."""

    @modify(tags=["Webhooks"])
    def get(self) -> EventNamesShape:
        """List the events.

        Their names, in alphabetical order.
        """
        require_scope(self.actor, INTEGRATIONS)
        return EventNamesShape(event_names())


class Webhooks(Resource):
    """Webhooks."""

    keeps_answers = False  # the secret is told once and kept nowhere in the clear

    @modify(tags=["Webhooks"])
    def get(self, parsed_query: Query[Paged]) -> WebhookPage:
        """List webhooks.

        By name; never their secrets.
        """
        require_scope(self.actor, INTEGRATIONS)
        rows, where = page_of(Webhook.objects.order_by("name", "id"), parsed_query)
        return WebhookPage([shape(row) for row in rows], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Webhooks"])
    def post(self, parsed_body: Body[NewWebhookBody]) -> NewWebhookShape:
        """Create a webhook.

        Its requests are signed as Standard Webhooks 1.0 says; the secret is in this answer only. Deliveries are tried for
        three days; after five days without any success the webhook is switched off.
        """
        with named_as_sent():
            row, secret = actions.create_webhook(fields=msgspec.structs.asdict(parsed_body), by=self.actor, at=self.at)
        return shape_with_secret(row, secret)


class OneWebhook(Resource):
    """One webhook."""

    @modify(tags=["Webhooks"])
    def get(self, parsed_path: Path[IdPath]) -> WebhookShape:
        """Read a webhook.

        Everything but its secret.
        """
        return shape(webhook_named(parsed_path.id, self.actor))

    @modify(tags=["Webhooks"])
    def patch(self, parsed_path: Path[IdPath], parsed_body: Body[WebhookChangesBody]) -> WebhookShape:
        """Change a webhook.

        Any of its fields; switching it on forgets how long it failed.
        """
        row = webhook_named(parsed_path.id, self.actor)
        fields = {name: value for name, value in msgspec.structs.asdict(parsed_body).items() if given(value)}
        with named_as_sent():
            return shape(actions.change_webhook(row, fields=fields, by=self.actor, at=self.at))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Webhooks"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Delete a webhook.

        It goes with the log of its deliveries.
        """
        actions.delete_webhook(webhook_named(parsed_path.id, self.actor), by=self.actor, at=self.at)


class WebhookSecret(Resource):
    """The secret of a webhook."""

    keeps_answers = False

    @modify(status_code=HTTPStatus.OK, tags=["Webhooks"])
    def post(self, parsed_path: Path[IdPath]) -> SecretShape:
        """Replace the secret.

        The new one is in this answer only; for a day requests carry signatures of both.
        """
        return SecretShape(actions.replace_secret(webhook_named(parsed_path.id, self.actor), by=self.actor, at=self.at))


def webhook_named(id: str, actor: Actor) -> Webhook:
    """The webhook, for those who manage integrations."""
    require_scope(actor, INTEGRATIONS)
    row: Webhook = row_named(Webhook.objects, id, "webhook")
    return row

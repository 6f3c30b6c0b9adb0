"""/api/webhooks/{id}/deliveries: the log, tests and repetitions."""

from http import HTTPStatus

import msgspec
from dmr import Path, modify

from usher.api.fields import IdPath, row_named
from usher.api.paging import Paged, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.webhooks.resource import webhook_named
from usher.api.webhooks.shapes import DeliveryPage, DeliveryShape, delivery_shape
from usher.base.refusals import Invalid
from usher.webhooks import actions
from usher.webhooks.models import DeliveryState


class DeliveryQuery(Paged):
    """Which deliveries."""

    state: str = ""


class DeliveryPath(msgspec.Struct):
    """A delivery of a webhook."""

    id: str
    delivery: str


class Deliveries(Resource):
    """The log of a webhook."""

    @modify(tags=["Webhooks"])
    def get(self, parsed_path: Path[IdPath], parsed_query: Query[DeliveryQuery]) -> DeliveryPage:
        """List deliveries.

        The newest first, for 30 days, each with its attempts; `state` is waiting, delivered or failed.
        """
        rows = webhook_named(parsed_path.id, self.actor).deliveries.order_by("-pk").prefetch_related("attempts")
        if parsed_query.state:
            if parsed_query.state not in DeliveryState.values:
                raise Invalid({"state": f"is one of {', '.join(DeliveryState.values)}."})
            rows = rows.filter(state=parsed_query.state)
        page, where = page_of(rows, parsed_query)
        return DeliveryPage([delivery_shape(row) for row in page], where)


class Redeliver(Resource):
    """Delivering again."""

    @modify(status_code=HTTPStatus.ACCEPTED, tags=["Webhooks"])
    def post(self, parsed_path: Path[DeliveryPath]) -> DeliveryShape:
        """Deliver an event once more.

        With the same id and body, so that the receiver can tell that it is the same.
        """
        rows = webhook_named(parsed_path.id, self.actor).deliveries
        row = row_named(rows, parsed_path.delivery, "delivery")
        return delivery_shape(actions.redeliver(row, by=self.actor, at=self.at))


class TestWebhook(Resource):
    """Trying whether anybody listens."""

    @modify(status_code=HTTPStatus.ACCEPTED, tags=["Webhooks"])
    def post(self, parsed_path: Path[IdPath]) -> DeliveryShape:
        """Send a test event.

        webhook.test, signed like every other; look into the log for what came back.
        """
        row = webhook_named(parsed_path.id, self.actor)
        return delivery_shape(actions.send_test(row, by=self.actor, at=self.at))

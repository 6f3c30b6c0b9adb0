from usher.webhooks.models.delivery import Attempt, Delivery, DeliveryState
from usher.webhooks.models.webhook import Webhook

__all__ = ["Attempt", "Delivery", "DeliveryState", "Webhook"]

"""Mail that a provider hands over by HTTP: one address for each mailbox, verified as the provider signs."""

from usher.mail.incoming.hooks.providers import PROVIDERS, Provider
from usher.mail.incoming.hooks.receiving import NotGenuine, TooLarge, place_of, receive

__all__ = ["PROVIDERS", "NotGenuine", "Provider", "TooLarge", "place_of", "receive"]

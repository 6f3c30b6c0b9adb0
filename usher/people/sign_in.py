"""What allauth asks of us."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: members are created or invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

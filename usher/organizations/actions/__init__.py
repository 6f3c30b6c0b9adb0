"""All that can happen to an organization."""

from usher.organizations.actions.changing import change
from usher.organizations.actions.creating import NameTaken, create

__all__ = ["NameTaken", "change", "create"]

"""Verbs speak of fields as rows have them; callers hear of them as their bodies do."""

from collections.abc import Iterator
from contextlib import contextmanager

from usher.base.refusals import Invalid


@contextmanager
def named_as_sent(**names: str) -> Iterator[None]:
    """Name the wrong fields of a refusal in camel case, or as `names` says: `named_as_sent(company="companyId")`."""
    try:
        yield
    except Invalid as refusal:
        raise Invalid({names.get(name) or camel(name): text for name, text in refusal.errors.items()}) from refusal


def camel(name: str) -> str:
    """hourly_rate → hourlyRate."""
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)

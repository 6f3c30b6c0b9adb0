"""What a process remembers and must forget when another one changes it: who a token is, what a member may.

The hints that reach open pages reach every process that listens; here its memories hear them too.
"""

from collections.abc import Callable, Collection

# The organization and its topics; None and nothing: hints may have been missed, forget everything.
Hearer = Callable[[int | None, Collection[str]], None]
_hearers: list[Hearer] = []


def hears(function: Hearer) -> Hearer:
    """Call the function with the topics of every change, soon after its commit; it must be quick and never fail."""
    _hearers.append(function)
    return function


def tell_hearers(organization_id: int | None = None, topics: Collection[str] = ()) -> None:
    """Pass on what changed, or that anything may have."""
    for hearer in _hearers:
        hearer(organization_id, topics)

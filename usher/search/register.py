"""What rooms tell the engine about their searchable things."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from usher.people.actors import Actor

Parts = list[tuple[str, str]]  # (weight A–D, text)


@dataclass(frozen=True, slots=True)
class Searchable:
    """A kind of thing that can be found.

    `parts_of` reads the text of the things with these ids; `all_ids` goes through every id of the organization in chunks;
    `visible` keeps the ids that the actor may see, in any order.
    """

    kind: str
    parts_of: Callable[[Sequence[int]], Iterator[tuple[int, Parts]]]
    all_ids: Callable[[], Iterator[list[int]]]
    visible: Callable[[Actor, list[int]], set[int]]


_kinds: dict[str, Searchable] = {}


def register(searchable: Searchable) -> None:
    """Make a kind searchable; called once, while the application starts."""
    _kinds[searchable.kind] = searchable


def searchable(kind: str) -> Searchable:
    """What is known of the kind."""
    return _kinds[kind]

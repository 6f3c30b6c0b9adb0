"""Small settings that every request needs, remembered per organization for a few seconds."""

import time
from collections.abc import Callable
from functools import update_wrapper
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection, transaction

from usher.base.tenancy.entering import current_id

Answer = TypeVar("Answer")
MOST = 2000  # organizations remembered; beyond it all are forgotten


class Remembered(Generic[Answer]):
    """A function without arguments that reads rows of the organization we are in and is asked again and again.

    Other processes see a change within `seconds`, this one with the commit, and the transaction that makes it at once:
    whoever changes what the function reads calls `forget()`. The answer is shared between threads: change nothing in it.
    """

    def __init__(self, function: Callable[[], Answer], seconds: float) -> None:
        self._function, self._seconds = function, seconds
        self._answers: dict[int, tuple[Answer, float]] = {}
        self._lock = Lock()
        update_wrapper(self, function)

    def __call__(self) -> Answer:
        organization_id = current_id()
        if self._is_being_changed(organization_id):
            return self._function()
        answer, until = self._answers.get(organization_id, (None, 0.0))
        if answer is not None and time.monotonic() < until:
            return answer
        fresh = self._function()
        with self._lock:
            if len(self._answers) >= MOST:
                self._answers.clear()
            self._answers[organization_id] = (fresh, time.monotonic() + self._seconds)
        return fresh

    def forget(self) -> None:
        """What the function reads changes in this transaction."""
        transaction.on_commit(_Forgetting(self, current_id()))

    def _is_being_changed(self, organization_id: int) -> bool:
        return any(
            isinstance(function, _Forgetting) and function.remembered is self and function.organization_id == organization_id
            for _, function, *_ in connection.run_on_commit
        )

    def drop(self, organization_id: int) -> None:
        with self._lock:
            self._answers.pop(organization_id, None)


class _Forgetting:
    """Stands in the list of what happens after the commit; a rollback takes it away again."""

    def __init__(self, remembered: Remembered[Answer], organization_id: int) -> None:
        self.remembered, self.organization_id = remembered, organization_id

    def __call__(self) -> None:
        self.remembered.drop(self.organization_id)


def remembered(*, seconds: float = 3.0) -> Callable[[Callable[[], Answer]], Remembered[Answer]]:
    """Make a function remember its answer per organization for some seconds; see `Remembered`."""
    return lambda function: Remembered(function, seconds)

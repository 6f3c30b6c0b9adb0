from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.world import World
from usher.frame.scoping import scoped


@scoped
def view(request: HttpRequest) -> HttpResponse:
    raise IntegrityError("duplicate key")


def test_who_comes_second_at_the_same_moment_is_told_so_and_nothing_broke(world: World) -> None:
    request: Any = RequestFactory().get("/pine-support/labels")
    request.user = world.ada.user
    answer = view(request, slug="pine-support")
    assert answer.status_code == 409
    assert b"at the same moment" in answer.content and b"duplicate key" not in answer.content

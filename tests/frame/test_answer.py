import json
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from usher.frame.answer import answer

PAGE, SWAP = "frame/error.html", "frame/problem.html"
CONTEXT = {"code": 404, "title": "Gone", "text": "Nothing here.", "problem": "A reply needs some text."}


def asking(method: str = "post", **headers: str) -> Any:
    request = getattr(RequestFactory(), method)("/t/12/close", headers=headers)
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return request


def htmx(method: str = "post", **more: str) -> Any:
    return asking(method, **{"HX-Request": "true", "HX-Request-Type": "partial", **more})


def told(request: HttpRequest) -> list[str]:
    return [str(message) for message in get_messages(request)]


def test_a_plain_browser_is_sent_on_and_told_on_the_next_page() -> None:
    request = asking()
    response = answer(request, page=PAGE, context=CONTEXT, swap=SWAP, to="/t/12", toast="Resolved", undo="/t/12/undo")
    assert (response.status_code, response["Location"]) == (303, "/t/12")
    assert [(str(m), m.extra_tags) for m in get_messages(request)] == [("Resolved", "/t/12/undo")]


def test_htmx_gets_the_pieces_and_the_toast() -> None:
    response = answer(htmx(), page=PAGE, context=CONTEXT, swap=SWAP, to="/t/12", toast="Gelöst", undo="/u")
    assert response.status_code == 200 and "needs some text" in response.content.decode()
    assert "<html" not in response.content.decode()
    assert json.loads(response["HX-Trigger"]) == {"usher:toast": {"text": "Gelöst", "kind": "", "undo": "/u", "seconds": 0}}
    assert response["HX-Trigger"].isascii()


def test_htmx_without_pieces_goes_to_the_next_page() -> None:
    request = htmx()
    response = answer(request, page=PAGE, context=CONTEXT, to="/t/13", toast="Created")
    assert response["HX-Redirect"] == "/t/13" and told(request) == ["Created"]


@pytest.mark.parametrize("request_", [asking(), htmx()], ids=["plain", "htmx"])
def test_a_refusal_is_drawn_in_place_with_422_and_announces_no_success(request_: Any) -> None:
    response = answer(request_, page=PAGE, context=CONTEXT, swap=SWAP, to="/t/12", status=422)
    assert response.status_code == 422 and "Location" not in response and "HX-Redirect" not in response
    assert told(request_) == []


def test_a_plain_browser_sees_the_whole_page_again_when_refused() -> None:
    assert "<html" in answer(asking(), page=PAGE, context=CONTEXT, swap=SWAP, status=422).content.decode()


@pytest.mark.parametrize(
    "headers", [{"HX-Request-Type": "full"}, {"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}]
)
def test_htmx_asking_for_a_whole_page_gets_one(headers: dict[str, str]) -> None:
    response = answer(htmx("get", **headers), page=PAGE, context=CONTEXT, swap=SWAP)
    assert "<html" in response.content.decode()


def test_caches_keep_page_and_piece_apart() -> None:
    assert "HX-Request" in answer(asking("get"), page=PAGE, context=CONTEXT)["Vary"]

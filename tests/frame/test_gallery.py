from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from usher.frame.gallery.showing import SCREENS, components


class Visitor:
    def __init__(self, is_staff: bool) -> None:
        self.is_staff = is_staff


def look(screen: str, *, staff: bool = True) -> str:
    request: Any = RequestFactory().get(f"/_components/{screen}?theme=dark")
    request.user = Visitor(staff)
    request._messages = []
    return components(request, screen).content.decode()


@pytest.mark.parametrize("screen", ["", *SCREENS])
def test_every_screen_can_be_drawn(screen: str) -> None:
    html = look(screen)
    assert 'data-theme="dark"' in html and "</html>" in html
    assert "<!--sprite-->" not in html and "style=" not in html


@pytest.mark.parametrize("screen", ["", "inbox"])
def test_strangers_find_nothing_there(screen: str, settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(Http404):
        look(screen, staff=False)


def test_a_screen_that_is_none_is_not_found() -> None:
    with pytest.raises(Http404):
        look("../settings")


def test_a_page_of_fifty_tickets_stays_small() -> None:
    from usher.frame.gallery.samples import rows

    assert len(rows()) == 10
    html = look("inbox")
    per_row = html[html.index("<tbody") : html.index("</tbody>")].count("<") / 2 / 10
    around = html.count("<") / 2 - per_row * 10
    assert around + per_row * 50 <= 2400  # elements

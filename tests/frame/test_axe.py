"""axe over the gallery: WCAG 2.2 AA and its best practice, in both themes and on a phone, with things open."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.frame.browser import LOOKS, SCREENS, needed

pytestmark = needed
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_screen(chromium: Any, site: str, look: str) -> None:
    context = chromium.new_context(base_url=site, bypass_csp=True, **LOOKS[look])
    page = context.new_page()
    found = {}
    for screen in SCREENS:
        page.goto(f"/_components/{screen}")
        violations = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        found[screen] = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in violations]
    context.close()
    assert {screen: problems for screen, problems in found.items() if problems} == {}


def test_axe_finds_nothing_in_menus_dialogs_and_palette(chromium: Any, site: str) -> None:
    context = chromium.new_context(base_url=site, bypass_csp=True, **LOOKS["dark"])
    page = context.new_page()
    page.goto("/_components/ticket")
    for keys in (["Control+k"], ["?"], None):
        if keys is None:
            page.click("#side .me")
        else:
            page.keyboard.press(keys[0])
        page.wait_for_timeout(250)
        assert Axe().run(page, options={"runOnly": RULES}).response["violations"] == []
        page.keyboard.press("Escape")
    context.close()

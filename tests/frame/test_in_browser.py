"""The behaviours as a person meets them, and axe over every screen of the gallery."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from playwright.sync_api import Page, Route, expect, sync_playwright

from tests.frame.browser import CHROMIUM, FLAGS, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
SCREENS = ("specimens", "inbox", "ticket", "settings", "sign-in")


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    middleware = [
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
        "csp.middleware.CSPMiddleware",
    ]
    changed = override_settings(
        DEBUG=True,
        ROOT_URLCONF="usher.frame.urls",
        STORAGES={"staticfiles": plain},
        MIDDLEWARE=middleware,
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    )
    with changed, served() as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, site: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=site, **LOOKS["light"])
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and "load resource" not in said.text else None,
    )
    yield page
    context.close()
    assert wrong == []


def answering(page: Page, status: int = 200, body: str = "", toast: str = "") -> list[str]:
    """Let every POST to /reply be answered so; the bodies that arrive are collected."""
    posted: list[str] = []
    headers = {"HX-Trigger": json.dumps({"usher:toast": {"text": toast}})} if toast else {}

    def fulfil(route: Route) -> None:
        posted.append(route.request.post_data or "")
        route.fulfill(status=status, content_type="text/html", headers=headers, body=body)

    page.route("**/reply", fulfil)
    page.goto("/_components/ticket")
    page.evaluate(
        "const f = document.querySelector('composer-box form'); f.setAttribute('hx-post', '/reply'); htmx.process(f, true)"
    )
    return posted


def drafts_gone(page: Page) -> None:
    """Wait until no draft is kept (the policy forbids the browser-side waiting that Playwright brings)."""
    for _ in range(100):
        if page.evaluate("sessionStorage.length") == 0:
            return
        page.wait_for_timeout(30)
    raise AssertionError("a draft is still kept")


def field(body: str, name: str) -> str:
    """One part of a multipart body, line ends as in a text."""
    return body.split(f'name="{name}"\r\n\r\n')[1].split("\r\n------")[0].replace("\r\n", "\n")


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


def test_a_list_is_walked_and_selected_by_keys(page: Page) -> None:
    page.goto("/_components/inbox")
    for key in ("j", "j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(page.locator("tr[data-sel]")).to_have_count(3)
    expect(page.locator(".bulk b")).to_have_text("3")
    page.keyboard.press("k")
    assert page.get_attribute("tr[data-cur]", "data-id") == "3"
    page.keyboard.press("Escape")
    expect(page.locator(".bulk")).to_be_hidden()


def test_single_keys_stay_silent_while_typing_and_when_switched_off(page: Page) -> None:
    page.goto("/_components/ticket")
    page.evaluate("document.documentElement.dataset.hotkeys = 'off'")
    page.keyboard.press("n")
    expect(page.locator("composer-box")).to_have_attribute("data-mode", "reply")
    page.evaluate("document.documentElement.dataset.hotkeys = ''")
    page.click(".cmp-text")
    page.keyboard.type("nnn")
    expect(page.locator("composer-box")).to_have_attribute("data-mode", "reply")


def test_a_reply_leaves_as_rich_and_plain_text_and_the_box_is_empty_again(page: Page) -> None:
    posted = answering(
        page, body='<hx-partial hx-target="#thread" hx-swap="beforeend"><li id="m9">Sent.</li></hx-partial>', toast="Sent"
    )
    page.keyboard.press("r")
    page.wait_for_selector(".ProseMirror")
    page.keyboard.type("Hello ")
    page.keyboard.press("Control+b")
    page.keyboard.type("Carl")
    page.keyboard.press("Control+Shift+Enter")
    expect(page.locator("#m9")).to_have_text("Sent.")
    expect(page.locator(".toast").first).to_contain_text("Sent")
    assert field(posted[0], "kind") == "reply" and field(posted[0], "then") == "resolve"
    assert field(posted[0], "text") == "Hello Carl"
    assert field(posted[0], "body_html") == "<p>Hello <strong>Carl</strong></p>"
    expect(page.locator(".ProseMirror")).to_have_text("")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_kept_note_comes_back_as_a_note_and_leaves_as_one(page: Page) -> None:
    posted = answering(page)
    page.keyboard.press("n")
    page.wait_for_selector(".ProseMirror")
    page.keyboard.type("Not for customers")
    page.reload()
    expect(page.locator("composer-box")).to_have_attribute("data-mode", "note")
    expect(page.locator(".cmp .primary").first).to_contain_text("Add note")
    page.evaluate(
        "const f = document.querySelector('composer-box form'); f.setAttribute('hx-post', '/reply'); htmx.process(f, true)"
    )
    page.click(".cmp-text")
    page.wait_for_selector(".ProseMirror")
    page.keyboard.press("Control+Enter")
    drafts_gone(page)
    assert field(posted[0], "kind") == "note" and field(posted[0], "text") == "Not for customers"
    assert field(posted[0], "body_html") == "<p>Not for customers</p>"


def test_a_second_note_after_the_first_is_still_a_note(page: Page) -> None:
    posted = answering(page)
    page.keyboard.press("n")
    page.wait_for_selector(".ProseMirror")
    for text in ("one", "two"):
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
        drafts_gone(page)
    assert [(field(body, "kind"), field(body, "text")) for body in posted] == [("note", "one"), ("note", "two")]


def test_a_refused_reply_keeps_its_text_and_says_why(page: Page) -> None:
    answering(page, status=422, body="The address is not one.")
    page.keyboard.press("r")
    page.wait_for_selector(".ProseMirror")
    page.keyboard.type("Kept")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#composer-error")).to_have_text("The address is not one.")
    expect(page.locator(".ProseMirror")).to_have_text("Kept")

"""What is typed in the composer is kept by the server: what the browser sends, and what a person sees of it."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Page, Route, expect

from tests.frame.browser import needed

pytestmark = needed
BOX = "composer-box"


class Keeper:
    """Answers /keep as the server would; `kept` maps kinds to (version, text), `posted` is what came."""

    def __init__(self, page: Page) -> None:
        self.kept = {"note": ("n1", "He pays late"), "reply": ("r1", "Dear Carl")}
        self.posted: list[dict[str, str]] = []
        page.route("**/keep", self.answer)
        page.route("**/reply", lambda route: route.fulfill(status=200, content_type="text/html", body=""))
        page.goto("/_components/drafts")

    def answer(self, route: Route) -> None:
        body = (route.request.post_data or "").replace("\r\n", "\n")
        parts = re.findall(r'name="([a-z_]+)"\n\n((?:(?!\n------)[\s\S])*)', body)
        values = {"text": "", "draft_version": ""} | dict(parts or parse_qsl(body))
        self.posted.append(values)
        kind = "update" if values["kind"] == "internal_update" else values["kind"]
        version, text = self.kept.get(kind, ("", ""))
        said: dict[str, Any] = {"version": f"v{len(self.posted)}", "at": "11:00"}
        status = 200
        if values.get("discard") or not values["text"].strip():
            self.kept.pop(kind, None)
            said = {"version": ""}
        elif values["draft_version"] != version:
            status, said = 409, {"version": version, "at": "10:59", "text": text, "html": "", "gone": not version}
        else:
            self.kept[kind] = (said["version"], values["text"])
        route.fulfill(status=status, content_type="application/json", body=json.dumps(said))


@pytest.fixture
def keeper(page: Page) -> Keeper:
    return Keeper(page)


def until(page: Page, happened: Callable[[], bool]) -> None:
    for _ in range(100):
        if happened():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen")


def type_on(page: Page, text: str) -> None:
    page.click(".cmp-text:visible")
    page.wait_for_selector(".ProseMirror")
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def test_a_pause_keeps_the_text_and_says_when(page: Page, keeper: Keeper) -> None:
    type_on(page, ", always")
    until(page, lambda: bool(keeper.posted))
    assert (keeper.posted[0]["kind"], keeper.posted[0]["text"]) == ("note", "He pays late, always")
    assert keeper.posted[0]["draft_version"] == "n1"
    expect(page.locator(".cmp-save")).to_contain_text("Draft saved 11:00")
    type_on(page, "!")
    until(page, lambda: len(keeper.posted) == 2)
    assert keeper.posted[1]["draft_version"] == "v1"
    assert page.evaluate("sessionStorage.length") == 0


def test_each_kind_has_its_own_text_and_a_mark_on_its_tab(page: Page, keeper: Keeper) -> None:
    expect(page.locator("#tab-reply .has-draft")).to_be_visible()
    page.click("#tab-reply")
    expect(page.locator("[name=text]")).to_have_value("Dear Carl")
    expect(page.locator("#tab-note .has-draft")).to_be_visible()
    page.click("#tab-note")
    expect(page.locator("[name=text]")).to_have_value("He pays late")


def test_a_note_that_moves_to_an_update_stays_inside(page: Page, keeper: Keeper) -> None:
    page.click("#tab-update")
    expect(page.locator(BOX)).to_have_attribute("data-private", "")
    expect(page.locator(".cmp .primary").first).to_contain_text("Add internal update")
    until(page, lambda: "update" in keeper.kept)
    assert keeper.posted[-1]["kind"] == "internal_update" and keeper.kept["update"][1] == "He pays late"
    assert "note" not in keeper.kept


def test_a_reply_that_moves_to_an_update_is_public_and_says_so(page: Page, keeper: Keeper) -> None:
    page.click("#tab-reply")
    page.click("#tab-update")
    expect(page.locator(BOX)).not_to_have_attribute("data-private", "")
    expect(page.locator(".cmp-pub")).to_be_visible()
    page.check("[name=inner]")
    expect(page.locator(".cmp-priv")).to_be_visible()
    until(page, lambda: bool(keeper.posted) and keeper.posted[-1]["kind"] == "internal_update")


@pytest.mark.parametrize(("choice", "text"), [("[data-take]", "From the phone"), ("[data-mine]", "He pays late!")])
def test_two_windows_choose(page: Page, keeper: Keeper, choice: str, text: str) -> None:
    keeper.kept["note"] = ("n2", "From the phone")
    type_on(page, "!")
    expect(page.locator("[data-other]")).to_contain_text("changed in another window")
    page.click(choice)
    expect(page.locator("[data-other]")).to_be_hidden()
    expect(page.locator(".ProseMirror")).to_have_text(text)
    until(page, lambda: keeper.kept["note"][1] == text)


def test_what_was_sent_elsewhere_is_told(page: Page, keeper: Keeper) -> None:
    del keeper.kept["note"]
    type_on(page, "!")
    expect(page.locator("[data-other]")).to_contain_text("sent or discarded in another window")
    expect(page.locator("[data-take]")).to_be_hidden()
    page.click("[data-mine]")
    until(page, lambda: keeper.kept.get("note", ("", ""))[1] == "He pays late!")


def test_sending_ends_the_draft(page: Page, keeper: Keeper) -> None:
    type_on(page, "!")
    with page.expect_request("**/reply") as sent:
        page.keyboard.press("Control+Enter")
    assert 'name="draft_version"' in (sent.value.post_data or "")
    expect(page.locator(".ProseMirror")).to_have_text("")
    expect(page.locator(".cmp-save")).to_be_hidden()
    page.wait_for_timeout(1200)
    assert not [values for values in keeper.posted if values["text"].strip() and not values.get("discard")]


def test_discarding_asks_and_empties_the_box(page: Page, keeper: Keeper) -> None:
    page.locator(".cmp-save").get_by_text("Discard").click()
    page.locator("#confirm").get_by_role("button", name="Discard draft").click()
    expect(page.locator("[name=text]")).to_have_value("")
    expect(page.locator(".cmp-save")).to_be_hidden()
    until(page, lambda: "note" not in keeper.kept)

"""The behaviours as a person meets them."""

import json
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.frame.browser import LOOKS, SCREENS, needed

pytestmark = needed


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


def test_a_letter_in_a_propertys_closed_list_is_a_command_and_never_a_value(page: Page) -> None:
    page.goto("/_components/ticket")
    page.keyboard.press("s")
    before = page.evaluate("document.activeElement.matches('select') && document.activeElement.value")
    assert before
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('body')")
    page.focus("select[data-hotkey=s]")
    page.keyboard.press("r")
    page.wait_for_selector(".ProseMirror:focus")
    assert page.input_value("select[data-hotkey=s]") == before


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
    expect(page.locator("#toasts[role=status] .toast").first).to_contain_text("Sent")  # a region that was there before
    assert field(posted[0], "kind") == "reply" and field(posted[0], "then") == "resolve"
    assert field(posted[0], "text") == "Hello Carl"
    assert field(posted[0], "body_html") == "<p>Hello <strong>Carl</strong></p>"
    expect(page.locator(".ProseMirror")).to_have_text("")
    assert page.evaluate("sessionStorage.length") == 0


def test_the_composer_follows_who_is_in_copy_and_keeps_what_its_author_chose(page: Page) -> None:
    page.goto("/_components/ticket")
    page.evaluate(
        """() => {
        const form = document.querySelector("composer-box form"), shown = document.createElement("input");
        Object.assign(shown, { type: "hidden", name: "cc_before", value: "" });
        form.append(shown);
        document.body.append(Object.assign(document.createElement("copies-now"), { id: "now" }));
        }"""
    )
    copies = page.locator("composer-box [name=cc]")

    def become(addresses: str) -> None:
        page.evaluate("a => document.getElementById('now').setAttribute('addresses', a)", addresses)

    become("kim@x.example, lea@x.example")
    expect(copies).to_have_value("kim@x.example, lea@x.example")
    copies.fill("lea@x.example, own@x.example")  # Kim shall not get this one, somebody else shall
    become("kim@x.example, lea@x.example, new@x.example")  # a mail brought them along
    expect(copies).to_have_value("lea@x.example, own@x.example, new@x.example")
    become("new@x.example")
    expect(copies).to_have_value("own@x.example, new@x.example")
    page.evaluate("document.querySelector('composer-box form').reset()")  # it was sent
    expect(copies).to_have_value("new@x.example")
    assert page.input_value("composer-box [name=cc_before]") == "new@x.example"
    copies.fill("")
    copies.press_sequentially("own@x.example\nnew@x.example")
    become("new@x.example, kim@x.example")
    expect(copies).to_have_value("own@x.example, new@x.example, kim@x.example")
    copies.fill(", ".join(f"somebody.{each}@a-long-name.example" for each in range(9)))
    assert copies.evaluate("box => box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth")


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


def test_a_hint_refreshes_its_piece_and_leaves_the_caret_alone(page: Page) -> None:
    hint = 'event: hint\ndata: {"t":["ticket:1"]}\n\n'
    page.route("**/events?**", lambda route: route.fulfill(status=200, content_type="text/event-stream", body=hint))
    piece = '<ol id="thread" data-live="ticket:1" data-live-src="/piece"><li class="msg" id="m1">Lena was here</li></ol>'
    page.route("**/piece", lambda route: route.fulfill(status=200, content_type="text/html", body=piece))
    page.goto("/_components/ticket")
    page.keyboard.press("r")
    page.wait_for_selector(".ProseMirror")
    page.keyboard.type("Hello Carl")
    page.keyboard.press("ArrowLeft")
    page.evaluate("""() => {
        document.documentElement.dataset.organization = "pulse";
        Object.assign(document.getElementById("thread").dataset, { live: "ticket:1", liveSrc: "/piece" });
        dispatchEvent(new Event("online"));
    }""")
    expect(page.locator("#thread")).to_have_text("Lena was here")
    page.keyboard.type("!")
    expect(page.locator(".ProseMirror")).to_have_text("Hello Car!l")


def test_being_offline_is_said(page: Page) -> None:
    page.goto("/_components/inbox")
    page.context.set_offline(True)
    expect(page.locator("#offline")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()


def test_a_property_saves_itself_when_it_changes(page: Page) -> None:
    page.route("**/set", lambda route: route.fulfill(status=200, body=""))
    page.goto("/_components/ticket")
    page.evaluate(
        "const f = document.querySelector('[data-autosave]'); f.setAttribute('hx-post', '/set'); htmx.process(f, true)"
    )
    with page.expect_request("**/set") as sent:
        page.select_option("select[name=status]", "resolved")
    assert "status=resolved" in (sent.value.post_data or "")


def test_a_menu_is_walked_by_arrows_and_letters_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/_components/inbox")
    page.click("#side .me")
    expect(page.get_by_role("link", name="Your profile")).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#m-account .menu-i").last).to_be_focused()
    page.keyboard.type("set")
    expect(page.locator("#m-account a", has_text="Settings")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#side .me")).to_be_focused()


def test_what_cannot_be_undone_asks_in_its_own_words(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.goto("/_components/specimens")
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("#confirm")).to_contain_text("They stay in the bin for 30 days.")
    page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert sent == []
    page.get_by_role("button", name="Confirm").click()
    with page.expect_request(lambda request: request.method == "POST"):
        page.locator("#confirm").get_by_role("button", name="Delete 3 tickets").click()


def test_the_palette_finds_commands_by_their_words(page: Page) -> None:
    page.goto("/_components/ticket")
    page.keyboard.press("Control+k")
    page.keyboard.type("internal note")
    expect(page.locator("[role=option]:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("composer-box")).to_have_attribute("data-mode", "note")


def test_the_theme_is_remembered_by_the_server(page: Page) -> None:
    page.goto("/_components/inbox")
    page.click("[data-theme-switch]")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_every_form_can_be_used_without_script(chromium: Any, site: str) -> None:
    context = chromium.new_context(base_url=site, java_script_enabled=False, **LOOKS["light"])
    page = context.new_page()
    page.goto("/_components/ticket")
    expect(page.locator("composer-box select[name=kind]")).to_be_visible()
    expect(page.locator("composer-box [name=cc]")).to_be_visible()
    expect(page.locator("#details").get_by_role("button", name="Save").first).to_be_visible()
    expect(page.locator("[role=tablist]")).to_be_hidden()
    context.close()


def test_on_a_phone_the_sections_wait_behind_one_button(chromium: Any, site: str) -> None:
    context = chromium.new_context(base_url=site, **LOOKS["phone"])
    page = context.new_page()
    page.goto("/_components/settings")
    sections = page.get_by_role("navigation", name="Sections")
    expect(sections).to_be_hidden()
    page.get_by_role("button", name="General").click()
    expect(sections.get_by_role("link", name="Teams")).to_be_visible()
    sections.get_by_role("button", name="Close").click()
    expect(sections).to_be_hidden()
    context.close()


def test_on_a_phone_every_deed_for_a_selection_is_in_sight(chromium: Any, site: str) -> None:
    context = chromium.new_context(base_url=site, **LOOKS["phone"])
    page = context.new_page()
    page.goto("/_components/inbox")
    page.evaluate("document.querySelectorAll('ticket-list .rows tbody .ck')[0].click()")
    bar = page.get_by_role("toolbar")
    expect(bar).to_be_visible()
    for button in bar.locator("> button:visible").all():
        box = button.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390, button.inner_text()
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_lost_at_320_pixels(chromium: Any, site: str, screen: str) -> None:
    context = chromium.new_context(base_url=site, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"/_components/{screen}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_no_key_is_lost_or_becomes_a_command_while_the_editor_arrives(page: Page) -> None:
    page.goto("/_components/ticket")
    page.click(".cmp-text")
    page.keyboard.type("no reply ever needs an explanation", delay=12)
    page.wait_for_selector(".ProseMirror")
    page.keyboard.type(", never")
    expect(page.locator(".ProseMirror")).to_have_text("no reply ever needs an explanation, never")
    expect(page.locator("composer-box")).to_have_attribute("data-mode", "reply")


def test_what_was_typed_without_the_editor_replaces_its_older_html(page: Page) -> None:
    page.goto("/_components/ticket")
    page.keyboard.press("r")
    page.wait_for_selector(".ProseMirror")
    page.keyboard.type("old")
    page.route("**/editor*.js", lambda route: route.abort())
    page.reload()
    page.click(".cmp-text")
    page.keyboard.press("End")
    page.keyboard.type(" and new")
    assert page.input_value("[name=text]") == "old and new"
    assert page.input_value("[name=body_html]") == ""


def test_an_arrow_opens_a_propertys_list_and_changes_nothing(page: Page) -> None:
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.goto("/_components/ticket")
    page.focus("select[data-hotkey=s]")
    before = page.input_value("select[data-hotkey=s]")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(200)
    assert page.evaluate("document.activeElement.matches(':open')")
    assert page.input_value("select[data-hotkey=s]") == before and not posted


def test_the_lines_above_a_text_are_kept_with_it(page: Page) -> None:
    def with_subject(route: Route) -> None:
        answer = route.fetch()
        area = '<textarea class="cmp-text"'
        route.fulfill(response=answer, body=answer.text().replace(area, f'<input name="subject" type="text">{area}'))

    page.route("**/_components/ticket", with_subject)
    page.goto("/_components/ticket")
    page.fill("[name=subject]", "Oven")
    page.click(".cmp-text")
    page.keyboard.type("It stays cold")
    page.goto("/_components/inbox")
    page.goto("/_components/ticket")
    expect(page.locator("[name=subject]")).to_have_value("Oven")
    assert page.input_value("textarea.cmp-text") == "It stays cold"

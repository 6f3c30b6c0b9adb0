"""What is typed in the composer is kept by the server."""

import json
from typing import Any

from tests.web.tickets.conftest import Browser
from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Draft, Ticket


def script(browser: Browser, **values: Any) -> tuple[int, dict[str, Any]]:
    answer = browser.client.post(f"{browser.page}/draft", values, headers={"Accept": "application/json"})
    return answer.status_code, json.loads(answer.content)


def composer(browser: Browser) -> str:
    page: str = browser.get().content.decode()
    return page.split("<composer-box")[1].split("</composer-box>")[0]


def test_a_text_comes_back_on_any_device_and_goes_when_it_is_sent(ada: Browser, as_member: Any, world: World) -> None:
    status, said = script(ada, kind="reply", text="Dear Carl", body_html="<p>Dear <strong>Carl</strong></p>")
    assert status == 200 and said["version"] and ":" in said["at"]
    phone = composer(as_member(world.ada))
    assert ">Dear Carl</textarea>" in phone and "&lt;strong&gt;Carl&lt;/strong&gt;" in phone
    assert f'name="draft_version" value="{said["version"]}"' in phone and "Draft saved" in phone
    ada.post("/messages", htmx=True, kind="reply", text="Dear Carl, done", draft_version=said["version"])
    assert not Draft.objects.exists() and "Dear Carl" not in composer(ada)


def test_a_note_comes_back_as_a_note_and_an_internal_update_as_one(ada: Browser) -> None:
    script(ada, kind="note", text="He pays late")
    assert 'data-mode="note" data-private' in composer(ada)
    script(ada, kind="internal_update", text="Fuse was ours")
    box = composer(ada)
    assert 'data-mode="update" data-private' in box and 'name="inner" checked' in box
    assert '<option value="internal_update" selected' in box and "He pays late" in box  # in its own tab


def test_two_windows_are_told_and_both_texts_offered(ada: Browser, ticket: Ticket) -> None:
    _, first = script(ada, kind="reply", text="At the desk")
    _, second = script(ada, kind="reply", text="On the phone", draft_version=first["version"])
    status, said = script(ada, kind="reply", text="At the desk, too", draft_version=first["version"])
    assert (status, said["text"], said["version"], said["gone"]) == (409, "On the phone", second["version"], False)
    page = ada.post("/draft", kind="reply", text="At the desk, too", draft_version=first["version"])
    html = page.content.decode()
    assert page.status_code == 422 and ">At the desk, too</textarea>" in html and ">On the phone</pre>" in html
    assert f'name="draft_version" value="{second["version"]}"' in html  # saving again keeps this one
    assert Draft.objects.get().text == "On the phone"


def test_a_reply_from_one_window_leaves_what_another_wrote_meanwhile(ada: Browser) -> None:
    _, first = script(ada, kind="reply", text="At the desk")
    script(ada, kind="reply", text="On the phone", draft_version=first["version"])
    ada.post("/messages", kind="reply", text="At the desk", draft_version=first["version"])
    assert Draft.objects.get().text == "On the phone"


def test_a_refused_reply_keeps_its_draft(ada: Browser) -> None:
    _, said = script(ada, kind="reply", text="Hello")
    ada.post("/messages", kind="reply", text="Hello", cc="nobody", draft_version=said["version"])
    assert Draft.objects.get().text == "Hello"


def test_without_script_a_button_saves_and_one_discards(ada: Browser) -> None:
    saved = ada.post("/draft", kind="reply", text="Slowly")
    assert (saved.status_code, saved["Location"]) == (303, ada.page)
    assert 'formaction="' in composer(ada)
    draft = Draft.objects.get()
    ada.post("/draft", kind="reply", discard="1", draft_version=draft.version)
    assert not Draft.objects.exists()


def test_a_draft_on_a_closed_ticket_explains_itself(ada: Browser, world: World, ticket: Ticket) -> None:
    script(ada, kind="reply", text="Not sent in time")
    actions.move(ticket, to="closed", by=world.acting(world.lena), at=NOON)
    page = ada.get().content.decode()
    assert "You had begun a reply" in page and "Not sent in time" in page and ">Discard<" in page
    assert ada.post("/draft", kind="note", text="Still writing").status_code == 409
    assert Draft.objects.count() == 1


def test_A02_nobody_else_sees_a_draft_anywhere(ada: Browser, as_member: Any, world: World, ticket: Ticket) -> None:
    script(ada, kind="reply", text="Zirconium secret")
    for member in (world.root, world.lena, world.vic):
        other = as_member(member)
        for rest in ("", "/pieces", "/typing", "/cards"):
            assert "Zirconium" not in other.get(rest).content.decode()
        for address in ("inbox/drafts", "inbox/all", "search?q=zirconium"):
            assert "Zirconium secret" not in other.client.get(f"/pine-support/{address}").content.decode()
        assert ticket.code not in other.client.get("/pine-support/inbox/drafts").content.decode()


def test_own_drafts_are_listed_with_what_they_say(ada: Browser, ticket: Ticket) -> None:
    script(ada, kind="reply", text="Dear Carl, the fuse")
    page = ada.client.get("/pine-support/inbox/drafts").content.decode()
    assert ticket.code in page and "Dear Carl, the fuse" in page
    assert 'inbox/drafts" aria-current="page"' in page


def test_colleagues_are_told_who_writes(ada: Browser, as_member: Any, world: World) -> None:
    script(ada, kind="reply", text="Dear Carl")
    otto = as_member(world.otto)
    assert "Ada is replying" in otto.get().content.decode()
    assert "Ada is replying" in otto.get("/typing", htmx=True).content.decode()
    assert "is replying" not in ada.get("/typing", htmx=True).content.decode()
    assert as_member(world.vic).get("/typing").status_code == 200


def test_updates_are_written_in_the_composer(ada: Browser, ticket: Ticket) -> None:
    ada.post("/messages", kind="update", text="Fuse replaced")
    ada.post("/messages", kind="internal_update", text="Fuse was ours", then="wait")
    said = list(ticket.messages.order_by("id").values_list("kind", "is_public", "text"))[1:]
    assert said == [("update", True, "Fuse replaced"), ("update", False, "Fuse was ours")]
    ticket.refresh_from_db()
    assert ticket.status == "waiting_customer"
    page = ada.get().content.decode()
    assert ">Update</span>" in page and "Internal update</span>" in page

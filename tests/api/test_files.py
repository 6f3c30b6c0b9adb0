"""Files up and down."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.api.conftest import Caller
from tests.world import NOON, World
from usher.api.jobs import forget_uploads
from usher.api.models import Upload
from usher.base.tenancy import entered
from usher.events.models import Event
from usher.files import accepting
from usher.files.actions import store
from usher.files.models import StoredFile
from usher.people.actions import issue_token
from usher.people.actors import SYSTEM
from usher.tickets import actions
from usher.tickets.actions.writing import Attached
from usher.tickets.models import Message, MessageFile, Ticket

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def uploaded(api: Caller, name: str = "oven.png", content: bytes = PNG) -> dict[str, Any]:
    status, file = api.form("/api/files", files=[("file", name, content)])
    assert status == 201, file
    return dict(file)


def test_a_file_is_uploaded_then_named_in_a_comment(world: World, api: Caller) -> None:
    file = uploaded(api)
    assert (file["name"], file["contentType"], file["size"]) == ("oven.png", "image/png", len(PNG))
    assert [waiting["id"] for waiting in api("GET", "/api/files")[1]["files"]] == [file["id"]]
    path = f"/api/tickets/{world.ticket().pk}"
    status, comment = api("POST", f"{path}/comments", {"body": "See", "files": [file["id"]]})
    assert status == 201
    assert [(part["name"], part["isInternal"]) for part in comment["attachments"]] == [("oven.png", False)]
    assert Ticket.objects.get().attachment_count == 1
    assert api("GET", f"/api/files/{file['id']}")[0] == 404, "it waits no longer"
    assert api("POST", f"{path}/comments", {"body": "Again", "files": [file["id"]]})[0] == 422


def test_a_comment_may_be_a_form_with_files(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/comments"
    files = [("files", "a.txt", b"one"), ("files", "b.txt", b"two")]
    fields = {"body": "Two logs", "isInternal": "true", "mentions": f"{world.ada.pk},{world.lena.pk}"}
    status, comment = api.form(path, fields, files=files)
    assert (status, comment["isInternal"], comment["mentions"]) == (201, True, [world.ada.pk, world.lena.pk])
    assert [part["name"] for part in comment["attachments"]] == ["a.txt", "b.txt"]
    assert api.client.get(comment["attachments"][1]["url"]).getvalue() == b"two"
    status, problem = api.form(path, {"isInternal": "perhaps", "colour": "x"}, files=files)
    assert (status, set(problem["errors"])) == (422, {"isInternal", "colour"})


def test_a_field_that_comes_twice_is_refused(world: World, api: Caller) -> None:
    files = [("files", "a.txt", b"one")]
    status, problem = api.form(f"/api/tickets/{world.ticket().pk}/comments", {"body": ["one", "two"]}, files=files)
    assert (status, list(problem["errors"])) == (422, ["body"])


def test_files_alone_are_a_comment_too(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/comments"
    assert api.form(path, files=[("files", "a.txt", b"one")])[0] == 201
    assert api.form(path, {"isInternal": "false"})[0] == 422


def test_files_are_attached_as_a_note_unless_they_are_meant_for_the_requester(world: World, api: Caller) -> None:
    path = f"/api/tickets/{world.ticket().pk}/attachments"
    status, page = api.form(path, files=[("files", "a.txt", b"one")])
    assert (status, page["attachments"][0]["isInternal"]) == (201, True)
    file = uploaded(api)
    status, page = api("POST", path, {"files": [file["id"]], "isInternal": False, "body": "Look"})
    assert (status, page["attachments"][0]["isInternal"]) == (201, False)
    assert Message.objects.order_by("-id")[0].text == "Look"
    _, all_of_them = api("GET", path)
    assert [(part["name"], part["isInternal"]) for part in all_of_them["attachments"]] == [
        ("a.txt", True),
        ("oven.png", False),
    ]
    assert api("POST", path, {})[0] == api.form(path, {"body": "x"})[0] == 422


def test_a_file_comes_down_whole_and_in_parts(world: World, api: Caller) -> None:
    api.form(f"/api/tickets/{world.ticket().pk}/attachments", files=[("files", "log.txt", b"0123456789")])
    part = api("GET", f"/api/attachments/{MessageFile.objects.get().pk}")[1]
    assert api.client.get(part["url"]).getvalue() == b"0123456789"
    piece = api.client.get(part["url"], headers={"Range": "bytes=2-4"})
    assert (piece.status_code, piece.getvalue(), piece["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert api.client.get(part["url"][:-12] + "x/log.txt").status_code == 404


def test_a_deleted_file_is_gone_and_the_ticket_says_so(world: World, api: Caller) -> None:
    ticket = world.ticket()
    api.form(f"/api/tickets/{ticket.pk}/attachments", files=[("files", "secret.txt", b"oops")])
    part = MessageFile.objects.get()
    assert api("DELETE", f"/api/attachments/{part.pk}") == (204, None)
    assert not MessageFile.objects.exists() and not StoredFile.objects.exists()
    assert Ticket.objects.get().attachment_count == 0
    event = Event.objects.get(name="ticket.file_removed")
    assert (event.data["name"], event.data["size"]) == ("secret.txt", 4)


def test_a_file_that_another_message_shows_keeps_its_bytes(world: World, api: Caller) -> None:
    file = store(name="a.txt", content=b"shared", content_type="text/plain", at=NOON)
    ticket = world.ticket(written=actions.Written(text="See", files=[Attached(file)]))
    actions.note(ticket, actions.Written(text="Again", files=[Attached(file)]), by=world.acting(world.ada), at=NOON)
    first, second = MessageFile.objects.order_by("id")
    assert api("DELETE", f"/api/attachments/{first.pk}")[0] == 204
    assert StoredFile.objects.get() == file and default_storage.exists(file.key)
    assert api("GET", f"/api/attachments/{second.pk}")[0] == 200


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("setup.exe", b"x", "program"), ("notes.txt", b"MZ\x90\x00", "program"), ("run", b"\x7fELF....", "program"),
        ("photo.jpg.scr", b"x", "program"), ("empty.txt", b"", "empty"),
    ],
)  # fmt: skip
def test_what_may_not_come_is_refused_with_a_reason(
    world: World, api: Caller, name: str, content: bytes, words: str
) -> None:
    path = f"/api/tickets/{world.ticket().pk}/attachments"
    for address, part in (("/api/files", "file"), (path, "files")):
        status, problem = api.form(address, files=[(part, name, content)])
        assert (status, list(problem["errors"])) == (422, [part])
        assert words in problem["errors"][part]
    assert not StoredFile.objects.exists() and Message.objects.count() == 1


def test_too_much_is_refused(world: World, api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/api/tickets/{world.ticket().pk}/attachments"
    assert api.form(path, files=[("files", f"{n}.txt", b"x") for n in range(21)])[0] == 422
    monkeypatch.setattr(accepting, "MOST_BYTES", 10)
    assert api.form(path, files=[("files", "a.txt", b"x" * 6), ("files", "b.txt", b"x" * 6)])[0] == 422
    file = uploaded(api, "c.txt", b"x" * 6)
    assert api.form(path, {"files": str(file["id"])}, files=[("files", "a.txt", b"x" * 6)])[0] == 422
    assert api("GET", f"/api/files/{file['id']}")[0] == 200, "a refused request takes no file"


def test_a_form_far_too_large_is_not_even_read(world: World, api: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    from usher.api import forms

    monkeypatch.setattr(forms, "MOST_BYTES", 0)
    monkeypatch.setattr(forms, "ROOM", 100)
    assert api.form("/api/files", files=[("file", "a.txt", b"x" * 200)])[0] == 413


@pytest.mark.parametrize(
    "body", [b"", b"--x", b"--x--", b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--x--']
)
def test_broken_forms_are_refused(world: World, api: Caller, body: bytes) -> None:
    status, _ = api("POST", "/api/files", body, Content_Type="multipart/form-data; boundary=x")
    assert status in {400, 422}
    assert api("POST", "/api/files", body, Content_Type="multipart/form-data")[0] == 400
    assert api("POST", "/api/files", {"file": "x"})[0] in {400, 415}


def test_names_are_made_safe(world: World, api: Caller) -> None:
    for name, safe in (("../../etc/passwd", "passwd"), ("a\u202egnp.txt", "agnp.txt"), (".htaccess", "htaccess")):
        assert uploaded(api, name, b"x")["name"] == safe


def test_a_file_that_lies_about_its_type_is_told_by_its_content(world: World, api: Caller) -> None:
    assert uploaded(api, "letter.pdf", PNG)["contentType"] == "image/png"


def test_others_files_do_not_exist(world: World, api: Caller, api_with: Any) -> None:
    file = uploaded(api)
    other = api_with()
    path = f"/api/tickets/{world.ticket().pk}/comments"
    assert other("GET", f"/api/files/{file['id']}")[0] == other("DELETE", f"/api/files/{file['id']}")[0] == 404
    assert other("POST", path, {"body": "x", "files": [file["id"]]})[0] == 422
    with entered(world.elsewhere.pk):
        text = issue_token(name="Sam's", scopes=["readSupport", "writeSupport"], by=SYSTEM, at=NOON)[1]
    api.form(f"/api/tickets/{world.ticket().pk}/attachments", files=[("files", "a.txt", b"one")])
    part = MessageFile.objects.get()
    for method in ("GET", "DELETE"):
        assert Caller(text)(method, f"/api/attachments/{part.pk}")[0] == 404


def test_who_may_not_delete_deletes_no_file(world: World, api: Caller, api_with: Any) -> None:
    api.form(f"/api/tickets/{world.ticket().pk}/attachments", files=[("files", "a.txt", b"one")])
    assert api_with("readSupport")("DELETE", f"/api/attachments/{MessageFile.objects.get().pk}")[0] == 403


def test_files_that_no_message_took_go_after_a_day(world: World, api: Caller) -> None:
    old, fresh = uploaded(api, "old.txt", b"old"), uploaded(api, "new.txt", b"new")
    Upload.objects.filter(pk=old["id"]).update(created_at=timezone.now() - timedelta(hours=25))
    forget_uploads(timestamp=0)
    assert [upload.pk for upload in Upload.objects.all()] == [fresh["id"]]
    assert StoredFile.objects.get().name == "new.txt"


def test_a_form_sent_twice_with_a_key_uploads_once(world: World, api: Caller) -> None:
    key = {"Idempotency-Key": "k"}
    first = api.form("/api/files", files=[("file", "a.txt", b"one")], **key)
    assert api.form("/api/files", files=[("file", "a.txt", b"one")], **key) == first
    assert api.form("/api/files", files=[("file", "a.txt", b"two")], **key)[0] == 422
    assert Upload.objects.count() == 1

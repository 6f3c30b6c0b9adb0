"""/api/mailboxes: every setting of a mailbox, the deeds around it, and what is never told."""

import json
from collections.abc import Callable
from typing import Any, get_args

import pytest

from tests.api.conftest import Caller
from tests.servers import HOST, PASSWORD, USER, imap_server
from tests.world import NOON, World
from usher.api.mailboxes import shapes, signing
from usher.base.secrets import decrypt
from usher.events.models import Event
from usher.mail.models import Mailbox
from usher.mail.models import mailbox as models
from usher.mail.outgoing.dkim_looking import Published

PATH = "/api/mailboxes"
NEW = {
    "address": "Help@pine.example", "name": "Pine", "imapHost": "imap.pine.example", "imapUser": "help",
    "imapPassword": "horse one", "smtpHost": "smtp.pine.example", "smtpUser": "help", "smtpPassword": "horse two",
    "oauthClientSecret": "horse three", "webhookSecret": "horsefour", "startAt": "2026-11-01T00:00:00Z",
}  # fmt: skip
EVERYTHING = {
    "address": "sales@pine.example", "name": "Sales", "takesDetails": False, "imapPort": 143, "imapEncryption": "starttls",
    "imapUser": "sales", "imapFolder": "Work", "startAt": None, "smtpPort": 465, "smtpEncryption": "tls",
    "smtpUser": "sales", "oauthClientId": "app", "oauthTenant": "pine", "unknownSenders": "review",
    "welcomeDomains": ["fir.example"], "trustedAuthservId": "mx.pine.example", "undoSeconds": 20, "marksReplies": False,
    "quoting": "all", "signatureHtml": "<p>{{team.name}}</p>", "webhookProvider": "postmark",
}  # fmt: skip


@pytest.fixture
def made(api: Caller) -> str:
    status, answer = api("POST", PATH, NEW)
    assert status == 201, answer
    return f"{PATH}/{answer['id']}"


def test_a_mailbox_is_added_read_and_listed_without_its_secrets(api: Caller, made: str) -> None:
    answer = api("GET", made)[1]
    assert (answer["address"], answer["undoSeconds"], answer["isActive"]) == ("help@pine.example", 10, True)
    assert answer["startAt"] == "2026-11-01T00:00:00Z" and answer["hasImapPassword"] and answer["hasSmtpPassword"]
    assert answer["hasOauthClientSecret"] and answer["hasWebhookSecret"] and not answer["hasWebhookAddress"]
    page = api("GET", PATH)[1]
    assert page["mailboxes"] == [answer] and page["pagination"]["total"] == 1
    assert "horse" not in json.dumps([page, *Event.objects.values_list("data", flat=True)])
    assert decrypt(Mailbox.objects.get().imap_password) == "horse one"


def test_every_setting_is_changed(api: Caller, made: str) -> None:
    status, answer = api("PATCH", made, EVERYTHING)
    assert status == 200 and {name: answer[name] for name in EVERYTHING} == EVERYTHING
    assert decrypt(Mailbox.objects.get().imap_password) == "horse one"
    assert api("GET", made)[1] == answer
    api("PATCH", made, {"imapPassword": "horse five"})
    assert decrypt(Mailbox.objects.get().imap_password) == "horse five"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"imapHost": "elsewhere.example"}, "imapPassword"),
        ({"undoSeconds": 61}, "undoSeconds"),
        ({"quoting": "some"}, "quoting"),
        ({"webhookProvider": "pigeon"}, "webhookProvider"),
        ({"welcomeDomains": ["gmail.com"]}, "welcomeDomains"),
        ({"signatureHtml": "{{secret}}"}, "signatureHtml"),
        ({"address": "help+x@pine.example"}, "address"),
        ({"signIn": "google", "imapEncryption": "none"}, "imapEncryption"),
    ],
)
def test_what_is_wrong_is_named_as_it_was_sent(api: Caller, made: str, changes: dict[str, Any], wrong: str) -> None:
    status, answer = api("PATCH", made, changes)
    assert (status, list(answer["errors"])) == (422, [wrong])


def test_it_is_paused_and_goes_on(api: Caller, made: str, world: World) -> None:
    assert api("PATCH", made, {"isActive": False, "name": "Closed"})[1]["isActive"] is False
    assert api("PATCH", made, {"isActive": False})[0] == 200
    assert api("PATCH", made, {"isActive": True})[1] | {"isActive": True, "name": "Closed"} == api("GET", made)[1]
    names = list(Event.objects.filter(subject_type="mailbox").order_by("id").values_list("name", flat=True))
    assert names[-2:] == ["mailbox.deactivated", "mailbox.activated"] and names.count("mailbox.deactivated") == 1


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(api: Caller, made: str) -> None:
    read = {"If-Match": api.raw("GET", made)["ETag"]}
    assert api("PATCH", made, {"name": "First"}, **read)[0] == 200
    assert api("PATCH", made, {"name": "Second"}, **read)[0] == 412


def test_a_connection_is_tried_saved_or_not(api: Caller, world: World) -> None:
    with imap_server() as imap:
        fields = {
            "address": "help@pine.example", "imapHost": HOST, "imapPort": imap.port, "imapEncryption": "none",
            "imapUser": USER, "imapPassword": PASSWORD,
        }  # fmt: skip
        status, told = api("POST", f"{PATH}/test-settings", fields)
        assert status == 200 and told["works"] and told["imap"]["sentence"] == "Connected: 0 messages in INBOX."
        assert told["smtp"] is None and not Mailbox.objects.exists()
        one = api("POST", PATH, fields)[1]["id"]
        told = api("POST", f"{PATH}/{one}/test", {"imapPassword": "wrong"})[1]
        assert not told["works"] and told["imap"]["part"] == "login"
        assert api("POST", f"{PATH}/{one}/test", {})[1]["works"]
    assert decrypt(Mailbox.objects.get().imap_password) == PASSWORD
    status, answer = api("POST", f"{PATH}/{one}/test", {"imapHost": "elsewhere.example"})
    assert (status, list(answer["errors"])) == (422, ["imapPassword"])


def test_one_that_is_not_connected_yet_says_so(api: Caller, made: str) -> None:
    told = api("POST", f"{PATH}/test-settings", {"address": "new@pine.example", "signIn": "google"})[1]
    assert not told["works"] and told["imap"]["part"] == told["smtp"]["part"] == "sign-in"
    assert api("POST", f"{made}/test", {"signIn": "microsoft", "oauthClientId": "app"})[1]["imap"]["part"] == "sign-in"


def test_it_is_counted_again_and_taken_off_its_provider(api: Caller, made: str, world: World) -> None:
    Mailbox.objects.update(last_uid=7, oauth_refresh_token=b"x", sign_in="google")
    assert api("GET", made)[1]["needsSignIn"] is False
    assert api("POST", f"{made}/recount")[0] == 204 and api("DELETE", f"{made}/connection")[0] == 204
    row = Mailbox.objects.get()
    assert (row.last_uid, bytes(row.oauth_refresh_token)) == (0, b"") and api("GET", made)[1]["needsSignIn"]
    plain = Mailbox.objects.create(address="plain@pine.example", created_at=NOON)
    status, answer = api("POST", f"{PATH}/{plain.pk}/recount")
    assert (status, answer["code"]) == (409, "not_fetched")


def test_an_address_for_a_provider_is_told_once(api: Caller, made: str) -> None:
    api("PATCH", made, {"webhookProvider": "mailgun"})
    first = api("POST", f"{made}/webhook-address", **{"Idempotency-Key": "a"})[1]["address"]
    second = api("POST", f"{made}/webhook-address", **{"Idempotency-Key": "a"})[1]["address"]
    assert first != second and second.endswith("/mime") and api("GET", made)[1]["hasWebhookAddress"]


def test_signing_is_set_up_checked_and_ended(api: Caller, made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {"signs": False, "signsEd25519": False, "domain": "pine.example", "records": []}
    assert api("GET", f"{made}/signing")[1] == before
    assert api("POST", f"{made}/signing/check")[1]["code"] == api("PUT", f"{made}/signing")[1]["code"] == "no_signing_key"
    first, second = api("POST", f"{made}/signing/key")[1]["records"]
    assert first["name"].endswith("._domainkey.pine.example") and first["value"].startswith("v=DKIM1; k=rsa; p=")
    assert second["way"] == "Ed25519" and second["value"].startswith("v=DKIM1; k=ed25519; p=")
    missing, there = Published(False, "Not there."), Published(True, "There.")
    for rsa, ed25519, signs in (
        (missing, there, (False, False)),
        (there, missing, (True, False)),
        (there, there, (True, True)),
    ):
        answers = iter([rsa, ed25519])
        monkeypatch.setattr(signing, "look_up", lambda name, value, answers=answers: next(answers))
        told = api("POST", f"{made}/signing/check")[1]
        assert (told["signs"], told["signsEd25519"]) == signs
        assert [each["isRight"] for each in told["records"]] == [rsa.is_right, ed25519.is_right]
    assert api("DELETE", f"{made}/signing")[0] == 204 and not api("GET", made)[1]["signs"]
    assert api("PUT", f"{made}/signing")[1]["signs"] and api("GET", made)[1]["signs"]


def test_it_takes_the_right_to_look_after_mail(api_with: Callable[..., Caller], made: str) -> None:
    reader, one = api_with("readSupport", "writeSupport"), api_with("mailboxes")
    calls = [
        ("GET", PATH, None), ("POST", PATH, NEW), ("GET", made, None), ("PATCH", made, {}),
        ("POST", f"{made}/recount", None), ("POST", f"{PATH}/test-settings", NEW), ("POST", f"{made}/test", {}),
        ("DELETE", f"{made}/connection", None),
        ("POST", f"{made}/webhook-address", None), ("GET", f"{made}/signing", None), ("PUT", f"{made}/signing", None),
        ("DELETE", f"{made}/signing", None), ("POST", f"{made}/signing/key", None), ("POST", f"{made}/signing/check", None),
    ]  # fmt: skip
    assert {reader(*call)[0] for call in calls} == {403}
    assert one("GET", made)[0] == 200
    assert {one(method, f"{PATH}/999999/{rest}".rstrip("/"))[0] for method, rest in
            [("GET", ""), ("POST", "recount"), ("GET", "signing")]} == {404}  # fmt: skip


def test_a_list_of_many_goes_on_by_key(api: Caller, world: World, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        Mailbox.objects.create(address=f"{number}@pine.example", created_at=NOON)
    with django_assert_max_num_queries(12):
        first = api.raw("GET", f"{PATH}?pageSize=3")
    assert 'rel="next"' in first["Link"] and "cursor=" in first["Link"]


@pytest.mark.parametrize("name", ["Encryption", "UnknownSenders", "Quoting", "SignIn"])
def test_the_choices_are_those_of_the_mailbox(name: str) -> None:
    assert list(get_args(getattr(shapes, name))) == getattr(models, name).values

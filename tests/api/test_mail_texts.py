"""/api/mail-texts."""

from typing import Any

from tests.api.conftest import Caller
from tests.world import NOON
from usher.mail.models import Mailbox, MailTemplate
from usher.mail.wording.kinds import KINDS

PATH = "/api/mail-texts"
WORDS = {"subject": "We are on it", "text": "Hello {{requester.name}},\n\nit is {{ticket.code}}."}


def test_words_are_written_read_and_taken_back(api: Caller) -> None:
    Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    place = f"{PATH}/acknowledgement?mailbox=Help@pine.example&language=de"
    status, before = api("GET", place)
    assert (status, before["isOwn"], before["subject"]) == (200, False, "Wir haben Ihre Nachricht erhalten")
    assert "ticket.code" in before["placeholders"] and "ticket.link" not in before["placeholders"]
    status, after = api("PUT", place, WORDS)
    assert (status, after["isOwn"], after["mailbox"], after["text"]) == (200, True, "help@pine.example", WORDS["text"])
    texts = api("GET", PATH)[1]["mailTexts"]
    assert [each["kind"] for each in texts] == [*KINDS, "acknowledgement"] and texts[-1]["language"] == "de"
    assert api("DELETE", place)[0] == 204 and api("DELETE", place)[0] == 404
    assert not MailTemplate.objects.exists()


def test_what_is_wrong_is_named(api: Caller) -> None:
    assert api("GET", f"{PATH}/welcome")[0] == 404
    status, answer = api("PUT", f"{PATH}/closure", {**WORDS, "text": "{{ticket.link}}"})
    assert status == 422 and "{{ticket.link}}" in str(answer)
    status, answer = api("GET", f"{PATH}/closure?mailbox=x@y.example&language=zz")
    assert status == 422 and "mailbox" in str(answer) and "language" in str(answer)


def test_it_takes_the_right_to_look_after_mail(api_with: Any) -> None:
    reader = api_with("readSupport", "writeSupport")
    one = f"{PATH}/closure"
    assert reader("GET", PATH)[0] == reader("PUT", one, WORDS)[0] == reader("DELETE", one)[0] == 403


def test_notices_are_switched_by_the_organizations_settings(api: Caller) -> None:
    status, row = api("PATCH", "/api/organization", {"tellsClosure": True, "newTicketAddress": "Team@pine.example"})
    assert (status, row["tellsClosure"], row["newTicketAddress"]) == (200, True, "team@pine.example")
    status, answer = api("PATCH", "/api/organization", {"newTicketAddress": "nobody"})
    assert status == 422 and "newTicketAddress" in str(answer)


def test_words_that_somebody_else_changed_meanwhile_are_not_overwritten(api: Caller) -> None:
    path = f"{PATH}/closure?language=de"
    read = {"If-Match": api.raw("GET", path)["ETag"]}
    assert api("PUT", path, WORDS, **read)[0] == 200
    assert api("PUT", path, {**WORDS, "subject": "Again"}, **read)[0] == 412
    assert api("PUT", f"{PATH}/closure?language=fi", WORDS, **read)[0] == 412

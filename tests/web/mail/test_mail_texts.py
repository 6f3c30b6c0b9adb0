"""Settings → Mail texts, as browsers use it."""

from django.test import Client

from usher.mail.models import Mailbox, MailTemplate

BASE = "/pine-support/settings/mail-texts"
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_REQUEST_TYPE": "partial"}
WORDS = {"subject": "Got it", "text": "Hello {{requester.name}},\n\nit is {{ticket.code}}. <b>"}


def test_words_are_written_shown_and_taken_back(root: Client, mailbox: Mailbox) -> None:
    assert "As shipped" in root.get(BASE).content.decode()
    path = f"{BASE}/acknowledgement?mailbox={mailbox.pk}&language=de"
    assert "Wir haben Ihre Nachricht erhalten" in root.get(path).content.decode()
    assert root.post(path, WORDS)["Location"] == path
    row = MailTemplate.objects.get()
    assert (row.mailbox_id, row.language, row.subject) == (mailbox.pk, "de", "Got it")
    page = root.get(path).content.decode()
    assert "Hello Elena Marchetti," in page and "it is PINE-12. &lt;b&gt;" in page and "reset-words" in page
    assert "Deutsch, help@pine.example" in root.get(BASE).content.decode()
    reset = path.replace("acknowledgement?", "acknowledgement/reset?")
    assert root.post(reset)["Location"] == path and not MailTemplate.objects.exists()


def test_a_wrong_placeholder_is_named_and_nothing_is_saved(root: Client, mailbox: Mailbox) -> None:
    answer = root.post(f"{BASE}/closure", {**WORDS, "text": "{{ticket.link}}"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "There is no placeholder {{ticket.link}}" in page
    assert not MailTemplate.objects.exists()


def test_the_preview_follows_what_is_typed_and_saves_nothing(root: Client, mailbox: Mailbox) -> None:
    answer = root.post(f"{BASE}/new_ticket", {**WORDS, "subject": "New: {{ticket.subject}}", "preview": "1"}, **HTMX)  # type: ignore[arg-type]
    page = answer.content.decode()
    assert "New: The oven stays cold" in page and 'hx-target="#mail-preview"' in page and "<h1" not in page
    assert not MailTemplate.objects.exists()


def test_words_that_there_are_not(root: Client, mailbox: Mailbox) -> None:
    for path in ("welcome", "closure?language=xx", "closure?mailbox=999999", "closure?mailbox=abc"):
        assert root.get(f"{BASE}/{path}").status_code == 404


def test_the_organizations_language_comes_first_for_all_would_silence_translations(root: Client, mailbox: Mailbox) -> None:
    root.post(f"{BASE}/closure", WORDS)
    assert MailTemplate.objects.get().language == "en"
    assert "instead of the translations" in root.get(f"{BASE}/closure?language=").content.decode()

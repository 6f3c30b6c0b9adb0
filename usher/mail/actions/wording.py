"""What automatic mails say."""

from datetime import datetime

from django.conf.locale import LANG_INFO
from django.db import transaction

from usher.base.html import tidy
from usher.base.placeholders import refusal
from usher.base.refusals import Invalid
from usher.base.text import one_line
from usher.events.bus import Author, record
from usher.mail.models import Mailbox, MailTemplate
from usher.mail.wording.finding import own_words
from usher.mail.wording.kinds import KINDS

LONGEST_SUBJECT = 200  # characters
LONGEST_TEXT = 10_000
# Two-letter codes and how their speakers write them; "" serves every language.
LANGUAGES: dict[str, str] = {
    code: info["name_local"] for code, info in LANG_INFO.items() if len(code) == 2 and "name_local" in info
}


@transaction.atomic
def set_words(
    kind: str, *, mailbox: Mailbox | None, language: str, subject: str, text: str, by: Author, at: datetime
) -> MailTemplate:
    """Let mails of this kind say this, for one mailbox or (None) for all, in one language or ("") in every one.

    Raises Invalid for an unknown kind or language, empty or overlong words, and a placeholder that the kind does not have.
    """
    wanted = {"subject": one_line(subject, LONGEST_SUBJECT + 1), "text": tidy(text.replace("\0", ""))}
    _refuse(kind, language, wanted)
    place = {"mailbox": mailbox, "kind": kind, "language": language}
    row: MailTemplate | None = MailTemplate.objects.select_for_update().filter(**place).first()
    if row and (row.subject, row.text) == (wanted["subject"], wanted["text"]):
        return row
    row = row or MailTemplate(**place)
    row.subject, row.text = wanted["subject"], wanted["text"]
    row.save()
    own_words.forget()
    record("mail_text.changed", row, by=by, at=at, data=_told(row))
    return row


@transaction.atomic
def reset_words(kind: str, *, mailbox: Mailbox | None, language: str, by: Author, at: datetime) -> bool:
    """Go back to what would be said without these words; False when there were none."""
    rows = MailTemplate.objects.select_for_update().filter(mailbox=mailbox, kind=kind, language=language)
    row: MailTemplate | None = rows.first()
    if row is None:
        return False
    record("mail_text.reset", row, by=by, at=at, data=_told(row) | {"subject": row.subject, "text": row.text})
    row.delete()
    own_words.forget()
    return True


def _refuse(kind: str, language: str, wanted: dict[str, str]) -> None:
    errors: dict[str, str] = {}
    if kind not in KINDS:
        raise Invalid({"kind": f"There is no mail “{kind[:40]}”; choose from {', '.join(KINDS)}."})
    if language and language not in LANGUAGES:
        errors["language"] = f"“{language[:20]}” is no language known here; write two letters like de, or nothing for all."
    for name, limit in (("subject", LONGEST_SUBJECT), ("text", LONGEST_TEXT)):
        if not wanted[name]:
            errors[name] = f"The {name} is empty. Write it, or go back to the shipped words."
        elif len(wanted[name]) > limit:
            errors[name] = f"The {name} is longer than {limit} characters; shorten it."
        elif wrong := refusal(wanted[name], KINDS[kind].placeholders):
            errors[name] = wrong
    if errors:
        raise Invalid(errors)


def _told(row: MailTemplate) -> dict[str, str]:
    return {"kind": row.kind, "language": row.language, "mailbox": row.mailbox.address if row.mailbox else ""}

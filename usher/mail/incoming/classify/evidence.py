"""What speaks for a bounce in a mail without a report in standard form (RFC 3464)."""

from dataclasses import dataclass
from functools import cached_property

from usher.mail.incoming.classify import bounce_words, delay_words, report_form
from usher.mail.incoming.classify.originals import ENCLOSED_TYPES, enclosed_header
from usher.mail.incoming.classify.senders import Sender, has_null_path, is_by_hand, kind_of_sender
from usher.mail.mime.headers import Headers
from usher.mail.mime.tree import Part

ABOVE = 20_000
"""Characters of a report in which its words are looked for."""


@dataclass
class Evidence:
    """The signs of a bounce, each looked for when it is first asked for: most mails are decided by the cheap ones."""

    headers: Headers
    parts: list[Part]
    text: str

    @cached_property
    def sender(self) -> Sender:
        return kind_of_sender(self.headers)

    @cached_property
    def has_null_path(self) -> bool:
        return has_null_path(self.headers)

    @cached_property
    def is_by_hand(self) -> bool:
        return is_by_hand(self.headers)

    @cached_property
    def above(self) -> str:
        """The text above the mail that came back."""
        return report_form.above_original(self.text)[:ABOVE]

    @cached_property
    def in_subject(self) -> bool:
        subject = self.headers.text("subject")[:1_000]
        return bool(bounce_words.SUBJECT.search(subject) or delay_words.DELAY_SUBJECT.search(subject))

    @cached_property
    def in_words(self) -> bool:
        return bool(bounce_words.BODY.search(self.above) or delay_words.DELAY_BODY.search(self.above))

    @cached_property
    def is_transcript(self) -> bool:
        """Whether a conversation of servers, or the headings of a report, stand in the text."""
        return bool(report_form.TRANSCRIPT.search(self.above))

    @cached_property
    def is_listed(self) -> bool:
        """Whether an address stands where reports name one: on a line of its own, after a label, before a reason."""
        own = self.headers.text("from").lower()
        return any(match[match.lastindex or 0].lower() not in own for match in report_form.LISTED.finditer(self.above))

    @cached_property
    def encloses(self) -> bool:
        """Whether the mail that came back is enclosed, as a part or below the text, with its header at least."""
        return self.encloses_part or len(self.above) < min(len(self.text), ABOVE)

    @cached_property
    def encloses_part(self) -> bool:
        """Whether a mail is enclosed that neither a server nor the sender of this one wrote."""
        if not any(each.content_type in ENCLOSED_TYPES for each in self.parts):
            return False
        original = enclosed_header(self.parts)
        if original is None:
            return True
        author = original.text("from").lower().rpartition("<")[2].strip("<> ")
        is_report = kind_of_sender(original) is Sender.DAEMON
        return not is_report and (not author or author not in self.headers.text("from").lower())


def is_passed_on(found: Evidence, root: Part) -> bool:
    """Whether a person forwards a report: it tells about a mail of theirs, not of ours."""
    return (
        root.content_type != "multipart/report"
        and found.sender < Sender.MAILER
        and not found.has_null_path
        and found.is_by_hand
    )


def is_success(found: Evidence) -> bool:
    """Whether a server tells that the mail arrived, and of none that it did not."""
    if found.sender < Sender.MAILER or not report_form.SUCCESS.search(found.above):
        return False
    return not (found.is_transcript or bounce_words.BODY.search(found.above) or delay_words.DELAY_BODY.search(found.above))


def is_bounce(found: Evidence, *, is_report: bool) -> bool:
    """Weigh the signs: the less the sender's name tells, the more must be in the mail. Words alone never suffice."""
    if is_report:
        return found.in_subject or found.sender >= Sender.MAILER or found.in_words
    if found.sender is Sender.DAEMON:
        return found.in_subject or found.is_listed or found.encloses or found.is_transcript
    if found.has_null_path:
        return _by_null_path(found)
    if found.sender is Sender.MAILER:
        return _by_mailer(found)
    if found.is_by_hand or not found.in_subject:
        return False
    return found.in_words and (found.encloses_part or (found.sender is Sender.ROBOT and found.encloses))


def _by_null_path(found: Evidence) -> bool:
    strong = found.in_subject + found.encloses + found.is_transcript
    if found.sender is Sender.MAILER:
        return strong > 1 or (strong == 1 and (found.in_words or found.is_listed))
    return found.in_subject and strong > 1 and found.in_words


def _by_mailer(found: Evidence) -> bool:
    """Postmasters write themselves, too: an answer needs the conversation of the servers, any mail the report's form."""
    if found.is_by_hand:
        return found.is_transcript and found.is_listed and not found.headers.raw("user-agent") and found.in_words
    if not (found.in_words or found.is_transcript) or (
        not found.encloses and report_form.CLOSING.search(found.text[:ABOVE])
    ):
        return False
    return found.encloses or (found.is_listed and (found.in_subject or found.is_transcript))

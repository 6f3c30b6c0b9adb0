"""What speaks for a bounce in a mail without a report in standard form (RFC 3464)."""

from dataclasses import dataclass
from functools import cached_property

from usher.mail.incoming.classify import bounce_words, delay_words, report_form
from usher.mail.incoming.classify.originals import ENCLOSED_TYPES, enclosed_header
from usher.mail.incoming.classify.senders import Sender, has_null_path, is_by_hand, kind_of_sender
from usher.mail.mime.headers import Headers
from usher.mail.mime.tree import Part

SHORT = 3_000
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
    def listed(self) -> frozenset[str]:
        """Addresses that stand where reports name them: on a line of their own, after a label, before a reason."""
        own = self.headers.text("from").lower()
        found = {match[match.lastindex or 0].lower() for match in report_form.LISTED.finditer(self.above)}
        return frozenset(each for each in found if each not in own)

    @cached_property
    def names_somebody(self) -> bool:
        """Whether the text names an address that is neither the sender's nor the recipient's."""
        own = f"{self.headers.text('from')} {self.headers.text('to')}".lower()
        return any(match[0].lower() not in own for match in report_form.ADDRESS.finditer(self.above))

    @cached_property
    def sender_domain(self) -> str:
        return self.headers.text("from").lower().rpartition("@")[2].strip("<> ")

    @cached_property
    def encloses(self) -> bool:
        """Whether the mail that came back is enclosed, as a part or below the text, with its header at least."""
        return self.encloses_part or len(self.above) < min(len(self.text), ABOVE)

    @cached_property
    def encloses_foreign(self) -> bool:
        """Whether it encloses a mail from another domain: people who ask about a mail that came back enclose their own."""
        original = enclosed_header(self.parts)
        author = original.text("from").lower() if original else ""
        return self.encloses_part and not (self.sender_domain and self.sender_domain in author)

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
        return found.in_subject or found.encloses or found.is_transcript or found.names_somebody
    if found.has_null_path:
        return _by_null_path(found)
    if found.sender is Sender.MAILER:
        return _by_mailer(found)
    if found.is_by_hand or not found.in_subject:
        return False
    return found.in_words and (found.encloses_foreign or (found.sender is Sender.ROBOT and found.encloses))


def _by_null_path(found: Evidence) -> bool:
    strong = found.in_subject + found.encloses + found.is_transcript
    if found.sender is Sender.MAILER:
        # A short notice that lists an address is a report in a language whose words are not known here.
        return strong > 1 or (len(found.listed) == 1 and len(found.text) < SHORT) or (strong == 1 and found.in_words)
    elsewhere = any(not each.endswith(found.sender_domain) for each in found.listed)
    return found.in_subject and found.in_words and (strong > 1 or elsewhere)


def _by_mailer(found: Evidence) -> bool:
    """Postmasters write themselves, too: an answer needs the conversation of the servers, any mail the report's form."""
    if found.is_by_hand:
        return bool(found.is_transcript and found.listed) and not found.headers.raw("user-agent") and found.in_words
    tells = found.in_words or found.is_transcript or (found.in_subject and bool(found.listed))
    if not tells or (not found.encloses and report_form.CLOSING.search(found.text[:ABOVE])):
        return False
    return found.encloses or (bool(found.listed) and (found.in_subject or found.is_transcript))

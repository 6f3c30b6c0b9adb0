"""The reader's answers beside the truth."""

from collections import Counter
from dataclasses import dataclass, field

from bench.mail.headers import normal
from bench.mail.truth import Sample, lines_of
from usher.mail.message import ParsedMessage


@dataclass
class Score:
    """Right and asked per question, and the names of what went wrong."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, Sample, str]] = field(default_factory=list)

    def note(self, question: str, is_right: bool, sample: Sample, found: object) -> None:
        """Count one answer."""
        self.asked[question] += 1
        self.right[question] += is_right
        if not is_right:
            self.wrong.append((question, sample.name, sample, str(found)))

    def share(self, question: str) -> float:
        """Right answers in percent."""
        return 100 * self.right[question] / max(self.asked[question], 1)


def judge(sample: Sample, read: ParsedMessage, score: Score) -> None:
    """Compare one mail with its truth."""
    score.note("no crash", not (read.error or "").partition(" ")[0].endswith("Error"), sample, read.error)
    _fields(sample, read, score)
    _kind(sample, read, score)
    if sample.reply is not None:
        _reply(sample, read, score)
    for mark, found in (("signed", read.is_signed), ("encrypted", read.is_encrypted)):
        if mark in sample.marks:
            score.note(mark, found, sample, found)


def _fields(sample: Sample, read: ParsedMessage, score: Score) -> None:
    if sample.subject is not None:
        score.note("subject", read.subject == sample.subject, sample, read.subject)
    if sample.sender is not None:
        found = (read.sender.name, normal(read.sender.address)) if read.sender else None
        # A mailbox may be written without its name; then there is none to be found.
        right = found is not None and found[1] == sample.sender[1] and found[0] == sample.sender[0]
        score.note("sender", right, sample, found)
    if sample.recipients is not None:
        addresses = [each.address for each in read.to]
        score.note("recipients", addresses == sample.recipients, sample, addresses)
    if sample.body is not None:
        score.note(
            "body", _solid("\n".join(sample.body)) == _solid(read.text) or _is_within(sample, read), sample, read.text
        )
    if sample.files is not None:
        names = [each.name for each in read.attachments]
        score.note("attachment names", names == sample.files, sample, names)


def _is_within(sample: Sample, read: ParsedMessage) -> bool:
    """Where only a page came, what was said stands in its text beside the quote."""
    return (
        sample.reply is not None
        and sample.body == sample.reply
        and all(_solid(line) in _solid(read.text) for line in sample.body or [])
    )


def _solid(text: str) -> str:
    return "".join(text.split())


def _kind(sample: Sample, read: ParsedMessage, score: Score) -> None:
    if sample.kind in ("bounce", "delivery_delay"):
        recipients = [each.recipient for each in read.bounce.recipients] if read.bounce else []
        score.note("bounce found", read.kind.value == sample.kind, sample, read.kind.value)
        score.note("bounce's recipient", sample.failed in recipients, sample, recipients)
    else:
        score.note("no false bounce", read.kind.value not in ("bounce", "delivery_delay"), sample, read.kind.value)
        score.note("other kinds", read.kind.value == sample.kind, sample, read.kind.value)


def _reply(sample: Sample, read: ParsedMessage, score: Score) -> None:
    said, found = " ".join(sample.reply or []), " ".join(lines_of(read.reply_text))
    score.note("reply exact", _solid(said) == _solid(found), sample, read.reply_text)
    lost = Counter(said.split()) - Counter(found.split())
    score.note("no word lost", not lost or _solid(said) in _solid(found), sample, read.reply_text)

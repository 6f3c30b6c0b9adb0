"""Which words a mail gets: the most fitting of the organization's own, else those that came with Usher."""

from collections.abc import Mapping
from dataclasses import dataclass

from usher.base.placeholders import filled
from usher.base.tenancy import remembered
from usher.mail.models import MailTemplate
from usher.mail.wording.shipped import SHIPPED


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text with their gaps; `language` is that of the text, or of its reader where the words serve all."""

    subject: str
    text: str
    language: str
    is_own: bool

    def filled(self, values: Mapping[str, str]) -> "Words":
        """The same with every gap filled."""
        return Words(filled(self.subject, values), filled(self.text, values), self.language, self.is_own)


@remembered()
def own_words() -> Mapping[tuple[int | None, str, str], tuple[str, str]]:
    """What the organization wrote itself, by mailbox (None: for all), kind and language ("": for all)."""
    return {(row.mailbox_id, row.kind, row.language): (row.subject, row.text) for row in MailTemplate.objects.all()}


def spoken(*languages: str) -> str:
    """The first of these languages that Usher speaks, else English; "de-AT" is German."""
    return next((each for each in map(short, languages) if each in SHIPPED), "en")


def words_for(kind: str, *, mailbox_id: int | None, language: str, default: str) -> Words:
    """The words for a reader of `language` (may be empty); `default` is the organization's.

    Own words in the reader's language, own for every language, shipped in the reader's, own in the default one, shipped.
    Among own words those for the mailbox come before those for all.
    """
    reader = short(language) or short(default)
    found = _own(kind, mailbox_id, reader) or _own(kind, mailbox_id, "", reads=reader)
    if found is None and reader not in SHIPPED:
        found = _own(kind, mailbox_id, short(default))
    return found or shipped(kind, reader, default)


def shipped(kind: str, *languages: str) -> Words:
    """The words that came with Usher in the first of these languages that it speaks, else in English."""
    language = spoken(*languages)
    return Words(*SHIPPED[language][kind], language, False)


def short(language: str) -> str:
    """The language without its country: "de-AT" is "de"."""
    return language.strip().lower().replace("_", "-").partition("-")[0]


def _own(kind: str, mailbox_id: int | None, language: str, *, reads: str = "") -> Words | None:
    own = own_words()
    found = own.get((mailbox_id, kind, language)) or own.get((None, kind, language))
    return Words(*found, language or reads, True) if found else None

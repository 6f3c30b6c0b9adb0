"""/api/mail-texts: what the mails say that are written by the program."""

from http import HTTPStatus
from typing import Annotated, Any

import msgspec
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import require_scope
from usher.base.refusals import Invalid, NotFound
from usher.mail import actions
from usher.mail.actions.wording import LANGUAGES, LONGEST_SUBJECT, LONGEST_TEXT
from usher.mail.models import Mailbox
from usher.mail.wording.finding import own_words, words_for
from usher.mail.wording.kinds import KINDS
from usher.organizations.queries import current

Language = Annotated[str, Meta(max_length=8, description="Two letters; empty: for every language", examples=["de"])]
MailboxAddress = Annotated[
    str, Meta(max_length=320, description="Empty: for every mailbox", examples=["support@example.com"])
]


class KindPath(msgspec.Struct, frozen=True):
    """Which mail."""

    kind: Annotated[str, Meta(description=f"One of {', '.join(KINDS)}", examples=["acknowledgement"])]


class Place(msgspec.Struct, frozen=True):
    """For whom the words are."""

    mailbox: MailboxAddress = ""
    language: Language = ""


class MailText(msgspec.Struct, rename="camel", frozen=True):
    """What one kind of mail says there."""

    kind: Annotated[str, Meta(examples=["acknowledgement"])]
    mailbox: MailboxAddress
    language: Language
    subject: Annotated[str, Meta(examples=["We have received your message"])]
    text: Annotated[str, Meta(examples=["Hello {{requester.name}},\n\nit has the number {{ticket.code}}."])]
    is_own: Annotated[bool, Meta(description="Written for this very place; else what is said there all the same")]
    placeholders: Annotated[list[str], Meta(examples=[["ticket.code", "requester.name"]])]


class MailTexts(msgspec.Struct, rename="camel", frozen=True):
    """Every kind as it stands for all, and after it the words written for single mailboxes and languages."""

    mail_texts: list[MailText]


class NewWords(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """Words with placeholders in double braces."""

    subject: Annotated[str, Meta(min_length=1, max_length=LONGEST_SUBJECT)]
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_TEXT)]


NewWordsBody = Annotated[
    NewWords,
    MediaTypeMetadata(
        example={"subject": "We are on it", "text": "Hello {{requester.name}},\n\nyour request is {{ticket.code}}."}
    ),
]  # fmt: skip


class AllMailTexts(Resource):
    """The words of automatic mails."""

    @modify(tags=["Mail"])
    def get(self) -> MailTexts:
        """List what automatic mails say.

        Name and subject of a sender whose address is not proven stay out of them, whatever the words say.
        """
        require_scope(self.actor, "mailboxes")
        boxes = Mailbox.objects.in_bulk()
        texts = [_shape(kind, None, "") for kind in KINDS]
        for mailbox_id, kind, language in sorted(own_words(), key=str):
            if mailbox_id or language:
                texts.append(_shape(kind, boxes[mailbox_id] if mailbox_id else None, language))
        return MailTexts(texts)


class OneMailText(Resource):
    """The words of one kind of mail."""

    def shown(self, **parsed: Any) -> MailText:
        """What GET answers now: the query is a part of the address."""
        return _shape(*_place(self, parsed["parsed_path"].kind, parsed["parsed_query"]))

    @modify(tags=["Mail"])
    def get(self, parsed_path: Path[KindPath], parsed_query: Query[Place]) -> MailText:
        """Read what a mail says, for a mailbox and a language.

        Where nothing was written for them: what is said there all the same, in the end what came with Usher.
        """
        return _shape(*_place(self, parsed_path.kind, parsed_query))

    @modify(status_code=HTTPStatus.OK, tags=["Mail"])
    def put(
        self, parsed_path: Path[KindPath], parsed_query: Query[Place], parsed_body: Body[NewWordsBody]
    ) -> MailText:  # fmt: skip
        """Write what a mail says, for a mailbox and a language or for all.

        Placeholders are values of a fixed list, nothing is computed; 422 names one that there is not.
        """
        kind, mailbox, language = _place(self, parsed_path.kind, parsed_query)
        actions.set_words(
            kind, mailbox=mailbox, language=language, subject=parsed_body.subject, text=parsed_body.text,
            by=self.actor, at=self.at,
        )  # fmt: skip
        return _shape(kind, mailbox, language)

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Mail"])
    def delete(self, parsed_path: Path[KindPath], parsed_query: Query[Place]) -> None:
        """Go back to what would be said without these words. 404 when there are none."""
        kind, mailbox, language = _place(self, parsed_path.kind, parsed_query)
        if not actions.reset_words(kind, mailbox=mailbox, language=language, by=self.actor, at=self.at):
            raise NotFound("There are no words of your own there.")


def _place(resource: Resource, kind: str, place: Place) -> tuple[str, Mailbox | None, str]:
    require_scope(resource.actor, "mailboxes")
    if kind not in KINDS:
        raise NotFound(f"There is no such mail; choose from {', '.join(KINDS)}.")
    address, errors = place.mailbox.strip().lower(), {}
    mailbox = Mailbox.objects.filter(address=address).first() if address else None
    if address and mailbox is None:
        errors["mailbox"] = "is no mailbox; write the address of one."
    if place.language and place.language not in LANGUAGES:
        errors["language"] = "is not known; write two letters like de, or nothing."
    if errors:
        raise Invalid(errors)
    return kind, mailbox, place.language


def _shape(kind: str, mailbox: Mailbox | None, language: str) -> MailText:
    box, default = mailbox.pk if mailbox else None, current().language
    exact = own_words().get((box, kind, language))
    words = words_for(kind, mailbox_id=box, language=language, default=default)
    subject, text = exact or (words.subject, words.text)
    return MailText(
        kind, mailbox.address if mailbox else "", language, subject, text, exact is not None, list(KINDS[kind].placeholders)
    )

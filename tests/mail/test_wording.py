"""Which words automatic mails get, and what may be written into them."""

import pytest

from tests.world import NOON, World
from usher.base.placeholders import refusal
from usher.base.refusals import Invalid
from usher.events.models import Event
from usher.mail import actions
from usher.mail.models import Mailbox, MailTemplate
from usher.mail.wording.finding import shipped, words_for
from usher.mail.wording.kinds import KINDS
from usher.mail.wording.shipped import LANGUAGES, SHIPPED


def say(world: World, text: str, *, language: str = "", mailbox: Mailbox | None = None) -> None:
    by = world.acting(world.root)
    actions.set_words("acknowledgement", mailbox=mailbox, language=language, subject="Hi", text=text, by=by, at=NOON)


def said(mailbox: Mailbox | None, language: str, default: str = "en") -> tuple[str, str]:
    words = words_for("acknowledgement", mailbox_id=mailbox.pk if mailbox else None, language=language, default=default)
    return words.text.split("\n")[0], words.language


def test_all_kinds_are_shipped_in_all_languages_and_can_be_filled() -> None:
    assert set(SHIPPED) == set(LANGUAGES) == {"en", "de", "fi"}
    for language, kinds in SHIPPED.items():
        assert set(kinds) == set(KINDS)
        for code, words in kinds.items():
            assert [refusal(each, KINDS[code].placeholders) for each in words] == ["", ""], (language, code)


def test_the_most_fitting_words_win(world: World) -> None:
    box = Mailbox.objects.create(address="help@pine.example", created_at=NOON)
    greeting = shipped("acknowledgement", "de").text.split("\n")[0]
    assert said(box, "de-AT") == (greeting, "de")
    assert said(box, "") == (shipped("acknowledgement", "en").text.split("\n")[0], "en")
    say(world, "Bonjour", language="fr")
    say(world, "Moin", language="de", mailbox=box)
    assert said(box, "fr") == ("Bonjour", "fr") and said(box, "de") == ("Moin", "de")
    assert said(None, "de") == (greeting, "de")
    assert said(box, "sv", default="fr") == ("Bonjour", "fr")
    say(world, "Everybody")
    assert said(None, "de") == ("Everybody", "de") and said(box, "de") == ("Moin", "de")
    assert said(box, "sv")[0] == "Everybody"


def test_back_to_the_shipped_words(world: World) -> None:
    say(world, "Mine")
    by = world.acting(world.root)
    assert actions.reset_words("acknowledgement", mailbox=None, language="", by=by, at=NOON)
    assert not actions.reset_words("acknowledgement", mailbox=None, language="", by=by, at=NOON)
    assert said(None, "en")[0].startswith("Hello") and not MailTemplate.objects.exists()
    assert [row.name for row in Event.objects.order_by("pk")][-2:] == ["mail_text.changed", "mail_text.reset"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "welcome"}, "kind"), ({"language": "klingon"}, "language"), ({"text": " "}, "text"),
        ({"text": "Hi {{requester.password}}"}, "text"), ({"subject": "{{ticket.link}}"}, "subject"),
        ({"text": "x" * 10_001}, "text"), ({"subject": "x" * 201}, "subject"),
    ],
)  # fmt: skip
def test_wrong_words_are_refused_by_field(world: World, changes: dict[str, str], field: str) -> None:
    wanted = {"kind": "acknowledgement", "language": "", "subject": "Hi", "text": "Hello"} | changes
    with pytest.raises(Invalid) as refused:
        actions.set_words(wanted.pop("kind"), mailbox=None, by=world.acting(world.root), at=NOON, **wanted)  # type: ignore[arg-type]
    assert set(refused.value.errors) == {field} and not MailTemplate.objects.exists()

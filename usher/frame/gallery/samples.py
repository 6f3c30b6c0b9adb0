"""Invented tickets, people and messages for the gallery."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from usher.frame.drawings import PRIORITIES, STATUSES
from usher.frame.glyphs import priority_glyph, status_glyph
from usher.frame.pieces import (
    Attachment,
    Choice,
    ContactCard,
    Fact,
    Happening,
    Label,
    Message,
    NavGroup,
    NavItem,
    Shell,
    TicketRow,
)


@dataclass(frozen=True)
class Someone:
    """A person with nothing but a name."""

    name: str
    hue: int

    @property
    def initials(self) -> str:
        """The first letters of the first two words."""
        return "".join(word[0] for word in self.name.split()[:2])


ADA, LENA, OTTO = Someone("Ada Berger", 19), Someone("Lena Koskinen", 10), Someone("Otto Falk", 1)
CARL, MIA, SAM = Someone("Carl Pine", 5), Someone("Mia Pine", 14), Someone("Sam Whitfield-Arrowsmith", 22)
SUBJECTS = (
    "The oven display shows E-17 after the night shift",
    "Invoice 2041 has the wrong VAT number",
    "Cannot sign in after changing my phone",
    "Brake lever arrived bent, replacement needed this week",
    "Delivery window for fourteen cargo bikes",
    "Card reader at till 3 restarts during payment, again and again, mostly in the late afternoon",
    "How do I pair a second scanner?",
    "Copy of all personal data, please",
    "Export fails with 429 at night",
    "Old printer to be collected",
)
PREVIEW = "We tried the reset you suggested but it still blinks twice and then stops. Same on both units."
LABELS = (Label("oven", 2), Label("warranty", 9), Label("billing", 16), Label("vip", 21))
SOURCES = ("email", "email", "messenger", "qr", "portal", "api", "web", "email", "sync", "schedule")


def title(code: str) -> str:
    """The code of a status or priority as words."""
    return code.replace("_", " ").capitalize().replace("Waiting customer", "Waiting for customer")


def rows() -> list[TicketRow]:
    """Ten tickets, one in each status."""
    now = timezone.now()
    return [
        TicketRow(
            id=index + 1,
            code=f"PULSE-{1240 - index}",
            url=f"/_components/ticket?n={index}" if index else "/_components/ticket",
            subject=subject,
            preview=PREVIEW,
            status=STATUSES[index],
            status_name=title(STATUSES[index]),
            priority=PRIORITIES[(index * 3 + 3) % 4],
            priority_name=title(PRIORITIES[(index * 3 + 3) % 4]),
            source=SOURCES[index],
            requester=(CARL, MIA, SAM)[index % 3],
            assignee=(ADA, None, LENA, OTTO)[index % 4],
            updated_at=now - timedelta(minutes=6 * (index + 1) ** 3),
            labels=LABELS[index % 4 : index % 4 + index % 3],
            unread=index in (0, 1, 3),
            message_count=index * 2 + 1,
            editing=LENA if index == 4 else None,
        )
        for index, subject in enumerate(SUBJECTS)
    ]


def thread() -> list[Message | list[Happening]]:
    """A conversation with every kind of message in it."""
    now = timezone.now()
    files = (
        Attachment("error-code.jpg", "#", 310_400, "image/jpeg", "/static/frame/favicon.svg"),
        Attachment("service-report-november.pdf", "#", 4_210_000, "application/pdf"),
        Attachment("log.txt", "#", 840, "text/plain"),
    )
    body = (
        "<p>Good morning,</p><p>since the night shift the oven shows <strong>E-17</strong> and stops.</p>"
        "<ul><li>Serial 88-204</li><li>Firmware 2.4</li></ul><p>Kind regards<br>Carl</p>"
    )
    note = (
        '<p><span class="mention">@Lena Koskinen</span> this is the fan again, see <a href="#">PULSE-1187</a>. '
        "<strong>Do not send a new board yet.</strong></p>"
    )
    moved = Happening("circle-dot", "<b>Ada Berger</b> set the status to <b>Assigned</b>", now - timedelta(hours=5))
    named = Happening("user-round", "<b>Ada Berger</b> assigned <b>Otto Falk</b>", now - timedelta(hours=5))
    return [
        Message(
            1,
            "reply",
            CARL,
            body,
            now - timedelta(days=2),
            address="carl@pinebakery.example",
            attachments=files,
            blocked_images=2,
            images_url="#",
            original_url="#",
        ),
        [moved, named, moved],
        Message(
            2,
            "reply",
            ADA,
            "<p>Hello Carl,</p><p>hold the power button for 15 seconds. That restarts the controller.</p>",
            now - timedelta(hours=3),
            mine=True,
            to="Carl Pine",
            delivery="failed",
            delivery_text="Not delivered: the mailbox is full",
        ),
        Message(3, "note", OTTO, note, now - timedelta(hours=1), mine=True, public=False),
        [named],
        Message(
            4,
            "update",
            OTTO,
            "<p>Fan replaced, test run of two hours without a fault.</p>",
            now - timedelta(minutes=40),
            mine=True,
        ),
        Message(
            5,
            "reply",
            CARL,
            f"<p>{PREVIEW}</p><p>Can someone come by on Thursday?</p>",
            now - timedelta(minutes=6),
            address="carl@pinebakery.example",
            fresh=True,
            quoted="<blockquote><p>Hold the power button for 15 seconds.</p></blockquote>",
        ),
    ]


def statuses() -> list[Choice]:
    """All statuses as values of a picker."""
    return [Choice(code, title(code), status_glyph(code)) for code in STATUSES]


def priorities() -> list[Choice]:
    """All priorities as values of a picker."""
    return [Choice(code, title(code), priority_glyph(code)) for code in PRIORITIES]


def contact() -> ContactCard:
    """The requester's card."""
    facts = (
        Fact("mail", "carl@pinebakery.example", "mailto:carl@pinebakery.example"),
        Fact("phone", "+358 9 555 0101"),
        Fact("calendar", "Customer since March 2023"),
    )
    return ContactCard(CARL, "#", "Pine Bakery", facts, (("23", "tickets"), ("2", "open"), ("4.8", "rating")))


def shell(current: str = "All open") -> Shell:
    """The sidebar of a believable organization."""
    places = (
        ("My open", "user-round", 6, "g m"),
        ("Unassigned", "inbox", 4, "g u"),
        ("All open", "layers", 1240, "g a"),
        ("Waiting for customer", "circle-pause", 3, ""),
        ("Recently resolved", "circle-check", 12, ""),
    )
    views = [
        NavItem(name, "/_components/inbox", icon, count, current=name == current, hotkey=key)
        for name, icon, count, key in places
    ]
    shared = [
        NavItem("Bakeries", "/_components/inbox", count=4, hue=2),
        NavItem("Billing", "/_components/inbox", count=3, hue=16),
    ]
    more = [NavItem("Contacts", "#contacts", "users"), NavItem("SLA at risk", "#risk", "timer", 5, hot=True)]
    return Shell(
        workspace="Pulse Support",
        person=ADA,
        role="Agent",
        groups=(NavGroup(views, "Views"), NavGroup(shared, "Labels"), NavGroup(more, "More")),
        tabs=(
            NavItem("Mine", "/_components/inbox", "user-round"),
            NavItem("Inbox", "/_components/inbox", "inbox", current=True),
        ),
        new_url="/_components/new",
        search_url="/_components/inbox",
        sign_out_url="#",
        profile_url="#",
        settings_url="/_components/settings",
        workspaces=(("Pulse Support", "#"), ("Northern Works", "#")),
    )


def sections() -> list[NavGroup]:
    """The sections of the settings."""
    items = [
        NavItem("General", "#", "settings", current=True),
        NavItem("Members", "#", "users"),
        NavItem("Teams", "#", "user-round"),
        NavItem("Mail", "#", "mail"),
        NavItem("Tokens", "#", "key-round"),
    ]
    return [NavGroup(items, "Organization")]

"""The plain values that the macros draw. Doors fill these from their queries; nothing here knows a database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from usher.frame.glyphs import Person


@dataclass(frozen=True)
class Label:
    """A coloured tag; `hue` 0 to 23."""

    name: str
    hue: int = 0


@dataclass(frozen=True)
class TicketRow:
    """One ticket in a list. `source` is the way it came in; `status_name` what its lifecycle calls the status."""

    id: int
    code: str
    url: str
    subject: str
    preview: str
    status: str
    status_name: str
    priority: str
    priority_name: str
    source: str
    requester: Person | None
    assignee: Person | None
    updated_at: datetime
    labels: Sequence[Label] = ()
    unread: bool = False
    message_count: int = 0
    editing: Person | None = None
    joined_count: int = 0  # members beside the assignee
    snoozed_until: datetime | None = None
    status_hue: int | None = None  # where the organization chose a colour


@dataclass(frozen=True)
class Attachment:
    """A stored file of a message; `size` in bytes; `thumbnail` is set for pictures that may be shown."""

    name: str
    url: str
    size: int
    type: str = ""
    thumbnail: str | None = None


@dataclass(frozen=True)
class Message:
    """One entry of a thread. `kind` is reply, note, update or chat; `html` is already cleaned.

    `mine` marks what a member wrote, `public` what the requester can see, `delivery` is "", sending, sent, failed or
    unknown. `quoted` is the folded history, `original_url` shows the mail as it came, `blocked_images` counts what
    `images_url` would load.
    """

    id: int
    kind: str
    author: Person
    html: str
    at: datetime
    mine: bool = False
    public: bool = True
    fresh: bool = False
    to: str = ""
    address: str = ""
    quoted: str = ""
    attachments: Sequence[Attachment] = ()
    delivery: str = ""
    delivery_text: str = ""
    original_url: str | None = None
    images_url: str | None = None
    blocked_images: int = 0


@dataclass(frozen=True)
class Happening:
    """One line of the timeline. `html` is a finished, escaped sentence with names in `<b>`."""

    icon: str
    html: str
    at: datetime


@dataclass(frozen=True)
class Choice:
    """One value of a property picker. `glyph` is safe HTML drawn before the name."""

    value: str
    name: str
    glyph: str = ""


@dataclass(frozen=True)
class NavItem:
    """One link of the sidebar; `hotkey` as in `data-hotkey`, `hue` draws a dot instead of the icon."""

    name: str
    url: str
    icon: str = ""
    count: int | str | None = None  # "999+" where counting stopped
    current: bool = False
    hot: bool = False
    hue: int | None = None
    hotkey: str = ""
    live: str = ""


@dataclass(frozen=True)
class NavGroup:
    """A named run of sidebar links; without a name it has no heading."""

    items: Sequence[NavItem]
    name: str = ""


@dataclass(frozen=True)
class Fact:
    """One line of a contact or company card."""

    icon: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class ContactCard:
    """Who asks, beside the conversation. `figures` are pairs of number and word."""

    person: Person
    url: str
    company: str = ""
    facts: Sequence[Fact] = ()
    figures: Sequence[tuple[str, str]] = field(default=())


@dataclass(frozen=True)
class Shell:
    """What every member's page shows around its content.

    `workspaces` are pairs of name and address, given when there is more than one. `live` and `live_src` refresh the
    counts; `palette_url` answers the palette's search with options; `tabs` are the phone's first two places.
    """

    workspace: str
    person: Person
    groups: Sequence[NavGroup]
    tabs: Sequence[NavItem]
    new_url: str
    search_url: str
    sign_out_url: str
    role: str = ""
    profile_url: str = ""
    own_url: str = ""  # what they decide about themselves in this organization
    availability_url: str = ""
    available: bool = True
    settings_url: str = ""
    palette_url: str = ""
    workspaces: Sequence[tuple[str, str]] = ()
    live: str = ""
    live_src: str = ""
    hotkeys: bool = True
    comfortable: bool = False
    alarm: str = ""  # a sentence above every page, with the place where it is mended
    alarm_url: str = ""

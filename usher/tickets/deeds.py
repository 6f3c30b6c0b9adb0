"""Everything that can be done to a ticket, and which permissions it takes: the whole table on one screen."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Deed = Literal[
    "view", "finish", "follow", "follow_up", "reply", "update", "note", "send_again", "take", "assign", "edit", "move",
    "start", "prioritise", "label", "snooze", "link", "change_visibility", "move_company", "merge", "undo_merge", "split",
    "move_message", "accept_sender",
    "delete", "see_bin", "restore", "purge",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """The permissions that a deed takes, all of them, and its words: "You may … this ticket".

    `anywhere`: the right to see the ticket is enough; the others need it to be one's own, one's team's or nobody's,
    or the permission to act on all. `contacts`: open to those who asked, on their own tickets.
    """

    words: str | Promise
    needs: tuple[str, ...] = ()
    anywhere: bool = False
    contacts: bool = False


DEEDS: dict[Deed, Rule] = {
    "view": Rule(_("read it"), anywhere=True, contacts=True),
    "finish": Rule(_("change and finish the draft"), ("create",), anywhere=True, contacts=True),  # their own ones only
    "follow": Rule(_("follow it"), anywhere=True),
    "follow_up": Rule(_("open a follow-up ticket"), ("create",), anywhere=True, contacts=True),
    "reply": Rule(_("reply to the requester"), ("reply",), contacts=True),
    "update": Rule(_("add a public update"), ("reply",)),  # an internal one is a note
    "note": Rule(_("write notes and internal updates"), ("note",)),
    "send_again": Rule(_("send a reply once more"), ("reply",)),
    "take": Rule(_("take it"), ("reply",)),  # oneself: needs no right over others
    "assign": Rule(_("assign it to others and to teams"), ("assign",)),
    "edit": Rule(_("change subject, type, requester and fields"), ("edit",)),
    "move": Rule(_("change its status"), ("edit",)),
    "start": Rule(_("start to work on it"), ("reply",)),
    "prioritise": Rule(_("change its priority"), ("edit",)),
    "label": Rule(_("label it"), ("edit",)),
    "snooze": Rule(_("snooze it"), ("edit",)),
    "link": Rule(_("link it to other tickets"), ("edit",)),
    "change_visibility": Rule(_("make it internal or public"), ("edit",)),
    "move_company": Rule(_("move it to another company"), ("edit",)),
    "merge": Rule(_("merge it with others"), ("merge",)),
    "undo_merge": Rule(_("take a merge back"), ("merge",)),
    "split": Rule(_("split messages into a new ticket"), ("edit", "create")),
    "move_message": Rule(_("move its messages to other tickets"), ("edit",)),
    "accept_sender": Rule(_("let an unknown sender take part"), ("edit",)),
    "delete": Rule(_("delete it"), ("delete",)),
    "see_bin": Rule(_("see it in the bin"), ("delete",), anywhere=True),
    "restore": Rule(_("restore it from the bin"), ("delete",)),
    "purge": Rule(_("remove it for good"), ("delete", "organization"), anywhere=True),
}

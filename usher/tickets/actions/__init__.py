"""All that can happen to a ticket, on one screen. Each verb is one transaction and ends in one or more events."""

from usher.tickets.actions.absorbing import Options as MergeOptions
from usher.tickets.actions.accepting_senders import NothingToAccept, accept_sender
from usher.tickets.actions.assigning import assign, assign_team
from usher.tickets.actions.calling_back import call_back
from usher.tickets.actions.classifying import (
    change_category,
    change_label,
    change_type,
    create_category,
    create_type,
    delete_label,
)
from usher.tickets.actions.defining_fields import InUse, change_field, create_field, delete_field, set_type_fields
from usher.tickets.actions.deleting import delete, restore
from usher.tickets.actions.drafting import NotADraft, finish_draft, save_draft
from usher.tickets.actions.editing import edit
from usher.tickets.actions.filling_fields import set_fields
from usher.tickets.actions.following import follow, unfollow
from usher.tickets.actions.following_up import NoFollowUp, open_follow_up, successor_of
from usher.tickets.actions.handing_over import hand_over, hand_over_some, in_hands_of
from usher.tickets.actions.joining import add_assignee, remove_assignee, set_assignees
from usher.tickets.actions.keeping import KeptElsewhere, drop_text, keep_text
from usher.tickets.actions.labelling import create_label, set_labels
from usher.tickets.actions.lifecycle_setting import (
    LifecycleInUse,
    change_lifecycle,
    choose_default,
    create_lifecycle,
    delete_lifecycle,
    install_preset,
)
from usher.tickets.actions.linking import LinkRefused, link, unlink
from usher.tickets.actions.merging import Merged, MergeRefused, merge
from usher.tickets.actions.moving import MoveRefused, move
from usher.tickets.actions.moving_company import move_to_company
from usher.tickets.actions.moving_messages import move_message
from usher.tickets.actions.noting import note
from usher.tickets.actions.opening import Opening, open_ticket, open_tickets
from usher.tickets.actions.opening_later import call_opening_back, open_later, open_now
from usher.tickets.actions.ordering import put_in_order
from usher.tickets.actions.participating import set_participants
from usher.tickets.actions.pending import Left
from usher.tickets.actions.prioritising import prioritise
from usher.tickets.actions.purging import NotInBin, purge
from usher.tickets.actions.receiving import receive
from usher.tickets.actions.removing_classes import delete_category, delete_type
from usher.tickets.actions.removing_files import remove_file
from usher.tickets.actions.replying import reply
from usher.tickets.actions.seeing import see
from usher.tickets.actions.sending_later import Plan, send_at_other_time, send_later
from usher.tickets.actions.sending_pending import send_now
from usher.tickets.actions.showing import set_visibility
from usher.tickets.actions.snoozing import SnoozeRefused, snooze, wake
from usher.tickets.actions.splitting import split
from usher.tickets.actions.starting import start_work
from usher.tickets.actions.status_setting import StatusNeeded, change_status, create_status, delete_status, order_statuses
from usher.tickets.actions.undoing import TooLate, undo
from usher.tickets.actions.unmerging import NotMerged, unmerge
from usher.tickets.actions.updating import update
from usher.tickets.actions.writing import Closed, Written

__all__ = [
    "NothingToAccept", "accept_sender", "move_message",
    "Left", "Plan", "call_back", "send_at_other_time", "send_later", "send_now", "open_later", "open_now",
    "call_opening_back",
    "NotADraft", "finish_draft", "save_draft",
    "LifecycleInUse", "StatusNeeded", "change_lifecycle", "change_status", "choose_default", "create_lifecycle",
    "create_status", "delete_lifecycle", "delete_status", "install_preset", "order_statuses",
    "hand_over", "hand_over_some", "in_hands_of", "remove_file",
    "InUse", "change_category", "change_field", "create_field", "delete_category", "delete_field", "delete_type",
    "put_in_order", "set_fields", "set_type_fields",
    "Closed", "MoveRefused", "TooLate", "Written", "assign", "assign_team", "change_label", "change_type", "create_category",
    "create_label", "create_type", "delete", "delete_label", "edit", "follow", "move", "note", "open_follow_up",
    "Opening", "open_ticket", "open_tickets",
    "prioritise", "receive", "reply", "restore", "see", "set_labels", "set_participants", "start_work", "undo",
    "unfollow", "update", "SnoozeRefused", "snooze", "wake", "add_assignee", "remove_assignee",
    "set_assignees", "KeptElsewhere", "drop_text", "keep_text", "LinkRefused", "MergeOptions",
    "MergeRefused", "Merged", "NoFollowUp", "NotInBin", "NotMerged", "link",
    "merge", "move_to_company", "purge", "set_visibility", "split", "successor_of", "unlink", "unmerge",
]  # fmt: skip

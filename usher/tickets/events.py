"""The names this room announces; the subject is always the ticket. `data` holds ids and old/new values."""

OPENED = "ticket.opened"  # source, requester, message
REPLIED = "ticket.replied"  # message: a member's, token's or the system's public reply
RECEIVED = "ticket.received"  # message: the requester or another outsider wrote; has_hands: a member has or follows it
REPLY_PLANNED = "ticket.reply_planned"  # pending, from, to: times (ISO 8601); from is null for a new one
REPLY_CALLED_BACK = "ticket.reply_called_back"  # pending: a planned reply is not sent
REPLY_HELD = "ticket.reply_held"  # pending, author (member or null), why: its time came and it could not be sent
MEMBERS_TOLD = "ticket.members_told"  # members, names: who got a mail about it; why: given, written
NOTED = "ticket.noted"  # message
UPDATE_ADDED = "ticket.update_added"  # message, is_public
STATUS_CHANGED = "ticket.status_changed"  # from, to: built-in codes; from_code, to_code, from_name, to_name: as shown
REOPENED = "ticket.reopened"  # as STATUS_CHANGED
ASSIGNED = "ticket.assigned"  # from, to: member ids or null; from_name, to_name
TEAM_CHANGED = "ticket.team_changed"  # from, to: team ids or null; from_name, to_name
ASSIGNEE_ADDED = "ticket.assignee_added"  # member, name: one more beside the assignee
ASSIGNEE_REMOVED = "ticket.assignee_removed"  # member, name
PRIORITY_CHANGED = "ticket.priority_changed"  # from, to: codes
EDITED = "ticket.edited"  # field → [from, to]
FIELDS_CHANGED = "ticket.fields_changed"  # changes: key → [from, to]; names: key → name
LABELLED = "ticket.labelled"  # added, removed: names
FOLLOWED = "ticket.followed"  # member
UNFOLLOWED = "ticket.unfollowed"  # member
PARTICIPANTS_CHANGED = "ticket.participants_changed"  # added, removed: addresses
DELETED = "ticket.deleted"
RESTORED = "ticket.restored"
SNOOZED = "ticket.snoozed"  # from, to: times (ISO 8601); from is null where it was awake
WOKEN = "ticket.woken"  # from: the time it was to sleep till; why: time, answer, hand
DRAFTED = "ticket.drafted"  # a request was begun and kept; announced to nobody but its author
LINKED = "ticket.linked"  # kind, target, code
UNLINKED = "ticket.unlinked"  # kind, target, code
MERGED = "ticket.merged"  # on the ticket that went: into, code
ABSORBED = "ticket.absorbed"  # on the one it went into: source, code, messages, hidden (turned internal)
UNMERGED = "ticket.unmerged"  # on the ticket that is back: from, code
RELEASED = "ticket.released"  # on the one it was in: source, code
SPLIT = "ticket.split"  # on the old ticket: to, code, messages, is_copy
SPLIT_OFF = "ticket.split_off"  # on the new one: from, code, messages
MESSAGE_MOVED = "ticket.message_moved"  # on the old ticket: message, to, code; was_public, had_flag: for its undo
MESSAGE_BROUGHT = "ticket.message_brought"  # on the new one: message, from, code
SENDER_ACCEPTED = "ticket.sender_accepted"  # message, email: an unknown sender takes part from now on
COMPANY_CHANGED = "ticket.company_changed"  # from, to, from_name, to_name, requester: [name, name], hidden: messages
VISIBILITY_CHANGED = "ticket.visibility_changed"  # from, to
FILE_REMOVED = "ticket.file_removed"  # message, name, size: an attachment was deleted
PURGED = "ticket.purged"  # code: gone for good; its events remain

ALL = (
    FILE_REMOVED, REPLY_PLANNED, REPLY_CALLED_BACK, REPLY_HELD, MEMBERS_TOLD,
    OPENED, REPLIED, RECEIVED, NOTED, STATUS_CHANGED, REOPENED, ASSIGNED, TEAM_CHANGED, PRIORITY_CHANGED, EDITED, LABELLED,
    FOLLOWED, UNFOLLOWED, PARTICIPANTS_CHANGED, DELETED, RESTORED, LINKED,
    FIELDS_CHANGED, UPDATE_ADDED, ASSIGNEE_ADDED, ASSIGNEE_REMOVED, SNOOZED, WOKEN, DRAFTED,
    UNLINKED, MERGED, ABSORBED, UNMERGED, RELEASED, SPLIT, SPLIT_OFF,
    MESSAGE_MOVED, MESSAGE_BROUGHT, SENDER_ACCEPTED, COMPANY_CHANGED, VISIBILITY_CHANGED, PURGED,
)  # fmt: skip

"""The names this room announces; the subject is always the ticket. `data` holds ids and old/new values."""

OPENED = "ticket.opened"  # source, message
REPLIED = "ticket.replied"  # message: a member's, token's or the system's public reply
RECEIVED = "ticket.received"  # message: the requester or another outsider wrote
NOTED = "ticket.noted"  # message
STATUS_CHANGED = "ticket.status_changed"  # from, to
REOPENED = "ticket.reopened"  # from, to
ASSIGNED = "ticket.assigned"  # from, to: member ids or null; from_name, to_name
TEAM_CHANGED = "ticket.team_changed"  # from, to: team ids or null; from_name, to_name
PRIORITY_CHANGED = "ticket.priority_changed"  # from, to: codes
EDITED = "ticket.edited"  # field → [from, to]
LABELLED = "ticket.labelled"  # added, removed: names
FOLLOWED = "ticket.followed"  # member
UNFOLLOWED = "ticket.unfollowed"  # member
PARTICIPANTS_CHANGED = "ticket.participants_changed"  # added, removed: addresses
DELETED = "ticket.deleted"
RESTORED = "ticket.restored"
LINKED = "ticket.linked"  # kind, target, code

ALL = (
    OPENED, REPLIED, RECEIVED, NOTED, STATUS_CHANGED, REOPENED, ASSIGNED, TEAM_CHANGED, PRIORITY_CHANGED, EDITED, LABELLED,
    FOLLOWED, UNFOLLOWED, PARTICIPANTS_CHANGED, DELETED, RESTORED, LINKED,
)  # fmt: skip

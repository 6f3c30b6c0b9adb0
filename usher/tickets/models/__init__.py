from usher.tickets.models.classification import Category, Label, TicketType
from usher.tickets.models.message import Message, MessageFile
from usher.tickets.models.participants import Assignment, Follower, Participant, Seen
from usher.tickets.models.priority import PRIORITIES, Priority, priority_named
from usher.tickets.models.status import STATUSES, Status, status_named
from usher.tickets.models.ticket import Ticket, TicketLabel, TicketLink

__all__ = [
    "Assignment", "Category", "Follower", "Label", "Message", "MessageFile", "PRIORITIES", "Participant", "Priority",
    "STATUSES", "Seen", "Status", "Ticket", "TicketLabel", "TicketLink", "TicketType", "priority_named", "status_named",
]  # fmt: skip

from usher.tickets.models.bulk import BulkChange, BulkItem
from usher.tickets.models.classification import Category, Label, TicketType
from usher.tickets.models.custom_field import CustomField, CustomValue, TypeField
from usher.tickets.models.draft import Draft, DraftFile
from usher.tickets.models.lifecycle import Lifecycle, OrganizationStatus
from usher.tickets.models.merge import Merge
from usher.tickets.models.message import Message, MessageFile, description_of
from usher.tickets.models.participants import Assignment, Follower, Participant, Seen
from usher.tickets.models.pending import PendingFile, PendingReply
from usher.tickets.models.priority import PRIORITIES, Priority, priority_named
from usher.tickets.models.status import STATUSES, Status, status_named
from usher.tickets.models.ticket import Ticket, TicketLabel, TicketLink

__all__ = [
    "Assignment", "BulkChange", "BulkItem", "Category", "CustomField", "CustomValue", "Draft", "DraftFile", "Follower",
    "Label", "Lifecycle", "Merge", "Message", "MessageFile", "OrganizationStatus", "PRIORITIES", "Participant",
    "PendingFile", "PendingReply", "Priority", "STATUSES", "Seen", "Status", "Ticket", "TicketLabel", "TicketLink",
    "TicketType", "TypeField", "description_of", "priority_named", "status_named",
]  # fmt: skip

"""All addresses of the API."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from dmr.routing import Router

from usher.api import openapi
from usher.api.bulk.resource import Bulk, BulkResults, BulkStop, BulkUndo, OneBulk
from usher.api.categories.resource import Categories, OneCategory
from usher.api.comments.placing import AcceptSender, CommentMail, MoveComment
from usher.api.comments.resource import Comments
from usher.api.custom_fields.resource import CustomFields, OneCustomField
from usher.api.deliveries.resource import SendAgain, TicketDeliveries
from usher.api.docs import pages
from usher.api.errors import answer
from usher.api.events.resource import TicketEvents, UndoEvent
from usher.api.files.attachments import Attachments, OneAttachment
from usher.api.files.resource import Files, OneFile
from usher.api.labels.resource import Labels, OneLabel
from usher.api.lifecycles.resource import Lifecycles, OneLifecycle
from usher.api.mail.days import MailDays
from usher.api.mail.ledger import Ledger, MailboxesHealth, OneLedgerMail, RetryMail
from usher.api.mail.outbox import CancelMail, Outbox, ResendMail
from usher.api.mail.review import AcceptMail, DismissMail, Review
from usher.api.mail_texts.resource import AllMailTexts, OneMailText
from usher.api.mailboxes.urls import MAILBOXES
from usher.api.organization.resource import TheOrganization
from usher.api.people import PEOPLE
from usher.api.priorities.resource import Priorities
from usher.api.roles.resource import OneRole, Roles
from usher.api.scheduled_replies.resource import OneScheduledReply, ScheduledReplies, SendScheduledReply
from usher.api.search.resource import Search
from usher.api.statuses.resource import OneStatus, Statuses
from usher.api.suspensions.resource import OneSuspension, Suspensions
from usher.api.tickets.assignees import OneTicketAssignee, TicketAssignees
from usher.api.tickets.bin import Bin, InBin, Restore
from usher.api.tickets.company import TicketCompany
from usher.api.tickets.followers import Followers, OneFollower
from usher.api.tickets.following_up import FollowUp
from usher.api.tickets.links import Links, OneLink
from usher.api.tickets.merging import MergeTickets, Unmerge
from usher.api.tickets.participants import Participants
from usher.api.tickets.permissions import TicketPermissions
from usher.api.tickets.resource import OneTicket, Tickets
from usher.api.tickets.searching import TicketSearch
from usher.api.tickets.snoozing import Snooze
from usher.api.tickets.splitting import Split
from usher.api.tickets.starting import StartWork
from usher.api.tokens.resource import OneToken, Tokens
from usher.api.types.resource import OneType, Types
from usher.api.webhooks.deliveries import Deliveries, Redeliver, TestWebhook
from usher.api.webhooks.resource import OneWebhook, WebhookEvents, Webhooks, WebhookSecret

router = Router(
    "api/",
    [
        path("webhooks", Webhooks.as_view()),
        path("webhooks/<str:id>", OneWebhook.as_view()),
        path("webhooks/<str:id>/secret", WebhookSecret.as_view()),
        path("webhooks/<str:id>/test", TestWebhook.as_view()),
        path("webhooks/<str:id>/deliveries", Deliveries.as_view()),
        path("webhooks/<str:id>/deliveries/<str:delivery>/redeliver", Redeliver.as_view()),
        path("webhook-events", WebhookEvents.as_view()),
        *MAILBOXES,
        path("mail/mailboxes", MailboxesHealth.as_view()),
        path("mail/days", MailDays.as_view()),
        path("mail/outbox", Outbox.as_view()),
        path("mail/outbox/<str:id>/send-again", ResendMail.as_view()),
        path("mail/outbox/<str:id>/cancel", CancelMail.as_view()),
        path("mail/ledger", Ledger.as_view()),
        path("mail/ledger/<str:id>", OneLedgerMail.as_view()),
        path("mail/ledger/<str:id>/retry", RetryMail.as_view()),
        path("mail/review", Review.as_view()),
        path("mail/review/<str:id>/accept", AcceptMail.as_view()),
        path("mail/review/<str:id>/dismiss", DismissMail.as_view()),
        path("tickets", Tickets.as_view()),
        path("tickets/search", TicketSearch.as_view()),
        path("tickets/merge", MergeTickets.as_view()),
        path("tickets/bulk", Bulk.as_view()),
        path("tickets/bulk/<str:id>", OneBulk.as_view()),
        path("tickets/bulk/<str:id>/results", BulkResults.as_view()),
        path("tickets/bulk/<str:id>/stop", BulkStop.as_view()),
        path("tickets/bulk/<str:id>/undo", BulkUndo.as_view()),
        path("tickets/<str:ticket>", OneTicket.as_view()),
        path("tickets/<str:ticket>/comments", Comments.as_view()),
        path("tickets/<str:ticket>/comments/<str:id>/mail", CommentMail.as_view()),
        path("tickets/<str:ticket>/comments/<str:id>/move", MoveComment.as_view()),
        path("tickets/<str:ticket>/comments/<str:id>/accept-sender", AcceptSender.as_view()),
        path("tickets/<str:ticket>/deliveries", TicketDeliveries.as_view()),
        path("tickets/<str:ticket>/deliveries/<str:id>/send-again", SendAgain.as_view()),
        path("tickets/<str:ticket>/scheduled-replies", ScheduledReplies.as_view()),
        path("tickets/<str:ticket>/scheduled-replies/<str:id>", OneScheduledReply.as_view()),
        path("tickets/<str:ticket>/scheduled-replies/<str:id>/send", SendScheduledReply.as_view()),
        path("tickets/<str:ticket>/assignees", TicketAssignees.as_view()),
        path("tickets/<str:ticket>/assignees/<str:user>", OneTicketAssignee.as_view()),
        path("tickets/<str:ticket>/followers", Followers.as_view()),
        path("tickets/<str:ticket>/followers/<str:user>", OneFollower.as_view()),
        path("tickets/<str:ticket>/participants", Participants.as_view()),
        path("tickets/<str:ticket>/snooze", Snooze.as_view()),
        path("tickets/<str:ticket>/attachments", Attachments.as_view()),
        path("tickets/<str:ticket>/events", TicketEvents.as_view()),
        path("tickets/<str:ticket>/events/<str:id>/undo", UndoEvent.as_view()),
        path("tickets/<str:ticket>/follow-up", FollowUp.as_view()),
        path("tickets/<str:ticket>/start", StartWork.as_view()),
        path("tickets/<str:ticket>/permissions", TicketPermissions.as_view()),
        path("tickets/<str:ticket>/unmerge", Unmerge.as_view()),
        path("tickets/<str:ticket>/split", Split.as_view()),
        path("tickets/<str:ticket>/links", Links.as_view()),
        path("tickets/<str:ticket>/links/<str:id>", OneLink.as_view()),
        path("tickets/<str:ticket>/company", TicketCompany.as_view()),
        path("tickets/<str:ticket>/restore", Restore.as_view()),
        path("bin", Bin.as_view()),
        path("bin/<str:ticket>", InBin.as_view()),
        path("attachments/<str:id>", OneAttachment.as_view()),
        path("files", Files.as_view()),
        path("files/<str:id>", OneFile.as_view()),
        path("search", Search.as_view()),
        path("labels", Labels.as_view()),
        path("labels/<str:id>", OneLabel.as_view()),
        path("priorities", Priorities.as_view()),
        path("statuses", Statuses.as_view()),
        path("statuses/<str:code>", OneStatus.as_view()),
        path("lifecycles", Lifecycles.as_view()),
        path("lifecycles/<str:id>", OneLifecycle.as_view()),
        path("mail-texts", AllMailTexts.as_view()),
        path("mail-texts/<str:kind>", OneMailText.as_view()),
        path("organization", TheOrganization.as_view()),
        *PEOPLE,
        path("roles", Roles.as_view()),
        path("roles/<str:id>", OneRole.as_view()),
        path("tokens", Tokens.as_view()),
        path("tokens/<str:id>", OneToken.as_view()),
        path("suspensions", Suspensions.as_view()),
        path("suspensions/<str:id>", OneSuspension.as_view()),
        path("custom-fields", CustomFields.as_view()),
        path("custom-fields/<str:field>", OneCustomField.as_view()),
        path("categories", Categories.as_view()),
        path("categories/<str:id>", OneCategory.as_view()),
        path("ticket-types", Types.as_view()),
        path("ticket-types/<str:id>", OneType.as_view()),
    ],
)


@csrf_exempt
def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever begins with /api/ and is nothing: refused in the API's own shape."""
    return answer(404, "There is nothing at this address; /api/docs lists what there is.")


urlpatterns = [
    *router.urls,
    path("openapi.json", openapi.view),
    path("docs", pages.overview, name="api-docs"),
    path("docs/<slug:chapter>", pages.group, name="api-docs-group"),
    path("", pages.root, name="api-root"),
    path("<path:rest>", unknown),
]

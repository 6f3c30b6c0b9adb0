"""All addresses of the API."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from dmr.routing import Router

from usher.api import openapi
from usher.api.comments.resource import Comments
from usher.api.contacts.resource import Contacts, OneContact
from usher.api.errors import answer
from usher.api.teams.resource import OneTeam, Teams
from usher.api.tickets.resource import OneTicket, Tickets
from usher.api.types.resource import OneType, Types

router = Router(
    "api/",
    [
        path("tickets", Tickets.as_view()),
        path("tickets/<str:ticket>", OneTicket.as_view()),
        path("tickets/<str:ticket>/comments", Comments.as_view()),
        path("contacts", Contacts.as_view()),
        path("contacts/<str:id>", OneContact.as_view()),
        path("teams", Teams.as_view()),
        path("teams/<str:id>", OneTeam.as_view()),
        path("ticket-types", Types.as_view()),
        path("ticket-types/<str:id>", OneType.as_view()),
    ],
)


@csrf_exempt
def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever begins with /api/ and is nothing: refused in the API's own shape."""
    return answer(404, "There is nothing at this address; /api/openapi.json lists what there is.")


urlpatterns = [
    *router.urls,
    path("openapi.json", openapi.view),
    path("", unknown),
    path("<path:rest>", unknown),
]

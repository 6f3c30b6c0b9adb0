"""The sink: what would have left a demo's mailbox, to be read."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from usher.frame.scoping import MemberRequest, scoped
from usher.mail.queries import PAGE, sink_page
from usher.people.access import require
from usher.web.mail.asking import before_of
from usher.web.settings.sections import settings_page


@scoped
@require_safe
def index(request: MemberRequest) -> HttpResponse:
    """The mails, newest first, fifty a page."""
    require(request.actor, "mailboxes")
    rows = sink_page(before=before_of(request))
    following = urlencode({"before": rows[-1].pk}) if len(rows) == PAGE else ""
    return settings_page(request, "sink", "mail/sink.html", {"rows": rows, "next": following})

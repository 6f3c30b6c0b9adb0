"""The selection gets an assignee or a team."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Invalid
from usher.frame.scoping import MemberRequest, scoped
from usher.people.models import Member, Team
from usher.web.inbox.selection import changed


@scoped
@require_POST
def assign(request: MemberRequest) -> HttpResponse:
    """`assignee`: a member's id, "me", or "" for nobody. `team`: a team's id, or "" for none."""
    if "team" in request.POST:
        team = _team(request.POST["team"])
        step, name = {"do": "assign_team", "to": team.pk if team else None}, team.name if team else _("no team")
    else:
        member = _member(request)
        step, name = {"do": "assign", "to": member.pk if member else None}, member.name if member else _("nobody")
    return changed(request, step, lambda count: _done(count, name), timezone.now())


def _done(count: int, name: str) -> str:
    words = ngettext("%(n)d ticket assigned to %(name)s", "%(n)d tickets assigned to %(name)s", count)
    return words % {"n": count, "name": name}


def _member(request: MemberRequest) -> Member | None:
    if "assignee" not in request.POST:
        raise Invalid({"assignee": _("Name a member, or nobody with an empty value.")})
    wanted = request.POST["assignee"]
    if wanted == "me":
        return request.membership
    if not wanted:
        return None
    found = Member.objects.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 19 else None
    if found is None:
        raise Invalid({"assignee": _("There is no such member.")})
    return found


def _team(wanted: str) -> Team | None:
    if not wanted:
        return None
    found = Team.objects.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 19 else None
    if found is None:
        raise Invalid({"team": _("There is no such team.")})
    return found

"""A member leaves, comes back, or hands over what they have: deactivating, activating, removing."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from usher.base.refusals import Forbidden, Invalid, NotFound, Refused
from usher.frame.scoping import MemberRequest, scoped
from usher.people import actions
from usher.people.access import require
from usher.people.models import Member
from usher.tickets.actions import hand_over
from usher.web.settings.member_editing import get_member, member_page
from usher.web.settings.sections import done

KEEP, NOBODY = "", "nobody"  # what becomes of the tickets, beside the id of who gets them


@scoped
@require_POST
def deactivate(request: MemberRequest, id: int) -> HttpResponse:
    """Out at once; the tickets go where `to` says."""

    def deed(member: Member) -> str:
        actions.change_member(member, by=request.actor, at=timezone.now(), changes={"is_active": False})
        told = _("%(name)s is deactivated.") % {"name": member.name}
        return f"{told} {_handed_over(request, member)}".strip()

    return _done(request, id, deed)


@scoped
@require_POST
def activate(request: MemberRequest, id: int) -> HttpResponse:
    """They may enter again."""

    def deed(member: Member) -> str:
        actions.change_member(member, by=request.actor, at=timezone.now(), changes={"is_active": True})
        return _("%(name)s may enter again.") % {"name": member.name}

    return _done(request, id, deed)


@scoped
@require_POST
def give_away(request: MemberRequest, id: int) -> HttpResponse:
    """All that they have in hand goes where `to` says."""
    return _done(request, id, lambda member: _handed_over(request, member) or _("Nothing was handed over."))


@scoped
@require_POST
def remove(request: MemberRequest, id: int) -> HttpResponse:
    """The membership goes for good."""

    def deed(member: Member) -> str:
        actions.remove_member(member, by=request.actor, at=timezone.now())
        return _("%(name)s was removed.") % {"name": member.name}

    return _done(request, id, deed)


def _handed_over(request: MemberRequest, member: Member) -> str:
    chosen = request.POST.get("to", KEEP)
    if chosen == KEEP:
        return ""
    count = hand_over(member, to=_receiver(chosen), by=request.actor, at=timezone.now())
    return ngettext("%(num)s ticket is handed over.", "%(num)s tickets are handed over.", count) % {"num": count}


def _receiver(chosen: str) -> Member | None:
    if chosen == NOBODY:
        return None
    is_id = chosen.isascii() and chosen.isdecimal() and len(chosen) < 19
    found = Member.objects.filter(pk=int(chosen)).first() if is_id else None
    if found is None:
        raise Invalid({"to": _("There is no such member.")})
    return found


def _done(request: MemberRequest, id: int, deed: Callable[[Member], str]) -> HttpResponse:
    require(request.actor, "team")
    member = get_member(id)
    try:
        with transaction.atomic():
            return done(request, "members", deed(member))
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        problem = " ".join(refusal.errors.values()) if isinstance(refusal, Invalid) else str(refusal)
        return member_page(request, get_member(id), problem=problem, status=refusal.status)

"""Entering the organization that an address names: what every page of a member goes through."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from usher.base.refusals import Refused
from usher.base.tenancy import entered
from usher.frame.errors import refused
from usher.organizations.models import Organization
from usher.organizations.queries import current, organization_id_of
from usher.people.actors import Actor, member_actor
from usher.people.models import Member
from usher.people.queries import active_member

log = logging.getLogger(__name__)


class MemberRequest(HttpRequest):
    """A request of a signed-in member inside their organization."""

    organization: Organization
    membership: Member
    actor: Actor


View = Callable[..., HttpResponse]


def scoped(view: View) -> View:
    """Sign-in, membership, tenant and transaction around a view of `/<slug>/…`; strangers get 404.

    The view receives a MemberRequest and no slug. What it refuses undoes everything it did and is told as a page.
    """

    @login_required
    @wraps(view)
    def inside(request: Any, slug: str, **rest: Any) -> HttpResponse:
        try:
            with _place(request, slug):
                return view(request, **rest)
        except Refused as refusal:
            return refused(request, refusal)
        except IntegrityError:
            log.warning("%s %s met a change of the same moment", request.method, request.path, exc_info=True)
            return refused(request, Refused(_("Somebody else changed this at the same moment. Go back and look again.")))

    return inside


@contextmanager
def _place(request: Any, slug: str) -> Iterator[None]:
    organization_id = organization_id_of(slug)
    if organization_id is None:
        raise Http404("There is no such organization.")
    with entered(organization_id):
        member = active_member(request.user.pk)
        if member is None:
            raise Http404("There is no such organization.")
        request.membership = member
        request.actor = member_actor(member)
        request.organization = current()
        # Days and hours are read and written in the organization's zone.
        with timezone.override(ZoneInfo(request.organization.time_zone)):
            yield

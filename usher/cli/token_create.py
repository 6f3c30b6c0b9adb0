"""A token for programs."""

from django.utils import timezone

from usher.base.refusals import NotFound
from usher.base.tenancy import entered
from usher.organizations.queries import organization_id_of
from usher.people.actions import issue_token
from usher.people.actors import SYSTEM


def run(*, slug: str, scopes: list[str], name: str) -> str:
    """Issue a token in the organization with this slug; returns its text."""
    organization_id = organization_id_of(slug)
    if organization_id is None:
        raise NotFound(f"there is no organization {slug!r}.")
    with entered(organization_id):
        _, text = issue_token(
            name=name, scopes=[scope.strip() for scope in scopes if scope.strip()], by=SYSTEM, at=timezone.now()
        )
    return text

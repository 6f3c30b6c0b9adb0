"""/api/tokens: who else may call, with what power, until when."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from django.db.models import QuerySet
from dmr import Body, Path, modify
from dmr.openapi.objects import MediaTypeMetadata
from msgspec import Meta

from usher.api.fields import IdPath, Moment, row_named
from usher.api.paging import Paged, Pagination, page_of
from usher.api.reading import Query
from usher.api.resource import Resource
from usher.api.scopes import INTEGRATIONS, require_scope
from usher.base.refusals import Invalid
from usher.people.actions import issue_token, revoke_token
from usher.people.models import AccessToken
from usher.people.permissions import SCOPES

ScopeName = Annotated[
    str,
    Meta(
        description=f"A bundle ({', '.join(SCOPES)}) or one permission, like reply", examples=["readSupport"], max_length=40
    ),
]
TokenName = Annotated[str, Meta(min_length=1, max_length=120, examples=["Warehouse sync"])]


class TokenShape(msgspec.Struct, rename="camel", frozen=True, kw_only=True):
    """An access token; its text is told once, when it is made. It may what its scopes say and its maker may at present."""

    id: int
    name: str
    scopes: list[str]
    created_by: Annotated[int | None, Meta(description="The member who made it; null: it is the organization's own")]
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: Annotated[datetime | None, Meta(description="Kept to the minute")]


class NewTokenShape(TokenShape, rename="camel", frozen=True, kw_only=True):
    """A token that was just made, with its text."""

    token: Annotated[str, Meta(description="Told now and never again", examples=["usher_…"])]


class TokenPage(msgspec.Struct, frozen=True):
    """A page of tokens."""

    tokens: list[TokenShape]
    pagination: Pagination


class NewToken(msgspec.Struct, rename="camel", forbid_unknown_fields=True, kw_only=True):
    """A new token; without `expiresAt` it is good until revoked."""

    name: TokenName
    scopes: Annotated[list[ScopeName], Meta(min_length=1, max_length=40)]
    expires_at: Moment | None = None


NewTokenBody = Annotated[
    NewToken,
    MediaTypeMetadata(
        example={"name": "Warehouse sync", "scopes": ["readSupport", "reply"], "expiresAt": "2030-01-01T00:00:00Z"}
    ),
]


class Tokens(Resource):
    """Access tokens."""

    keeps_answers = False  # the text of a token is kept nowhere

    @modify(tags=["Tokens"])
    def get(self, parsed_query: Query[Paged]) -> TokenPage:
        """List access tokens.

        Revoked and expired ones too, the newest first; never their texts.
        """
        require_scope(self.actor, INTEGRATIONS)
        tokens, where = page_of(_rows().order_by("-id"), parsed_query)
        return TokenPage([_shape(token) for token in tokens], where)

    @modify(status_code=HTTPStatus.CREATED, tags=["Tokens"])
    def post(self, parsed_body: Body[NewTokenBody]) -> NewTokenShape:
        """Issue an access token.

        Its scopes stay within what the calling token may (403 otherwise). An Idempotency-Key has no effect here, because
        the text of a token is kept nowhere.
        """
        require_scope(self.actor, INTEGRATIONS)
        wanted = msgspec.structs.asdict(parsed_body)
        try:
            token, text = issue_token(**wanted, by=self.actor, at=self.at)
        except Invalid as refusal:
            raise Invalid({_WIRE.get(name, name): told for name, told in refusal.errors.items()}) from refusal
        return NewTokenShape(token=text, **msgspec.structs.asdict(_shape(token)))


class OneToken(Resource):
    """One access token."""

    @modify(tags=["Tokens"])
    def get(self, parsed_path: Path[IdPath]) -> TokenShape:
        """Read an access token.

        Everything but its text.
        """
        require_scope(self.actor, INTEGRATIONS)
        return _shape(row_named(_rows(), parsed_path.id, "token"))

    @modify(status_code=HTTPStatus.NO_CONTENT, tags=["Tokens"])
    def delete(self, parsed_path: Path[IdPath]) -> None:
        """Revoke an access token.

        It stops working at once, everywhere; the list keeps it.
        """
        require_scope(self.actor, INTEGRATIONS)
        revoke_token(row_named(_rows(), parsed_path.id, "token"), by=self.actor, at=self.at)


_WIRE = {"expires_at": "expiresAt"}


def _rows() -> QuerySet[AccessToken]:
    return AccessToken.objects.all()


def _shape(token: AccessToken) -> TokenShape:
    return TokenShape(
        id=token.pk, name=token.name, scopes=token.scopes, created_by=token.created_by_id, created_at=token.created_at,
        expires_at=token.expires_at, revoked_at=token.revoked_at, last_used_at=token.last_used_at,
    )  # fmt: skip

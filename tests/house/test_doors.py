"""Every address of the product, called as the stranger, as the wrong role, and from another organization.

The list is not kept by hand: it is read from the URL configuration, and an address that fits no rule fails here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Open to everybody, each with the reason.
PUBLIC = {
    "healthz": "tells only whether all is ready",
    "account_login": "the sign-in itself",
    "account_logout": "signs out; nothing to protect",
    "account_reset_password": "answers the same for everybody",
    "account_reset_password_done": "a sentence",
    "account_reset_password_from_key": "needs the key from the mail",
    "account_reset_password_from_key_done": "a sentence",
    "account_signup": "closed: says so",
    "account_inactive": "a sentence",
    "account_reauthenticate": "leads to sign-in",
    "open-invitation": "the link's token is the key, as in the mail",
    "openapi": "the description of the API",
    "api-root": "tells where the documentation is",
    "api-docs": "the documentation",
    "api-docs-group": "the documentation",
    "unsubscribe": "the link's token is the key, as in the mail",
    "stored-file": "the address is signed and expires",
    "frame-components": "drawn for developers and staff only, else 404",
}
OPEN = {"healthz", "api/openapi.json"}
REFUSED = {401, 403, 404, 405}


@dataclass(frozen=True)
class Address:
    """One entry of the URL configuration."""

    name: str
    route: str
    arguments: tuple[str, ...]


def addresses() -> Iterator[Address]:
    yield from _walk(get_resolver().url_patterns, "", {})


def _walk(patterns: list[Any], prefix: str, arguments: dict[str, Any]) -> Iterator[Address]:
    for entry in patterns:
        route = prefix + str(entry.pattern)
        known = {**arguments, **entry.pattern.converters}
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, route, known)
        elif isinstance(entry, URLPattern):
            yield Address(entry.name or "", route, tuple(known))


def filled(address: Address, values: dict[str, Any]) -> str:
    path = "/" + address.route
    for name in address.arguments:
        for kind in ("slug", "int", "str", "path", "uuid", "key", "number"):
            path = path.replace(f"<{kind}:{name}>", str(values.get(name, 1))).replace(f"<{name}>", str(values.get(name, 1)))
    return path


def is_public(address: Address) -> bool:
    return address.name in PUBLIC or address.route in OPEN or address.route.startswith(("static/", "_components"))


ALL = sorted(addresses(), key=lambda address: address.route)
MEMBERS = [address for address in ALL if "slug" in address.arguments]


def test_every_address_has_a_name_or_is_the_apis() -> None:
    nameless = [address.route for address in ALL if not address.name and not is_public(address)]
    assert [route for route in nameless if not route.startswith("api/")] == []
    assert len(MEMBERS) > 40


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_led_to_sign_in_or_refused(world: Any, client: Client, method: str) -> None:
    world.ticket()
    open_doors = []
    for address in ALL:
        if is_public(address):
            continue
        answer = getattr(client, method)(filled(address, {"slug": "pine-support"}))
        led_away = answer.status_code == 302 and answer["Location"].startswith(reverse("account_login"))
        if not led_away and answer.status_code not in REFUSED:
            open_doors.append((address.route, answer.status_code))
    assert not open_doors


@pytest.mark.parametrize("method", ["get", "post"])
def test_members_of_another_organization_find_nothing_there(world: Any, client: Client, method: str) -> None:
    ticket = world.ticket()
    client.force_login(world.sam.user)
    found = []
    for address in MEMBERS:
        values = {"slug": "pine-support", "number": ticket.number, "id": world.carl.pk, "view": "open"}
        status = getattr(client, method)(filled(address, values)).status_code
        if status not in {404, 405}:  # a door that does not know the method says so before it looks
            found.append((address.route, status))
    assert not found


# What a viewer may send: all of it concerns only themselves.
VIEWERS_OWN = {
    "my-settings", "set-availability", "ticket-follow", "ticket-keep", "ticket-see", "ticket-typing", "ticket-unfollow",
    "undo",
}  # fmt: skip
# These answer for many tickets at once and tell which were refused; the count of events shows that all were.
BULK = {"bulk-assign", "bulk-delete", "bulk-label", "bulk-move", "bulk-prioritise", "bulk-snooze"}


def test_a_viewer_changes_nothing(world: Any, client: Client) -> None:
    from usher.events.models import Event

    ticket = world.ticket()
    client.force_login(world.vic.user)
    before = Event.objects.count()
    taken = []
    for address in MEMBERS:
        if address.name in VIEWERS_OWN:
            continue
        values = {"slug": "pine-support", "number": ticket.number, "id": world.carl.pk, "view": "open"}
        status = client.post(filled(address, values), {"ticket": ticket.pk}).status_code
        if status not in REFUSED and address.name not in BULK:
            taken.append((address.route, address.name, status))
    assert not taken
    assert Event.objects.count() == before


def test_ids_of_another_organization_do_not_exist_here(world: Any, client: Client) -> None:
    client.force_login(world.root.user)
    found = []
    for address in MEMBERS:
        others = [name for name in address.arguments if name not in {"slug", "view"}]
        if not others:
            continue
        values = {"slug": "pine-support", **dict.fromkeys(others, world.sams_ticket.pk + 10_000)}
        for method in ("get", "post"):
            status = getattr(client, method)(filled(address, values)).status_code
            if status not in {404, 405}:
                found.append((address.route, method, status))
    assert not found


def test_bad_input_on_every_form_is_answered_with_words_never_with_500(world: Any, client: Client) -> None:
    ticket = world.ticket()
    client.force_login(world.root.user)
    huge, broken = "x" * 1_000_000, []
    fields = "subject name text body email to cc status priority assignee q password"
    posted = dict.fromkeys(fields.split(), huge)
    for address in MEMBERS:
        values = {"slug": "pine-support", "number": ticket.number, "id": world.carl.pk, "view": "open"}
        for data in (
            posted,
            {"ticket": "'; --", "status": "\x00", "priority": "-1", "assignee": "9" * 40, "team": "٣", "after": "zzz"},
        ):
            status = client.post(filled(address, values), data).status_code
            if status >= 500 or status == 200:
                broken.append((address.route, status))
            status = client.get(
                filled(address, values), {**data, **{key: value[:2000] for key, value in data.items()}}
            ).status_code
            if status >= 500:
                broken.append((address.route, "GET", status))
    assert not broken

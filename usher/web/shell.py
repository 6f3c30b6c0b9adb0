"""What every page of a member shows around its content: organizations, views with counts, teams, themselves."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from usher.base.text import HUES
from usher.frame.pieces import NavGroup, NavItem, Shell
from usher.frame.scoping import MemberRequest
from usher.mail.alarms import alarms, stopped_mailboxes
from usher.people.actors import Actor
from usher.people.models import Team
from usher.people.permissions import SETTINGS
from usher.people.queries import places_of
from usher.tickets.queries import TEAM, VIEWS, count_views, shown

ICONS = {
    "mine": "user-round",
    "unassigned": "inbox",
    "open": "layers",
    "waiting": "circle-pause",
    "snoozed": "alarm-clock",
    "resolved": "circle-check",
    "teams": "users",
    "following": "eye",
    "drafts": "file-pen",
    "all": "archive",
}
HOTKEYS = {"mine": "g m", "unassigned": "g u", "open": "g a", "snoozed": "g h", "drafts": "g f"}
SECTIONS = frozenset({"labels", *SETTINGS})  # each opens a section of the settings
MOST_TEAMS = 12  # in the sidebar; own ones first


def shell(request: MemberRequest, current: str = "") -> Shell:
    """The frame around a member's page; pass it to the template as `shell`. Three queries.

    `current` is what the sidebar marks: a view ("mine", "open", "team-7"), or "contacts", "settings", or nothing.
    """
    slug = request.organization.slug
    groups = nav_groups(request, current)
    places = places_of(request.user.pk or 0)
    alarm, alarm_url = _alarm(request)
    return Shell(
        workspace=request.organization.name,
        workspaces=[(place.name, f"/{place.slug}/") for place in places] if len(places) > 1 else (),
        person=request.membership,
        role=request.membership.role.name,
        groups=groups,
        tabs=[
            NavItem(_("Mine"), view_url(slug, "mine"), "user-round", current=current == "mine"),
            NavItem(_("Inbox"), view_url(slug, "open"), "inbox", current=current in VIEWS[1:] or current.startswith(TEAM)),
        ],
        new_url=reverse("new-ticket", args=[slug]) if "create" in request.actor.permissions else "",
        search_url=reverse("search", args=[slug]),
        palette_url=reverse("palette", args=[slug]),
        sign_out_url=reverse("account_logout"),
        profile_url=reverse("profile"),
        own_url=reverse("my-settings", args=[slug]),
        availability_url=reverse("set-availability", args=[slug]),
        available=request.membership.is_available,
        settings_url=f"/{slug}/settings/" if request.actor.permissions.intersection(SECTIONS) else "",
        live=live_topics(request),
        live_src=live_src(slug, current),
        hotkeys=getattr(request.user, "hotkeys", True),
        alarm=alarm,
        alarm_url=alarm_url,
    )


def _alarm(request: MemberRequest) -> tuple[str, str]:
    """The worst that happened to the mail, for those who can mend it; one query, remembered."""
    stopped = stopped_mailboxes() if "mailboxes" in request.actor.permissions else ()
    worst = next((each for each in stopped if each.needs_sign_in), next(iter(stopped), None))
    if worst is None:
        return "", ""
    slug, words = request.organization.slug, {"address": worst.address}
    if worst.needs_sign_in:
        text = _("%(address)s has stopped: its sign-in was refused. Nothing is read or sent until it is connected again.")
        return text % words, reverse("mailbox-sign-in", args=[slug, worst.mailbox_id])
    if worst.refuses:
        text = _("%(address)s takes nothing that its provider posts: %(why)s")
        return text % (words | {"why": worst.refuses}), reverse("mailbox-provider", args=[slug, worst.mailbox_id])
    text = _("%(address)s has stopped: it could not be read for more than ten minutes.")
    return text % words, reverse("mailboxes", args=[slug])


def nav_groups(request: MemberRequest, current: str = "") -> list[NavGroup]:
    """The sidebar's links with their counts; two queries, and two more for those who look after the mail."""
    slug, actor = request.organization.slug, request.actor
    teams = sorted(Team.objects.filter(is_active=True), key=lambda team: (team.pk not in actor.team_ids, team.name.lower()))
    teams = teams[:MOST_TEAMS]
    counts = count_views([*VIEWS, *(f"{TEAM}{team.pk}" for team in teams)], actor, timezone.now())
    views = [
        NavItem(name, view_url(slug, view), ICONS[view], shown(counts[view]), view == current, hotkey=HOTKEYS.get(view, ""))
        for view, name in view_names().items()
        if view != "teams" or actor.team_ids
    ]
    queues = [
        NavItem(team.name, view_url(slug, code), count=shown(counts[code]), current=code == current, hue=team.hue % HUES)
        for team, code in ((team, f"{TEAM}{team.pk}") for team in teams)
    ]
    groups = [NavGroup(_places(slug, actor, current)), NavGroup(views, _("Views")), NavGroup(queues, _("Teams"))]
    return [group for group in groups if group.items]


def _places(slug: str, actor: Actor, current: str) -> list[NavItem]:
    places = []
    if "contacts" in actor.permissions:
        places.append(NavItem(_("Contacts"), f"/{slug}/people/", "book-user", current=current == "contacts"))
    if actor.permissions.intersection(SECTIONS):
        places.append(NavItem(_("Settings"), f"/{slug}/settings/", "settings", current=current == "settings"))
    if "delete" in actor.permissions:
        places.append(NavItem(_("Bin"), f"/{slug}/bin", "trash-2", current=current == "bin"))
    if "mailboxes" in actor.permissions and (found := alarms(timezone.now())).total:
        worst = reverse("mailboxes" if found.stopped else "outbox" if found.undelivered else "ledger", args=[slug])
        places.append(NavItem(_("Mail trouble"), worst, "triangle-alert", found.total, hot=True))
    return places


def live_topics(request: MemberRequest) -> str:
    """What the counts of the sidebar follow: tickets, one's own drafts, and mail for those who look after it."""
    mail = " mail" if "mailboxes" in request.actor.permissions else ""
    return f"tickets member:{request.membership.pk}{mail}"


def live_src(slug: str, current: str) -> str:
    """Where the sidebar's links are asked for again."""
    return f"{reverse('nav', args=[slug])}?{urlencode({'current': current})}"


def view_names() -> dict[str, str]:
    """The built-in views in the reader's language, in the order of the sidebar."""
    return {
        "mine": _("My open"),
        "unassigned": _("Unassigned"),
        "open": _("All open"),
        "waiting": _("Waiting on customer"),
        "snoozed": _("Snoozed"),
        "resolved": _("Recently resolved"),
        "teams": _("My teams"),
        "following": _("Following"),
        "drafts": _("Drafts"),
        "all": _("All tickets"),
    }


def view_url(slug: str, view: str) -> str:
    """The address of a view's list."""
    return reverse("inbox", args=[slug, view])

"""Times to put a ticket off till that are one click away."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from usher.base.refusals import Invalid

MORNING = time(8)
EVENING = time(22)  # "later today" ends here
SOON = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Quick:
    """A time that is one click away."""

    code: str
    name: str
    until: datetime


def quick_choices(now: datetime) -> list[Quick]:
    """Later today (while the day lasts), tomorrow morning, Monday, in a week; in the zone that is active."""
    local = timezone.localtime(now)

    def morning(days: int) -> datetime:
        return timezone.make_aware(datetime.combine(local.date() + timedelta(days), MORNING), local.tzinfo)

    later = timezone.localtime(now + SOON).replace(minute=30 if local.minute >= 30 else 0, second=0, microsecond=0)
    choices = [Quick("later", _("Later today"), later)] if later.date() == local.date() and later.time() <= EVENING else []
    choices.append(Quick("tomorrow", _("Tomorrow morning"), morning(1)))
    if local.weekday() != 6:  # on a Sunday that is tomorrow
        choices.append(Quick("monday", _("On Monday"), morning(7 - local.weekday())))
    if local.weekday() != 0:  # on a Monday that is the Monday
        choices.append(Quick("week", _("In a week"), morning(7)))
    return choices


def time_chosen(text: str, at: datetime) -> datetime:
    """The code of a quick choice, or a day and time as the browser writes it. Invalid for anything else."""
    quick = {choice.code: choice.until for choice in quick_choices(at)}
    if text in quick:
        return quick[text]
    try:
        found = datetime.fromisoformat(text)
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    except (ValueError, OverflowError) as error:
        raise Invalid({"until": _("Choose a day and a time.")}) from error

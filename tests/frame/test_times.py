from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from usher.frame.times import ago, exact, short, when


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=60), "1m"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=1), "1d"),
        (timedelta(days=29, hours=23), "29d"),
    ],
)
def test_ages_are_told_in_one_unit(age: timedelta, text: str) -> None:
    now = timezone.now()
    assert short(now - age, now) == text


def test_after_thirty_days_a_date_is_told() -> None:
    now = timezone.now()
    assert str((now - timedelta(days=31)).year) in short(now - timedelta(days=31), now)


def test_a_thread_is_relative_for_one_day_only() -> None:
    now = timezone.now()
    assert ">2h ago<" in when(now - timedelta(hours=2))
    assert "ago<" not in when(now - timedelta(days=2))


def test_a_list_time_carries_the_full_date_and_the_moment() -> None:
    moment = timezone.now() - timedelta(minutes=6)
    html = ago(moment)
    assert f'datetime="{moment.isoformat(timespec="seconds")}"' in html and 'data-ago="list"' in html


def test_no_moment_is_nothing() -> None:
    assert ago(None) == when(None) == ""


@pytest.mark.parametrize(
    ("language", "text"), [("en", "7 Nov 2026, 08:05"), ("de", "7. Nov 2026, 08:05"), ("fi", "7.11.2026, 08:05")]
)
def test_the_full_date_is_told_in_the_readers_language_and_zone(language: str, text: str) -> None:
    with translation.override(language), timezone.override(ZoneInfo("Europe/Helsinki")):
        assert exact(datetime(2026, 11, 7, 6, 5, tzinfo=UTC)) == text

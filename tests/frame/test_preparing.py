"""Assets are prepared once, and again only when something changed."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from usher.frame.assets import sources, stamp


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, built: Path, settings: Any) -> Path:
    """A copy of the sources, and a place to collect into."""
    frame = tmp_path / "frame"
    for folder in ("css", "js", "assets"):
        (frame / folder).mkdir(parents=True)
        (frame / folder / "some.file").write_text(folder)
    out = frame / "static" / "frame"
    out.mkdir(parents=True)
    monkeypatch.setattr(stamp, "FRAME", frame)
    monkeypatch.setattr(stamp, "OUT", out)
    monkeypatch.setattr(stamp, "_FILE", out / ".prepared")
    root = tmp_path / "collected"
    root.mkdir()
    (root / "staticfiles.json").write_text("{}")
    return root


def test_what_was_never_prepared_is_not_fresh(workshop: Path) -> None:
    assert not stamp.is_fresh(str(workshop))


def test_nothing_changed_is_fresh_and_a_changed_file_is_not(workshop: Path) -> None:
    stamp.remember(str(workshop))
    assert stamp.is_fresh(str(workshop))
    (workshop.parent / "frame" / "css" / "some.file").write_text("another style")
    assert not stamp.is_fresh(str(workshop))


def test_another_place_to_collect_into_is_not_fresh(workshop: Path) -> None:
    stamp.remember(str(workshop))
    assert not stamp.is_fresh("/elsewhere")


def test_a_new_version_of_a_package_is_a_change(workshop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp.remember(str(workshop))
    monkeypatch.setattr(stamp, "version", lambda package: "99")
    assert not stamp.is_fresh(str(workshop))


def test_what_is_collected_has_hashed_names_and_no_file_of_a_package(tmp_path: Path, settings: Any, built: Path) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    hashed = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    from usher.frame.management.commands.prepare_assets import LEFT_OUT

    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=list(LEFT_OUT))
    paths = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert paths["frame/app.css"] != "frame/app.css" and (tmp_path / paths["frame/app.css"]).is_file()
    assert {path.split("/")[0] for path in paths}.isdisjoint({"admin", "django_htmx", "django_prose_editor", "unfold"})
    assert paths["frame/inter-500.woff2"].removeprefix("frame/") in (tmp_path / paths["frame/app.css"]).read_text()


def test_a_missing_file_names_its_package() -> None:
    with pytest.raises(FileNotFoundError, match="django_htmx"):
        sources.package_file("django_htmx", "static/none.js")


def test_the_quick_look_and_the_settings_mean_the_same_place(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("USHER_STATIC", raising=False)
    assert str(sources.COLLECTED) == settings.STATIC_ROOT

"""Pages are drawn without collected files here; the style sheet and script are built from their sources."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, sync_playwright

from tests.frame.browser import CHROMIUM, FLAGS, LOOKS, served
from usher.frame.assets import fonts, scripts, styles
from usher.frame.assets.sources import OUT


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Addresses of static files without hashes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def built() -> Any:
    """The folder with app.css, app.js and the fonts as they are now."""
    OUT.mkdir(parents=True, exist_ok=True)
    styles.build()
    scripts.build()
    if not (OUT / "inter-600.woff2").is_file():
        fonts.build()
    return OUT


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[str]:
    """The gallery, served without a database."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    middleware = [
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
        "csp.middleware.CSPMiddleware",
    ]
    changed = override_settings(
        DEBUG=True,
        ROOT_URLCONF="usher.frame.urls",
        STORAGES={"staticfiles": plain},
        MIDDLEWARE=middleware,
        MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    )
    with changed, served() as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser per module: Playwright keeps an event loop in this thread, and there Django refuses its database."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, site: str) -> Iterator[Page]:
    """A fresh page on a wide screen; the test fails when the page reports an error."""
    context = chromium.new_context(base_url=site, **LOOKS["light"])
    page = context.new_page()
    wrong: list[str] = []
    # A page that is left before its style is there lets the browser drop the fade between the two: nobody's error.
    page.on("pageerror", lambda error: None if "Transition was" in str(error) else wrong.append(str(error)))
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and "load resource" not in said.text else None,
    )
    yield page
    context.close()
    assert wrong == []

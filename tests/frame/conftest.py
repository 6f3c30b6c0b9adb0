"""Pages are drawn without collected files here; the style sheet and script are built from their sources."""

from typing import Any

import pytest

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

"""`python -m scripts.client`: write the Python client's types and methods from the OpenAPI document."""

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Write models.py and operations.py."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "usher.config.settings")
    os.environ.setdefault("USHER_SECRET_KEY", "writing-a-client-signs-nothing-at-all")
    import django

    django.setup()
    from scripts.client.writing import files

    for name, text in files().items():
        (ROOT / name).write_text(text)
        print(f"{name}: {len(text.splitlines())} lines")


if __name__ == "__main__":
    main()

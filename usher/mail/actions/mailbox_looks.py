"""What may stand in a mailbox's section "How mails look"."""

import re
from collections.abc import Mapping
from typing import Any

from usher.base.html import clean_composed, html_to_text
from usher.base.placeholders import refusal
from usher.mail.models.mailbox import Quoting
from usher.people.signatures import PLACEHOLDERS

NAMES = ("marks_replies", "quoting", "signature_html")
LONGEST_SIGNATURE = 10_000  # characters of HTML

_PICTURE = re.compile(r"<img\b[^>]*>")


def checked(fields: Mapping[str, Any], errors: dict[str, str]) -> dict[str, Any]:
    """The given fields as the model takes them, HTML cleaned; what is wrong is added to `errors`."""
    values = dict(fields)
    if fields.get("quoting", Quoting.LAST) not in Quoting.values:
        errors["quoting"] = "Choose none, last or all."
    if "signature_html" in fields:
        # No pictures: one that is loaded from elsewhere would tell who reads, and is withheld by most readers.
        html = _PICTURE.sub("", clean_composed(str(fields["signature_html"] or ""), is_own_image=lambda address: False))
        values["signature_html"] = html if html_to_text(html) else ""
        if len(html) > LONGEST_SIGNATURE:
            errors["signature_html"] = f"The signature is longer than {LONGEST_SIGNATURE} characters; shorten it."
        elif wrong := refusal(html, PLACEHOLDERS):
            errors["signature_html"] = wrong
    return values

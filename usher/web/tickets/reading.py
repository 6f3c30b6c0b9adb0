"""Reading what a form on the ticket page names."""

from typing import Any

from usher.base.refusals import Invalid


def row_named(model: Any, text: str, control: str, **only: Any) -> Any:
    """The row of this organization with the id that a picker sent; None for the empty choice.

    Invalid, told at `control`, for what is no id or names nothing here.
    """
    if not text:
        return None
    row = model.objects.filter(pk=int(text), **only).first() if _is_id(text) else None
    if row is None:
        raise Invalid({control: "This choice no longer exists. Choose another."})
    return row


def rows_named(model: Any, texts: list[str], control: str) -> list[Any]:
    """The rows with these ids, in any order; Invalid when one of them names nothing here."""
    ids = {int(text) for text in texts if _is_id(text)}
    rows = list(model.objects.filter(pk__in=ids))
    if len(rows) != len(set(texts)):
        raise Invalid({control: "One of these choices no longer exists. Choose again."})
    return rows


def addresses_in(text: str) -> list[str]:
    """The addresses that people type, parted by commas, semicolons, spaces or line ends, in lower case, each once."""
    return list(dict.fromkeys(text.replace(",", " ").replace(";", " ").lower().split()))


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19

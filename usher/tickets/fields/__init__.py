"""Custom fields: which there are, what they take, and the rows they are found by."""

from usher.tickets.fields.checking import check
from usher.tickets.fields.comparing import comparables
from usher.tickets.fields.definitions import Asked, Definition, Fields, definition_of, fields
from usher.tickets.fields.values import copy_values, put_values, rows_of, write_rows

__all__ = [
    "Asked", "Definition", "Fields", "check", "comparables", "copy_values", "definition_of", "fields", "put_values",
    "rows_of", "write_rows",
]  # fmt: skip

"""Custom fields: which there are, what they take, and the rows they are found by."""

from usher.tickets.fields.comparing import comparables
from usher.tickets.fields.definitions import Asked, Definition, Fields, definition_of, fields

__all__ = ["Asked", "Definition", "Fields", "comparables", "definition_of", "fields"]

"""What the fields of a contact may hold, said once for every door."""

import re
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from usher.base.html import tidy
from usher.base.refusals import Invalid
from usher.base.text import one_line

FIELDS = {"name", "email", "phone", "company", "manager", "notes", "language", "time_zone", "is_primary"}
NAME_LENGTH, PHONE_LENGTH, EMAIL_LENGTH = 200, 60, 254
NOTES_LENGTH = 20_000
LANGUAGE = re.compile(r"([a-z]{2,3}(-[A-Za-z0-9]{2,4})?)?\Z")  # RFC 5646: language, and script or region


def checked(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields as they are stored; Invalid names every wrong one."""
    errors = dict.fromkeys(sorted(set(fields) - FIELDS), "is not a field of a contact.")
    values = dict(fields)
    for name, length in (("name", NAME_LENGTH), ("phone", PHONE_LENGTH)):
        if name in fields:
            values[name] = one_line(str(fields[name]), length + 1)
            if len(values[name]) > length:
                errors[name] = f"is longer than {length} characters; shorten it."
    if "notes" in fields:
        values["notes"] = tidy(str(fields["notes"]).replace("\x00", ""))
        if len(values["notes"]) > NOTES_LENGTH:
            errors["notes"] = f"are longer than {NOTES_LENGTH} characters; shorten them."
    if fields.get("email"):
        try:
            values["email"] = checked_email(str(fields["email"]))
        except Invalid as error:
            errors |= error.errors
    if not LANGUAGE.match(str(fields.get("language", ""))):
        errors["language"] = "is not a language; write a code like en or pt-BR."
    if fields.get("time_zone") and fields["time_zone"] not in available_timezones():
        errors["time_zone"] = "is not a time zone; write one like Europe/Berlin."
    if errors:
        raise Invalid(errors)
    return values


def checked_email(email: str) -> str:
    """The address in lower case; Invalid (of the field `email`) for what is none."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid({"email": f"“{email[:80]}” is not an e-mail address; write one like carl@example.com."}) from error
    if len(email) > EMAIL_LENGTH:
        raise Invalid({"email": f"An address has at most {EMAIL_LENGTH} characters."})
    return email

"""How the house says no. Doors turn each kind into its status; verbs define their own below these."""


class Refused(Exception):
    """The request was understood and not carried out; nothing changed. `str()` is a sentence for people."""

    status = 409
    code = "refused"


class Invalid(Refused):
    """Bad input: `errors` maps each wrong field to what is wrong and what would be right."""

    status = 422
    code = "invalid"

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(f"{field}: {text}" for field, text in errors.items()))
        self.errors = errors


class Forbidden(Refused):
    """The actor is known and may see the thing, but not do this."""

    status = 403
    code = "forbidden"


class NotFound(Refused):
    """There is no such thing, or the actor may not know of it: strangers cannot tell the two apart."""

    status = 404
    code = "not_found"

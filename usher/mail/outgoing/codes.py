"""What the codes of mail servers mean, for people (RFC 3463 §3, RFC 5321 §4.2)."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EXACT: dict[str, str | Promise] = {
    "5.1.0": _("the address was refused"),
    "5.1.1": _("there is no such address"),
    "5.1.2": _("there is no such domain"),
    "5.1.3": _("the address is written wrongly"),
    "5.1.4": _("the address stands for several people"),
    "5.1.6": _("the person has moved, nobody knows where"),
    "5.1.10": _("the domain takes no mail"),
    "5.2.0": _("the mailbox takes no mail"),
    "5.2.1": _("the mailbox is switched off"),
    "5.2.2": _("the mailbox is full"),
    "4.2.2": _("the mailbox is full"),
    "5.2.3": _("the mail is too large for the mailbox"),
    "5.3.4": _("the mail is too large for the server"),
    "5.4.1": _("the server does not answer"),
    "4.4.1": _("the server does not answer"),
    "5.4.4": _("nobody knows where the mail should go"),
    "5.4.6": _("the mail went round in circles"),
    "5.4.7": _("it could not be delivered in time"),
    "4.4.7": _("it could not be delivered in time"),
    "5.7.0": _("the server does not accept it, for its own rules"),
    "5.7.1": _("the server does not accept it from us"),
    "5.7.9": _("the server wants another way to sign in"),
    "5.7.26": _("our mail does not prove who sent it (SPF, DKIM)"),
    "421": _("the server is closing"),
    "450": _("the mailbox is busy"),
    "451": _("the server has a problem at the moment"),
    "452": _("the server has no room at the moment"),
    "535": _("the sign-in of our mailbox was refused"),
    "550": _("the server does not accept it"),
    "552": _("the mailbox is full or the mail too large"),
    "553": _("the address was refused"),
    "554": _("the server refused the mail"),
}
KINDS: dict[str, str | Promise] = {
    "1": _("something is wrong with the address"),
    "2": _("something is wrong with the recipient's mailbox"),
    "3": _("something is wrong with the server"),
    "4": _("the way there does not work"),
    "5": _("the servers do not understand each other"),
    "6": _("the server does not take what is in the mail"),
    "7": _("the server does not accept it, for its own rules"),
}


def in_words(status: str) -> str:
    """The meaning of an enhanced status or reply code; empty for success and for what means nothing."""
    if status in EXACT:
        return str(EXACT[status])
    parts = status.split(".")
    if len(parts) == 3 and parts[0] in ("4", "5"):
        return str(KINDS.get(parts[1], ""))
    return ""

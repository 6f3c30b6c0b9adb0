"""Whether a sender is who they say, in words for people."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from usher.mail.models import IncomingMail


@dataclass(frozen=True, slots=True)
class Proof:
    """A quiet mark: `kind` is its colour, `text` explains it in a sentence."""

    kind: str
    name: str
    icon: str
    text: str


def proof_of(mail: IncomingMail | None) -> Proof | None:
    """What is known of the sender of a mail; None for what did not come by mail."""
    if mail is None:
        return None
    by = mail.authentication.get("by", "")
    domain = mail.sender.rpartition("@")[2]
    if mail.authentication.get("dmarc") == "fail":
        text = _("%(domain)s disowns this mail: somebody else may have written it. Checked by %(by)s (DMARC failed).")
        return Proof("bad", _("Failed DMARC"), "shield-x", text % {"domain": domain, "by": by})
    if mail.is_verified:
        text = _("The mail comes from %(domain)s. Checked by %(by)s.") % {"domain": domain, "by": by}
        return Proof("good", _("Verified sender"), "badge-check", text)
    if mail.is_verified is False:
        text = _("Nothing proves that the mail comes from %(domain)s. Checked by %(by)s.") % {"domain": domain, "by": by}
        return Proof("dim", _("Unverified"), "shield-question-mark", text)
    return Proof("", _("Unknown whether the sender is real"), "shield-question-mark", _(
        "Nobody who is trusted has checked the sender. In the settings of the mailbox you can name your mail server."
    ))  # fmt: skip

"""What the mail room does when others, or its own engines, announce something."""

from usher.events.bus import reacts_later
from usher.events.models import Event
from usher.mail.warning import warn_of_sign_in


@reacts_later("mailbox.sign_in_refused")
def warn(event: Event) -> None:
    """Those who look after mailboxes get a mail, once for each refusal."""
    warn_of_sign_in(event.subject_id, why=str(event.data.get("why", "")))

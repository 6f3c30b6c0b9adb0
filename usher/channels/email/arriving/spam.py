"""A ticket that came as spam carries the label "spam": easily found, easily taken off."""

from datetime import datetime

from usher.mail.models import IncomingMail
from usher.people.actors import SYSTEM
from usher.tickets import actions as tickets
from usher.tickets.models import Label

NAME = "spam"
RED = 0  # of the palette's hues


def labels_for(mail: IncomingMail, at: datetime) -> list[Label]:
    """The labels of a ticket that this mail opens: none, unless a filter before us called it spam."""
    if not mail.is_spam:
        return []
    label = Label.objects.filter(name__iexact=NAME).first()
    return [label or tickets.create_label(name=NAME, hue=RED, by=SYSTEM, at=at)]

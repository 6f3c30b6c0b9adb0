"""The tenant."""

from django.db import models


class ClosedMail(models.TextChoices):
    """What becomes of a requester's mail to a closed ticket (product.md section 2)."""

    FOLLOW_UP = "follow_up", "Open a linked follow-up ticket"
    REFUSE = "refuse", "Keep it and answer how to open a new ticket"


class Organization(models.Model):
    """A tenant: everything in it is invisible from every other. Settings are columns, each with its default."""

    tenant_column = "id"
    app_rights = "SELECT, INSERT, UPDATE"

    name = models.TextField()
    slug = models.TextField(unique=True)
    prefix = models.TextField(unique=True)
    hue = models.PositiveSmallIntegerField(default=0)  # 0–23 of the palette
    currency = models.CharField(max_length=3, default="EUR")
    time_zone = models.TextField(default="UTC")
    language = models.CharField(max_length=8, default="en")
    created_at = models.DateTimeField()

    acknowledges = models.BooleanField(default=True)  # mail an acknowledgement of a new ticket to its requester
    tells_closure = models.BooleanField(default=False)  # mail the requester when their ticket is closed [I]
    new_ticket_address = models.TextField(blank=True, default="")  # a team's address that hears of every new ticket [I]
    reply_waits_on_screens = models.BooleanField(default=True)  # a member's reply moves to waiting_customer
    reply_waits_by_api = models.BooleanField(default=False)
    reopens_closed = models.BooleanField(default=False)  # an admin may leave closed and cancelled
    closed_mail = models.TextField(choices=ClosedMail.choices, default=ClosedMail.FOLLOW_UP)

    objects = models.Manager["Organization"]()

    def __str__(self) -> str:
        return self.name

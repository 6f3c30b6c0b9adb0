"""Members' answer addresses that somebody outside has seen."""

from django.db import models

from usher.base.tenancy import TenantModel


class SharedAddress(TenantModel):
    """A member put somebody outside in copy of an answer to a notice: its address is known to them from then on."""

    ticket_id = models.BigIntegerField()  # mail knows no tickets
    member_id = models.BigIntegerField()
    shared_at = models.DateTimeField()  # the last time; addresses made later are unseen

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "ticket_id", "member_id"], name="shared_once")]

    def __str__(self) -> str:
        return f"of member {self.member_id} on {self.ticket_id}"

"""One ticket on its way, told in the shown names of its lifecycle."""

from typing import Any

from tests.world import NOON, World
from usher.tickets import actions
from usher.tickets.models import Ticket


class Walk:
    """A ticket of Carl's in the lifecycle of a preset; each step returns the status as members see it."""

    def __init__(self, world: World, preset: str) -> None:
        self.world, self.root, self.ada = world, world.acting(world.root), world.acting(world.ada)
        lifecycle = actions.install_preset(preset, by=self.root, at=NOON)
        type = actions.create_type(name="Problem", lifecycle=lifecycle, by=self.root, at=NOON)
        self.ticket = world.ticket(type=type)

    @property
    def now(self) -> str:
        self.ticket = Ticket.objects.get(pk=self.ticket.pk)
        return self.ticket.status_shown.name

    @property
    def choices(self) -> list[str]:
        """What Ada can move it to."""
        return [status.name for status in actions.moving.choices_of(Ticket.objects.get(pk=self.ticket.pk), self.ada)]

    def is_moved(self, to: str, by: Any = None) -> str:
        actions.move(self.ticket, to=to, by=by or self.ada, at=NOON)
        return self.now

    def is_given_to(self, member: Any) -> str:
        actions.assign(self.ticket, to=member, by=self.root, at=NOON)
        return self.now

    def is_started(self) -> str:
        actions.start_work(self.ticket, by=self.ada, at=NOON)
        return self.now

    def is_answered(self) -> str:
        actions.reply(self.ticket, actions.Written(text="Try this."), by=self.ada, at=NOON)
        return self.now

    def hears_from_carl(self) -> str:
        written = actions.Written(text="It does not work.")
        actions.receive(self.ticket, written, by=self.world.asking(self.world.carl), at=NOON, source="email")
        return self.now

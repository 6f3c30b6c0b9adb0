from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "usher.tickets"

    def ready(self) -> None:
        from usher.tickets import keeping, reactions, searchable, telling  # noqa: F401  register themselves
        from usher.tickets.actions import adopting_values  # noqa: F401

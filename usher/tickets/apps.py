from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "usher.tickets"

    def ready(self) -> None:
        from usher.tickets import reactions, searchable  # noqa: F401  register themselves

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "usher.tickets"

    def ready(self) -> None:
        from usher.tickets import reactions  # noqa: F401  registers itself

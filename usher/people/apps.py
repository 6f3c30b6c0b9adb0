from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "usher.people"

    def ready(self) -> None:
        from usher.people import reactions  # noqa: F401  registers itself

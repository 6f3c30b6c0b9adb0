from tests.people.conftest import committed

__all__ = ["committed"]

"""What the mail's tests share with the people's: a world that is committed, for tests of two at once."""

from tests.people.conftest import committed, transactional_db

__all__ = ["committed", "transactional_db"]

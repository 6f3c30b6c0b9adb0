from tests.people.conftest import committed, transactional_db

__all__ = ["committed", "transactional_db"]

from usher.organizations.models.counter import Counter
from usher.organizations.models.organization import Organization

__all__ = ["Counter", "Organization"]

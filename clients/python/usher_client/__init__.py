"""Usher's API for Python."""

from usher_client.operations import Usher
from usher_client.transport import Problem, Upload

__all__ = ["Problem", "Upload", "Usher"]

"""Signed-in members."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def ada(world: Any) -> Client:
    client = Client()
    client.force_login(world.ada.user)
    return client


@pytest.fixture
def vic(world: Any) -> Client:
    client = Client()
    client.force_login(world.vic.user)
    return client

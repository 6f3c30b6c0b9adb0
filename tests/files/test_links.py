from datetime import timedelta

import pytest

from tests.world import NOON, World
from usher.base.refusals import NotFound
from usher.files.actions import store
from usher.files.links import LIFETIME, opened, token_for


def test_a_link_names_its_file_for_an_hour_at_least(world: World) -> None:
    file = store(name="bill.pdf", content=b"%PDF-1.4", content_type="application/pdf", at=NOON)
    token = token_for(file, at=NOON)
    linked = opened(token, at=NOON + timedelta(seconds=LIFETIME - 1))
    assert (linked.organization_id, linked.file_id) == (world.pine.pk, file.pk)
    with pytest.raises(NotFound, match="expired"):
        opened(token, at=NOON + timedelta(seconds=2 * LIFETIME))


def test_a_page_drawn_again_names_the_same_address(world: World) -> None:
    file = store(name="bill.pdf", content=b"%PDF-1.4", content_type="application/pdf", at=NOON)
    assert token_for(file, at=NOON) == token_for(file, at=NOON + timedelta(minutes=30))


@pytest.mark.parametrize("change", ["0", "9", "-"])
def test_a_changed_link_opens_nothing(world: World, change: str) -> None:
    token = token_for(store(name="a", content=b"a", content_type="", at=NOON), at=NOON)
    with pytest.raises(NotFound):
        opened(change + token, at=NOON)
    with pytest.raises(NotFound):
        opened(token.rpartition(":")[0], at=NOON)

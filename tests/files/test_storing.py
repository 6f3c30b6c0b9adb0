from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.world import NOON, World
from usher.files.actions import content_of, store


def test_equal_files_share_their_bytes(world: World) -> None:
    one, two = (store(name=name, content=b"same", content_type="text/plain", at=NOON) for name in ("a.txt", "b.txt"))
    assert one.key == two.key and content_of(two) == b"same"


def test_what_a_killed_process_left_half_written_is_not_taken_for_the_file(world: World) -> None:
    whole = store(name="a.bin", content=b"0123456789", content_type="", at=NOON)
    default_storage.delete(whole.key)
    default_storage.save(whole.key, ContentFile(b"0123"))
    assert content_of(store(name="b.bin", content=b"0123456789", content_type="", at=NOON)) == b"0123456789"

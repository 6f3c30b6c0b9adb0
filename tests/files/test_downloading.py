from typing import Any

import pytest
from django.test import Client

from tests.world import NOON, World
from usher.files.actions import store
from usher.web.files.downloading import address_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def _get(name: str, content: bytes, content_type: str, **headers: str) -> Any:
    file = store(name=name, content=content, content_type=content_type, at=NOON)
    return Client().get(address_of(file), headers=headers)


@pytest.mark.parametrize(
    ("name", "content", "claimed", "shown", "how"),
    [
        ("oven.png", PNG, "image/png", "image/png", "inline"),
        ("bill.pdf", b"%PDF-1.4 x", "application/pdf", "application/pdf", "inline"),
        ("evil.svg", b"<svg onload='x'/>", "image/svg+xml", "application/octet-stream", "attachment"),
        ("evil.html", b"<script>x</script>", "text/html", "application/octet-stream", "attachment"),
        ("evil.png", b"<script>x</script>", "image/png", "application/octet-stream", "attachment"),
    ],
)
def test_X02_only_what_is_a_picture_or_pdf_by_its_bytes_is_shown(
    world: World, name: str, content: bytes, claimed: str, shown: str, how: str
) -> None:
    answer = _get(name, content, claimed)
    assert answer.status_code == 200 and answer.content == content
    assert answer["Content-Type"] == shown
    assert answer["Content-Disposition"].startswith(how) and name in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"] or shown == "application/pdf"


def test_a_part_of_a_file(world: World) -> None:
    answer = _get("film.mp4", b"0123456789", "video/mp4", range="bytes=2-4")
    assert (answer.status_code, answer.content, answer["Content-Range"]) == (206, b"234", "bytes 2-4/10")
    assert _get("film.mp4", b"0123456789", "video/mp4", range="bytes=20-").status_code == 416


def test_a_file_the_browser_has_is_not_sent_again(world: World) -> None:
    etag = _get("a.txt", b"hello", "text/plain")["ETag"]
    assert _get("a.txt", b"hello", "text/plain", if_none_match=etag).status_code == 304


def test_A02_a_forged_link_is_told_like_one_to_nothing(world: World) -> None:
    assert Client().get("/files/1.1.99999999999:abc/a.txt").status_code == 404


def test_a_link_opens_no_other_organizations_file(world: World) -> None:
    file = store(name="a", content=b"a", content_type="", at=NOON)
    file.organization_id = world.elsewhere.pk
    assert Client().get(address_of(file)).status_code == 404

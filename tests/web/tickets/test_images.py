import pytest

from usher.base.html import clean
from usher.web.tickets.images import loaded, placed, withheld

MAIL = clean(
    '<p><img src="cid:pic&quot;1@x" alt="oven"><img src="cid:gone"><img src="https://t.example/a.gif?x=1&amp;y=2">'
    '<img src="//t.example/b.gif"></p>',
    cid_url=lambda name: f"cid:{name}",
).html


def test_pictures_of_the_mail_get_their_files_address() -> None:
    html = placed(MAIL, {'pic"1@x': "/files/1"})
    assert 'src="/files/1"' in html and "cid:" not in html


def test_pictures_without_words_are_decoration() -> None:
    assert placed(MAIL, {}).count('alt=""') == 3 and 'alt="oven"' in placed(MAIL, {})


def test_remote_pictures_wait_and_then_come_through_us() -> None:
    assert withheld(MAIL) == ["https://t.example/a.gif?x=1&y=2", "https://t.example/b.gif"]
    html = loaded(MAIL, "/m/7/images/short/0")
    assert 'src="/m/7/images/short/0"' in html and 'src="/m/7/images/short/1"' in html and "t.example" not in html


@pytest.mark.parametrize("name", ['x" onerror="alert(1)', "x><script>", "%22"])
def test_X01_a_content_id_cannot_break_out(name: str) -> None:
    mail = clean(f"<img src='cid:{name}'>", cid_url=lambda name: f"cid:{name}").html
    html = placed(mail, {name: '/files/1?"><script>'})
    assert "<script>" not in html and 'onerror="' not in html

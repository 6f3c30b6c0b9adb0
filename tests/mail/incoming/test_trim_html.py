# ruff: noqa: E501  (lines as mails have them)
"""The reply of HTML mails, in the manner of each client."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from usher.base.html import html_to_text
from usher.mail.incoming.trim import trim_html

OLD = "<p>Dear Carl,</p><p>is the oven warm again?</p><p>Ada</p>"
HEADERS = (
    "<b>From:</b> Ada Berg &lt;ada@pine.example&gt;<br><b>Sent:</b> Tuesday, March 12, 2024 3:15 PM<br>"
    "<b>To:</b> Carl Fir<br><b>Subject:</b> Oven"
)
ATTRIBUTION = (
    "On Tue, Mar 12, 2024 at 3:15 PM Ada Berg &lt;<a href='mailto:ada@pine.example'>ada@pine.example</a>&gt; wrote:"
)
UNKNOWN = "Zzz qqq Ada Berg &lt;ada@pine.example&gt; xxx"

CLIENTS = {
    "gmail": f'<div dir="ltr">No.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{UNKNOWN}<br></div>'
    f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid">{OLD}</blockquote></div>',
    "gmail of old": f'<div dir="ltr">No.</div><div class="gmail_extra"><br><div class="gmail_quote">{ATTRIBUTION}<br>'
    f'<blockquote class="gmail_quote">{OLD}</blockquote></div></div>',
    "outlook desktop": f'<div class="WordSection1"><p class="MsoNormal">No.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div>'
    '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">'
    f"{HEADERS}<o:p></o:p></p></div></div>{OLD}</div>",
    "outlook desktop in an unknown language": '<div class="WordSection1"><p class="MsoNormal">No.<o:p></o:p></p>'
    '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Qqq:</b> Ada<br>'
    f"<b>Www:</b> Tuesday<br><b>Xxx:</b> Carl</p></div>{OLD}</div>",
    "outlook on the web": f'<div dir="ltr">No.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1">'
    f'<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri">{HEADERS}</font><div>&nbsp;</div></div>{OLD}',
    "outlook on the web, nested": f'<div dir="ltr">No.</div><div id="x_appendonsend"></div><div id="x_divRplyFwdMsg">{HEADERS}</div>{OLD}',
    "outlook mobile": f'<div>No.</div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div>'
    f'<hr><div id="divRplyFwdMsg">{HEADERS}</div>{OLD}',
    "new outlook for mac": f'<div>No.</div><div id="mail-editor-reference-message-container"><div><div>{HEADERS}</div></div>{OLD}</div>',
    "apple mail": f'<body>No.<br><div><br><blockquote type="cite"><div>{ATTRIBUTION}</div><br><div>{OLD}</div></blockquote></div></body>',
    "iphone": f"<div>No.</div><div><br>Sent from my iPhone</div><div><br>On Mar 12, 2024, at 3:15 PM, Ada Berg &lt;ada@pine.example&gt; wrote:"
    f'<br><br></div><blockquote type="cite"><div>{OLD}</div></blockquote>',
    "thunderbird": f'<p>No.</p><div class="moz-cite-prefix">{UNKNOWN}<br></div><blockquote type="cite" cite="mid:x@y">{OLD}</blockquote>',
    "yahoo": f'<div class="ydp1yahoo-style-wrap"><div>No.</div></div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>{UNKNOWN}</div>{OLD}</div>',
    "gmx": '<div style="font-family:Verdana"><div>No.</div><div>&nbsp;<div name="quote" style="border-left:2px solid #C3D9E5">'
    f'<div><b>Gesendet:</b>&nbsp;Dienstag<br/><b>Von:</b>&nbsp;"Ada"</div><div name="quoted-content">{OLD}</div></div></div></div>',
    "proton": f'<div>No.</div><div class="protonmail_quote">------- Original Message -------<br>{ATTRIBUTION}<br><blockquote>{OLD}</blockquote></div>',
    "zimbra": f'<div>No.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">{HEADERS}</div>'
    f'<div data-marker="__QUOTED_TEXT__">{OLD}</div>',
    "qq": '<div>No.</div><div><br></div><div style="font-size:12px">------------------&nbsp;原始邮件&nbsp;------------------</div>'
    '<div style="font-size:12px;background:#efefef;padding:8px"><div><b>发件人:</b>&nbsp;"Ada"&lt;ada@pine.example&gt;;</div>'
    f'<div><b>发送时间:</b>&nbsp;2024年3月12日</div><div><b>收件人:</b>&nbsp;"Carl"</div><div><b>主题:</b>&nbsp;Oven</div></div>{OLD}',
    "163": f'<div>No.</div><br><p>At 2024-03-12 15:15:42, "Ada Berg" &lt;ada@pine.example&gt; wrote:</p>'
    f'<blockquote id="isReplyContent" style="padding-left:1ex;border-left:#ccc 1px solid">{OLD}</blockquote>',
    "samsung": f'<div>No.</div><div id="composer_signature"><div>Sent from my Galaxy</div></div><div>-------- Original message --------</div>'
    f"<div>From: Ada Berg &lt;ada@pine.example&gt; </div><div>Date: 12/03/2024 15:15 </div><div>To: Carl </div><div>Subject: Oven </div>{OLD}",
    "lotus notes": '<font size=2 face="sans-serif">No.</font><br><br><br><br><font size=1 color=#5f5f5f face="sans-serif">From: &nbsp; &nbsp;</font>'
    "<font size=1>Ada Berg/Pine</font><br><font size=1 color=#5f5f5f>To: &nbsp;</font><font size=1>Carl/Fir@Fir</font><br>"
    f"<font size=1>Date: &nbsp;</font><font size=1>12.03.2024 15:15</font><br><font size=1>Subject: &nbsp;</font><font size=1>Oven</font><br><hr>{OLD}",
    "hotmail of old": f'<div>No.</div><hr id="stopSpelling">From: ada@pine.example<br>To: carl@fir.example<br>Subject: Oven<br>{OLD}',
    "windows mail": f'<div>No.</div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0 0 0">{HEADERS}</div>{OLD}',
    "fastmail": f'<div>No.</div><div><br></div><div>On Tue, Mar 12, 2024, at 3:15 PM, Ada Berg wrote:</div><blockquote type="cite" id="qt">{OLD}</blockquote>',
    "zoho": f'<div>No.</div><div class="zmail_extra" style=""><div>---- {ATTRIBUTION} ----</div><blockquote>{OLD}</blockquote></div>',
    "spark": f'<div name="messageBodySection">No.</div><div name="messageReplySection">{UNKNOWN}<br><blockquote type="cite">{OLD}</blockquote></div>',
    "tutanota": f'<div>No.</div><div>{ATTRIBUTION}</div><blockquote class="tutanota_quote">{OLD}</blockquote>',
    "k-9": f'<!DOCTYPE html><html><head></head><body>No.<br><br><div class="gmail_quote">{ATTRIBUTION}<blockquote class="gmail_quote">{OLD}</blockquote></div></body></html>',
    "plain blockquote below an introduction": f"<p>No.</p><p>{ATTRIBUTION}</p><blockquote>{OLD}</blockquote>",
    "no container at all": f"<p>No.</p><p>{ATTRIBUTION}</p>{OLD}",
    "our own marker": f"<p>No.</p><div>##- Write your answer above this line -##</div>{OLD}",
    "front": f'<div>No.</div><div class="front-signature"></div><br><blockquote type="cite" class="front-blockquote">{ATTRIBUTION}<br>{OLD}</blockquote>',
    "signature": "<p>No.</p><p>-- <br>Carl Fir<br>Fir Bakery</p>",
    "in a table": f'<table><tr><td><p>No.</p></td></tr><tr><td><blockquote type="cite">{OLD}</blockquote></td></tr></table>',
}


@pytest.mark.parametrize("client", CLIENTS)
def test_only_the_answer_is_left(client: str) -> None:
    assert html_to_text(trim_html(CLIENTS[client])) == "No."


UNCUT = {
    "nothing quoted": "<p>No.</p><p>Carl</p>",
    "a blockquote of the writer's own": "<p>It says:</p><blockquote>error 42</blockquote><p>What is that?</p>",
    "a blockquote of the writer's own at the end": "<p>It says:</p><blockquote>error 42</blockquote>",
    "only a quote": f'<blockquote type="cite">{OLD}</blockquote>',
    "gmail forward": f'<div dir="ltr">See below.<br><br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>{HEADERS}</div>{OLD}</div></div>',
    "gmail forward in an unknown language": f'<div>What is this?<br><div class="gmail_quote"><div class="gmail_attr">---------- Zzz qqq ---------<br>{HEADERS}</div>{OLD}</div></div>',
    "apple forward": f'<p>See below.</p><blockquote type="cite"><div>Begin forwarded message:</div>{HEADERS}{OLD}</blockquote>',
    "table with a rule": '<div>No.</div><div style="border:none;border-top:solid #E1E1E1 1.0pt">a footer</div>',
    "empty": "",
    "not html": "No. <3",
}


@pytest.mark.parametrize("case", UNCUT)
def test_in_doubt_everything_stays(case: str) -> None:
    assert trim_html(UNCUT[case]) == UNCUT[case]


def test_answers_between_gmails_quotes_are_kept() -> None:
    page = (
        f'<div>Hi,</div><div class="gmail_quote"><div class="gmail_attr">{ATTRIBUTION}</div><blockquote class="gmail_quote">Is it warm?</blockquote>'
        '<div>No.</div><blockquote class="gmail_quote">Shall we come?</blockquote><div>Yes.</div><blockquote class="gmail_quote">Ada</blockquote></div>'
    )
    text = html_to_text(trim_html(page))
    assert [line.strip() for line in text.splitlines() if line.strip()] == [
        "Hi,",
        "Is it warm?",
        "No.",
        "Shall we come?",
        "Yes.",
    ]


def test_an_answer_below_thunderbirds_quote_is_kept() -> None:
    page = f'<div class="moz-cite-prefix">{ATTRIBUTION}</div><blockquote type="cite">{OLD}</blockquote><p>No, it is <b>cold</b>.</p>'
    assert trim_html(page) == "<p>No, it is <b>cold</b>.</p>"


def test_images_of_the_answer_stay_and_those_of_the_quote_go() -> None:
    page = f'<p>See <img src="cid:new"></p><div>{ATTRIBUTION}</div><blockquote type="cite"><img src="cid:old">{OLD}</blockquote>'
    reply = trim_html(page)
    assert "cid:new" in reply
    assert "cid:old" not in reply


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*CLIENTS.values(), "<p>x", "</div>", "<table>", "<pre>a\nb</pre>", "<!--", "-->", "&nbsp;"]),
        max_size=4,
    )
)
def test_any_page_leaves_something_and_invents_nothing(parts: list[str]) -> None:
    page = "".join(parts)
    reply = trim_html(page)
    assert bool(html_to_text(reply)) == bool(html_to_text(page))
    assert len(reply) <= len(page) + 2_000


def test_letters_written_as_numbers_stay() -> None:
    kept = trim_html("<p>Gru&#xDF; und Dank</p><blockquote type='cite'>old</blockquote>")
    assert "old" not in kept
    assert "Gru&#223; und Dank" in kept or "Gruß und Dank" in kept

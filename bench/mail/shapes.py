# ruff: noqa: E501  (headers and parts as programs write them)
"""Shapes that readers of mail stumble over, one each: what the sender wrote, and what a person sees in it."""

from bench.mail.truth import Sample, lines_of

COLD = "The oven is cold."
PAGE = f"<p>{COLD}</p>"
CALENDAR = "BEGIN:VCALENDAR\nEND:VCALENDAR"
PDF = "Content-Type: application/pdf{}\n\n%PDF-1.4"


def _mail(name: str, content: str, text: str = COLD, files: tuple[str, ...] = ()) -> Sample:
    raw = f"From: Carl <carl@fir.example>\nTo: support@ours.example\nSubject: Oven\nMIME-Version: 1.0\n{content}"
    return Sample(
        name, raw.encode(), subject="Oven", sender=("Carl", "carl@fir.example"), recipients=["support@ours.example"],
        body=lines_of(text), files=list(files),
    )  # fmt: skip


def _parts(kind: str, *parts: str, end: str = "--b--\n") -> str:
    return f"Content-Type: multipart/{kind}; boundary=b\n\n" + "".join(f"--b\n{part}\n" for part in parts) + end


def _text(text: str = COLD, more: str = "") -> str:
    return f"Content-Type: text/plain{more}\n\n{text}"


def _page(html: str = PAGE, more: str = "") -> str:
    return f"Content-Type: text/html; charset=utf-8{more}\n\n{html}"


def _from(name: str, field: str, who: str, address: str) -> Sample:
    return Sample(
        name, f"From: {field}\nSubject: Oven\n\n{COLD}\n".encode(), subject="Oven", sender=(who, address), body=[COLD]
    )


def _to(name: str, field: str, *addresses: str) -> Sample:
    return Sample(name, f"From: c@fir.example\nTo: {field}\n\n{COLD}\n".encode(), recipients=list(addresses), body=[COLD])


def _named(name: str, disposition: str, file: str, more: str = "") -> Sample:
    return _mail(name, _parts("mixed", _text(), PDF.format(f"{more}\nContent-Disposition: {disposition}")), files=(file,))


SENDERS = [
    _from("comments within the address", "Pete (a good \\) chap) <pete(his account)@fir.example(his host)>", "Pete", "pete@fir.example"),
    _from("two pairs of brackets", "Carl <<carl@fir.example>>", "Carl", "carl@fir.example"),
    _from("Outlook's second address", "Carl <carl@fir.example [mailto:carl@fir.example]>", "Carl", "carl@fir.example"),
    _from("mailto in square brackets", "Carl Fir [mailto:carl@fir.example]", "Carl Fir", "carl@fir.example"),
    _from("a group's name in square brackets", "Carl | [fir] <carl@fir.example>", "Carl | [fir]", "carl@fir.example"),
    _from("quotation marks escaped for nothing", '\\"Carl Fir\\" <carl@fir.example>', "Carl Fir", "carl@fir.example"),
    _from("a quoted comment", 'carl@fir.example ("Carl Fir")', "Carl Fir", "carl@fir.example"),
    _from("the address within an encoded word", "=?utf-8?Q?Carl_=3Ccarl@fir.example=3E?=", "Carl", "carl@fir.example"),
    _from("an at sign within an encoded name", "=?utf-8?Q?K=C3=A4lte@home?= <carl@fir.example>", "Kälte@home", "carl@fir.example"),
    _from("a number for a domain", "Carl <carl@[192.0.2.7]>", "Carl", "carl@[192.0.2.7]"),
    _from("blanks around the at sign", "carl @ fir.example", "", "carl@fir.example"),
]  # fmt: skip
RECIPIENTS = [
    _to("no commas", "a@fir.example b@fir.example", "a@fir.example", "b@fir.example"),
    _to("no comma after the brackets", "A <a@fir.example> B <b@fir.example>", "a@fir.example", "b@fir.example"),
    _to("an empty entry first", ", a@fir.example,, b@fir.example,", "a@fir.example", "b@fir.example"),
    _to(
        "two groups",
        "One: a@fir.example; Two: b@fir.example, c@fir.example;",
        "a@fir.example",
        "b@fir.example",
        "c@fir.example",
    ),
    _to(
        "a group with comments", "Us(all):A <a@(at home)fir.example>, b@fir.example; (end)", "a@fir.example", "b@fir.example"
    ),
    _to("an IPv6 domain", "a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]"),
    _to("two at signs", "a@b@fir.example, c@fir.example", "c@fir.example"),
]
NAMES = [
    _named("a name with a colon", 'attachment; filename="RE: oven? 20<30.pdf"', "RE: oven? 20<30.pdf"),
    _named("a name with quotation marks", 'attachment; filename="the \\"oven\\".pdf"', 'the "oven".pdf'),
    _named("a name in pieces without order", "attachment; filename*1*=lte.pdf; filename*0*=utf-8''K%C3%A4", "Kälte.pdf"),
    _named("an encoded name cut in a letter", 'attachment; filename="=?utf-8?Q?K=C3?= =?utf-8?Q?=A4lte.pdf?="', "Kälte.pdf"),
    _named(
        "named by where it lies", "attachment\nContent-Location: http://fir.example/a/oven%20plan.pdf?x=1", "oven plan.pdf"
    ),
    _named("a name of the type only", "attachment", "K.pdf", '; name="K.pdf"'),
    _mail(
        "an invitation twice",
        _parts(
            "mixed",
            _text(),
            f"Content-Type: text/calendar\n\n{CALENDAR}",
            f"Content-Type: application/ics; name=invite.ics\n\n{CALENDAR}",
        ),
        files=("invite.ics",),
    ),
    _mail(
        "a signature without a name",
        _parts("signed", _text(), "Content-Type: application/pkcs7-signature\n\nx"),
        files=("smime.p7s",),
    ),
    _mail("an unknown text is text", _parts("mixed", _text(), "Content-Type: text/x-log\n\nx"), files=("text-1.txt",)),
]
BODIES = [
    _mail("text, picture, text", _parts("mixed", _text("One"), "Content-Type: image/png; name=a.png\nContent-Disposition: inline\n\nx", _text("Two")), "One\nTwo", ("a.png",)),
    _mail("the page comes after its picture", _parts("related; start=\"<r@x>\"", "Content-Type: image/png; name=a.png\nContent-ID: <p@x>\n\nx", _page(f'{PAGE}<img src="cid:p@x">', "\nContent-ID: <r@x>")), files=("a.png",)),
    _mail("an empty text beside the page", _parts("alternative", _text(""), _page())),
    _mail("a text that only excuses itself", _parts("alternative", _text("Your program does not show HTML."), _page())),
    _mail("a text about HTML", _parts("alternative", _text("HTML fails."), _page("<p>HTML fails.</p>")), "HTML fails."),
    _mail("a named page among alternatives", _parts("alternative", _text(), _page(PAGE, "; name=oven.html"))),
    _mail("text and page say the same below each other", _parts("mixed", _text(), _page())),
    _mail("page and text say the same below each other", _parts("mixed", _page(), _text())),
    _mail("a named text alone", _parts("mixed", _text(COLD, "; name=message.txt"))),
    _mail("a text file to be shown in place", _parts("mixed", _text(COLD, "\nContent-Disposition: inline; filename=a.log")), files=("a.log",)),
    _mail("a text file below the text", _parts("mixed", _text(), _text("x", "\nContent-Disposition: inline; filename=a.log")), files=("a.log",)),
    _mail("a page that calls itself UTF-16", _parts("mixed", "Content-Type: text/html\n\n<meta charset=utf-16><p>Kälte"), "Kälte"),
    _mail("a text that is called UTF-16", "Content-Type: text/plain; charset=utf-16\n\nDie Kälte\n", "Die Kälte"),
    _mail("an encoding with a blank inside", "Content-Transfer-Encoding: quoted -printable\n\nK=C3=A4lte\n", "Kälte"),
    _mail("an unknown sort of text", f"Content-Type: text/markdown\n\n{COLD}\n"),
    _mail("signs of equality that escape nothing", "Content-Transfer-Encoding: quoted-printable\n\n1+1=2 a==b =ZZ =C3=A4=\n!\n", "1+1=2 a==b =ZZ ä!"),
]  # fmt: skip
BOUNDARIES = [
    _mail("no blank line before the first part", _parts("mixed", _text(), PDF.format("; name=a.pdf")).replace("=b\n\n--b", "=b\n--b"), files=("a.pdf",)),
    _mail("a boundary for two levels", _parts("mixed", "Content-Type: multipart/alternative; boundary=b\n", _text(), _page(), "--b--", PDF.format("; name=a.pdf")).replace("--b\n--b--", "--b--"), files=("a.pdf",)),
    _mail("parts that are all empty", _parts("mixed", "", ""), ""),
    _mail("empty parts before the text", _parts("mixed", "", "", _text())),
    _mail("a boundary with blanks behind it", _parts("mixed", _text()).replace("--b\n", "--b \t\n")),
    _mail("dashes in front of a boundary", _parts("mixed", _text(f"{COLD}\n----b\n--bx\nx --b")), f"{COLD}\n----b\n--bx\nx --b"),
    _mail("a digest whose parts have no header", _parts("digest", "\nSubject: one\n\nx", "\nContent-Type: text/plain\nSubject: two\n\nx"), "", ("one.eml", "two.eml")),
    _mail("an end with words behind it", _parts("mixed", _text(), end="--b-- the end\n\nx\n--b--\n")),
    _mail("a type that is none", f"Content-Type: /\n\n{COLD}\n"),
    _mail("a broken field at the end", f"X-Broken Field: x\n\n{COLD}\n"),
]  # fmt: skip
PAGES = [
    _mail("a hidden line", _page(f'<div style="DISPLAY : none !important">Preview</div>{PAGE}')),
    _mail("a line without height", _page(f'<div style="max-height:0;overflow:hidden">Preview &zwnj;&nbsp;</div>{PAGE}')),
    _mail("a page about entities", _page("<p>Write &amp;lt; for &lt;, R&amp;D &amp; x</p>"), "Write &lt; for <, R&D & x"),
    _mail("a hidden attribute", _page(f"<p hidden>x</p>{PAGE}")),
    _mail("a control character beside what is hidden", _page(f"<b hidden>x</b>&#1;{PAGE}\x02")),
    _mail("columns of a layout", _page("<table><tr><td>A<br>B<br>C</td><td>1<br>2<br>3</td></tr></table>"), "A\nB\nC\n1\n2\n3"),
    _mail("a table of values", _page("<table><tr><td><p>Oven</p></td><td><p>2</p></td></tr></table>"), "Oven 2"),
    _mail("a list of definitions and a rule", _page("<dl><dt>Oven<dd>cold</dl>x<hr>y"), "Oven\ncold\nx\ny"),
    _mail("text that is called a page", _page("One\nTwo"), "One\nTwo"),
    _mail("text behind an instruction", _page(f"<?import x ?>{COLD}")),
    _mail("what no reader of mail shows", _page(f"<svg><text>x</text></svg><select><option>x</select><style>x</style>{PAGE}")),
    _mail("a very deep page", _page("<div>" * 900 + COLD)),
]  # fmt: skip
ALL = [*SENDERS, *RECIPIENTS, *NAMES, *BODIES, *BOUNDARIES, *PAGES]

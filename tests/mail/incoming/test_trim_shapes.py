# ruff: noqa: E501, RUF001  (lines as mails have them)
"""Shapes of replies that one list of introductions does not reach: adverts, people's own quotes, forwards, flattened mails."""

import time

import pytest

from usher.base.html import html_to_text
from usher.mail.incoming.trim import trim, trim_html, trim_text

SAID = "The fan works again.\n\nMila"
OLD = "Dear Mila,\n\ndoes the fan turn?\n\nOtto"
HEADERS = "From: Otto Elm <otto@elm.example>\nSent: Monday, 4 March 2024 09:10\nTo: Mila\nSubject: fan"
HTML_HEADERS = (
    "<b>From:</b> Otto &lt;otto@elm.example&gt;<br><b>Sent:</b> 4 March 2024 09:10<br><b>To:</b> Mila<br><b>Subject:</b> fan"
)

ADVERTS = [
    "Get BlueMail for Android", "من الـ iPhone الخاص بي", "Sent from my iPad", "Sent from my cell, please excuse typos.", "From my iPhone 6", "(sent from a phone)", "<<sent by galaxy>>",
    "Sent from my Quark Z9 4G", "Sent from Quark<https://quark.example/get>", "Sent with Proton Mail secure email.", "Sent from Outlook for iOS",
    "[Get Outlook for Android](https://aka.example/x)", "Get Outlook for iOShttps://aka.example/x", "Von meinem/meiner Galaxy gesendet",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.", "Envoyé à partir d’Outlook pour iOS", "Provenance : Courrier pour Windows",
    "Enviado a partir do meu telemóvel", "Skaffa Outlook för iOS", "Få Outlook til iOS", "Hanki Outlook for Android", "Pobierz program Outlook dla systemu iOS",
    "Získat Outlook pro Android", "Az Outlook beszerzése Androidra", "Отправлено из мобильной Яндекс Почты", "Скачайте Outlook для Android",
    "Εστάλη από το iPhone μου", "Αποκτήστε το Outlook για Android", "Obțineți Outlook pentru iOS", "Poslano z mojega iPhona", "iPhone’umdan gönderildi",
    "Nosūtīts no mana iPhone", "الحصول على Outlook لـ iOS", "נשלח מהאייפון שלי", "iPhoneから送信", "Outlook for iOS を入手", "从我的iPhone发送",
    "내 Galaxy에서 보냄", "Tải Outlook cho iOS", "ส่งจาก iPhone ของฉัน", "Dapatkan Outlook untuk Android", "मेरे iPhone से भेजा गया",
]  # fmt: skip


@pytest.mark.parametrize("advert", ADVERTS)
def test_a_programs_advert_goes_with_and_without_a_quote_below(advert: str) -> None:
    assert trim_text(f"{SAID}\n\n{advert}") == SAID
    assert trim_text(f"{SAID}\n\n{advert}\n\n{HEADERS}\n\n{OLD}") == SAID


LAST_LINES = [
    "Get Nuts for the android", "Sent from a bench of oak", "Sent by DHL mobile pickup", "The parcel was sent with the phone number 030",
    "Sent from my office in the second house", "Enviado por correo el lunes", "Inviato da noi, il mail non funziona",
    "We use Outlook for Android", "Sent from my phone it is the same",
]  # fmt: skip


@pytest.mark.parametrize("line", LAST_LINES)
def test_a_sentence_about_parcels_and_telephones_stays(line: str) -> None:
    assert trim_text(f"It came broken.\n{line}") == f"It came broken.\n{line}"


KEPT = {
    "it tells of a letter": "On 4 March 2024 at 09:10 I wrote to Otto <otto@elm.example>:\nplease come.\nNobody came.",
    "it tells in French": "Le 4 mars 2024 à 09:10 j'ai écrit à votre service :\nle four est froid.\nRien.",
    "it tells in Polish": "W dniu 4 marca 2024 o 9:10 napisałem do Państwa:\nnie działa.\nCisza.",
    "it names a colleague": "Your colleague (otto@elm.example) wrote:\nsend the number.\nHere it is: 12.",
    "a span of days": "From: 04.03.2024\nTo: 09.03.2024\nSubject: holiday\nPlease note.",
    "a bill": "Rechnung\nDatum: 04.03.2024\nAn: Ulme GmbH\nBetreff: Ofen\nBetrag: 90 EUR\nstimmt nicht.",
    "headers to look for": f"Here are the headers of what we miss:\n\n{HEADERS}\n\nCan you find it?",
    "a quote by hand at the end": "The display shows:\n\n> E 42\n> no heat",
    "a quote by hand at the beginning": "> five fans are broken\n> three turn\nWhich ones?",
    "a prompt": ">>> import fan\n>>> fan.turn()\nNothing happens.",
    "a table": "| Part | Price |\n|------|-------|\n| Door | 5 |\nIs that right?",
    "rules of its own": "Point one\n--\nPoint two\n--\nPoint three",
    "a list below dashes": "Please send\n\n--\nAlso these:\n- a door\n- a fan",
    "a form": "--- please write above this line: your name\nWhat does the form want?",
    "an indented title": "  Original message\nThe customer means the first one.",
    "a greeting above an unmarked quote": f"Hi Otto,\n\n{HEADERS}\n\n{OLD}\n\nYes, it does!",
    "a conversation with dates": "He told me:\n\n04.03.2024 09:10 Otto Elm <otto@elm.example>:\nplease write\n04.03.2024 09:12 Mila <mila@ash.example>:\nI will\n\nWhat now?",
    "a conversation nobody announces": "Look at this.\n\nOn 4 March 2024 at 11:50 AM, Otto <otto@elm.example> wrote:\nis it down?\nOn 4 March 2024 at 1:05 PM, Mila <mila@ash.example> wrote:\nyes\n\nCan you help?",
    "a conversation and an older mail in it": f"This he sent me:\n\nOn 4 March 2024 at 09:10, Otto <otto@elm.example> wrote:\nlook\n\n{HEADERS}\n\n{OLD}\n\nShall I answer?",
    "the whole header of a mail": f"Received: from mx.elm.example by ours; Mon, 4 Mar 2024 09:10:33 +0100\n{HEADERS}\n\nIs that a fraud?",
    "a form with days": "Name: Mila\nFrom: 4 March 2024\nTo: 9 March 2024\nSubject: flat\nEmail: mila@ash.example\n\nIs it free?",
    "a way": "We go\n\nFrom: Elmtown\nTo: Ashville\nSubject: moving\n\nand need a van.",
    "it tells, with a blank behind the colon": "On 4 March 2024 at 09:10 Otto <otto@elm.example> wrote: it works.\nIt does not.",
    "an unmarked quote first": f"{HEADERS}\n\n{OLD}\n\nOn 3 March 2024 at 09:10, Mila <mila@ash.example> wrote:\n\nolder\n\nIt turns.",
    "a prefixed part of code": "```\n> make\n> run\n```\nfails.",
}  # fmt: skip


@pytest.mark.parametrize("case", KEPT)
def test_what_a_person_wrote_stays_whole(case: str) -> None:
    assert trim_text(KEPT[case]) == KEPT[case]


FORWARDS = [
    "Start på videresendt besked:", "Začátek přeposlané zprávy:", "Továbbított levél kezdete:", "Początek przekazywanej wiadomości:",
    "Välitetty viesti alkaa:", "İleti başlangıcı:", "Початок листа, що пересилається:", "----- Message transmis -----", "----- Mensagem reencaminhada -----",
    "----- Zzz qqq -----", "-------- Перенаправленное сообщение --------",
]  # fmt: skip


@pytest.mark.parametrize("line", FORWARDS)
def test_a_forward_in_any_language_is_kept(line: str) -> None:
    mail = f"Please look.\n\n{line}\n\n{HEADERS}\n\n{OLD}"
    assert trim_text(mail) == mail


def test_a_forward_marked_like_a_quote_is_kept_and_one_within_an_answers_quote_is_not() -> None:
    forward = "\n".join(f"> {line}".rstrip() for line in f"Begin forwarded message:\n\n{HEADERS}\n\n{OLD}".split("\n"))
    assert trim_text(f"Please look.\n\n{forward}") == f"Please look.\n\n{forward}"
    assert trim_text(f"Done.\n\nOn 5 March 2024 at 09:10, Otto <otto@elm.example> wrote:\n\n{forward}") == "Done."


def test_marked_headers_are_a_forward_only_where_the_subject_says_so() -> None:
    quote = "\n".join(f"> {line}".rstrip() for line in f"{HEADERS}\n\n{OLD}".split("\n"))
    assert trim_text(f"Please look.\n\n{quote}", is_forward=True) == f"Please look.\n\n{quote}"
    assert trim_text(f"Please look.\n\n{quote}") == "Please look."


INTRODUCTIONS = {
    "the quote glued behind it": 'On 3/4/2024 at 9:10 AM, "Otto Elm" <otto@elm.example> wrote:Dear Mila,',
    "the quote some blanks behind it": "  On Mon, 4 Mar 2024 at 9:10, Otto Elm<otto@elm.example> wrote:   Dear Mila,",
    "a mailbox over three lines": "On Mon, Mar 4, 2024 at 9:10 AM Otto Elm\n\n<\nmailto:Otto Elm <otto@elm.example>\n> wrote:",
    "Eudora": "At 09:10 AM 3/4/2024, you wrote:",
    "a name below a telephone's advert": "Sent from my Galaxy\n\nOtto Elm wrote:",
    "headers below three dashes": f"---\n\n{HEADERS}",
    "Hindi headers": "से: Otto <otto@elm.example>\nभेजा गया: 04.03.2024 09:10\nप्रति: Mila\nविषय: fan",
    "glued divider": "-------- Ursprüngliche Nachricht --------Von: Otto Datum: 04.03.24  09:10  (GMT+01:00) An: Mila Betreff: Ofen",
    "headers on one line": "Date: Mon, 4 Mar 2024 09:10:00 +0100 From: otto@elm.example To: Mila Subject: fan",
    "a name between rules": "---- Otto Elm wrote ----",
    "wrapped, without a colon": "2024/3/4 Otto Elm <\notto@elm.example>",
    "wrapped behind the day": "Otto Elm <otto@elm.example> schrieb am Mo., 4.\nMärz 2024, 09:10:",
    "without an address": "2024-03-04 09:10 GMT+01:00 Otto Elm",
    "QQ": "------------------ Original ------------------",
    "QQ with its spaces written out": "------------------&nbsp;原始邮件&nbsp;------------------",
    "a marker in plain words": "Please reply above this line",
    "a marker that explains itself": "## In replies all text above this line is added to the ticket ##",
    "a marker from below": "*** Please do not edit below this line ***",
    "Indonesian headers": "Dari: Otto <otto@elm.example>\nTerkirim: Senin, 4 Maret 2024 09:10\nUntuk: Mila\nPerihal: kipas",
}  # fmt: skip


@pytest.mark.parametrize("case", INTRODUCTIONS)
def test_these_introductions_go_with_all_below(case: str) -> None:
    assert trim_text(f"{SAID}\n\n{INTRODUCTIONS[case]}\n\n{OLD}") == SAID


MARKED = [
    "From: otto@elm.example", "From: Otto Elm <otto@elm.example>", "Zitat von Otto Elm <otto@elm.example>:", "Otto Elm wrote:",
    "On Mon, 4 Mar 2024 at 09:10, Otto Elm of the\nElm Company <otto@elm.example> wrote:",
]  # fmt: skip


@pytest.mark.parametrize("line", MARKED)
def test_these_introductions_go_above_a_marked_quote(line: str) -> None:
    quote = "\n".join(f"> {each}".rstrip() for each in OLD.split("\n"))
    assert trim_text(f"{SAID}\n\n{line}\n{quote}") == SAID


def test_an_introduction_that_shares_its_first_line_with_the_answer_and_is_wrapped_goes_alone() -> None:
    mail = "It turns. On Mon, 4 Mar 2024 at 09:10, Otto Elm\n<otto@elm.example> wrote:\n> does it turn?"
    assert trim_text(mail) == "It turns."


@pytest.mark.parametrize(
    "box",
    [
        f'<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">{HTML_HEADERS}</div>',
        f'<div name="quote">{HTML_HEADERS}<div name="quoted-content">old</div></div>',
        f'<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>{HTML_HEADERS}</p></div>',
    ],
)
def test_the_subject_of_a_forward_keeps_what_an_answers_would_cut(box: str) -> None:
    page = f"<div>Please look.</div>{box}"
    assert trim("", page, is_plain_written=False, subject="FW: fan")[1] == page
    assert html_to_text(trim("", page, is_plain_written=False, subject="RE: fan")[1] or "") == "Please look."


def test_answers_in_red_below_outlooks_box_are_kept() -> None:
    page = f'<div>My answers are below in red.</div><div id="divRplyFwdMsg">{HTML_HEADERS}</div><p>Warm?</p><p style="color:red">No</p>'
    assert trim_html(page) == page


def test_outlooks_rule_above_one_header_is_its_quote() -> None:
    page = '<p>No.</p><div style="border :none;border-top : solid #B5C4DF 1.0pt"><p><b>From:</b> Otto</p></div><p>old</p>'
    assert html_to_text(trim_html(page)) == "No."


@pytest.mark.parametrize(
    "unit",
    [
        "- ",
        "> ",
        "-----",
        "a@b ",
        "From: a@b\n",
        "Sent from ",
        "ich geschrieben ",
        "a:\n> b\n",
        "--\n",
        "Hi, ",
        "&nbsp;",
        "x On 1/2/2024 at 9:10 a\nb wrote:\n> q\n",
        "2024-03-04 09:10 Otto <a@b.c>:\n",
        "On 1/2/2024 9:10 a@b.c ",
        "mailto:\n> wrote:\n",
        "Sent from my iPhone\nOtto wrote:\n",
        "X-a: b\n",
    ],
)
def test_crafted_texts_are_trimmed_in_no_time(unit: str) -> None:
    text = f"Sent from {unit * (100_000 // len(unit))}\nx"
    began = time.process_time()
    trim_text(text)
    assert time.process_time() - began < 3

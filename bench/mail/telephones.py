# ruff: noqa: E501, RUF001  (lines as telephones write them)
"""Answers from telephones: their adverts, and the dividers of those that lose line ends; forwards in boxes."""

from collections.abc import Callable
from html import escape

from bench.mail.clients import Composed, breaks, marked, paragraphs
from bench.mail.conversations import Talk

ADVERTS = [
    "Sent from my phone, please excuse brevity.", "(sent from a tablet)", "Sent from Elmphone<https://elm.example/get>", "Sent with Aqua Mail for Android",
    "Von meinem/meiner Galaxy gesendet", "Outlook für Android beziehen", "Envoyé depuis mon smartphone Samsung Galaxy.", "Obtenir Outlook pour iOS",
    "Enviado desde mi móvil", "Enviado do meu iPhone", "Inviato da Outlook per Android", "Verzonden vanuit Outlook voor iOS", "Hämta Outlook för Android",
    "Få Outlook til iOS", "Lähetetty Galaxystani", "Wysłane z iPhone'a", "Získajte Outlook pre Android", "Küldve a Galaxy készülékemről",
    "Отправлено с iPhone", "Отримайте Outlook для iOS", "Android için Outlook’u edinin", "Αποκτήστε το Outlook για iOS", "Trimis de pe iPhone-ul meu",
    "Prenesite Outlook za Android", "Išsiųsta iš mano iPhone", "נשלח מה-iPhone שלי", "أُرسلت من الـ iPhone", "iPadから送信", "获取 Outlook for iOS",
    "取得 Outlook for Android", "내 iPhone에서 보냄", "Tải Outlook cho Android", "Dikirim dari iPhone saya", "รับ Outlook สำหรับ iOS",
]  # fmt: skip
FORWARDS = [
    "Start på videresendt besked:", "Začátek přeposlané zprávy:", "Továbbított levél kezdete:", "Początek przekazywanej wiadomości:",
    "Começo da mensagem reencaminhada:", "Välitetty viesti alkaa:", "İleti başlangıcı:", "----- Message transmis -----", "----- Mensagem reencaminhada -----",
    "-------- Перенаправленное сообщение --------", "----- Qqq zzz -----",
]  # fmt: skip


def advert(t: Talk) -> Composed:
    """Outlook's headers below an advert in whatever language the telephone speaks."""
    line = t.rng.choice(ADVERTS)
    gap = t.rng.choice(["\n\n", "\n\n\n", "\n\n--\n"])
    return f"{paragraphs(t.said)}{gap}{line}\n\n" + "\n".join(t.headers()) + f"\n\n{paragraphs(t.quoted)}\n", None


def glued(t: Talk) -> Composed:
    """The divider and its headers on one line, as some telephones write their plain text."""
    block = f'-------- Original message --------From: "{t.name}" <{t.address}> Date: {t.at:%d/%m/%Y}  {t.at:%H:%M}  (GMT+01:00) To: carl@fir.example Subject: Re: 4711 '
    return f"{paragraphs(t.said)}\n\n{block}\n{paragraphs(t.quoted)}\n", None


def wrapped_without_colon(t: Talk) -> Composed:
    """Gmail of old on a telephone: the address on a line of its own and no colon."""
    intro = f"{t.at.year}/{t.at.month}/{t.at.day} {t.name if '@' not in t.name else 'Ada'} <\n{t.address}>"
    return f"{paragraphs(t.said)}\n\n{intro}\n\n{marked(t.quoted)}\n", None


def boxed_forward(t: Talk) -> tuple[Composed, list[str]]:
    """A forward from Outlook on the web or GMX, which stands in the same box as the quote of an answer."""
    headers = "<br>".join(escape(line) for line in t.headers())
    box = t.rng.choice(
        ['<div id="divRplyFwdMsg">{}</div><div>{}</div>', '<div name="quote">{}<div name="quoted-content">{}</div></div>']
    )
    html = f"<html><body><div>{escape(t.said[0])}</div>{box.format(headers, breaks(t.quoted))}</body></html>"
    shown = [*t.headers(), *(line for line in paragraphs(t.quoted).split("\n"))]
    return (None, html), [t.said[0], *shown]


def forward_abroad(t: Talk) -> tuple[Composed, list[str]]:
    """A forward in a language that nobody taught us."""
    text = f"{t.said[0]}\n\n{t.rng.choice(FORWARDS)}\n\n" + "\n".join(t.headers()) + f"\n\n{paragraphs(t.quoted)}\n"
    return (text, None), text.split("\n")


ALL: dict[str, Callable[[Talk], Composed]] = {each.__name__: each for each in (advert, glued, wrapped_without_colon)}
KEPT = [boxed_forward, forward_abroad]

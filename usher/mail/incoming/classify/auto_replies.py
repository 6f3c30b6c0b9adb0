"""Answers that no person wrote: RFC 3834, RFC 5436, the headers of the vendors, and the words of out-of-office mails."""

import re

from usher.mail.incoming.classify.senders import has_null_path
from usher.mail.mime.headers import Headers

VENDOR_HEADER = re.compile(
    r"x-(?:[a-z0-9]{1,20}-)*(?:mail-)?auto-?(?:generated-?)?re(?:pl(?:y|ied)|spon[ds]\w*)(?:-from)?|autoresponder"
    r"|(?:x-)?vacation"
    r"|x-out-of-office|x-mdautoresponder|x-list-administrivia",
    re.IGNORECASE,
)
"""Names such as X-Autoreply, X-Autorespond, X-RZG-Autoreply; not X-Auto-Response-Suppress, which any mail may carry."""
AUTO_PRECEDENCE = ("auto_reply", "auto-reply", "autoreply", "vacation")
PREFIXES = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autoresponse",
    "automated reply", "automated response", "automatic response", "out of office autoreply", "out of office reply",
    "out of office automatic reply", "out of office", "out of the office", "out-of-office", "autoresponder",
    "automatische antwort", "automatische rückantwort", "automatische rueckantwort", "abwesenheitsnotiz",
    "abwesenheitsmeldung", "abwesenheitsnachricht", "automatische abwesenheitsnotiz", "abwesend", "abwesenheit",
    "réponse automatique", "reponse automatique", "message d'absence", "absence du bureau", "absent du bureau",
    "notification d'absence", "respuesta automática", "respuesta automatica", "fuera de la oficina", "fuera de oficina",
    "risposta automatica", "fuori sede", "fuori ufficio", "risposta di assenza", "resposta automática",
    "resposta automatica", "ausência temporária", "fora do escritório", "resposta automàtica", "erantzun automatikoa",
    "automatisch antwoord", "afwezig", "afwezigheidsbericht", "niet op kantoor", "afwezigheidsassistent",
    "automatiskt svar", "autosvar", "frånvaro", "frånvaromeddelande", "automatisk svar", "ikke til stede", "fraværende",
    "fraværsmelding", "fravær", "ikke på kontoret", "automaattinen vastaus", "poissa", "poissaoloviesti", "sjálfvirkt svar",
    "odpowiedź automatyczna", "automatyczna odpowiedź", "nieobecność", "poza biurem", "automatická odpověď",
    "automatická odpoveď", "mimo kancelář", "automatikus válasz", "házon kívül", "automatinis atsakymas",
    "automātiska atbilde", "automātiskā atbilde", "automaatne vastus", "automaatvastus", "răspuns automat",
    "automatski odgovor", "samodejni odgovor", "аутоматски одговор", "автоматичен отговор", "автоматический ответ",
    "автоответ", "автовідповідь", "автоматична відповідь", "вне офиса", "нет на месте", "αυτόματη απάντηση",
    "εκτός γραφείου", "otomatik yanıt", "otomatik cevap", "ofis dışında", "自動応答", "自動返信", "不在通知", "不在",
    "不在連絡", "自动回复", "自动答复", "自动应答", "外出", "自動回覆", "自動回復", "自動答覆", "자동 회신", "자동 응답",
    "자동응답", "부재중", "رد تلقائي", "پاسخ خودکار", "תשובה אוטומטית", "מענה אוטומטי", "स्वचालित उत्तर",
    "ตอบกลับอัตโนมัติ", "ไม่อยู่ที่สำนักงาน", "balasan otomatis", "balasan automatik", "trả lời tự động",
    "outomatiese antwoord", "otomatik mesaj",
)  # fmt: skip
BY_HAND = ("abwesenheit", "外出", "不在")
"""Words that people put before a colon, too, as they report who is away: they count beside a header only."""

_AWAY_SUBJECT = re.compile(
    r"au(?:ß|ss)er haus|\bis away\b"
    r"|out[ -]of[ -](?:the )?office|\booo\b|\bvacation\b|on (?:annual |parental |maternity )?leave|away from (?:my"
    r"|the) (?:mail|desk|office)"
    r"|abwesen|nicht im b(?:ü|ue)ro|im urlaub|absen[ct]e? |en cong[ée]s|hors du bureau|fuori ufficio|assente"
    r"|fuera de la oficina|vacaciones"
    r"|de f[ée]rias|ausen(?:te|cia)|fora do escrit"
    r"|afwezig|\bsemester\b|poza biurem|mimo kancel|в отпуске|вне офиса|不在|休暇|休假|부재",
    re.IGNORECASE,
)
_AWAY_BODY = re.compile(
    r"\bout of (?:the )?office (?:till|until|from|between|starting|on )|ich (?:werde|kehre)\b[^\n]{0,60}(?:büro|zurück"
    r"|urlaub)"
    r"|au(?:ß|ss)er haus|\b(?:i am|i'm|i will be|i'll be|we are)\b[^.\n]{0,40}\b(?:out of (?:the |my )?office"
    r"|on (?:annual |parental "
    r"|maternity |sick )?leave"
    r"|on (?:vacation|holiday)|away)|limited access to (?:my )?e-?mail|(?:ich bin"
    r"|bin ich)\b[^\n]{0,80}(?:nicht im (?:büro|hause)|abwesend|im urlaub"
    r"|nicht erreichbar|wieder (?:erreichbar|im büro))|je (?:suis|serai)\b[^.\n]{0,60}(?:absent|en cong|hors du bureau)"
    r"|estar[ée]? (?:fuera|ausente)"
    r"|sono (?:assente|fuori|in ferie)|sar[òo] (?:assente|fuori)|estou (?:ausente|de f[ée]rias|fora)|ik ben (?:afwezig"
    r"|met vakantie|niet aanwezig)"
    r"|this is an auto(?:mated|matic)[ -](?:reply|response)|dies ist eine automatische|automatisch (?:generierte"
    r"|erstellte) (?:antwort|nachricht|e-?mail)",
    re.IGNORECASE,
)

_LOTUS = re.compile(r"auto: .{0,80}\b(?:office|returning|away|rückkehr|abwesend|außer haus|absent)")
_COLON = re.compile(r"\s?(?:\(?(?:from|von|de|by|aw|re)\b[^:：]{0,60})?(?:[\])]|\s?[:：])")
_SUFFIX = re.compile(r"\((?:auto(?:mat\w+)?[- ]?(?:reply|response|antwort|svar|respuesta)|out of office)\)\s*$")
_PROGRAM = re.compile(r"^vacation|vacation\b.{0,20}(?:mailer|sender)|auto-?(?:respon|repl)", re.IGNORECASE)


def is_auto_reply(headers: Headers, text: str) -> bool:
    """Tell whether a machine answered. Words count only beside a header, or in the subject and in the text."""
    submitted = _token(headers, "auto-submitted")
    if submitted in ("auto-replied", "auto-notified"):
        return True
    if any(_is_set(value) for name, value in headers.fields if VENDOR_HEADER.fullmatch(name)):
        return True
    if any(_token(headers, name) in AUTO_PRECEDENCE for name in ("precedence", "x-precedence", "preference")):
        return True
    if (
        _token(headers, "x-autogenerated") == "reply"
        or "rules agent" in headers.text("x-ms-exchange-generated-message-source").lower()
    ):
        return True
    if any("autorespon" in value.lower() for value in headers.raw_all("delivered-to")):
        return True
    if any(_PROGRAM.search(headers.text(name)[:200]) for name in ("x-mailer", "x-apple-action", "user-agent")):
        return True
    return _says_so(headers, text, submitted)


def _says_so(headers: Headers, text: str, submitted: str) -> bool:
    subject = headers.text("subject")[:1_000].lower().lstrip("[(*# ")
    if _SUFFIX.search(subject) or _LOTUS.match(subject):
        return True
    prefix = max((each for each in PREFIXES if subject.startswith(each)), key=len, default="")
    if prefix and prefix not in BY_HAND and _COLON.match(subject, len(prefix)):
        return True
    if any(headers.raw(name) for name in ("list-id", "list-unsubscribe")):
        return False
    is_bulk = _token(headers, "precedence") in ("bulk", "junk", "list")
    is_null = has_null_path(headers)
    if is_null and is_bulk:
        return True
    has_words = bool(prefix) or bool(_AWAY_SUBJECT.search(subject))
    hinted = submitted not in ("", "no") or bool(headers.raw("x-auto-response-suppress")) or is_bulk or is_null
    if has_words and hinted:
        return True
    return (has_words or hinted) and bool(_AWAY_BODY.search(text[:3_000]))


def _token(headers: Headers, name: str) -> str:
    return headers.text(name).lower().partition(";")[0].partition("(")[0].strip()


def _is_set(value: str | None) -> bool:
    return value is not None and value.strip().lower() not in ("", "no", "false", "0", "none")

"""The line by which a telephone or a mail program advertises itself below what was said."""

import re

MAX_ADVERT = 160
MAX_WORDS = 12

_DECOR = " \t*_~<>()[]{}–—-\u200e\u200f\u202a-\u202e\u00a0"
_LINK = re.compile(r"[<(\[]\s?https?://[^>)\]\s]{1,2000}\s?[>)\]]?|https?://\S{1,2000}")
_GET = re.compile(
    r"\b(?:get|download\w*|hol\w*|lad\w*|herunterladen|beziehen|obten\w*|obter|t[ée]l[ée]charg\w*|ottieni|scarica|få"
    r"|hent|hämta"
    r"|skaffa|hanki|pobierz|získ\w*|stáhn\w*|beszerz\w*|скачайте|получит\w*|отримайте|завантаж\w*|edinin|αποκτήστε"
    r"|descărc\w*"
    r"|obțin\w*|nabavite|preuzmite|prenesite|dapatkan|tải)(?!\w)|الحصول|תשיג|השג|入手|获取|下载|取得|다운로드|รับ"
    r"|voor (?:ios|android)",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(r"outlook.{0,24}(?:ios|android|mac|windows)|(?:ios|android|mac|windows).{0,24}outlook", re.IGNORECASE)
_PROGRAM = re.compile(r"get (?:[A-Z]\w{2,20} ){1,2}for (?:ios|iphone|ipad|android|mobile|mac|windows)\W*$", re.IGNORECASE)
_SENT = re.compile(
    r"(?:sent|send|posted) (?:from|using|with|(?:by|via)(?! (?:\w{1,12} )?e?-?mail(?: (?!for\b)|\W*$)))\b|from my\b"
    r"|(?:diese nachricht wurde )?von mein\w*\b.*\bgesendet\W*$"
    r"|(?:von )?outlook für (?:ios|android)|gesendet (?:von|mit|über|aus)\b"
    r"|(?:envoy[ée]|exp[ée]di[ée]) (?:de|depuis|à partir|avec|par)\b|provenance\s?:"
    r"|enviad[oa] (?:desde|dende|do|da|de|a partir|pelo|con|por)\b|inviato (?:da|dal|con|tramite)\b"
    r"|(?:verzonden|verstuurd) (?:vanaf|met|via|vanuit|van)\b|skickat från|sendt fra|lähetetty |wysłan[eoya]+ z "
    r"|ode?sl[aá]no z "
    r"|odoslané z |отправлено (?:с|из|от) |надіслано з|изпратено от|послато с|poslano [sz]a? |išsiųsta iš|(?:no)?sūtīts no"
    r"|saadetud minu|enviat des d|trimis de pe|(?:στάλθηκε|εστάλη) από|küldve a|(?:đã )?gửi từ|ส่งจาก|dikirim dari"
    r"|dihantar daripada|ipinadala mula|发自|发送自|从我的|從我的|來自我的|我的\s?iphone\W*$|나의 .{2,30}에서 보냄"
    r"|أُ?رسلت? من|نشر من|من الـ|تم الإرسال من"
    r"|נשלח מ|ارسال(?: شده)? از"
    r"|.{2,50}?(?:\bküldve|\bgönderildi|(?:から|より)\s?送信(?:されました)?|에서 보냄|से भेजा गया)\W*$",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?:sent|send|posted) (?:by|via)\b|(?:sent|send|posted) (?:using|with)(?: \S{1,30}){5}|(?:enviad[oa]"
    r"|envoy[ée]) (?:por|par)\b",
    re.IGNORECASE,
)
"""Parcels are sent like that too: it counts only in a paragraph of its own."""
_MINE = re.compile(r"(?:sent )?from my \w[\w'’+-]{0,20}(?: [\w'’+-]{1,20}){0,3}\W*$", re.IGNORECASE)
_NAMES = re.compile(
    r"(?<![a-z])(?:i-?phon|ipad|ipod|i telefon|blackberry|android|samsung|galaxy|huawei|nokia|lumia|windows"
    r"|smart-?phone|phone"
    r"|mobile|mobil|telefon|telemóvel|handy|tablet|outlook|yahoo|proton|xperia|motorola|nexus|mailbox|mailsuite|mailspring"
    r"|polymail|gmail|gmx|web\.de|device|celular|móvil|verizon|at&t|t-mobile|vodafone|telekom|gerät|xiaomi|redmi|oneplus|k-9"
    r"|fairemail|bluemail|thunderbird|zimbra|zoho|em client|puhelim|tutanota|airmail|superhuman|wireless|correo para"
    r"|courrier pour"
    r"|poczta|почт|mail\.ru|yandex)|手机|手機|邮箱|邮件应用|网易|アイフォン|ส่งจาก|האייפון|هاتف"
    r"|(?<![a-z])(?:mail|aol|htc|sony|lg|mac|cell|honor|boxer|spark|nine|palm|treo|tuta|hey|ios|front|watch|app|pc"
    r"|pixel)(?![a-z])",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:it|is|are|was|were|does|did|not|when|because|funktioniert|geht|nicht)\b", re.IGNORECASE)
"""Words of a sentence about a telephone."""
_CLAUSE = re.compile(r"[,.;!?]\s")


def is_advert(line: str, *, is_apart: bool) -> bool:
    """Tell whether a line, the last one of a text, is such an advertisement; `is_apart` tells of a blank line above it."""
    if len(line) > MAX_ADVERT:
        return False
    text, links = _LINK.subn(" ", line)
    text = " ".join(text.strip(_DECOR).replace("[", "").replace("]", "").split())
    if not text or len(text.split()) > MAX_WORDS:
        return False
    if is_apart and _PROGRAM.match(text):
        return True
    if _OUTLOOK.search(text) and _GET.search(text):
        return True
    if not _SENT.match(text) or (_LOOSE.match(text) and not is_apart):
        return False
    if links or (is_apart and _MINE.match(text)):
        return True
    return bool(_NAMES.search(_CLAUSE.split(text)[0])) and not _TELLS.search(text)

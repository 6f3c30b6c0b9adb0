"""How reports in a server's own words are laid out: conversation, list of addresses, the mail that came back below."""

import re

_ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}"
ADDRESS = re.compile(rf"(?<![\w.+=/-]){_ADDRESS}")

ORIGINAL_BELOW = re.compile(
    r"^[ \t]{0,20}+(?:[-=_*#<>|+][-=_*#<>|+ ]{1,80}+[^\n]{0,80}?(?:original (?:message|mail)|copy of|unsent"
    r"|message (?:header|text"
    r"|follow|copy)|returned (?:message|mail)|undelivered message|transcript of (?:header|message)|below (?:this"
    r"|the next) line"
    r"|urspr(?:ü|ue)ngliche nachricht|start of returned|headers? (?:of|follow)|debajo de esta)"
    r"|(?:the )?(?:original (?:message|mail|e-?mail)|message headers?|header of the|headers? follow|your original message"
    r"|start of (?:the )?(?:message|header)|here is a copy|below is a copy|included is a copy"
    r"|ursprüngliche nachrichtenkopf|en-têtes de message|intestazioni originali|encabezados de mensajes"
    r"|cabeçalhos de mensagem"
    r"|oorspronkelijke berichtk|ursprungshuvuden)[^\n]{0,80}?(?:follow|begin|:|below|headers?|is a copy|zeilen))",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE = re.compile(
    r"^(?:received|return-path|x-original-to|delivered-to|message-id|mime-version|dkim-signature):[ \t]*\S",
    re.IGNORECASE | re.MULTILINE,
)
TRANSCRIPT = re.compile(
    r"(?<![\d.])[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b|#[45]\.\d{1,2}\.\d{1,3}\b|\brcpt to:|(?:<<<|>>>) ?(?:[45]\d\d"
    r"|rcpt|data|mail)"
    r"|^[ \t]{0,20}(?:smtp; ?)?[45]\d\d[ -](?![\d:])"
    r"|(?:said|responded|returned|response|error|code|reason|remote host said|server message)[^\n\d]{0,20}[45]\d\d\b"
    r"|\b[45]\d\d (?:\S+ )?(?:unknown|user unknown|no such|mailbox|requested action|recipient|relay|access denied"
    r"|unrouteable)"
    r"|resolver\.(?:adr|rst)|(?:final|original)-recipient:|diagnostic[- ]code:|reporting-mta:"
    r"|diagnostic information for admin"
    r"|^[ \t]{0,20}-{3,20}[ \t]{0,4}(?:transcript|the following address|session transcript|failed|failure reasons|smtp)"
    r"|error_code ?:|^error-for:|msexch:ims",
    re.IGNORECASE | re.MULTILINE,
)
LISTED = re.compile(
    r"^[ \t]{0,20}+(?:[-*+>•]{1,4}[ \t]{0,8}+)?(?:(?:(?!(?:e-?)?mail:|mail from|contact|kontakt|from|von:|de:|sender"
    r"|original sender|absender|reply-to|cc:|message-id|tel|web)[^\W_][^\n@:：<>]{0,60}[:：]|(?:to|for|recipient|user"
    r"|address)\b"
    r"|[\u3040-\u9fff\uac00-\ud7af]{1,20}+)"
    rf"[ \t]{{0,4}})?[<\"'(\[]{{0,2}}({_ADDRESS})(?=[>\"')\].]{{0,2}}[ \t]{{0,8}}(?:$|[:;,(\[<]|\.\.\.|[-–] |[45]\d\d\b"
    r"|[ \t](?:[^\W\d_]{1,6}\.? )?\d{1,4}[-./]|on [a-z]{3}, ))"
    rf"|(?:rcpt to:[ \t]{{0,4}}|[45]\d\d (?:[45]\.\d\.\d{{1,3}} )?)<({_ADDRESS})>",
    re.IGNORECASE | re.MULTILINE,
)
"""An address alone on its line, after a label, before its reason, or in the servers' conversation: its one group."""
CLOSING = re.compile(
    r"^[ \t]{0,8}(?:(?:kind|best|warm|with kind)? ?regards|best wishes|sincerely|cheers|thanks|many thanks"
    r"|mit freundlich|freundliche"
    r"|viele gr(?:ü|ue)(?:ß|ss)|beste gr|liebe gr|lg\b|mfg\b|cordialement|bien à vous|saludos|un saludo|cordiali saluti"
    r"|atenciosamente|met vriendelijke|vänliga hälsningar|med venlig|vennlig hilsen|ystävällisin|pozdraw|с уважением"
    r"|üdvözlettel)",
    re.IGNORECASE | re.MULTILINE,
)
SUCCESS = re.compile(
    r"(?:was|were|been|has) (?:successfully )?(?:delivered|relayed)\b|successfully (?:delivered|relayed|sent)"
    r"|delivery [^\n]{0,60}\bis complete|wurde [^\n]{0,60}\bzugestellt|a été (?:remis|distribué)|se ha entregado"
    r"|foi entregue|è stato (?:recapitato|consegnato)|is (?:bezorgd|afgeleverd)|har levererats|blev leveret|ble levert"
    r"|zostało? dostarczon|byla? doručen|доставлено|配信されました|已送达",
    re.IGNORECASE,
)


def above_original(text: str) -> str:
    """Return what stands above the mail that came back; the whole text where next to nothing does."""
    starts = [match.start() for pattern in (ORIGINAL_BELOW, _HEADER_LINE) if (match := pattern.search(text))]
    above = text[: min(starts, default=len(text))]
    return above if len(above.strip()) > 20 else text

"""The words by which mail servers without RFC 3464 reports say that a mail did not arrive."""

import re

SUBJECT = re.compile(
    r"^nd[nr]:|^\[bounce\]|^(?:fw: ?)?delivery (?:failure|status)\b|^rejected mail\b"
    r"|^failed mail\b|^processing error$|message you sent (?:was )?(?:blocked|rejected)"
    r"|see transcript|error sending|unsolicited bulk e?-?mail,? apparently from you|undeliver|un-?delivered"
    r"|non[- ]?deliver|not[- ]deliver|deliver\w* (?:status )?(?:notification|fail|problem|error"
    r"|report|unsuccessful|incomplete)"
    r"|deliver\w* (?:has|to|of|attempt|warning)\b.*\bfail|fail\w* (?:notice|notification|of delivery|delivery"
    r"|to deliver|mail)|failure (?:notice|delivering)"
    r"|returned (?:mail|to sender|e-?mail|message)|return to sender|returning (?:message|mail)|mail (?:could not|not"
    r"|delivery|system error|failure|returned|status report)"
    r"|message (?:status|undeliver|delivery|not delivered|could not|cannot|was not|has not|returned|bounced|blocked"
    r"|rejected)|bounced? (?:mail|message|e-?mail)|mail bounced"
    r"|(?:can ?not|could ?n[o']t|unable to|wasn't|couldn't be|was not|has not been|not be|can't be) (?:be )?(?:deliver"
    r"|sen[dt])\w*|user unknown|unknown (?:user|recipient|address)"
    r"|(?:邮件|信件)(?:传输|投递|发送)失败|письмо не (?:было )?(?:отправлен|доставлен)"
    r"|unbekannter? (?:benutzer|empf)|no such (?:user|address)|address (?:unknown|not found|error)|mailbox (?:full"
    r"|unavailable|not found)|rejected mail|mail rejected|nondeliverable"
    r"|warning: (?:could not send|message|e-?mail|mail)|delayed|delivery[ -]delay|verz(?:ö|oe)ger|retard[ée]|in ritardo"
    r"|unzustellbar|nicht zustellbar|nicht zugestellt|zustell(?:ung|fehler)|fehlgeschlagen|konnte nicht|r(?:ü"
    r"|ue)ckl(?:ä|ae)ufer"
    r"|non (?:remis|distribu|d[ée]livr)|[ée]chec (?:de|d')|impossible de (?:remettre|distribuer)|mancat[ao] (?:consegna"
    r"|recapito)|impossibile (?:recapitare|consegnare)"
    r"|no (?:se (?:ha podido|pudo|puede)|entregad[oa]|se entreg)|error (?:de|en la) entrega|devuelto|n(?:ã"
    r"|a)o (?:entregue|foi poss)|falha n[ao]|mensagem devolvida|onbestelbaar"
    r"|niet (?:bezorgd|afgeleverd)|kan inte levereras|ej levererat|oleverer|kunne ikke lever|ikke lever|uleverbar"
    r"|ei voitu toimittaa|toimittamat|toimitus ep[äa]onnistui|nebyla? doru[čc]en|nebol[ao]? doru[čc]en|zwrot\b"
    r"|nie (?:można|udało|dostarczono)|niedostarcz"
    r"|gick inte att leverera|ikke (?:ble )?lever|não é possível|kézbesítési hiba|发送失败|발송 ?실패|전달 ?실패"
    r"|nedoru[čc]|недоставл|не (?:доставлен|удалось)|ошибка доставки|возврат|недоставка|k[ée]zbes[íi]thetetlen"
    r"|teslim edilemedi|iletilemedi"
    r"|配信(?:不能|でき|エラー|失敗)|送信(?:でき|エラー|不能)|未配達|不達|エラーメール|无法(?:投递|送达|传递)|退信"
    r"|投递失败|未送达|未能送达|退回|無法(?:傳遞|投遞|傳送)|反送|반송|전송 ?실패|배달|配信障害|メールエラー|メール送信エラー"
    r"|αποτυχία (?:παράδοσης|αποστολής)|δεν (?:παραδόθηκε|είναι δυνατή η παράδοση)|לא (?:נמסר|ניתן למסירה|נשלח)|תקלה במסירה"
    r"|(?:تعذر|فشل)[ \w]{0,20}(?:تسليم|إرسال)|không (?:gửi|chuyển|thể gửi)|(?:nelivrabil|nu a (?:putut|fost) livrat)"
    r"|не (?:вдалося|доставлено)|inte leverera|olevereret|ikke leveret|ei (?:voida|ole) toimitet|neisporu[čc]|nedostavlj"
    r"|tidak terkirim|gagal (?:dikirim|terkirim)|ส่ง(?:ไม่สำเร็จ|ไม่ได้)|nepristat|nepiegād|fallo de entrega|error sending"
    r"|übermittlungsstatus|état de remise|estado de entrega|stato del recapito|status da entrega|afleverstatus"
    r"|leveransstatus"
    r"|leveringsstatus|stanie dostarczenia|配信状態通知|состояни\w+ доставки|nicht zustellbar",
    re.IGNORECASE,
)
BODY = re.compile(
    r"(?:^|[^\d.])5[0-7]\d[ -]#?(?:5\.\d{1,3}\.\d{1,3}|[<\"'A-Za-z(])|#5\.\d\.\d|user (?:is )?(?:unknown|not found"
    r"|does not exist|doesn't exist)|unknown (?:user|local part|recipient|address|mailbox)"
    r"|no such (?:user|recipient|mailbox|address|person|account|domain)|no (?:mailbox|user) (?:here|by that name)"
    r"|recipient (?:unknown|rejected|not found|address rejected)"
    r"|(?:mailbox|account|user|address|inbox|mail box|quota|folder)\b[^.\n]{0,60}\b(?:unavailable|not available|full"
    r"|exceed\w*|does not exist|doesn't exist|not exist|not found|disabled|inactive|suspended|unknown|not valid|invalid"
    r"|rejected|unable to receive|over quota|closed|expired)"
    r"|over ?quota|quota exceeded|(?:could|can|was|were|has|have)(?:n't| ?not)(?: been"
    r"| be)? ?(?:successfully )?(?:delivered|reach\w*|sent to|deliver)|unable to (?:deliver|relay|send)"
    r"|fail(?:ed|ure|s)?\b[^.\n]{0,30}\b(?:deliver\w*|recipient|addresses|permanently|permanent)"
    r"|deliver\w*\b[^\n]{0,60}\b(?:fail\w*|unsuccessful|impossible|delayed|aborted|suspended)"
    r"|permanent(?:ly)? (?:fatal )?(?:errors?|fail\w*|reject\w*)"
    r"|returned because|not (?:been )?delivered|(?:was|been) (?:rejected|blocked|refused)(?: because| by)"
    r"|did not exactly match"
    r"|exceeded (?:the )?maximum|undeliverable|un-?delivered|unroutable|unrouteable|not deliverable"
    r"|returned (?:mail|to sender|undelivered"
    r"|unopened)|giving up|gave up|did(?: not|n't) reach|wasn't able to deliver|bad (?:destination|address|recipient)"
    r"|address(?:ee)? (?:could not|couldn't|was not|wasn't|not) (?:be )?(?:found|resolved|recognized)"
    r"|host (?:or domain )?(?:name )?(?:unknown|not found|lookup)|domain (?:not found|does not exist)|relaying denied"
    r"|relay(?:ing)? (?:not permitted|access denied)"
    r"|will (?:continue|keep) (?:to )?(?:try|retry|be)\w*|still (?:being retried|trying)"
    r"|temporary (?:delivery )?(?:failure|problem)|has been delayed|not yet been (?:delivered|successfully)"
    r"|could not be (?:delivered|found|sent)"
    r"|message (?:size|too large|exceeds)|too (?:large|big)|message (?:was|has been) (?:rejected|blocked|refused)"
    r"|maximum (?:retry|number of)|retry time(?:out)?|timed? ?out|connection (?:refused|timed out)|is not (?:listed"
    r"|known|a valid|a known|an? existing)"
    r"|nicht (?:zugestellt|zustellbar|erreicht|gefunden|bekannt|übermittelt)|unbekannt|existiert nicht|postfach"
    r"|nepoda[řr]ilo|neexistuj|nezn[áa]m|nie mog[łl]a|nieznany|nem kézbesíthet|ismeretlen|teslim edilemedi|bulunamad"
    r"|kunde inte|finns inte|kunne ikke|findes ikke|ei voitu|não pôde|rejected[^.\n]{0,40}not a member|is rejected\b"
    r"|could not be delivered|no valid recipients|had delivery problems|not listed in|발송되지|존재하지|전송하지"
    r"|n'a pas pu|introuvable|non (?:remis|distribu)|inconnu|boîte|no (?:se ha podido|se pudo|existe)"
    r"|desconocid|buz[óo]n|non (?:è|e') stat|sconosciut|casella|inesistente|n(?:ã|a)o (?:foi poss|existe|p[ôo]de)|caixa"
    r"|niet (?:worden|bestaat|gevonden)|onbekend|не (?:удалось|может|существует|найден|доставлен)|nie (?:istnieje|można"
    r"|mo&zdot;na)"
    r"|存在しません|届きません|見つかりません|配信でき|送信でき|お届け|不存在|无法|無法|未能|失败|失敗|拒收|拒绝|수신자"
    r"|없습니다|δεν (?:παραδόθηκε|υπάρχει|βρέθηκε)|לא (?:נמסר|נמצא|קיים)|تعذر|فشل|không (?:thể|tồn tại)|не (?:вдалося|існує"
    r"|знайдено)"
    r"|not a valid (?:user|recipient|address|mailbox)|invalid (?:final|recipient|address|user|mailbox)|fehlgeschlagen"
    r"|échec|échoué"
    r"|misslyckades|mislykked|mislukt|epäonnistui|nie powiodło|nezdařil|falha na|error en la|impossibile|απέτυχε|сбой"
    r"|neexist|nu (?:a fost|există|poate)|postoji|rifiutat|respinta|退回|被退|inte leverera|hittades inte",
    re.IGNORECASE | re.MULTILINE,
)
PHRASES = tuple(
    (re.compile(words, re.IGNORECASE), status)
    for words, status in (
        (
            r"over ?quota|full mailbox|quota (?:exceed|is full)|disk (?:space|quota)"
            r"|(?:mailbox|inbox|mail box|postfach|boîte|casella|folder)\b[^.\n]{0,30}\b(?:full|exceed|voll|pleine|piena"
            r"|cheia|llen[ao])"
            r"|exceeded their mailbox|メールボックスが一杯|mailbox size limit|邮箱(?:已满|空间不足)",
            "5.2.2",
        ),
        (r"too (?:large|big)|(?:message|size)\b[^.\n]{0,30}\bexceed", "5.3.4"),
        (r"(?:account|user|mailbox)\b[^.\n]{0,40}\b(?:disabled|inactive|suspended|deactivated|locked)|not active", "5.2.1"),
        (
            r"host (?:or domain )?(?:name )?(?:unknown|not found|lookup)|domain (?:not found|does not exist)|unroute?able"
            r"|unknown (?:host|domain)|no such domain|name service error|nxdomain",
            "5.1.2",
        ),
        (
            r"user\b|no such|unknown|not found|does(?: not|n't) exist|invalid (?:recipient|address|mailbox)"
            r"|recipient rejected|address rejected|not (?:listed|known|exist|recognized|our customer)"
            r"|unbekannt|inconnu|desconocid|sconosciut|onbekend|存在"
            r"|no mailbox|bad (?:destination|address)|can't create output|wasn't found|couldn't be found",
            "5.1.1",
        ),
        (r"relay", "5.7.1"),
        (r"spam|block(?:ed|list)|blacklist|denied|policy|rejected|refused|reputation", "5.7.1"),
        (r"timed? ?out|connection refused|retry|unreachable|no route", "4.4.1"),
    )
)
"""What the words of a bounce without a status code mean, the most telling first (RFC 3463)."""

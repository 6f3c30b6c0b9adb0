"""How mail programs in many languages introduce what they quote. Words only; the rules are in `borders`."""

import re

VERBS = (
    r"wrote|writes|write|schrieb(?:en)?|hat (?:am .{0,40})?geschrieben|a [ée]crit|[ée]crit|escribi[óo]|ha escrito"
    r"|va escriure|ha scritto|scrive|escreveu|schreef|geschreven"
    r"|skrev|skrifaði|skreiv|kirjoitti|napisał(?:\(?a\)?)?|napisana przez|pisze|napsal(?:\(?a\)?)?|nap[íi]sal(?:\(?a\)?)?"
    r"|napisal(?:\(?a\)?)?|piše|je napisao|írta|ezt írta|a scris"
    r"|написал(?:\(?а\)?)?|пишет|писал(?:\(?а\)?)?|написав(?:\(?ла\)?)?|пише|написа|напиша|yazdı|şunu yazdı"
    r"|şunları yazdı|έγραψε|έγραψες|כתב(?:ה)?|كتب|نوشت|เขียน(?:ว่า)?|đã viết|viết|menulis"
    r"|kirjutas|rakst[īi]ja|parašė|rašė|escreveu o seguinte|write[sn]?|さんは書きました|は書きました|書きました"
    r"|のメッセージ|wrote the following"
    r"|escribiu|напис(?:ао|ала)(?:/ла)?|ने लिखा|ਨੇ ਲਿਖਿਆ|লিখেছেন|எழுதியது|idatzi du|skriver"
    r"|写道|寫道|写了|於|님이 작성|님이 씀|님의 말|작성|시에"
)
OPENERS = (
    r"on|am|le|el|il|em|no dia|op|den|på|pe|dne|dňa|w dniu|dnia|dana|u|v|в|во|на|στις|pada|vào|ngày|at|il giorno|a|date"
    r"|von|de|el día|kl|mnt|"
    r"mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|пн|вт|ср|чт|пт|сб|вс|em|quoting|in"
    r"|wed|since|日期|在|於|op|kuupäeval|בתאריך|ב|في|در تاریخ|เมื่อ|ในวันที่|missatge de|kontakt|þann|2\d{3}"
)
FROM = (
    r"from|von|de|da|van|från|fra|frá|lähettäjä|od|feladó|от|від|от кого|gönderen|kimden|kimdən|差出人|送信者|发件人"
    r"|發件人|寄件者|寄件人"
    r"|보낸 ?사람|보낸이|από|de la|exp[ée]diteur|remitente|remetente|mittente"
    r"|afzender|avsändare|afsender|avsender|nadawca|odes[íi]latel|odosielateľ|отправитель|expeditor|saatja|nuo|no|dari"
    r"|từ|จาก|מאת|من|از|reply-to|sender|pošiljatelj|šalje|шаље|од|nork|daripada|प्रेषक|nadawca|från"
)
DATE = (
    r"sent|date|gesendet|datum|envoy[ée]e?|date d'envoi|enviad[oa](?: em| el)?|fecha(?: de envío)?|data|inviato"
    r"|verzonden|datum verzonden|skickat|sendt|send|l[äa]hetetty|päivämäärä|päiväys|pvm|wysłano|wysłane"
    r"|odesláno|odoslané|dátum|elküldve|küldve|отправлено|дата(?: отправки)?|надіслано|відправлено|gönderildi"
    r"|gönderilme|gönderme tarihi|gönderim tarihi|tarih|送信日時|日付|日時|发送时间|发送日期|發送時間|日期|寄件日期"
    r"|傳送時間|传送时间"
    r"|보낸 ?날짜|날짜|보낸 ?시간|ημερομηνία|στάλθηκε|trimis|poslano|poslato|dikirim|tanggal|đã gửi|ngày|ส่ง|วันที่|נשלח"
    r"|תאריך|изпратено|испратено|послато|dátum|nosūtīts|išsiųsta|enviat(?: el)?|odoslané|dihantar|bidalia|भेजा गया|दिनांक"
    r"|فرستاده شده|تاریخ"
    r"|تاريخ|تم الإرسال|saadetud|dato"
)
TO = (
    r"to|an|à|a|para|aan|till|til|vastaanottaja|do|dla|komu|pro|címzett|кому|получатель|alıcı|kime|宛先|收件人|收件者"
    r"|받는 ?사람"
    r"|받는이|προς|către|pentru|destinataire|destinatario|empfänger|kepada|đến|ถึง|אל|إلى|به|kellele|adressaat|za|за|prima|kam"
    r"|per a|nori|प्रति|до|do|pour"
)
SUBJECT = (
    r"subject|betreff|objet|asunto|assunto|oggetto|onderwerp|[äa]mne|emne|aihe|temat|p[řr]edm[ěe]t|predmet|tárgy|тема"
    r"|konu|件名|主题|主旨|主題|제목|θέμα|subiect|subjek|perihal|chủ đề|tiêu đề|เรื่อง|הנדון|נושא|الموضوع|موضوع|teema|naslov"
    r"|zadeva|tēma|относно|наслов|предмет|efni|gaia|विषय|sujet|ogg"
)
COPY = (
    r"cc|bcc|kopie|kopia|copie|copia|c[óo]pia|kopi|kopio|kopija|másolat|копия|копія|bilgi|抄送|副本|参照|참조|κοιν"
    r"|reply-to"
    r"|antwort an|importance|wichtigkeit|priority|attachments|anlagen|anhang|organization|mailed-by|signed-by|cci"
)
ORIGINAL = (
    r"original (?:message|appointment|mail|e-?mail)|repl(?:y|ied) messages?|回复的(?:原)?邮件|回覆的(?:原)?郵件"
    r"|(?:ur|ursp)r[üu]e?ngliche (?:nachricht|mail|e-?mail)"
    r"|urspr[üu](?:e)?ngliche nachricht|original-?nachricht|originalnachricht|original-?e?-?mail|antwort nachricht"
    r"|message d['’]origine|message original|message initial"
    r"|mail original|e-?mail d['’]origine|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht"
    r"|origineel bericht|originalmeddelande|ursprungligt meddelande|ursprungsmeddelande|oprindelig (?:meddelelse|besked)"
    r"|opprinnelig (?:melding|e-?post)|original meddelelse|alkuperäinen viesti|wiadomość oryginalna"
    r"|oryginalna wiadomość|p[ůu]vodn[íi] (?:zpráva|zprava|e-?mail)|pôvodná správa|eredeti üzenet|исходное сообщение"
    r"|оригинальное сообщение|исходное письмо"
    r"|оригінальне повідомлення|orijinal (?:mesaj|ileti)|özgün ileti|原始邮件|原始郵件|邮件原件|原邮件|原始信件"
    r"|元のメッセージ|original message"
    r"|원본 ?메일|원본 ?메시지|원본 이메일|πρωτότυπο μήνυμα|αρχικό μήνυμα|mesaj original|mesajul original|izvorna poruka"
    r"|originalna poruka|izvirno sporočilo"
    r"|pesan asli|thư gốc|ข้อความต้นฉบับ|הודעה מקורית|الرسالة الأصلية|algne kiri|sākotnējais ziņojums|pradinis laiškas"
    r"|mensaxe orixinal|missatge original"
)
ABOVE_THIS_LINE = (
    r"(?:reply|respond|answer|write|type|response).{0,30}above this line|above this line.{0,20}(?:reply|respond|answer)"
    r"|antwort\w*.{0,40}(?:über|oberhalb)|(?:über|oberhalb) dieser (?:zeile|linie).{0,30}antwort|r[ée]pon(?:dre|dez"
    r"|se).{0,40}au-dessus"
    r"|respon(?:da|der|de).{0,40}(?:encima|arriba|acima)|rispond(?:i|ere).{0,40}sopra|antwoord.{0,40}boven"
    r"|svara.{0,30}ovanför|svar.{0,30}over denne"
)
TABLE_TO = frozenset(("to", "an", "à", "para", "aan", "a"))
TABLE_SUBJECT = frozenset(("subject", "betreff", "objet", "asunto", "onderwerp", "oggetto"))
FORWARDED = (
    r"forwarded (?:message|by|e-?mail|mail)|begin forwarded message|weitergeleitete (?:nachricht|mail|e-?mail)"
    r"|weitergeleitet von|anfang der weitergeleiteten (?:nachricht|e-?mail)|message transf[ée]r[ée]"
    r"|message r[ée]exp[ée]di[ée]|d[ée]but du message (?:r[ée]exp[ée]di[ée]|transf[ée]r[ée])"
    r"|mensaje reenviado|inicio del mensaje reenviado|mensagem (?:encaminhada|reenviada)"
    r"|início da mensagem (?:encaminhada|reenviada)|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht"
    r"|begin doorgestuurd bericht"
    r"|vidarebefordrat (?:meddelande|mejl|brev)|vidarebefordrat brev|videresendt (?:meddelelse|melding|e-?post|e-?mail"
    r"|besked)|(?:edelleen )?välitetty viesti|przekazana wiadomość|wiadomość przekazana|treść przekazanej wiadomości"
    r"|p[řr]eposlan[áa] zpr[áa]va"
    r"|preposlaná správa|továbbított üzenet|перес(?:ылаемое|ланное) сообщение|переадресоване повідомлення"
    r"|пересланное письмо|начало переадресованного сообщения|iletilen (?:mesaj|ileti)|yönlendirilmiş ileti|转发邮件"
    r"|转发的邮件"
    r"|轉寄|轉寄郵件|转发邮件信息"
    r"|転送メッセージ|転送されたメッセージ|전달된? ?메(?:시지|일)|προωθημένο μήνυμα|mesaj redirecționat"
    r"|proslijeđena poruka|пренасочено"
    r"|pesan diteruskan|thư (?:đã )?chuyển tiếp|ข้อความที่ส่งต่อ|הודעה שהועברה|رسالة معاد توجيهها"
)
FORWARD_SUBJECT = re.compile(
    r"^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|wg|tr|rv|enc|i|pd|vs|doorst|vb|vl|fs|továbbítás|przek|fwd:\s*re|转发|轉寄|転送"
    r"|전달|пересл|ilt|πρθ|redirecționat|tref)\s*[:：]",
    re.IGNORECASE,
)
DEVICE = re.compile(
    r"^[\s*_>~–—-]*(?:"
    r"(?:sent|send|posted) (?:from|by|via|using|with) (?:my |the |an? )?[\w .,'’()&®™/+-]{2,60}"
    r"|sent (?:from|with) \[[^\]\n]{2,40}\]\([^()\s]{5,200}\)[\w .,'’-]{0,40}"
    r"|get (?:the )?outlook for (?:ios|android|mac)\b.*|sent from (?:mail|outlook|yahoo|aol|proton|samsung"
    r"|workspace)\b.*"
    r"|(?:diese nachricht wurde )?von (?:meinem|meiner|mein) [\w .,'’/+-]{2,50}gesendet|gesendet (?:von|mit|über"
    r"|aus) (?:meinem |meiner |der |dem )?[\w .,'’/@+-]{2,60}|(?:holen|laden) sie (?:sich )?outlook für .*"
    r"|outlook für (?:ios|android) .*|von outlook für (?:ios|android) .*|outlook für (?:ios|android)\s*<[^>]*> beziehen"
    r"|(?:envoy[ée]|exp[ée]di[ée]) (?:de|depuis|à partir de|avec|par) (?:mon |ma |l['’])?[\w .,'’/+-]{2,60}"
    r"|obtenez outlook pour .*|télécharger outlook pour .*|(?:enviado|enviada) (?:desde|do|de|a partir do|pelo|con"
    r"|por) (?:mi |meu |o |el )?[\w .,'’/+-]{2,60}|obtener outlook para .*|obter o outlook para .*"
    r"|inviato (?:da|dal|con|tramite) (?:il |mio |l['’])?[\w .,'’/+-]{2,60}|(?:ottieni|scarica) outlook per .*"
    r"|verzonden (?:vanaf|met|via|vanuit|van) (?:mijn |een )?[\w .,'’/+-]{2,60}|outlook voor (?:ios|android).*"
    r"|verstuurd (?:vanaf|met|via) (?:mijn )?[\w .,'’/+-]{2,60}"
    r"|skickat från (?:min )?[\w .,'’/+-]{2,60}|sendt fra (?:min )?[\w .,'’/+-]{2,60}|hent outlook (?:for|til) .*"
    r"|hämta outlook för .*|lähetetty [\w .,'’/+-]{2,50}|wysłan[eoya]+ z (?:mojego )?[\w .,'’/+-]{2,60}"
    r"|odesláno z [\w .,'’/+-]{2,60}|odoslané z [\w .,'’/+-]{2,60}"
    r"|отправлено (?:с|из|от) (?:моего )?[\w .,'’/+-]{2,60}|надіслано з [\w .,'’/+-]{2,60}|[\w .]{2,30}(?:’|'|)(?:ımdan"
    r"|dan|den|tan|ten) gönderildi|iphone['’]umdan gönderildi|[\w .-]{2,30}(?:から|より)送信(?:されました)?"
    r"|发自我的\s?[\w .-]{2,30}"
    r"|從我的\s?[\w .-]{2,30}\s?傳送|我的\s?iphone\s?傳送|나의 [\w .]{2,30}에서 보냄|(?:내|나의) iphone에서 보냄"
    r"|trimis de pe [\w .\u2010-\u2013-]{2,40}|στάλθηκε από [\w .-]{2,40}|(?:az )?[\w -]{2,30}(?:mból|ről|ról) küldve"
    r"|أُ?رسلت? من [\w .ـ-]{2,40}|נשלח מה[\w .־-]{2,30}|ارسال(?: شده)? از [\w .-]{2,30}"
    r"|(?:đã )?gửi từ [\w .-]{2,30}|ส่งจาก [^\n]{2,30}"
    r"|dikirim dari [\w .-]{2,30}|saadetud minu [\w .-]{2,30}|sūtīts no [\w .-]{2,30}"
    r"|išsiųsta iš [\w .-]{2,30}|изпратено от [\w .-]{2,30}"
    r"|poslano s[a]? mojega? [\w .-]{2,40}|enviat des del meu [\w .-]{2,40}"
    r")[\s.*_>~-]*(?:<https?://[^>]*>)?\s*$",
    re.IGNORECASE,
)
ADVERT_NAMES = re.compile(
    r"iphon|ipad|ipod|blackberry|android|samsung|galaxy|huawei|nokia|lumia|windows|phone|telefon|handy|mobil|mobile"
    r"|tablet|smartphone|outlook|mail|yahoo|aol|proton|htc|sony|xperia|motorola|lg\b|pixel|nexus|mac\b|mailbox|gmx"
    r"|web\.de|device|celular|móvil|cell|verizon|at&t|t-mobile|sprint|o2|vodafone|telekom|gerät|xiaomi|redmi|honor"
    r"|oneplus|boxer|spark|k-9|fairemail|bluemail|nine|thunderbird|zimbra|手机|puhelim|palm|treo|wireless|tutanota|tuta"
    r"|hey|airmail|superhuman|ios",
    re.IGNORECASE,
)
ANSWERS_BELOW = re.compile(
    r"(?:see|my|find|added|put|with)[^.\n]{0,40}(?:answers?|comments?|responses?|repl(?:y|ies)|notes?)[^.\n]{0,30}"
    r"(?:below|inline|in-?line|in (?:red|blue|green|bold|caps|the text|your text)|underneath|embedded|within|between)"
    r"|\b(?:see|answered|replied|commented|responses?|comments?|answers?)[^.\n]{0,30}\b(?:below|inline|in-line"
    r"|in (?:red|blue|green|bold|caps))\b"
    r"|(?:siehe|antwort\w*|kommentar\w*|anmerkung\w*)[^.\n]{0,40}(?:unten|inline|rot|blau|grün|im text|dazwischen"
    r"|direkt)|(?:voir|r[ée]ponses?|commentaires?)[^.\n]{0,40}(?:ci-dessous|en rouge|en bleu|dans le texte|plus bas)"
    r"|(?:respuestas?|comentarios?|ver)[^.\n]{0,40}(?:abajo|en rojo|en azul|más abajo)|(?:risposte|commenti"
    r"|vedi)[^.\n]{0,40}(?:sotto|in rosso|in blu)|zie[^.\n]{0,30}(?:onder|rood|blauw)",
    re.IGNORECASE,
)

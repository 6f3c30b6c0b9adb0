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
    r"|từ|จาก|מאת|من|از|reply-to|sender|pošiljatelj|šalje|шаље|од|nork|daripada|प्रेषक|से|mula kay"
)
DATE = (
    r"sent|date|gesendet|datum|envoy[ée]e?|date d'envoi|enviad[oa](?: em| el)?|fecha(?: de envío)?|data|inviato"
    r"|verzonden|datum verzonden|skickat|sendt|send|l[äa]hetetty|päivämäärä|päiväys|pvm|wysłano|wysłane"
    r"|odesláno|odoslané|dátum|elküldve|küldve|отправлено|дата(?: отправки)?|надіслано|відправлено|gönderildi"
    r"|gönderilme|gönderme tarihi|gönderim tarihi|tarih|送信日時|日付|日時|发送时间|发送日期|發送時間|日期|寄件日期"
    r"|傳送時間|传送时间"
    r"|보낸 ?날짜|날짜|보낸 ?시간|ημερομηνία|στάλθηκε|trimis|poslano|poslato|dikirim|tanggal|đã gửi|ngày|ส่ง|วันที่|נשלח"
    r"|תאריך|terkirim|ipinadala|已傳送|已发送|изпратено|испратено|послато|dátum|nosūtīts|išsiųsta|enviat(?: el)?"
    r"|odoslané|dihantar|bidalia|भेजा गया|दिनांक"
    r"|فرستاده شده|تاریخ"
    r"|تاريخ|تم الإرسال|saadetud|dato"
)
TO = (
    r"to|an|à|a|para|aan|till|til|vastaanottaja|do|dla|komu|pro|címzett|кому|получатель|alıcı|kime|宛先|收件人|收件者"
    r"|받는 ?사람"
    r"|받는이|προς|către|pentru|destinataire|destinatario|empfänger|kepada|đến|ถึง|אל|إلى|به|kellele|adressaat|za|за"
    r"|prima|kam"
    r"|per a|nori|प्रति|до|do|pour|untuk|kay|adresat|đến"
)
SUBJECT = (
    r"subject|betreff|objet|asunto|assunto|oggetto|onderwerp|[äa]mne|emne|aihe|temat|p[řr]edm[ěe]t|predmet|tárgy|тема"
    r"|konu|件名|主题|主旨|主題|제목|θέμα|subiect|subjek|perihal|chủ đề|tiêu đề|เรื่อง|הנדון|נושא|الموضوع|موضوع|teema|naslov"
    r"|zadeva|tēma|относно|наслов|предмет|efni|gaia|विषय|sujet|ogg|paksa|subiectul"
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
    r"|mensaxe orixinal|missatge original|оригинално съобщение|tin nhắn gốc|ข้อความเดิม"
)
ABOVE_THIS_LINE = (
    r"(?:reply|respond|answer|write|type|response).{0,30}above this line|above this line.{0,20}(?:reply|respond|answer)"
    r"|antwort\w*.{0,40}(?:über|oberhalb)|(?:über|oberhalb) dieser (?:zeile|linie).{0,30}antwort|r[ée]pon(?:dre|dez"
    r"|se).{0,40}au-dessus"
    r"|respon(?:da|der|de).{0,40}(?:encima|arriba|acima)|rispond(?:i|ere).{0,40}sopra|antwoord.{0,40}boven"
    r"|svara.{0,30}ovanför|svar.{0,30}over denne|(?:do not|don['’]t) (?:edit|write|type|reply) below this line"
    r"|(?:text|all|everything|anything|content) above this line"
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
    r"|začátek přeposlané zprávy|začátek přeposílané zprávy|start på videresendt|započni proslijeđenu poruku"
    r"|továbbított levél|początek przekazywanej wiadomości|(?:início da )?mensagem reencaminhada"
    r"|începe mesajul redirecționat"
    r"|začiatok preposlanej správy|vidarebefordrat mejl|ileti başlangıcı|iletilmiş mesaj|початок листа, що пересилається"
    r"|пере(?:направленн?[еоя]|слане) (?:повідомлення|сообщение)|edelleenlähetetty viesti|message transmis"
    r"|pesan diteruskan|thư (?:đã )?chuyển tiếp|ข้อความที่ส่งต่อ|הודעה שהועברה|رسالة معاد توجيهها"
)
FORWARD_SUBJECT = re.compile(
    r"^\s*(?:\[[^\]]{1,40}\]\s*)?(?:fwd?|wg|tr|rv|enc|i|pd|vs|doorst|vb|vl|fs|továbbítás|przek|fwd:\s*re|转发|轉寄|転送"
    r"|전달|пересл|ilt|πρθ|redirecționat|tref)\s*[:：]",
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
SALUTATION = re.compile(
    r"\W{0,8}(?:hi|hello|hey|dear|hallo|guten (?:tag|morgen|abend)|lieber?|sehr geehrte|moin|servus|bonjour|bonsoir"
    r"|salut|chère?|cher"
    r"|hola|buen[oa]s|estimad[oa]|querid[oa]|ciao|buon(?:giorno|asera)|salve|gentile|olá|bom dia|boa tarde"
    r"|prezad[oa]|car[oa]"
    r"|hoi|beste|geachte|hej|hei|hyvä|moi|god (?:dag|morgen|morgon)|cześć|dzień dobry|witam|szanown[ya]|dobrý den|ahoj|zdrav"
    r"|здравствуйте|добр(?:ый|ое|ий)|привет|уважаем|merhaba|sayın|bună|szia|kedves|tisztelt|καλημέρα|γεια|αγαπητ"
    r"|您好|你好|尊敬的"
    r"|안녕하세요|こんにちは|お世話)(?!\w)(?:[^.!?:,\n]{0,40}[,:，、：]|(?: [\w.’'-]{1,20}){1,4}\s?!)\s*$",
    re.IGNORECASE,
)
"""The line that addresses somebody, and that nobody sends alone."""

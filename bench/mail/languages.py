# ruff: noqa: E501, RUF001, RUF003  (sentences and dates as people and programs write them)
"""What people write and how their programs introduce a quote, in twenty-eight languages.

Placeholders of introductions: {d} day, {dd} two digits, {m} and {mm} month, {mon} its name, {y} year, {wd} weekday,
{H} {M} {S} time, {n} name, {a} address.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language: sentences, month and weekday names, introductions by program, header labels of Outlook."""

    code: str
    charsets: str
    sentences: str
    months: str
    days: str
    introductions: str
    labels: str
    device: str
    reply_prefix: str = "Re"

    @property
    def lines(self) -> list[str]:
        """The sentences, one line each."""
        return self.sentences.split("|")


ALL = [
    Language("en", "utf-8 us-ascii iso-8859-1 windows-1252", "Hello Ada,|the oven is still cold since yesterday.|Could you send somebody on Friday?|Our number is 4711, the invoice came in March.|I tried it twice; nothing helped.|Please call before noon.|Best regards",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "Mon Tue Wed Thu Fri Sat Sun",
        "On {wd}, {mon} {d}, {y} at {H}:{M}, {n} <{a}> wrote:|On {mon} {d}, {y}, at {H}:{M}, {n} <{a}> wrote:|On {mm}/{dd}/{y} {H}:{M}, {n} wrote:|On {d} {mon} {y}, {H}:{M} +0100, {n} <{a}>, wrote:|On {wd}, {d} {mon} {y} {H}:{M}:{S} +0000, {n} wrote:",
        "From|Sent|To|Subject", "Sent from my iPhone"),
    Language("de", "utf-8 iso-8859-1 iso-8859-15 windows-1252", "Guten Tag Frau Berg,|der Ofen heizt seit gestern nicht mehr.|Können Sie am Freitag jemanden schicken?|Unsere Kundennummer ist 4711, die Rechnung kam im März.|Ich habe es zweimal versucht, es hilft nichts.|Bitte rufen Sie vor zwölf Uhr an.|Mit freundlichen Grüßen",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.", "Mo. Di. Mi. Do. Fr. Sa. So.",
        "Am {wd}, {d}. {mon} {y} um {H}:{M} Uhr schrieb {n} <{a}>:|Am {dd}.{mm}.{y} um {H}:{M} schrieb {n} <{a}>:|Am {dd}.{mm}.{y} um {H}:{M} schrieb {n}:|{n} <{a}> schrieb am {wd}, {d}. {mon} {y}, {H}:{M}:|Am {d}. {mon} {y} {H}:{M}:{S} MEZ schrieb {n} <{a}>:",
        "Von|Gesendet|An|Betreff", "Von meinem iPhone gesendet", "AW"),
    Language("fr", "utf-8 iso-8859-1 windows-1252", "Bonjour Madame Berg,|le four ne chauffe plus depuis hier.|Pouvez-vous envoyer quelqu'un vendredi ?|Notre numéro de client est le 4711, la facture date de mars.|J'ai essayé deux fois, sans succès.|Merci d'appeler avant midi.|Cordialement",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.", "lun. mar. mer. jeu. ven. sam. dim.",
        "Le {wd} {d} {mon} {y} à {H}:{M}, {n} <{a}> a écrit :|Le {d} {mon} {y} à {H}:{M}, {n} <{a}> a écrit :|Le {dd}/{mm}/{y} à {H}:{M}, {n} a écrit :|Le {wd} {d} {mon} {y} à {H}:{M}, {n} <{a}> a\nécrit :",
        "De|Envoyé|À|Objet", "Envoyé de mon iPhone", "RE"),
    Language("es", "utf-8 iso-8859-1 windows-1252", "Buenos días, señora Berg:|el horno no calienta desde ayer.|¿Pueden enviar a alguien el viernes?|Nuestro número de cliente es 4711, la factura llegó en marzo.|Lo intenté dos veces y no funcionó.|Llamen antes del mediodía, por favor.|Un saludo",
        "ene feb mar abr may jun jul ago sept oct nov dic", "lun mar mié jue vie sáb dom",
        "El {wd}, {d} {mon} {y} a las {H}:{M}, {n} (<{a}>) escribió:|El {d} {mon} {y}, a las {H}:{M}, {n} <{a}> escribió:|El {d}/{m}/{y} a las {H}:{M}, {n} escribió:|El {wd}, {d} de {mon} de {y} {H}:{M}, {n} <{a}> escribió:",
        "De|Enviado el|Para|Asunto", "Enviado desde mi iPhone", "RE"),
    Language("it", "utf-8 iso-8859-1 windows-1252", "Buongiorno signora Berg,|il forno non scalda più da ieri.|Può mandare qualcuno venerdì?|Il nostro numero cliente è 4711, la fattura è di marzo.|Ho provato due volte, non è servito.|Chiami prima di mezzogiorno, per favore.|Cordiali saluti",
        "gen feb mar apr mag giu lug ago set ott nov dic", "lun mar mer gio ven sab dom",
        "Il giorno {wd} {d} {mon} {y} alle ore {H}:{M} {n} <{a}> ha scritto:|Il giorno {d} {mon} {y}, alle ore {H}:{M}, {n} <{a}> ha scritto:|Il {dd}/{mm}/{y} {H}:{M}, {n} ha scritto:",
        "Da|Inviato|A|Oggetto", "Inviato da iPhone", "R"),
    Language("pt", "utf-8 iso-8859-1 windows-1252", "Bom dia, senhora Berg,|o forno não aquece desde ontem.|Podem mandar alguém na sexta-feira?|O nosso número de cliente é 4711, a fatura chegou em março.|Tentei duas vezes e não resultou.|Liguem antes do meio-dia, por favor.|Atenciosamente",
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.", "seg. ter. qua. qui. sex. sáb. dom.",
        "Em {wd}, {d} de {mon} de {y} às {H}:{M}, {n} <{a}> escreveu:|Em {d} de {mon} de {y}, à(s) {H}:{M}, {n} <{a}> escreveu:|Em {dd}/{mm}/{y} {H}:{M}, {n} escreveu:|{n} <{a}> escreveu no dia {wd}, {dd}/{mm}/{y} à(s) {H}:{M}:",
        "De|Enviada em|Para|Assunto", "Enviado do meu iPhone", "RES"),
    Language("nl", "utf-8 iso-8859-1 windows-1252", "Goedemorgen mevrouw Berg,|de oven wordt sinds gisteren niet warm.|Kunt u vrijdag iemand sturen?|Ons klantnummer is 4711, de factuur kwam in maart.|Ik heb het twee keer geprobeerd, het hielp niet.|Belt u alstublieft vóór twaalf uur.|Met vriendelijke groet",
        "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.", "ma di wo do vr za zo",
        "Op {wd} {d} {mon} {y} om {H}:{M} schreef {n} <{a}>:|Op {d} {mon} {y}, om {H}:{M} heeft {n} <{a}> het volgende geschreven:|Op {dd}-{mm}-{y} om {H}:{M} schreef {n}:",
        "Van|Verzonden|Aan|Onderwerp", "Verstuurd vanaf mijn iPhone", "RE"),
    Language("sv", "utf-8 iso-8859-1 windows-1252", "Hej Ada,|ugnen är kall sedan i går.|Kan ni skicka någon på fredag?|Vårt kundnummer är 4711, fakturan kom i mars.|Jag försökte två gånger utan resultat.|Ring gärna före tolv.|Med vänlig hälsning",
        "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.", "mån tis ons tors fre lör sön",
        "Den {wd} {d} {mon} {y} kl {H}:{M} skrev {n} <{a}>:|{d} {mon} {y} kl. {H}:{M} skrev {n} <{a}>:|Den {y}-{mm}-{dd} kl. {H}:{M}, skrev {n}:",
        "Från|Skickat|Till|Ämne", "Skickat från min iPhone", "SV"),
    Language("da", "utf-8 iso-8859-1 windows-1252", "Kære Ada,|ovnen har været kold siden i går.|Kan I sende en på fredag?|Vores kundenummer er 4711, fakturaen kom i marts.|Jeg prøvede to gange, det hjalp ikke.|Ring venligst før klokken tolv.|Med venlig hilsen",
        "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec.", "man. tir. ons. tor. fre. lør. søn.",
        "Den {wd} {d}. {mon} {y} kl. {H}.{M} skrev {n} <{a}>:|Den {d}. {mon} {y} kl. {H}.{M} skrev {n} <{a}>:|Den {dd}.{mm}.{y} kl. {H}.{M} skrev {n}:",
        "Fra|Sendt|Til|Emne", "Sendt fra min iPhone", "SV"),
    Language("nb", "utf-8 iso-8859-1 windows-1252", "Hei Ada,|ovnen har vært kald siden i går.|Kan dere sende noen på fredag?|Kundenummeret vårt er 4711, fakturaen kom i mars.|Jeg prøvde to ganger, det hjalp ikke.|Ring gjerne før klokken tolv.|Vennlig hilsen",
        "jan. feb. mars apr. mai juni juli aug. sep. okt. nov. des.", "man. tir. ons. tor. fre. lør. søn.",
        "{wd} {d}. {mon} {y} kl. {H}:{M} skrev {n} <{a}>:|{d}. {mon} {y} kl. {H}:{M} skrev {n} <{a}>:|Den {dd}.{mm}.{y} {H}:{M}, skrev {n}:",
        "Fra|Sendt|Til|Emne", "Sendt fra min iPhone", "SV"),
    Language("fi", "utf-8 iso-8859-1 iso-8859-15", "Hei Ada,|uuni on ollut kylmä eilisestä asti.|Voisitteko lähettää jonkun perjantaina?|Asiakasnumeromme on 4711, lasku tuli maaliskuussa.|Yritin kahdesti, eikä se auttanut.|Soittakaa ennen puoltapäivää.|Ystävällisin terveisin",
        "tammik. helmik. maalisk. huhtik. toukok. kesäk. heinäk. elok. syysk. lokak. marrask. jouluk.", "ma ti ke to pe la su",
        "{wd} {d}. {mon} {y} klo {H}.{M} {n} ({a}) kirjoitti:|{n} <{a}> kirjoitti {d}.{m}.{y} kello {H}.{M}:|{n} kirjoitti {d}.{m}.{y} klo {H}.{M}:",
        "Lähettäjä|Lähetetty|Vastaanottaja|Aihe", "Lähetetty iPhonesta", "VS"),
    Language("pl", "utf-8 iso-8859-2 windows-1250", "Dzień dobry Pani Ado,|piec jest zimny od wczoraj.|Czy mogą Państwo kogoś przysłać w piątek?|Nasz numer klienta to 4711, faktura przyszła w marcu.|Próbowałem dwa razy, nie pomogło.|Proszę zadzwonić przed południem.|Z poważaniem",
        "sty lut mar kwi maj cze lip sie wrz paź lis gru", "pon. wt. śr. czw. pt. sob. niedz.",
        "{wd}, {d} {mon} {y} o {H}:{M} {n} <{a}> napisał(a):|Wiadomość napisana przez {n} <{a}> w dniu {dd}.{mm}.{y}, o godz. {H}:{M}:|W dniu {dd}.{mm}.{y} o {H}:{M}, {n} pisze:|Dnia {d} {mon} {y} {H}:{M} {n} <{a}> napisał(a):",
        "Od|Wysłano|Do|Temat", "Wysłane z iPhone'a", "ODP"),
    Language("cs", "utf-8 iso-8859-2 windows-1250", "Dobrý den, paní Bergová,|pec od včerejška nehřeje.|Můžete někoho poslat v pátek?|Naše zákaznické číslo je 4711, faktura přišla v březnu.|Zkoušel jsem to dvakrát, nepomohlo to.|Zavolejte prosím před polednem.|S pozdravem",
        "led. úno. bře. dub. kvě. čvn. čvc. srp. zář. říj. lis. pro.", "po út st čt pá so ne",
        "{wd} {d}. {m}. {y} v {H}:{M} odesílatel {n} <{a}> napsal:|Dne {dd}.{mm}.{y} v {H}:{M} {n} napsal(a):|Dne {wd} {d}. {mon} {y} {H}:{M} {n} <{a}> napsal(a):",
        "Od|Odesláno|Komu|Předmět", "Odesláno z iPhonu", "RE"),
    Language("sk", "utf-8 iso-8859-2 windows-1250", "Dobrý deň, pani Bergová,|rúra od včera nehreje.|Môžete v piatok niekoho poslať?|Naše zákaznícke číslo je 4711, faktúra prišla v marci.|Skúšal som to dvakrát, nepomohlo to.|Zavolajte prosím pred obedom.|S pozdravom",
        "jan feb mar apr máj jún júl aug sep okt nov dec", "po ut st št pi so ne",
        "{wd} {d}. {m}. {y} o {H}:{M} {n} <{a}> napísal(a):|Dňa {dd}.{mm}.{y} o {H}:{M} {n} napísal(a):",
        "Od|Odoslané|Komu|Predmet", "Odoslané z iPhonu", "RE"),
    Language("hu", "utf-8 iso-8859-2 windows-1250", "Kedves Ada!|A kemence tegnap óta hideg.|Tudnak pénteken valakit küldeni?|Az ügyfélszámunk 4711, a számla márciusban jött.|Kétszer próbáltam, nem segített.|Kérem, dél előtt hívjanak.|Üdvözlettel",
        "jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec.", "H K Sze Cs P Szo V",
        "{n} <{a}> ezt írta (időpont: {y}. {mon} {d}., {wd}, {H}:{M}):|{y}. {mm}. {dd}. {H}:{M} keltezéssel, {n} írta:|{n} <{a}> írta ({y}. {mon} {d}., {H}:{M}):",
        "Feladó|Elküldve|Címzett|Tárgy", "iPhone-ról küldve", "VÁ"),
    Language("ro", "utf-8 iso-8859-2 windows-1250", "Bună ziua, doamnă Berg,|cuptorul este rece de ieri.|Puteți trimite pe cineva vineri?|Numărul nostru de client este 4711, factura a venit în martie.|Am încercat de două ori fără succes.|Sunați înainte de prânz.|Cu stimă",
        "ian. feb. mar. apr. mai iun. iul. aug. sept. oct. nov. dec.", "lun. mar. mie. joi vin. sâm. dum.",
        "{wd}, {d} {mon} {y} la {H}:{M}, {n} <{a}> a scris:|Pe {d} {mon} {y}, la {H}:{M}, {n} <{a}> a scris:|Pe {dd}.{mm}.{y} {H}:{M}, {n} a scris:",
        "De la|Trimis|Către|Subiect", "Trimis de pe iPhone-ul meu", "RE"),
    Language("tr", "utf-8 iso-8859-9 windows-1254", "Merhaba Ada Hanım,|fırın dünden beri soğuk.|Cuma günü birini gönderebilir misiniz?|Müşteri numaramız 4711, fatura martta geldi.|İki kez denedim, işe yaramadı.|Lütfen öğleden önce arayın.|Saygılarımla",
        "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara", "Pzt Sal Çar Per Cum Cmt Paz",
        "{n} <{a}>, {d} {mon} {y} {wd}, {H}:{M} tarihinde şunu yazdı:|{n} <{a}> şunları yazdı ({d} {mon} {y} {H}:{M}):|{dd}.{mm}.{y} {H}:{M} tarihinde {n} yazdı:",
        "Gönderen|Gönderildi|Kime|Konu", "iPhone’umdan gönderildi", "YNT"),
    Language("ru", "utf-8 koi8-r windows-1251 iso-8859-5", "Здравствуйте, Ада!|Печь со вчерашнего дня холодная.|Можете прислать кого-нибудь в пятницу?|Наш номер клиента 4711, счёт пришёл в марте.|Я пробовал дважды, не помогло.|Позвоните, пожалуйста, до полудня.|С уважением",
        "янв. февр. мар. апр. мая июня июля авг. сент. окт. нояб. дек.", "пн вт ср чт пт сб вс",
        "{wd}, {d} {mon} {y} г. в {H}:{M}, {n} <{a}>:|{d} {mon} {y} г., в {H}:{M}, {n} <{a}> написал(а):|{dd}.{mm}.{y} {H}:{M}, {n} пишет:",
        "От|Отправлено|Кому|Тема", "Отправлено с iPhone", "RE"),
    Language("uk", "utf-8 koi8-u windows-1251", "Добрий день, Адо!|Піч від учора холодна.|Чи можете надіслати когось у п’ятницю?|Наш номер клієнта 4711, рахунок прийшов у березні.|Я пробував двічі, не допомогло.|Зателефонуйте, будь ласка, до полудня.|З повагою",
        "січ. лют. бер. квіт. трав. черв. лип. серп. вер. жовт. лист. груд.", "пн вт ср чт пт сб нд",
        "{wd}, {d} {mon} {y} р. о {H}:{M} {n} <{a}> пише:|{d} {mon} {y} р. о {H}:{M} {n} <{a}> написав(ла):|{dd}.{mm}.{y} {H}:{M}, {n} пише:",
        "Від|Надіслано|Кому|Тема", "Надіслано з iPhone", "RE"),
    Language("bg", "utf-8 windows-1251", "Здравейте, Ада,|печката е студена от вчера.|Можете ли да изпратите някого в петък?|Клиентският ни номер е 4711, фактурата дойде през март.|Опитах два пъти, не помогна.|Моля, обадете се преди обяд.|Поздрави",
        "яну. февр. март апр. май юни юли авг. септ. окт. ноем. дек.", "пн вт ср чт пт сб нд",
        "На {wd}, {d}.{mm}.{y} г. в {H}:{M} {n} <{a}> написа:|На {d} {mon} {y} г., в {H}:{M}, {n} <{a}> написа:",
        "От|Изпратено|До|Относно", "Изпратено от моя iPhone", "RE"),
    Language("el", "utf-8 iso-8859-7 windows-1253", "Καλημέρα κυρία Berg,|ο φούρνος είναι κρύος από χθες.|Μπορείτε να στείλετε κάποιον την Παρασκευή;|Ο αριθμός πελάτη μας είναι 4711, το τιμολόγιο ήρθε τον Μάρτιο.|Προσπάθησα δύο φορές, δεν βοήθησε.|Τηλεφωνήστε πριν το μεσημέρι.|Με εκτίμηση",
        "Ιαν Φεβ Μαρ Απρ Μαΐ Ιουν Ιουλ Αυγ Σεπ Οκτ Νοε Δεκ", "Δευ Τρί Τετ Πέμ Παρ Σάβ Κυρ",
        "Στις {wd} {d} {mon} {y} στις {H}:{M} μ.μ., ο/η {n} <{a}> έγραψε:|Στις {d} {mon} {y}, στις {H}:{M}, ο χρήστης {n} <{a}> έγραψε:|Στις {d}/{m}/{y} {H}:{M}, ο/η {n} έγραψε:",
        "Από|Στάλθηκε|Προς|Θέμα", "Στάλθηκε από το iPhone μου", "ΑΠ"),
    Language("he", "utf-8 iso-8859-8-i windows-1255", "שלום עדה,|התנור קר מאז אתמול.|האם תוכלו לשלוח מישהו ביום שישי?|מספר הלקוח שלנו הוא 4711, החשבונית הגיעה במרץ.|ניסיתי פעמיים וזה לא עזר.|נא להתקשר לפני הצהריים.|בברכה",
        "בינו׳ בפבר׳ במרץ באפר׳ במאי ביוני ביולי באוג׳ בספט׳ באוק׳ בנוב׳ בדצמ׳", "ב׳ ג׳ ד׳ ה׳ ו׳ ש׳ א׳",
        "‫בתאריך יום {wd}, {d} {mon} {y} ב-{H}:{M} מאת ‪{n}‬‏ <‪{a}‬‏>:‬|ב-{d} {mon} {y}, בשעה {H}:{M}, {n} <{a}> כתב:",
        "מאת|נשלח|אל|נושא", "נשלח מה-iPhone שלי", "RE"),
    Language("ar", "utf-8 windows-1256 iso-8859-6", "مرحبا آدا،|الفرن بارد منذ أمس.|هل يمكنكم إرسال شخص يوم الجمعة؟|رقم العميل لدينا 4711 ووصلت الفاتورة في مارس.|حاولت مرتين ولم ينجح الأمر.|يرجى الاتصال قبل الظهر.|مع التحية",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر", "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "في {wd}، {d} {mon} {y} في {H}:{M} م تمت كتابة ما يلي بواسطة {n} <{a}>:|في {d} {mon} {y}، الساعة {H}:{M} م، كتب {n} <{a}>:",
        "من|تم الإرسال|إلى|الموضوع", "أُرسلت من الـ iPhone", "رد"),
    Language("th", "utf-8 tis-620 windows-874", "สวัสดีค่ะคุณเอดา|เตาอบเย็นตั้งแต่เมื่อวาน|ช่วยส่งคนมาวันศุกร์ได้ไหมคะ|หมายเลขลูกค้าของเราคือ 4711 ใบแจ้งหนี้มาในเดือนมีนาคม|ลองสองครั้งแล้วไม่สำเร็จ|กรุณาโทรก่อนเที่ยง|ขอแสดงความนับถือ",
        "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.", "จ. อ. พ. พฤ. ศ. ส. อา.",
        "เมื่อ {wd} {d} {mon} {y} เวลา {H}:{M} {n} <{a}> เขียนว่า:|ในวันที่ {wd} {d} {mon} {y} เวลา {H}:{M} {n} <{a}> เขียนว่า:",
        "จาก|ส่ง|ถึง|เรื่อง", "ส่งจาก iPhone ของฉัน", "RE"),
    Language("vi", "utf-8 windows-1258", "Chào chị Ada,|lò nướng bị lạnh từ hôm qua.|Chị có thể cử người đến vào thứ Sáu không?|Mã khách hàng của chúng tôi là 4711, hóa đơn đến vào tháng ba.|Tôi đã thử hai lần nhưng không được.|Vui lòng gọi trước buổi trưa.|Trân trọng",
        "thg 1,|thg 2,|thg 3,|thg 4,|thg 5,|thg 6,|thg 7,|thg 8,|thg 9,|thg 10,|thg 11,|thg 12,", "T2 T3 T4 T5 T6 T7 CN",
        "Vào {wd}, {d} {mon} {y} vào lúc {H}:{M} {n} <{a}> đã viết:|Vào {H}:{M} {wd}, {d} {mon} {y} {n} <{a}> đã viết:",
        "Từ|Đã gửi|Đến|Chủ đề", "Đã gửi từ iPhone của tôi", "RE"),
    Language("id", "utf-8 us-ascii", "Halo Bu Ada,|oven kami dingin sejak kemarin.|Bisakah mengirim seseorang hari Jumat?|Nomor pelanggan kami 4711, tagihan datang bulan Maret.|Saya sudah mencoba dua kali tetapi gagal.|Tolong telepon sebelum tengah hari.|Hormat kami",
        "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des", "Sen Sel Rab Kam Jum Sab Min",
        "Pada tanggal {wd}, {d} {mon} {y} pukul {H}.{M} {n} <{a}> menulis:|Pada {wd}, {d} {mon} {y} {H}.{M} {n} <{a}> menulis:",
        "Dari|Dikirim|Kepada|Subjek", "Dikirim dari iPhone saya", "BLS"),
    Language("ja", "utf-8 iso-2022-jp shift_jis euc-jp", "アダ様|昨日からオーブンが冷たいままです。|金曜日にどなたか来ていただけますか。|お客様番号は4711で、請求書は三月に届きました。|二回試しましたが、だめでした。|正午前にお電話ください。|よろしくお願いいたします。",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", "月 火 水 木 金 土 日",
        "{y}年{m}月{d}日({wd}) {H}:{M} {n} <{a}>:|{y}/{mm}/{dd} {H}:{M}、{n} <{a}>のメール:|On {y}/{mm}/{dd} {H}:{M}, {n} wrote:",
        "差出人|送信日時|宛先|件名", "iPhoneから送信", "RE"),
    Language("zh-cn", "utf-8 gb2312 gbk gb18030", "艾达您好，|烤箱从昨天起就不热了。|星期五可以派人来吗？|我们的客户编号是4711，发票三月收到。|我试了两次都没有用。|请在中午之前打电话。|此致敬礼",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", "周一 周二 周三 周四 周五 周六 周日",
        "{n} <{a}> 于{y}年{m}月{d}日{wd} {H}:{M}写道：|在 {y}年{m}月{d}日，{H}:{M}，{n} <{a}> 写道：|在 {y}/{m}/{d} {H}:{M}, {n} 写道:",
        "发件人|发送时间|收件人|主题", "发自我的 iPhone", "回复"),
    Language("zh-tw", "utf-8 big5", "艾達您好，|烤箱從昨天起就不熱了。|星期五可以派人來嗎？|我們的客戶編號是4711，發票三月收到。|我試了兩次都沒有用。|請在中午之前打電話。|敬祝順心",
        "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月", "週一 週二 週三 週四 週五 週六 週日",
        "{n} <{a}> 於 {y}年{m}月{d}日 {wd} 下午{H}:{M}寫道：|{n} <{a}> 於 {y}年{m}月{d}日 {H}:{M} 寫道：",
        "寄件者|寄件日期|收件者|主旨", "從我的 iPhone 傳送", "回覆"),
    Language("ko", "utf-8 euc-kr ks_c_5601-1987", "안녕하세요 아다님,|오븐이 어제부터 차갑습니다.|금요일에 사람을 보내 주실 수 있나요?|고객 번호는 4711이고 청구서는 삼월에 왔습니다.|두 번 해 보았지만 소용없었습니다.|정오 전에 전화해 주세요.|감사합니다",
        "1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월", "월 화 수 목 금 토 일",
        "{y}년 {m}월 {d}일 ({wd}) 오후 {H}:{M}, {n} <{a}>님이 작성:|{y}. {m}. {d}. 오후 {H}:{M}, {n} <{a}> 작성:",
        "보낸 사람|보낸 날짜|받는 사람|제목", "나의 iPhone에서 보냄", "RE"),
]  # fmt: skip

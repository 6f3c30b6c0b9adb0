# ruff: noqa: E501, RUF001  (words as servers write them)
"""Reports of odd form: gateways, phone companies, old servers; delays in many languages; reports that other signs tell.

Each is sender, subject, further header lines, text, and whether it is a delay; `{to}` is whom it is about, `{original}` the mail
that came back, `{header}` its header alone.
"""

Odd = tuple[str, str, str, str, bool]

_REPORT = 'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="odd"\n'
_MIXED = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="odd"\n'
_PLAIN = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
_ENCLOSED = "--odd\nContent-Type: message/rfc822\n\n{original}\n--odd--\n"


def _report(block: str) -> str:
    return f"--odd\nContent-Type: text/plain\n\nYour mail came back.\n\n--odd\nContent-Type: message/delivery-status\n\n{block}\n\n{_ENCLOSED}"


def _mixed(text: str) -> str:
    return f"--odd\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n{_ENCLOSED}"


STRANGE: dict[str, Odd] = {
    "phone_company": ("post_master@phones.example", "Re:Your oven", "In-Reply-To: <1@x.example>\n" + _PLAIN, "Error: no such phone\n\n550 - not taken: no such user here\n\nMessage details:\n  MAIL FROM: support@ours.example\n  RCPT TO: {to}\n", False),
    "subject_of_one_letter": ("System Administrator <postmaster@far.example>", "E", _MIXED, _mixed("Your message\n\n  To: {to}\n\ndid not reach the following recipient(s):\n\n{to} on Tue, 12 Mar 2024 15:15:42 +0100\n    The name is not recognized\n    MSEXCH:IMS:FAR:MX 0 (000C05A6)"), False),
    "no_sender": ("<>", "", _PLAIN, "You wrote to {to}, which is not a valid user here.\n", False),
    "own_subject_kept": ("<>", "Your oven", _PLAIN, "Could not be sent.\n\nAddressed To: {to}\n\n{to}: [192.0.2.9], 554 Service closed\n", False),
    "phones_of_japan": ("no-reply@mail.dion.example", "メールエラー通知", _MIXED, _mixed("相手のメールボックスが一杯のため、送信できませんでした。\n\nYour mail sent on: Tue, 12 Mar 2024\n     Could not be delivered to: <{to}>"), False),
    "heading_only": ("postmaster@far.example", "Undeliverable message", _PLAIN, "------- Failure Reasons  --------\n\n宛先エラー\n{to}\n\n------- Returned Message --------\n{original}", False),
    "days_are_over": ("Mail Delivery Subsystem <MAILER-DAEMON@far.example>", "Returned mail: Cannot send message for 4 days", _PLAIN, "   ----- Transcript of session follows -----\n421 far.example (smtp)... Deferred: Connection timed out\n\n   ----- Unsent message follows -----\n{original}", False),
    "appliance": ("Appliance <postmaster@filter.example>", "Your message could not be delivered", _PLAIN, "These recipients did not get it:\n\n192.0.2.1: {to}: Reason: 550 5.1.1 unknown user\n", False),
    "errors_counted": ("Mail Server <no-reply@far.example>", "There was an error sending your mail", _PLAIN, "1 error(s):\n\nSMTP Server <mx.far.example> rejected recipient <{to}>: [550 5.1.1 User unknown]\n\n{header}\n", False),
    "boxes_and_lines": ("<MAILER-DAEMON@far.example>", "mail failed, returning to sender", _PLAIN, "|---- Message log follows: ----|\n no valid recipients\n|---- Failed addresses follow: ----|\n <{to}>\n   552 5.2.2 Quota exceeded\n|---- Message header follows: ----|\n{header}\n", False),
    "of_old_in_german": ("Systemadministrator <postmaster@far.example>", "Unzustellbar:RE: Ihr Ofen", "Thread-Topic: Ihr Ofen\n" + _PLAIN, "Ihre Nachricht kam nicht bei allen an.\n\n      {to} am 12.03.2024 15:16\n            Die Adresse gibt es nicht.\n            <mx.far.example #5.1.1>\n", False),
    "of_old_in_dutch": ("Systeembeheerder <postmaster@far.example>", "Niet bestelbaar: oven", _PLAIN, "Niet iedereen kreeg uw bericht.\n\n      {to} op 12-3-2024\n            Het account bestaat niet.\n            <mx.far.example #5.1.1>\n", False),
    "in_swedish": ("Microsoft Outlook <postmaster@far.example>", "Olevererbart: ugn", _PLAIN, "Det gick inte att leverera:\n\n{to}\n\nDiagnostisk information:\n{to}\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n\nUrsprungshuvuden:\n{header}\n", False),
    "in_greek": ("mailer-daemon@far.example", "Αποτυχία παράδοσης", _PLAIN, "Το μήνυμα δεν παραδόθηκε:\n\n{to}\n", False),
    "in_hebrew": ("mailer-daemon@far.example", "ההודעה לא נמסרה", _PLAIN, "ההודעה לא נמסרה:\n\n{to}\n", False),
    "in_a_language_unknown": ("<mailer-daemon@far.example>", "Cherejesh", _PLAIN, "Bu tash kurmel dolenti:\n\n{to}\n", False),
    "two_in_one_block": ("mailer-daemon@far.example", "Returned mail", _REPORT, _report("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; other@far.example\nAction: failed\nStatus: 5.2.2\nFinal-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1"), False),
    "stray_blank_lines": ("mailer-daemon@far.example", "Returned mail", _REPORT, _report("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; {to}\n\nAction: failed\n\nStatus: 5.1.1"), False),
    "action_above": ("noreply@guests.example", "Re: Your oven", _REPORT, _report("Reporting-MTA: dns; guests.example\nAction: failed\n\nFinal-Recipient: rfc822; {to}\nStatus: 4.7.0\nDiagnostic-Code: X-Guests; not on the list"), False),
    "named_otherwise": ("mailer-daemon@far.example", "Returned mail", _REPORT, _report("Reporting-MTA: dns; mx\n\nFinal-Recipient: X400; /G=user/S=far/\nAction: failed\nStatus: 5.1.1"), False),
    "expires_later": ("MAILER-DAEMON@far.example", "Undelivered Mail", _REPORT, _report("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; {to}\nAction: delayed\nStatus: 5.4.7"), True),
    "will_be_returned": ("Mail Delivery System <Mailer-Daemon@far.example>", "Warning: message 1abc delayed 24 hours", _PLAIN, "Not yet delivered after 24 hours:\n\n  {to}\n    Delay reason: mailbox is full\n\nNo action is required. In the end the message will be returned to you.\n", True),
    "just_a_warning": ("MAILER-DAEMON@far.example", "Delivery Notification", _PLAIN, "Your message to {to}\ncould not be delivered yet: connection refused.\n\nThis is just a warning.\n", True),
    "delay_in_french": ("Microsoft Outlook <postmaster@far.example>", "Remise différée : four", _PLAIN, "Ce message n'a pas encore été remis :\n\n{to}\n", True),
    "delay_in_spanish": ("Microsoft Outlook <postmaster@far.example>", "Entrega retrasada: horno", _PLAIN, "Este mensaje aún no se ha entregado:\n\n{to}\n", True),
    "delay_in_polish": ("Microsoft Outlook <postmaster@far.example>", "Opóźnione dostarczenie: piec", _PLAIN, "Wiadomość nie została jeszcze dostarczona:\n\n{to}\n", True),
    "delay_in_japanese": ("Microsoft Outlook <postmaster@far.example>", "配信遅延: オーブン", _PLAIN, "まだ配信されていません:\n\n{to}\n", True),
    "delay_in_russian": ("mailer-daemon@far.example", "Задержка доставки", _PLAIN, "Письмо пока не доставлено:\n\n  {to}\n", True),
}  # fmt: skip

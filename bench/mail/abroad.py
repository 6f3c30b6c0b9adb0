# ruff: noqa: E501, RUF001  (words as servers write them)
"""Reports in other languages and in a server's own words: sender, subject and text; `{to}` is whom they are about."""

ABROAD = {
    "mail_ru": ('Mail Delivery System <Mailer-Daemon@far.example>', 'Ваше сообщение не доставлено. Mail failure.', 'Это письмо создано автоматически сервером.\n\nК сожалению, Ваше письмо не может быть доставлено:\n\n  Local mailbox {to} is unavailable: user not found\n\n------ This is a copy of your message, including all the headers.\n\n{original}'),
    'japanese': ('MAILER-DAEMON@far.example', 'Undelivered Mail Returned to Sender', 'お送りいただいたメールは配信できませんでした。\n\n<{to}>: 宛先が見つかりません\n550 Unknown user\n'),
    'chinese': ('Postmaster@far.example', '系统退信', '抱歉，您的邮件被退回来了……\n\n无法发送到 {to}\n\n退信原因：该收件人不存在 (550 Mailbox not found)\n'),
    'spanish': ('Administrador del sistema <postmaster@far.example>', 'No se puede entregar: Su horno', 'El mensaje no se ha podido entregar a:\n\n  {to}\n\nNo existe el buzón.\n'),
    'french': ('Mail Delivery System <mailer-daemon@far.example>', 'Message non remis : votre four', "Votre message n'a pas pu être remis à :\n\n<{to}>\n\nAdresse inconnue (550 5.1.1)\n"),
    'german': ('Postmaster <postmaster@far.example>', 'Ihre E-Mail konnte nicht zugestellt werden', 'Die folgende Adresse ist fehlgeschlagen:\n\n<{to}>\n\nDas Postfach existiert nicht.\n'),
    'italian': ('Sistema di posta <postmaster@far.example>', 'Mancato recapito: il suo forno', 'Impossibile recapitare il messaggio a:\n\n{to}\n\nUtente sconosciuto (550)\n'),
}  # fmt: skip

# ruff: noqa: E501  (words as programs write them)
"""Automatic answers, read receipts, complaints; and mails of people about bounces, which are none."""

import random

from bench.mail.truth import Sample

AWAY = [
    ("Automatic reply: Your oven", "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All", "I am out of the office until Monday."),
    ("Out of Office Re: Your oven", "Precedence: bulk", "I will be out of the office until Monday with limited access to e-mail."),
    ("Abwesenheitsnotiz: Ihr Ofen", "X-Auto-Response-Suppress: OOF", "Ich bin bis Montag nicht im Büro."),
    ("Réponse automatique : Votre four", "Auto-Submitted: auto-generated", "Je suis absent jusqu'à lundi."),
    ("Re: Your oven", "Auto-Submitted: auto-replied (vacation)", "I am on holiday."),
    ("Re: Your oven", "X-Autoreply: yes", "Thank you, we got your message."),
    ("Respuesta automática: Su horno", "", "Estaré fuera hasta el lunes."),
    ("Automatisch antwoord: Uw oven", "X-Autorespond: Uw oven", "Ik ben afwezig tot maandag."),
    ("Your oven", "Precedence: auto_reply", "This mailbox is not read."),
    ("Autosvar: Ugnen", "Auto-Submitted: auto-replied", "Jag är på semester."),
    ("Automaatne vastus: ahi", "Auto-Submitted: auto-generated", "Vastan esmaspäeval."),
    ("Автоматичен отговор: фурна", "", "Ще отговоря в понеделник."),
    ("Out of Office: Your oven", "In-Reply-To: <1@ours.example>", "Back on Monday."),
    ("Carl Fir ist außer Haus.", "X-MIMETrack: Serialize by Router", "Ich werde ab 1.3. nicht im Büro sein."),
    ("AUTO: Fir, Carl is out of the office (returning 05.03.2024)", "X-MIMETrack: Serialize by Router", "I read mail again on 5 March."),
    ("Re: Your oven (Automatic Response)", "", "I cannot read your message now."),
    ("Thank you for your mail", "Return-Path: <>\nPrecedence: bulk", "I answer as soon as I can."),
    ("Re: Your oven", "Precedence: bulk", "I am currently out of the office and return on Monday."),
    ("Re: Ihr Ofen", "X-RZG-Autoreply: yes", "Ihre Mail ist da."),
    ("Re: Your oven", "X-Apple-Action: VACATION/carl@fir.example", "I am by the sea."),
    ("Your mail to Ovens awaits approval", "X-List-Administrivia: yes\nPrecedence: bulk", "A moderator looks at it."),
    ("自動応答: オーブン", "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "不在にしております。"),
]  # fmt: skip
NOT_BOUNCES = [
    ("Carl <carl@fir.example>", "Fwd: Undelivered Mail Returned to Sender", "I got this from your server:\n\n<ada@pine.example>: 550 5.1.1 User unknown\n\nWhat shall I do?"),
    ("Carl <carl@fir.example>", "Mail delivery failed", "Your mail delivery failed twice this week.\nUser unknown, it says. Please help."),
    ("Carl <carl@fir.example>", "Re: Undeliverable: Your oven", "It works again, thank you."),
    ("Carl <carl@fir.example>", "Delivery delayed?", "The delivery of our oven is delayed. When does it come?"),
    ("postmaster@customer.example", "Question about your invoice", "Hello, as postmaster of customer.example I ask about invoice 4711."),
    ("Parcel service <info@parcels.example>", "Delivery failed: nobody at home", "Your parcel could not be delivered. We come again tomorrow."),
    ("Administrator <admin@customer.example>", "Our mailbox", "Hello, our mailbox is full and we cannot send. Can you help?"),
    ("Carl <carl@fir.example>", "Zustellung fehlgeschlagen", "Der Ofen konnte nicht zugestellt werden. Bitte noch einmal liefern."),
    ("Shop <orders@shop.example>", "Your order was returned to sender", "The parcel was returned to sender. Please tell us another address."),
    ("DHL Zustellung <noreply@parcels.example>", "Zustellung fehlgeschlagen", "Ihr Paket konnte nicht zugestellt werden. Empfänger unbekannt.\nFragen: info@parcels.example"),
    ("Post Office <info@post.example>", "Delivery failed", "Your parcel could not be delivered: address not found."),
    ("postmaster@customer.example", "Quarantine summary", "These messages were blocked because of our policy:\n\n  Hello from shop@x.example"),
    ("Microsoft Outlook <carl@fir.example>", "Microsoft Outlook Test Message", "This is an e-mail message sent automatically while testing the settings for your account."),
    ("Carl <carl@fir.example>", "Mail could not be delivered", "Our mail to you could not be delivered, see the picture. User unknown?"),
    ("Carl <carl@fir.example>", "Mailbox full", "It says: 552 5.2.2 mailbox full. What does it mean?"),
    ("postmaster@customer.example", "Mailbox full?", "One of our users gets: 552 5.2.2 mailbox full when he writes to support@ours.example."),
    ("Eva <postmaster@customer.example>", "Delivery failures from your domain", "Your mails could not be delivered to our users (user unknown), so to old@customer.example.\n\nKind regards\nEva\neva@customer.example"),
    ("Franz <mail@painter.example>", "Rückläufer", "Der Brief kam als Rückläufer, Empfänger unbekannt. Neue Adresse: franz@other.example"),
    ("smtp@customer.example", "Delivery failed", "Our printer cannot send to scan@customer.example: connection timed out."),
    ("System Administrator <sysadmin@customer.example>", "Undeliverable invoices", "Your invoices could not be delivered to billing@customer.example, for nobody is there."),
    ("Mail Delivery Service <info@couriers.example>", "Delivery failed today", "We could not deliver the letters: address not found. Write to eva@couriers.example."),
    ("Helpdesk <helpdesk@fir.example>", "[FIR-77] Undeliverable: invoice", "Ticket FIR-77 was updated: the invoice bounced.\n550 5.1.1 billing@fir.example user unknown"),
    ("Carl <carl@fir.example>", "Undelivered Mail Returned to Sender", "I got this:\n\n<sales@ours.example>: host mx said: 550 5.1.1 User unknown\n\nReceived: from mail.fir.example\nMessage-ID: <1@fir.example>\nFrom: carl@fir.example"),
    ("Carl <carl@fir.example>", "WG: Automatische Antwort: Ihr Ofen", "Das kam zurück."),
    ("Carl <carl@fir.example>", "Automatic reply does not work", "Our automatic reply: it does not work any more."),
    ("Carl <carl@fir.example>", "Vacation", "I will have to go early: please deliver before Friday."),
]  # fmt: skip
PASSED_ON = (
    "Carl <carl@fir.example>",
    "Fwd: Undelivered Mail Returned to Sender",
    "550 5.1.1 User unknown, says your server. Why?",
)


def away(rng: random.Random) -> Sample:
    """An automatic answer."""
    subject, head, text = rng.choice(AWAY)
    raw = f"From: Carl <carl@fir.example>\nTo: support@ours.example\nSubject: {subject}\n{head}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    return Sample("automatic answer", _crlf(raw), kind="auto_reply")


def receipt(rng: random.Random) -> Sample:
    """A read receipt (RFC 8098)."""
    raw = f'From: Carl <carl@fir.example>\nTo: support@ours.example\nSubject: Read: Your oven\nContent-Type: multipart/report; report-type=disposition-notification; boundary="r"\n\n--r\nContent-Type: text/plain\n\nYour message was read.\n\n--r\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;carl@fir.example\nOriginal-Message-ID: <{rng.getrandbits(40):x}@ours.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--r--\n'
    return Sample("read receipt", _crlf(raw), kind="auto_reply")


def complaint(rng: random.Random) -> Sample:
    """An abuse report (RFC 5965)."""
    raw = f'From: <fbl@far.example>\nTo: abuse@ours.example\nSubject: complaint about message\nContent-Type: multipart/report; report-type=feedback-report; boundary="r"\n\n--r\nContent-Type: text/plain\n\nThis is an email abuse report.\n\n--r\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\nOriginal-Rcpt-To: carl@fir.example\n\n--r\nContent-Type: message/rfc822\n\nMessage-ID: <{rng.getrandbits(40):x}@ours.example>\nSubject: x\n\nx\n\n--r--\n'
    return Sample("complaint", _crlf(raw), kind="feedback")


def about_bounces(rng: random.Random) -> Sample:
    """People and shops write about failed deliveries, too."""
    sender, subject, text = rng.choice(NOT_BOUNCES)
    raw = f"From: {sender}\nTo: support@ours.example\nSubject: {subject}\nMessage-ID: <{rng.getrandbits(40):x}@fir.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
    return Sample("about bounces", _crlf(raw))


def passed_on(rng: random.Random) -> Sample:
    """A person forwards the report on a mail of theirs: its parts stay what they were, or it is enclosed as a whole."""
    sender, subject, text = PASSED_ON
    original = (
        f"From: {sender}\nTo: sales@ours.example\nMessage-ID: <{rng.getrandbits(40):x}@fir.example>\nSubject: Order\n\nOrder"
    )
    status = "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; sales@ours.example\nAction: failed\nStatus: 5.1.1"
    enclosed = rng.choice(
        [f"{status}\n\n--f\nContent-Type: message/rfc822\n\n{original}", f"Content-Type: message/rfc822\n\n{original}"]
    )
    raw = f'From: {sender}\nTo: support@ours.example\nSubject: {subject}\nUser-Agent: Mozilla Thunderbird\nContent-Type: multipart/mixed; boundary="f"\n\n--f\nContent-Type: text/plain\n\n{text}\n\n--f\n{enclosed}\n\n--f--\n'
    return Sample("forwarded report", _crlf(raw))


def _crlf(text: str) -> bytes:
    return text.replace("\n\n\n", "\n\n").replace("\n", "\r\n").encode()


ALL = [away, receipt, complaint, about_bounces, passed_on]

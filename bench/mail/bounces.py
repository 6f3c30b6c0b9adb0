# ruff: noqa: E501, RUF001  (words as servers write them)
"""Reports as mail servers write them: in standard form, half of it, and in their own words."""

import random
from collections.abc import Callable
from functools import partial

from bench.mail.abroad import ABROAD
from bench.mail.bounces_more import STRANGE
from bench.mail.truth import Sample

UTF8 = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit"
Report = tuple[str, str, str, str]
"""From, subject, further header lines, body."""
ORIGINAL = "Return-Path: <support@ours.example>\nMessage-ID: {id}\nFrom: support@ours.example\nTo: {to}\nSubject: Your oven\n\nHello"


def dsn(
    text: str, to: str, mid: str, action: str, status: str, diagnostic: str, *, enclosed: str = "message/rfc822"
) -> tuple[str, str]:
    """The three parts of RFC 3464."""
    head = 'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status;\n\tboundary="B0/mx"'
    block = f"Reporting-MTA: dns; mx.far.example\nArrival-Date: Tue, 12 Mar 2024 15:15:42 +0100\n\nFinal-Recipient: rfc822; {to}\nOriginal-Recipient: rfc822;{to}\nAction: {action}\nStatus: {status}\nRemote-MTA: dns; mx.far.example\nDiagnostic-Code: {diagnostic}"
    return (
        head,
        f"--B0/mx\nContent-Description: Notification\nContent-Type: text/plain; charset=us-ascii\n\n{text}\n\n--B0/mx\nContent-Type: message/delivery-status\n\n{block}\n\n--B0/mx\nContent-Type: {enclosed}\n\n{ORIGINAL.format(id=mid, to=to)}\n\n--B0/mx--\n",
    )


def postfix(to: str, mid: str) -> Report:
    head, body = dsn(
        f"This is the mail system at host mx.far.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\n<{to}>: host mx.far.example said: 550 5.1.1 User unknown",
        to,
        mid,
        "failed",
        "5.1.1",
        "smtp; 550 5.1.1 User unknown",
    )
    return "MAILER-DAEMON@mx.far.example (Mail Delivery System)", "Undelivered Mail Returned to Sender", head, body


def sendmail(to: str, mid: str) -> Report:
    head, body = dsn(
        f"The original message was received at Tue, 12 Mar 2024\nfrom localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<{to}>\n    (reason: 550 5.1.1 No such user)",
        to,
        mid,
        "failed",
        "5.1.1",
        "SMTP; 550 5.1.1 No such user",
        enclosed="text/rfc822-headers",
    )
    return "Mail Delivery Subsystem <MAILER-DAEMON@far.example>", "Returned mail: see transcript for details", head, body


def exchange_online(to: str, mid: str) -> Report:
    head, body = dsn(
        f"Your message to {to} couldn't be delivered.\n\n{to.partition('@')[0]} wasn't found at far.example.",
        to,
        mid,
        "failed",
        "5.1.10",
        "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found",
    )
    return (
        "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@far.example>",
        "Undeliverable: Your oven",
        head,
        body,
    )


def gmail(to: str, mid: str) -> Report:
    head, body = dsn(
        f"** Address not found **\n\nYour message wasn't delivered to {to} because the address couldn't be found, or is unable to receive mail.",
        to,
        mid,
        "failed",
        "5.1.1",
        "smtp; 550-5.1.1 The email account that you tried to reach does not exist.",
    )
    return "Mail Delivery Subsystem <mailer-daemon@googlemail.com>", "Delivery Status Notification (Failure)", head, body


def quota(to: str, mid: str) -> Report:
    head, body = dsn(
        "Die Nachricht konnte nicht zugestellt werden.", to, mid, "failed", "5.2.2", "smtp; 552 5.2.2 mailbox full"
    )
    return "Mail Delivery System <mailer-daemon@far.example>", "Unzustellbar: Ihr Ofen", head, body


def no_action(to: str, mid: str) -> Report:
    sender, subject, head, body = postfix(to, mid)
    return sender, subject, head, body.replace("Action: failed\n", "").replace("Original-Recipient", "X-Was")


def qmail(to: str, mid: str) -> Report:
    return (
        "MAILER-DAEMON@far.example",
        "failure notice",
        "",
        f"Hi. This is the qmail-send program at far.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<{to}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\n{ORIGINAL.format(id=mid, to=to)}",
    )


def exim(to: str, mid: str) -> Report:
    return (
        "Mail Delivery System <Mailer-Daemon@far.example>",
        "Mail delivery failed: returning message to sender",
        f"X-Failed-Recipients: {to}\nAuto-Submitted: auto-replied",
        f"This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  {to}\n    Unrouteable address\n\n------ This is a copy of the message, including all the headers. ------\n\n{ORIGINAL.format(id=mid, to=to)}",
    )


def exchange_of_old(to: str, mid: str) -> Report:
    return (
        "System Administrator <postmaster@far.example>",
        "Undeliverable: Your oven",
        "",
        f"Your message did not reach some or all of the intended recipients.\n\n      Subject:  Your oven\n      Sent:     12.03.2024 15:15\n\nThe following recipient(s) could not be reached:\n\n      {to} on 12.03.2024 15:16\n            The e-mail account does not exist at the organization.\n            < far.example #5.1.1>\n",
    )


def domino(to: str, mid: str) -> Report:
    return (
        "MAILER-DAEMON@far.example",
        "DELIVERY FAILURE: User not listed in Domino Directory",
        "",
        f"Your message\n\n  Subject: Your oven\n\nwas not delivered to:\n\n  {to}\n\nbecause:\n\n  User not listed in Domino Directory\n",
    )


def groupwise(to: str, mid: str) -> Report:
    return (
        "Mail Postmaster <postmaster@far.example>",
        "Message status - undeliverable",
        "",
        f"The message that you sent was undeliverable to the following:\n\t{to} (user not found)\n\nPossibly truncated original message follows:\n\n{ORIGINAL.format(id=mid, to=to)}",
    )


def yahoo(to: str, mid: str) -> Report:
    return (
        "MAILER-DAEMON@yahoo.example",
        "Failure Notice",
        "",
        f"Sorry, we were unable to deliver your message to the following address.\n\n<{to}>:\n554: delivery error: dd This user doesn't have an account\n\n--- Below this line is a copy of the message.\n\n{ORIGINAL.format(id=mid, to=to)}",
    )


def gateway(to: str, mid: str) -> Report:
    return (
        "postmaster@filter.far.example",
        "Mail could not be delivered",
        "",
        f"****** Message from a gateway ******\n\nSent <<< RCPT TO:<{to}>\nReceived >>> 550 5.1.1 unknown user.\n\nUnable to deliver message to <{to}>.\n",
    )


def mimecast(to: str, mid: str) -> Report:
    return (
        "Mail Delivery System <mailer-daemon@far.example>",
        "[Postmaster] Email Delivery Failure",
        "",
        f"This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- {to}\n\ncould not be delivered. The problem appears to be :\n-- Recipient email address is possibly incorrect\n\nAdditional information follows :\n-- 5.4.1 Recipient address rejected: Access denied\n",
    )


def barracuda(to: str, mid: str) -> Report:
    return (
        "postmaster@far.example",
        "**Message you sent blocked by our bulk email filter**",
        "",
        f"Your message to: {to}\nwas blocked by our Spam Firewall. The email you sent has NOT BEEN DELIVERED.\n",
    )


def courier(to: str, mid: str) -> Report:
    return (
        "Mail Delivery Subsystem <MAILER-DAEMON@far.example>",
        "NOTICE: mail delivery status.",
        "",
        f"This is a delivery status notification from far.example,\nrunning the Courier mail server.\n\nThe original message was received on Tue, 12 Mar 2024\n\nUNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<{to}>:\n    <<< 550 User unknown.\n",
    )


def mdaemon(to: str, mid: str) -> Report:
    return (
        "MDaemon at far.example <MDaemon@far.example>",
        "Permanent Delivery Failure",
        "",
        f"The following message could not be delivered:\n\nFailed address: {to}\n\n--- Session Transcript ---\nRCPT To:<{to}>\n550 5.1.1 Recipient unknown\n",
    )


def docomo(to: str, mid: str) -> Report:
    return (
        "Mail Delivery Subsystem <mailer-daemon@docomo.example>",
        "Returned mail: User unknown",
        "",
        f"The following recipients were undeliverable\n<{to}>\n550 Unknown user {to}\n\nThe original message follows:\n\n{ORIGINAL.format(id=mid, to=to)}",
    )


def kddi(to: str, mid: str) -> Report:
    return (
        "Postmaster@ezweb.example",
        "Mail System Error - Returned Mail",
        "",
        f"The user(s) account is disabled.\n\n<{to}>: 550 user unknown\n",
    )


def ses(to: str, mid: str) -> Report:
    head, body = dsn(
        "An error occurred while trying to deliver the mail to the following recipients:\n" + to,
        to,
        mid,
        "failed",
        "5.1.1",
        "smtp; 550 5.1.1 user unknown",
    )
    return "MAILER-DAEMON@eu-west-1.amazonses.com", "Delivery Status Notification (Failure)", head, body


def delay_postfix(to: str, mid: str) -> Report:
    head, body = dsn(
        "THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.",
        to,
        mid,
        "delayed",
        "4.4.1",
        "X-Postfix; connect to mx.far.example: timed out",
    )
    return "MAILER-DAEMON@mx.far.example (Mail Delivery System)", "Delayed Mail (still being retried)", head, body


def delay_exim(to: str, mid: str) -> Report:
    return (
        "Mail Delivery System <Mailer-Daemon@far.example>",
        "Warning: message 1rk0aA-0001 delayed 24 hours",
        "Auto-Submitted: auto-replied",
        f"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue.\n\nThe address to which the message has not yet been delivered is:\n\n  {to}\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n",
    )


def delay_german(to: str, mid: str) -> Report:
    head, body = dsn("Die Zustellung verzögert sich.", to, mid, "delayed", "4.2.0", "smtp; 451 4.2.0 greylisted")
    return "Mail Delivery System <mailer-daemon@far.example>", "Verzögerte Zustellung", head, body


FAILURES: list[Callable[[str, str], Report]] = [
    postfix, sendmail, exchange_online, gmail, quota, no_action, qmail, exim, exchange_of_old, domino, groupwise, yahoo,
    gateway, mimecast, barracuda, courier, mdaemon, docomo, kddi, ses,
]  # fmt: skip


def _abroad(name: str) -> Callable[[str, str], Report]:
    sender, subject, text = ABROAD[name]

    def report(to: str, mid: str) -> Report:
        return sender, subject, UTF8, text.format(to=to, original=ORIGINAL.format(id=mid, to=to))

    report.__name__ = name
    return report


DELAYS: list[Callable[[str, str], Report]] = [delay_postfix, delay_exim, delay_german]


def strange(name: str, to: str, mid: str) -> Report:
    """One of the reports of odd form."""
    sender, subject, head, text, _ = STRANGE[name]
    original = ORIGINAL.format(id=mid, to=to)
    return sender, subject, head, text.format(to=to, original=original, header=original.partition("\n\n")[0])


def make(rng: random.Random) -> Sample:
    """One report."""
    name, maker, is_delay = rng.choice(EVERY)
    to, mid = f"user{rng.randrange(10_000)}@far.example", f"<t.{rng.getrandbits(50):x}@ours.example>"
    sender, subject, head, body = maker(to, mid)
    # Those of odd form come with the envelope that reports must have, for little else tells them.
    path = (
        "Return-Path: <>\n" if name in STRANGE else rng.choice(["Return-Path: <>\n", "Return-Path: <MAILER-DAEMON>\n", ""])
    )
    lines = f"{path}From: {sender}\nTo: support@ours.example\nSubject: {subject}\nDate: Tue, 12 Mar 2024 15:15:42 +0100\n{head.strip()}\n"
    raw = lines.replace("\n\n", "\n") + "\n" + body
    kind = "delivery_delay" if is_delay else "bounce"
    return Sample(f"bounce {name}", raw.replace("\n", "\r\n").encode(), kind=kind, failed=to)


EVERY: list[tuple[str, Callable[[str, str], Report], bool]] = [
    *((each.__name__, each, False) for each in (*FAILURES, *map(_abroad, ABROAD))),
    *((each.__name__, each, True) for each in DELAYS),
    *((name, partial(strange, name), STRANGE[name][-1]) for name in STRANGE),
]
"""Name, maker, and whether it is a delay."""

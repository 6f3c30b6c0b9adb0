"""Who sent this: a mail server by its name, a program that nobody answers, or a person."""

import re
from enum import IntEnum

from usher.mail.incoming.trim import vocabulary
from usher.mail.mime.headers import Headers

NULL_PATH = re.compile(r"<?\s*(?:#@\[\]|mailer-daemon(?:@[^<>\s]*)?)?\s*>?", re.IGNORECASE)
"""Envelope senders of reports: none (RFC 5321 §4.5.5), qmail's for reports that bounced, what sendmail writes."""
DAEMON = re.compile(
    r"mailer[-_. ]?daemon|mail[-_. ]?daemon|mail delivery? (?:sub)?system|(?:^|[<\s\"])(?:mdaemon|mmdf)@"
    r"|microsoftexchange[0-9a-f]{20,}",
    re.IGNORECASE,
)
"""Names that people and firms do not have."""
MAILER = re.compile(
    r"post[-_. ]?(?:master|maaster)|mail ?(?:system|administrator|router)|mdaemon|delivery (?:sub)?system"
    r"|system ?administrator|systemadministrator|administrador del sistema"
    r"|(?:^|[<\s\"])(?:bounces?|bounced|mailagent|mailman-bounces|mail-?gateway|notes router|mailsystem)(?:[-_+][^@\s]*)?@"
    r"|interscan|mail ?marshal|smtp gateway|e-?mail router|message ?labs|mail transfer|mail server|smtp[-_ ]gateways?"
    r"|virus[-_ ]?wall|imss@|mail[-_]?sweeper",
    re.IGNORECASE,
)
"""Names of mail servers that firms and people have at times."""
ROBOT = re.compile(
    r"(?:^|[<\s\"])(?:no-?reply|do-?not-?reply|noreply|notif\w*|system|daemon|server|admin\w*"
    r"|mail|smtp|mta|mail-?admin|sysadmin)(?:[-_+.][^@\s]*)?@"
    r"|mail delivery|post ?office|delivery (?:notification|service)|zustellung|mail ?gate|microsoft outlook|internet mail"
    r"|exchange server",
    re.IGNORECASE,
)
"""Names of programs, and those of mail servers that parcel services have, too."""
PERSONAL_PROGRAM = re.compile(
    r"thunderbird|apple mail|iphone|ipad|android|outlook|gmail|k-9|fairemail|evolution|kmail|airmail|spark|em client|the bat"
    r"|mutt|roundcube|horde|imp |squirrel|yahoo|foxmail|becky|alpine|seamonkey|webmail|open-xchange|sogo|notes release",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"\s*(?:re|aw|sv|antw|rif|ref|odp|vá|ynt|回复|回覆|答复|返信)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)


class Sender(IntEnum):
    """How much the sender's name speaks for a mail server."""

    PERSON = 0
    ROBOT = 1
    MAILER = 2
    DAEMON = 3


def kind_of_sender(headers: Headers) -> Sender:
    """Judge the sender's name and address; a mail without From counts as a mailer's."""
    name = headers.text("from")[:500]
    if DAEMON.search(name) or (name in ("", "<>") and has_null_path(headers)):
        return Sender.DAEMON
    if not name or MAILER.search(name):
        return Sender.MAILER
    return Sender.ROBOT if ROBOT.search(name) else Sender.PERSON


def has_null_path(headers: Headers) -> bool:
    """Whether the envelope sender is empty, as that of every report must be; False where none is told."""
    path = headers.raw("return-path") or headers.raw("x-envelope-from")
    return path is not None and bool(NULL_PATH.fullmatch(path.strip()))


def is_by_hand(headers: Headers) -> bool:
    """Whether a person's program wrote it, or its subject is that of an answer or a forward."""
    program = f"{headers.text('user-agent')} {headers.text('x-mailer')}"[:300]
    subject = headers.text("subject")[:300]
    return bool(
        PERSONAL_PROGRAM.search(program)
        or headers.raw("list-id")
        or _PASSED_ON.match(subject)
        or vocabulary.FORWARD_SUBJECT.match(subject)
    )

"""Waiting for a sign of the server that something came (IDLE, RFC 2177)."""

import threading

from imap_tools import BaseMailBox

LISTEN = 1.0  # seconds between looks at whether we shall end


def can_idle(box: BaseMailBox) -> bool:
    """Whether the server knows IDLE; some say so only after the login."""
    return b"IDLE" in b" ".join(box.client.capability()[1]).upper().split()


def idle(box: BaseMailBox, told: threading.Event, *, seconds: float) -> None:
    """Listen until something is said, or we are told to end, or the time is over (far below RFC 2177's 29 minutes).

    A connection that has gone meanwhile shows itself at the end, or by TCP's keepalive.
    """
    tag = box.client._command("IDLE")
    heard = False
    while box.client._get_response() is not None:  # what the server says before it agrees is a sign, too
        heard = True
    for _ in range(int(seconds / LISTEN)):
        if heard or told.is_set() or box.idle.poll(timeout=LISTEN):
            break
    box.client.send(b"DONE\r\n")
    box.consume_until_tagged_response(tag)

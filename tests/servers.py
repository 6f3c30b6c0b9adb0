"""Real mail servers for tests, on free ports of the loopback: pymap for IMAP, aiosmtpd for SMTP."""

import base64
import imaplib
import logging
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells every command

HOST = "127.0.0.1"
USER, PASSWORD = "help@pine.example", "pw pässword"


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass
class Imap:
    """A running pymap; its folder starts empty, and every start numbers it anew (UIDVALIDITY)."""

    port: int
    user: str
    password: str

    def session(self) -> imaplib.IMAP4:
        """Signed in, the inbox selected for writing."""
        session = imaplib.IMAP4(HOST, self.port, timeout=10)
        session.authenticate("PLAIN", lambda _: f"\0{self.user}\0{self.password}".encode())
        session.select("INBOX")
        return session

    def append(self, *mails: bytes, flags: str = "", when: str | None = None) -> None:
        """Put mails into the inbox, as a mail server would."""
        with self.session() as session:
            for mail in mails:
                status, said = session.append("INBOX", flags, when, mail)  # type: ignore[arg-type]
                assert status == "OK", said

    def flags(self) -> list[bytes]:
        """The flags of every message, to see that nobody touched them."""
        with self.session() as session:
            return [line for line in session.fetch("1:*", "(FLAGS)")[1] if isinstance(line, bytes)]


@contextmanager
def imap_server(
    user: str = USER, password: str = PASSWORD, port: int = 0, *, tokens: Path | None = None,
    certificate: tuple[str, str] | None = None,
) -> Iterator[Imap]:  # fmt: skip
    """A pymap of one user, gone at the end.

    With `tokens` it also takes the access tokens in that file; with a certificate and its key it speaks STARTTLS.
    """
    port = port or free_port()
    command = [
        *(("-m", "tests.token_imap") if tokens else (str(Path(sys.executable).with_name("pymap")),)),
        "--host", HOST, "--port", str(port),
        *(("--cert", certificate[0], "--key", certificate[1]) if certificate else ("--no-tls",)),
        "--no-service", "admin", "--no-service", "managesieve", "dict", "--demo-user", user, "--demo-password", password,
    ]  # fmt: skip
    environment = os.environ | {"USHER_TEST_TOKENS": str(tokens)}
    process = subprocess.Popen(
        [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    try:
        server = Imap(port, user, password)
        _wait_for(port)
        _empty(server)
        yield server
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((HOST, port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


def _empty(server: Imap) -> None:
    with server.session() as session:  # the demo of pymap brings mail of its own
        session.store("1:*", "+FLAGS", "\\Deleted")
        session.expunge()


@dataclass
class Received:
    """One message as the server took it."""

    sender: str
    recipients: list[str]
    content: bytes


@dataclass
class Smtp:
    """A running SMTP server; `on_rcpt` and `on_data` may return another answer than 250 for this attempt."""

    port: int
    mails: list[Received] = field(default_factory=list)
    on_rcpt: Callable[[str], str | None] = lambda address: None
    on_data: Callable[[Received], str | None] = lambda mail: None
    drop: bool = False  # take the message and hang up without an answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.on_rcpt(address)
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = Received(envelope.mail_from or "", list(envelope.rcpt_tos), bytes(envelope.content or b""))
        answer = self.on_data(mail)
        if answer is None:
            self.mails.append(mail)
        if self.drop:
            server.transport.abort()
        return answer or "250 OK"


@dataclass
class TokenSmtp(Smtp):
    """Takes access tokens, refusing as Google does: a reason first, then the refusal."""

    token: Callable[[], str] = lambda: ""
    seen: list[bytes] = field(default_factory=list)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        return await self._auth(server, args)

    async def _auth(self, server: SMTP, args: list[str]) -> AuthResult:
        said = base64.b64decode(args[1])
        self.seen.append(said)
        if f"\x01auth=Bearer {self.token()}\x01\x01".encode() in said:
            return AuthResult(success=True)
        await server.challenge_auth(base64.b64encode(b'{"status":"401"}').decode(), encode_to_b64=False)
        return AuthResult(success=False, handled=False)


class BearerSmtp(TokenSmtp):
    """One that knows the standard's name for it, too."""

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        return await self._auth(server, args)


@contextmanager
def smtp_server(
    login: tuple[str, str] | None = None, port: int = 0, *, token: Callable[[], str] | None = None, bearer: bool = False,
    tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None,
) -> Iterator[Smtp]:  # fmt: skip
    """An SMTP server of ours, with a login or a token (by OAUTHBEARER too) that it wants, over TLS if given."""

    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        given = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode())
        return AuthResult(success=given == login, handled=False)

    port = port or free_port()
    handler = (BearerSmtp if bearer else TokenSmtp)(port, token=token) if token else Smtp(port)
    more: dict[str, Any] = {}
    if login or token:
        more = {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    if token:
        more["auth_exclude_mechanism"] = ["LOGIN", "PLAIN"]
    if starttls:
        more |= {"tls_context": starttls, "require_starttls": True}
    controller = Controller(handler, hostname=HOST, port=handler.port, ssl_context=tls, **more)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()

"""A little OAuth provider on the loopback: codes with PKCE, tokens that end, rotation, refusals."""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.servers import HOST
from usher.mail.models.mailbox import SignIn
from usher.mail.oauth import asking
from usher.mail.oauth.providers import PROVIDERS

CLIENT = ("client-7", "client secret")


@dataclass
class Provider:
    """`error` is answered instead of tokens ("invalid_grant", or a number as a broken server's status)."""

    tokens: Path  # where the good access tokens stand, for the IMAP server
    url: str = ""
    error: str | int = ""
    rotates: bool = True
    seconds: int = 3600
    slow: float = 0.0  # seconds before an answer
    refresh_token: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    challenges: dict[str, str] = field(default_factory=dict)  # of codes
    pause: threading.Event = field(default_factory=threading.Event)

    def agree(self, query: dict[str, str]) -> str:
        """A person agrees on the page that `query` describes: the address they are sent back to."""
        code = secrets.token_urlsafe(8)
        self.challenges[code] = query["code_challenge"]
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """What the token endpoint answers (RFC 6749 §5)."""
        self.asked.append(form)
        self.pause.wait(self.slow)
        if isinstance(self.error, int):
            return self.error, {}
        error = self.error or self._refusal(form)
        if error:
            return 400, {"error": error, "error_description": f"{error}: ask a person"}
        good = secrets.token_urlsafe(16)
        self.tokens.write_text(good)
        if self.rotates or not self.refresh_token:
            self.refresh_token = secrets.token_urlsafe(16)
        answer = {"access_token": good, "token_type": "Bearer", "expires_in": self.seconds}
        return 200, answer | ({"refresh_token": self.refresh_token} if self.rotates or "code" in form else {})

    def _refusal(self, form: dict[str, str]) -> str:
        if (form.get("client_id"), form.get("client_secret")) != CLIENT:
            return "invalid_client"
        if form["grant_type"] == "refresh_token":
            return "" if form["refresh_token"] == self.refresh_token else "invalid_grant"
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return "" if self.challenges.pop(form["code"], "") == challenge else "invalid_grant"


@contextmanager
def oauth_provider(tokens: Path, patch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """Google, as far as Usher can tell; the loopback may be asked as long as it runs."""
    provider = Provider(tokens)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            status, answer = provider.token({name: values[0] for name, values in parse_qs(body).items()})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    provider.url = f"http://{HOST}:{server.server_port}"
    asks = replace(
        PROVIDERS[SignIn.GOOGLE], authorize_url=f"{provider.url}/authorize", token_url=f"{provider.url}/token"
    )  # fmt: skip
    patch.setitem(PROVIDERS, SignIn.GOOGLE, asks)
    patch.setattr(asking, "is_public", lambda address, port: address == HOST)
    yield provider
    server.shutdown()
    server.server_close()


def query_of(url: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}

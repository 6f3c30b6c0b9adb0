"""pymap, started so that it takes access tokens (XOAUTH2): those that stand in the file USHER_TEST_TOKENS, one a line.

python -m tests.token_imap --host 127.0.0.1 --port P --no-tls … dict --demo-user u@x --demo-password pw
"""

import os
from pathlib import Path
from typing import Any

from pymap.backend import dict as backend
from pymap.exceptions import InvalidAuth
from pymap.main import main
from pysasl import SASLAuth
from pysasl.creds.external import ExternalCredentials

_by_password = backend.Login.authenticate


async def _by_token(self: Any, credentials: Any) -> Any:
    if not isinstance(credentials, ExternalCredentials):
        return await _by_password(self, credentials)
    good = Path(os.environ["USHER_TEST_TOKENS"]).read_text().split()
    if credentials._token not in good or credentials.authzid != self.config.demo_user:
        raise InvalidAuth
    return backend.Identity(self.config.demo_user, self, None, frozenset())


backend.Config.tls_auth = property(lambda self: SASLAuth.named([b"PLAIN", b"LOGIN", b"XOAUTH2"]))  # type: ignore[assignment]
backend.Login.authenticate = _by_token  # type: ignore[method-assign]

if __name__ == "__main__":
    main()

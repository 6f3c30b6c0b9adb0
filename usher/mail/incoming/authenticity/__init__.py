"""Is the sender who they say they are? Findings of a trusted server, or our own for mail that came to our port."""

from usher.mail.incoming.authenticity.judging import fails_dmarc, judge

__all__ = ["fails_dmarc", "judge"]

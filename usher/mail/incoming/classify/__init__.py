"""What kind of mail this is, whom a bounce is about, and whether a machine may answer."""

from usher.mail.incoming.classify.answerable import Refusal, may_auto_answer
from usher.mail.incoming.classify.kinds import Verdict, classify

__all__ = ["Refusal", "Verdict", "classify", "may_auto_answer"]

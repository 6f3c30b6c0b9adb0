"""The reply without the quoted history, for text and for HTML.

What goes: the quote with the line or block that introduces it, wherever it stands; our own marker line and all below
it; a signature below the standard delimiter (`-- `, RFC 3676 §4.3) when it looks like one; the line by which a phone
advertises itself; a mailing list's footer. What stays: everything else, and everything whenever in doubt. Quotes
between the lines of an interleaved answer stay too, for the answers mean nothing without them; forwarded mails are
never cut, for the forwarded text is what the sender wants read.
"""

from usher.mail.incoming.trim.both import trim
from usher.mail.incoming.trim.page import trim_html
from usher.mail.incoming.trim.text import is_all_quoted, trim_text

__all__ = ["is_all_quoted", "trim", "trim_html", "trim_text"]

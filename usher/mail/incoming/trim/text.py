"""The reply of a plain text."""

from usher.mail.incoming.trim.deciding import label_lines, reply_lines

MAX_LINES = 20_000
"""Of a longer text the end is kept untried: nobody writes that much below a quote."""


def trim_text(text: str, *, is_forward: bool = False) -> str:
    """Return the reply without quote and signature; the whole text when it is unsure or nothing would be left."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        return text.strip()
    kept = reply_lines(lines, label_lines(lines), is_forward=is_forward)
    return join_kept(lines, kept) or text.strip()


def join_kept(lines: list[str], kept: list[int]) -> str:
    """Join the kept lines; where something was taken out between them one blank line stays."""
    result: list[str] = []
    previous = -1
    for index in kept:
        if previous >= 0 and index != previous + 1:
            while result and not result[-1]:
                result.pop()
            result.append("")
        line = lines[index].rstrip()
        if line or (result and (result[-1] or index == previous + 1)):
            result.append(line)
        previous = index
    return "\n".join(result).strip("\n").rstrip()

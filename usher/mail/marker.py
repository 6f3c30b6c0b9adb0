"""The line that every outgoing mail starts with, so that an answer can be cut above it."""

REPLY_MARKER = "##- Write your answer above this line -##"
LOOP_HEADER = "X-Usher-Automatic"
"""Set on every mail that no person sent; a mail that comes in with it is never answered by a machine."""
MARKER_EDGE = "##-"
"""What a translated marker starts with; its mirror image ends the line."""


def is_marker_line(line: str) -> bool:
    """Tell whether a line is our marker, in any translation, quoted or indented as clients leave it."""
    stripped = line.strip().lstrip("> \t|*_").rstrip(" \t*_")
    return stripped.startswith(MARKER_EDGE) and stripped.endswith(MARKER_EDGE[::-1]) and len(stripped) < 200

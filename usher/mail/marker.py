"""The line that every outgoing mail starts with, so that an answer can be cut above it."""

MARKER_EDGE = "##-"
"""What a marker starts with, in any language; its mirror image ends the line."""
LOOP_HEADER = "X-Usher-Automatic"
"""Set on every mail that no person sent; a mail that comes in with it is never answered by a machine."""

_WORDS = {
    "en": "Write your answer above this line",
    "de": "Bitte oberhalb dieser Zeile antworten",
    "fi": "Kirjoita vastauksesi tämän rivin yläpuolelle",
    "sv": "Skriv ditt svar ovanför den här raden",
    "da": "Skriv dit svar over denne linje",
    "nl": "Typ uw antwoord boven deze regel",
    "fr": "Écrivez votre réponse au-dessus de cette ligne",
    "es": "Escriba su respuesta por encima de esta línea",
    "it": "Scrivere la risposta sopra questa riga",
}


def marker(language: str) -> str:
    """The line in a language, in English where we do not speak it."""
    return f"{MARKER_EDGE} {_WORDS.get(language, _WORDS['en'])} {MARKER_EDGE[::-1]}"


REPLY_MARKER = marker("en")


def is_marker_line(line: str) -> bool:
    """Tell whether a line is our marker, in any translation, quoted or indented as clients leave it."""
    stripped = line.strip().lstrip("> \t|*_").rstrip(" \t*_")
    return stripped.startswith(MARKER_EDGE) and stripped.endswith(MARKER_EDGE[::-1]) and len(stripped) < 200

"""What mails to members say, in the languages that Usher ships; a mail has one language from its first line to its last."""

from usher.mail.wording.finding import spoken
from usher.organizations.queries import current
from usher.people.models import Member

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "given": "{name} gave you this ticket.",
        "written": "{name} wrote.",
        "news": "News on {code}",
        "requester": "Requester: {name}",
        "footer": "Answer this mail to reply to the customer; begin with a line #note for a note to your team. {link}",
        "refused_subject": "Not sent: your mail",
        "refused": (
            "{name}, your mail about {code} was sent to nobody:\n\n{why}\n\nWhat you wrote is kept. {link}\n"
        ),
        "held_subject": "Not sent: a planned reply",
        "held": "Your planned reply on {code} was not sent.\n\n{why}\n\nSend it, change it or call it back there:\n{link}",
        "held_others": (
            "A reply that {name} planned on {code} was not sent.\n\n{why}\n\n"
            "Read it, and take it over or cancel it there:\n{link}"
        ),
    },
    "de": {
        "given": "{name} hat Ihnen dieses Ticket gegeben.",
        "written": "{name} hat geschrieben.",
        "news": "Neues zu {code}",
        "requester": "Von: {name}",
        "footer": (
            "Antworten Sie auf diese Mail, so geht die Antwort an den Kunden; eine erste Zeile #note macht daraus eine Notiz"
            " für Ihr Team. {link}"
        ),
        "refused_subject": "Nicht gesendet: Ihre Mail",
        "refused": (
            "{name}, Ihre Mail zu {code} wurde an niemanden gesendet:\n\n{why}\n\nIhr Text ist aufgehoben. {link}\n"
        ),
        "held_subject": "Nicht gesendet: eine geplante Antwort",
        "held": (
            "Ihre geplante Antwort auf {code} wurde nicht gesendet.\n\n{why}\n\n"
            "Dort können Sie sie senden, ändern oder zurückholen:\n{link}"
        ),
        "held_others": (
            "Eine Antwort, die {name} auf {code} geplant hat, wurde nicht gesendet.\n\n{why}\n\n"
            "Dort können Sie sie lesen und übernehmen oder verwerfen:\n{link}"
        ),
    },
    "fi": {
        "given": "{name} antoi sinulle tämän tiketin.",
        "written": "{name} kirjoitti.",
        "news": "Uutta tiketissä {code}",
        "requester": "Pyytäjä: {name}",
        "footer": (
            "Kun vastaat tähän viestiin, vastaus lähtee asiakkaalle; ensimmäinen rivi #note tekee siitä muistiinpanon"
            " tiimillesi. {link}"
        ),
        "refused_subject": "Ei lähetetty: viestisi",
        "refused": (
            "{name}, viestiäsi tiketistä {code} ei lähetetty kenellekään:\n\n{why}\n\nTekstisi on tallessa. {link}\n"
        ),
        "held_subject": "Ei lähetetty: ajastettu vastaus",
        "held": (
            "Ajastettua vastaustasi tikettiin {code} ei lähetetty.\n\n{why}\n\n"
            "Lähetä se, muuta sitä tai peru se täällä:\n{link}"
        ),
        "held_others": (
            "Vastausta, jonka {name} ajasti tikettiin {code}, ei lähetetty.\n\n{why}\n\n"
            "Lue se ja ota se hoitaaksesi tai peru se täällä:\n{link}"
        ),
    },
}  # fmt: skip


def language_of(member: Member) -> str:
    """The member's own, else the organization's, else English."""
    return spoken(member.user.language, current().language)


def said(member: Member, what: str, **values: str) -> str:
    """One of the WORDS in the member's language."""
    return WORDS[language_of(member)][what].format(**values)

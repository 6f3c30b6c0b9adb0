"""The words that come with Usher, by language and kind: subject and text."""

LANGUAGES = {"en": "English", "de": "Deutsch", "fi": "Suomi"}

# What stands for a subject that a stranger chose.
NEUTRAL_SUBJECT = {"en": "your message", "de": "Ihre Nachricht", "fi": "viestisi"}

SHIPPED: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "acknowledgement": (
            "We have received your message",
            "Hello {{requester.name}},\n\n"
            "we have received your message. It has the number {{ticket.code}}.\n\n"
            "To add something, answer this mail.\n\n"
            "{{organization.name}}",
        ),
        "closed_mail": (
            "Your message was not added",
            "Hello {{requester.name}},\n\n"
            "your message belongs to {{ticket.code}}, which is closed, so it was not added there.\n\n"
            "To open a new request, write a new mail to {{mailbox.address}}.\n\n"
            "{{organization.name}}",
        ),
        "resolved": (
            "Your request is resolved",
            "Hello {{requester.name}},\n\n"
            "we have marked your request {{ticket.code}} as resolved.\n\n"
            "If something is still open, answer this mail and we go on.\n\n"
            "{{organization.name}}",
        ),
        "closure": (
            "Your request is closed",
            "Hello {{requester.name}},\n\n"
            "your request {{ticket.code}} is closed.\n\n"
            "To open a new request, write a new mail to {{mailbox.address}}.\n\n"
            "{{organization.name}}",
        ),
        "new_ticket": (
            "New ticket: {{ticket.subject}}",
            "{{requester.name}} asks for help.\n\n{{ticket.preview}}\n\nPriority: {{ticket.priority}}\n{{ticket.link}}",
        ),
    },
    "de": {
        "acknowledgement": (
            "Wir haben Ihre Nachricht erhalten",
            "Guten Tag {{requester.name}},\n\n"
            "wir haben Ihre Nachricht erhalten. Sie hat die Nummer {{ticket.code}}.\n\n"
            "Möchten Sie etwas ergänzen, dann antworten Sie einfach auf diese Mail.\n\n"
            "{{organization.name}}",
        ),
        "closed_mail": (
            "Ihre Nachricht wurde nicht hinzugefügt",
            "Guten Tag {{requester.name}},\n\n"
            "Ihre Nachricht gehört zu {{ticket.code}}. "
            "Dieser Vorgang ist geschlossen, daher wurde sie dort nicht hinzugefügt.\n\n"
            "Für ein neues Anliegen schreiben Sie bitte eine neue Mail an {{mailbox.address}}.\n\n"
            "{{organization.name}}",
        ),
        "resolved": (
            "Ihr Anliegen ist gelöst",
            "Guten Tag {{requester.name}},\n\n"
            "wir haben Ihr Anliegen {{ticket.code}} als gelöst vermerkt.\n\n"
            "Ist noch etwas offen, dann antworten Sie auf diese Mail, und wir kümmern uns weiter darum.\n\n"
            "{{organization.name}}",
        ),
        "closure": (
            "Ihr Anliegen ist abgeschlossen",
            "Guten Tag {{requester.name}},\n\n"
            "Ihr Anliegen {{ticket.code}} ist abgeschlossen.\n\n"
            "Für ein neues Anliegen schreiben Sie bitte eine neue Mail an {{mailbox.address}}.\n\n"
            "{{organization.name}}",
        ),
        "new_ticket": (
            "Neues Ticket: {{ticket.subject}}",
            "{{requester.name}} bittet um Hilfe.\n\n{{ticket.preview}}\n\nPriorität: {{ticket.priority}}\n{{ticket.link}}",
        ),
    },
    "fi": {
        "acknowledgement": (
            "Olemme vastaanottaneet viestisi",
            "Hei {{requester.name}},\n\n"
            "olemme vastaanottaneet viestisi. Sen numero on {{ticket.code}}.\n\n"
            "Jos haluat lisätä jotain, vastaa tähän viestiin.\n\n"
            "{{organization.name}}",
        ),
        "closed_mail": (
            "Viestiäsi ei lisätty",
            "Hei {{requester.name}},\n\n"
            "viestisi koskee pyyntöä {{ticket.code}}, joka on suljettu, joten viestiä ei lisätty siihen.\n\n"
            "Jos sinulla on uutta asiaa, kirjoita uusi viesti osoitteeseen {{mailbox.address}}.\n\n"
            "{{organization.name}}",
        ),
        "resolved": (
            "Pyyntösi on ratkaistu",
            "Hei {{requester.name}},\n\n"
            "olemme merkinneet pyyntösi {{ticket.code}} ratkaistuksi.\n\n"
            "Jos jokin jäi vielä auki, vastaa tähän viestiin, niin jatkamme asian hoitamista.\n\n"
            "{{organization.name}}",
        ),
        "closure": (
            "Pyyntösi on suljettu",
            "Hei {{requester.name}},\n\n"
            "pyyntösi {{ticket.code}} on suljettu.\n\n"
            "Jos sinulla on uutta asiaa, kirjoita uusi viesti osoitteeseen {{mailbox.address}}.\n\n"
            "{{organization.name}}",
        ),
        "new_ticket": (
            "Uusi tukipyyntö: {{ticket.subject}}",
            "{{requester.name}} pyytää apua.\n\n{{ticket.preview}}\n\nPrioriteetti: {{ticket.priority}}\n{{ticket.link}}",
        ),
    },
}

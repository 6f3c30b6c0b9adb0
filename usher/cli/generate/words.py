"""What the corpus says: openings, things, troubles and answers that combine into tens of thousands of subjects."""

THINGS = (
    "printer", "invoice", "laptop", "VPN", "password", "calendar", "delivery", "order", "webhook", "report", "camera", "scanner",
    "phone", "login", "backup", "certificate", "domain", "mailbox", "dashboard", "export", "import", "badge", "door lock",
    "projector", "keyboard", "monitor", "subscription", "refund", "contract", "spreadsheet", "database", "router", "headset",
    "battery", "charger", "update", "license", "payroll", "booking", "sensor",
)  # fmt: skip
TROUBLES = (
    "does not start", "is missing", "shows an error", "arrived damaged", "is very slow", "cannot be opened", "was sent twice",
    "stopped after the update", "has the wrong address", "needs to be replaced", "is locked", "keeps disconnecting",
    "shows last month's numbers", "asks for a code", "is too expensive", "has expired", "makes a strange noise", "is empty",
)  # fmt: skip
PLACES = ("in the Leeds office", "on floor 3", "at the warehouse", "for our new colleague", "since Monday", "on my phone",
          "in the meeting room", "for the Lyon branch", "after lunch", "in production", "on the second site", "this morning")  # fmt: skip
OPENINGS = ("Hello,", "Good morning,", "Hi team,", "Dear support,", "Hey,", "Guten Tag,", "Bonjour,")
SENTENCES = (
    "It worked fine until last week.", "I have already restarted it twice.", "Three of us see the same.", "A colleague has no trouble.",
    "The message says that access was denied.", "We need it for the audit on Friday.", "There is no hurry, but please have a look.",
    "I attach nothing because the screen stays black.", "The serial number is on the sticker below.", "It happens every time after ten minutes.",
    "Could somebody call me back?", "The order was placed in September.", "I followed the manual step by step.", "Nothing changed on our side.",
)  # fmt: skip
ANSWERS = (
    "Thank you for the details. We can reproduce it and look for the cause.", "Please try it once more with the cable on the left port.",
    "We have reset it on our side. Does it work now?", "The replacement leaves our warehouse today.", "I have forwarded this to the technicians.",
    "Could you send us the exact message and the time?", "This is fixed in the version that comes out tomorrow.",
)  # fmt: skip
NOTES = ("Same as last week, see the other ticket.", "Customer is patient.", "Supplier informed, answer expected tomorrow.",
         "Checked the log: three timeouts.", "Ask Lena before replacing it.")  # fmt: skip
FIRST_NAMES = ("Anna", "Ben", "Carla", "David", "Elif", "Finn", "Greta", "Hasan", "Ida", "Jonas", "Kira", "Liam", "Mina", "Noor",
               "Olga", "Paul", "Rosa", "Sven", "Tara", "Umar", "Vera", "Wim", "Yara", "Zoe")  # fmt: skip
LAST_NAMES = ("Adler", "Baker", "Costa", "Dahl", "Evans", "Fischer", "Garcia", "Haas", "Ito", "Jansen", "Kaya", "Lopez", "Meyer",
              "Novak", "Olsen", "Patel", "Quinn", "Rossi", "Silva", "Tran", "Usman", "Virtanen", "Weber", "Young")  # fmt: skip

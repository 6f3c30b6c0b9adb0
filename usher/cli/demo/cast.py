"""Who works at Northwind Cycles, and who writes to them."""

from dataclasses import dataclass

PASSWORD = "usher-demo"
ORGANIZATION, PREFIX, SLUG = "Northwind Cycles", "PULSE", "northwind"
MAILBOX = "support@northwind.example"


@dataclass(frozen=True, slots=True)
class Person:
    """A member or a contact of the demo."""

    key: str
    name: str
    email: str
    role: str = ""
    company: str = ""
    phone: str = ""
    language: str = ""


MEMBERS = (
    Person("maya", "Maya Lindqvist", "maya@northwind.example", "admin"),
    Person("tom", "Tom Okafor", "tom@northwind.example", "manager"),
    Person("priya", "Priya Raman", "priya@northwind.example", "agent"),
    Person("jonas", "Jonas Weber", "jonas@northwind.example", "agent"),
    Person("aino", "Aino Virtanen", "aino@northwind.example", "agent"),
    Person("ruth", "Ruth Castell", "ruth@northwind.example", "viewer"),
)

# In this order, so that in a fresh installation Technical has the id 5 of the API's examples.
TEAMS: dict[str, tuple[str, ...]] = {
    "General support": ("maya", "priya", "aino"),
    "Billing": ("tom", "aino"),
    "Warranty and parts": ("priya", "jonas"),
    "Fleet and business": ("tom", "maya"),
    "Technical": ("jonas", "maya", "priya"),
}
LEADS = {"General support": "maya", "Billing": "tom", "Warranty and parts": "priya", "Technical": "jonas"}

# In this order too: Incident has the id 3.
TYPES = {
    "Question": "General support",
    "Feature request": "General support",
    "Incident": "Technical",
    "Warranty claim": "Warranty and parts",
    "IT support": "Technical",
    "CRM Support": "Fleet and business",
}
DEFAULT_TYPE = "IT support"
# Key → how the field is made. The two help topics require a brand, CRM Support an issue too.
FIELDS: dict[str, dict[str, object]] = {
    "brand": {"name": "Brand", "kind": "choice", "choices": ["Northwind", "Northwind Cargo", "Meridian", "None of these"]},
    "issue": {
        "name": "Issue", "kind": "choice",
        "choices": ["Wrong data", "Missing data", "Cannot sign in", "Report or export", "Something else"],
    },
    "serialNumber": {
        "name": "Serial number", "kind": "text", "section": "Bike", "rules": {"pattern": "@#-#####"},
        "help": "On the frame, below the bottle holder.",
    },
    "boughtOn": {"name": "Bought on", "kind": "date", "section": "Bike"},
    "mileage": {"name": "Mileage", "kind": "number", "section": "Bike", "rules": {"min": 0}, "help": "Kilometres"},
    "partsAffected": {
        "name": "Parts affected", "kind": "choices", "section": "Bike", "choices": ["Battery", "Motor", "Brakes", "Frame",
                                                                                   "Wheels", "Lock", "App"],
    },
    "orderNumber": {"name": "Order number", "kind": "text", "section": "Purchase", "rules": {"pattern": "#####"}},
    "shop": {"name": "Shop", "kind": "url", "section": "Purchase"},
    "goodwillCase": {"name": "Goodwill case", "kind": "checkbox", "section": "Purchase", "is_public": False},
}  # fmt: skip
# Type → what it asks; an asterisk marks what it requires.
TYPE_FIELDS = {
    "Incident": ("serialNumber", "partsAffected", "mileage"),
    "Warranty claim": ("serialNumber", "boughtOn", "mileage", "partsAffected", "orderNumber", "shop", "goodwillCase"),
    "IT support": ("brand*",),
    "CRM Support": ("brand*", "issue*"),
}
CATEGORIES = ("Billing", "Technical", "Account", "Sales", "Compliance", "Feature request")
LABELS = {
    "billing": 3, "technical": 14, "sales": 9, "vip": 19, "urgent": 0, "engineering": 15, "marketing": 21, "bug": 1,
    "feature-request": 12, "documentation": 6, "training": 8, "api": 16, "ui": 17, "performance": 2, "security": 23,
    "needs-review": 4, "waiting-external": 5, "blocked": 22, "battery": 7, "firmware": 13, "warranty": 10, "parts": 11,
    "orders": 18, "b2b": 20,
}  # fmt: skip

COMPANIES: dict[str, dict[str, object]] = {
    "Marchetti Cicli": {"domains": ["marchetti-cicli.example"], "tier": "gold", "currency": "EUR"},
    "Kirkgate Council": {"domains": ["kirkgate.example"], "tier": "platinum", "currency": "GBP", "prefix": "KIRK"},
    "Velo Paris Location": {"domains": ["veloparis.example"], "tier": "silver", "currency": "EUR", "hourly_rate": "95.00"},
    "Brandt Logistik": {"domains": ["brandt-logistik.example"], "tier": "gold", "currency": "EUR"},
    "Harbour Couriers": {"domains": ["harbour-couriers.example"], "tier": "silver", "currency": "USD"},
}

CONTACTS = (
    Person("elena", "Elena Marchetti", "elena@marchetti-cicli.example", phone="+39 051 555 0134", language="it"),
    Person("sofie", "Sofie Brandt", "sofie.brandt@brandt-logistik.example", phone="+49 40 5550 177", language="de"),
    Person("oliver", "Oliver Pratt", "oliver.pratt@mailbox.example"),
    Person("hugo", "Hugo Laurent", "hugo@veloparis.example", phone="+33 1 55 50 01 22", language="fr"),
    Person("wanjiru", "Wanjiru Kamau", "wanjiru@harbour-couriers.example"),
    Person("mateusz", "Mateusz Nowak", "m.nowak@poczta.example", language="pl"),
    Person("amara", "Amara Diallo", "amara.diallo@inbox.example"),
    Person("grace", "Grace Hollis", "grace.hollis@kirkgate.example", phone="+44 113 555 0190"),
    Person("noah", "Noah Eriksen", "noah@eriksen.example", language="da"),
    Person("daniel", "Daniel Osei", "daniel.osei@inbox.example"),
    Person("lukas", "Lukas Steiner", "lukas.steiner@alpenpost.example", language="de"),
    Person("chloe", "Chloe Dubois", "chloe.dubois@courriel.example", language="fr"),
    Person("hannah", "Hannah Kim", "hannah@harbour-couriers.example"),
    Person("ravi", "Ravi Menon", "ravi.menon@inbox.example"),
    Person("pekka", "Pekka Salonen", "pekka.salonen@posti.example", language="fi"),
    Person("ines", "Inês Carvalho", "ines.carvalho@correio.example", language="pt"),
    Person("farid", "Farid Haddad", "farid@harbour-couriers.example"),
    Person("yuki", "Yuki Tanaka", "yuki.tanaka@yubin.example", language="ja"),
)

"""What is open today."""

from usher.cli.demo.conversations import D, H, Story, answer, note, reply, status

STORIES = (
    Story(
        "App language resets to English", "mateusz", 3 * D,
        "Every time I close the app it forgets that I chose Polish. Version 5.2 on Android 15.",
        source="web", priority="low", type="Incident", labels=("ui", "bug"), team="Technical", assignee="maya",
        steps=(
            reply("maya", 6 * H, "Hello Mateusz,\n\nI can see it here too. It is fixed in 5.3, which comes out next week.\n\nMaya"),
            answer(7 * H, "OK, thank you. I will wait for it then."),
        ),
    ),
    Story(
        "Question about leasing through my employer", "lukas", 2 * D + 20 * H,
        "My employer works with JobRad. Do you support that, and does the price include the second battery?",
        source="portal", priority="low", type="Question", category="Sales", labels=("sales",), team="General support",
    ),
    Story(
        "Child seat adapter not compatible with model C3", "ravi", 2 * D + 6 * H,
        "The bolts of the adapter are 4 mm too short for the C3 rack. Is there a longer set?",
        source="qr", type="Question", labels=("parts",), team="Warranty and parts", assignee="maya",
        steps=(note("maya", 120, "Rack of 2026 is thicker. Parts has M6x38, article 5512. Asked them to add it to the kit."),),
    ),
    Story(
        "Rückgabe von zwei Akkus", "sofie", 2 * D,
        "Guten Tag,\n\nzwei Akkus aus der Lieferung vom 3. November haben ein beschädigtes Gehäuse. Wie gehen wir mit dem"
        " Gefahrgut-Rückversand um?\n\nMit freundlichen Grüßen\nSofie Brandt",
        priority="high", type="Warranty claim", labels=("battery", "b2b", "warranty"),
        fields={"partsAffected": ["Battery"], "orderNumber": "48102", "boughtOn": "2026-10-29", "goodwillCase": True},
        team="Warranty and parts",
        assignee="priya", cc=("lager@brandt-logistik.example",),
        steps=(
            reply("priya", 55, "Guten Tag Frau Brandt,\n\nbitte nicht selbst verschicken. Am Mittwoch kommt ein Fahrer mit zwei"
                  " zugelassenen Kisten. Bis dahin die Akkus draußen und trocken lagern.\n\nPriya Raman"),
            answer(3 * H, "Danke, Mittwoch passt. Unser Lager (in Kopie) öffnet um 7 Uhr."),
        ),
    ),
    Story(
        "Rental lock does not open over Bluetooth", "hannah", 1 * D + 20 * H,
        "Only since the last phone update. Two of the fourteen bikes open, twelve say “no connection”. The riders use the"
        " keys for now.",
        priority="high", type="Incident", category="Technical", labels=("b2b", "bug"), team="Technical", assignee="tom",
        steps=(
            reply("tom", 35, "Hello Hannah,\n\nwhich phone system and version do the riders use? And do the two that open have"
                  " lock firmware 1.9?\n\nTom"),
            answer(90, "Android 16 everywhere. And yes! The two that open are on 1.9, the others on 1.7."),
            note("jonas", 110, "1.7 negotiates an old pairing mode that Android 16 dropped. Rolling 1.9 out over the air works"
                 " only when unlocked by key first."),
        ),
    ),
    Story(
        "Duplicate charge on 18 November", "daniel", 1 * D + 16 * H,
        "Two identical amounts of 249.00 were taken from my account on 18 November for order 48377. A screenshot of the"
        " statement is attached.",
        priority="high", category="Billing", labels=("billing",), team="Billing", assignee="aino", file="statement.png",
        steps=(status("aino", 30, "in_progress"), note("aino", 32, "Second capture has no order id. Asked the provider.")),
    ),
    Story(
        "Squeaking noise from the rear hub at low speed", "chloe", 1 * D + 12 * H,
        "It squeaks below 10 km/h and gets louder when it rains. The bike is three months old.",
        source="web", priority="low", type="Warranty claim", labels=("warranty",),
        fields={"serialNumber": "C3-41877", "boughtOn": "2026-08-14", "mileage": 640, "partsAffected": ["Wheels"]},
        team="Warranty and parts",
        assignee="priya",
    ),
    Story(
        "Warranty transfer to the new owner", "lukas", 1 * D + 8 * H,
        "I sold my bike to my neighbour and would like to move the warranty to him. What do you need from us?",
        priority="low", type="Question", labels=("warranty", "documentation"), team="Warranty and parts", assignee="priya",
        steps=(
            reply("priya", 4 * H, "Hello Lukas,\n\nboth names, the frame number and the date of the sale are enough.\n\nPriya"),
            answer(6 * H, "Lukas Steiner to Emil Huber, NC2-50117, 15 November. Thank you!"),
        ),
    ),
    Story(
        "Bold route line on the map", "yuki", 1 * D + 6 * H,
        "The route is hard to see in sunlight. Could the line be bolder, or could I choose its colour?",
        source="api", priority="low", type="Feature request", category="Feature request",
        labels=("feature-request", "ui"), team="General support",
    ),
    Story(
        "Two bikes missing from the fleet overview", "farid", 1 * D + 3 * H,
        "We own 48 bikes, the overview shows 46. HC-031 and HC-032 are missing since Monday.",
        source="api", type="Incident", category="Technical", labels=("api", "b2b"), team="Technical",
    ),
    Story(
        "Akku lataa vain 80 prosenttiin", "pekka", 1 * D,
        "Hei,\n\nakku lataa enää vain 80 prosenttiin. Pyörä on kolme kuukautta vanha. Onko tämä asetus vai vika?\n\nPekka",
        type="Incident", labels=("battery",), team="Technical", assignee="aino",
        steps=(
            reply("aino", 40, "Hei Pekka,\n\nse on asetus: sovelluksessa Akku → Säästölataus. Kun otat sen pois, akku lataa"
                  " täyteen. Säästölataus pidentää akun ikää.\n\nAino"),
        ),
    ),
    Story(
        "Display freezes when the map is open", "mateusz", 22 * H,
        "It happens about ten minutes into every ride with the map open; the only way out is the power button.",
        type="Incident", category="Technical", labels=("firmware", "performance"), team="Technical", assignee="maya",
        steps=(
            note("jonas", 2 * H, "Same as two reports last week: map tiles fill the memory on displays with 64 MB."),
            reply("maya", 3 * H, "Hello Mateusz,\n\nplease switch off “3D buildings” in the map settings for now. That avoids the"
                  " freeze until firmware 2.5 is out.\n\nMaya", "in_progress"),
            answer(9 * H, "No freeze on the way home. I will tell you tomorrow if it stays so."),
        ),
    ),
    Story(
        "Request: delivery window for 14 cargo bikes", "wanjiru", 18 * H,
        "Could you confirm whether the delivery of our 14 cargo bikes can come between 6 and 8 in the morning? Our yard is"
        " full after that.",
        priority="high", type="Question", category="Sales", labels=("orders", "b2b"), team="Fleet and business",
        assignee="tom",
        steps=(
            reply("tom", 2 * H, "Hello Wanjiru,\n\nthe carrier can do 6:30 on Thursday with two lorries. Does that work?\n\nTom"),
            answer(4 * H, "Thursday 6:30 is perfect. Please have the drivers call the gate first."),
        ),
    ),
    Story(
        "Second heart-rate strap", "noah", 14 * H,
        "The manual mentions two straps but the app only ever connects one. How do I pair the second?",
        source="messenger", priority="low", type="Question", labels=("documentation",), team="General support",
    ),
    Story(
        "Public charging dock offline at Kirkgate", "grace", 12 * H,
        "Dock 3 and 4 show a red light since this morning. Forty people charge there every day, so this is urgent for"
        " us.\n\nGrace Hollis\nKirkgate Council",
        priority="urgent", type="Incident", category="Technical", labels=("urgent", "b2b", "vip"), team="Technical",
        assignee="tom", cc=("facilities@kirkgate.example",),
        steps=(
            reply("tom", 11, "Hello Grace,\n\nwe see both docks offline since 06:12; the other four are fine. A technician is on"
                  " the way and should be there before eleven.\n\nTom", "in_progress"),
            note("jonas", 30, "Both hang on the same fuse. If it is the fuse, ten minutes; if the controller, a day."),
            answer(3 * H, "The technician is here. Dock 3 is back, 4 still red."),
        ),
    ),
    Story(
        "Cannot sign in after changing phone", "oliver", 9 * H,
        "The authenticator codes from the new phone are rejected, and I no longer have the old one.",
        source="messenger", type="IT support", fields={"brand": "Northwind"}, category="Account",
        labels=("security",), team="General support",
    ),
    Story(
        "CRM shows the wrong dealer for Lyon", "hugo", 7 * H,
        "In the dealer portal our Lyon shop is listed under “Bordeaux Cycles”. Orders go to the wrong people.",
        source="portal", type="CRM Support", fields={"brand": "Northwind", "issue": "Wrong data"}, category="Account",
        labels=("needs-review",), team="Fleet and business",
    ),
    Story(
        "Firmware 2.4 release notes missing", "ravi", 6 * H,
        "The link to the release notes of 2.4 leads to an empty page.", source="web", priority="low", type="Question",
        labels=("documentation", "firmware"), team="General support", assignee="aino",
        steps=(reply("aino", 35, "Hello Ravi,\n\nthank you, the page is back.\n\nAino", "resolved"),),
    ),
    Story(
        "Webhook for low battery", "farid", 5 * H,
        "Could your platform call us when a battery falls below 15 %? Polling 48 bikes every minute feels wrong.",
        source="api", type="Feature request", category="Feature request", labels=("feature-request", "api", "b2b"),
        team="Technical",
    ),
    Story(
        "Invoice for the workshop", "hugo", 4 * H,
        "Could you send the invoice for the Lyon workshop to compta@veloparis.example instead of to me?",
        priority="low", category="Billing", labels=("billing",), team="Billing", assignee="aino",
        steps=(reply("aino", 25, "Bonjour Hugo,\n\ndone, and noted for the next ones.\n\nAino", "resolved"),),
    ),
    Story(
        "Brake lever arrived bent, need a replacement this week", "hugo", 3 * H,
        "Photos attached. We have a rental group on Saturday and only one spare bike left. Can you send a lever by express?",
        source="qr", priority="high", type="Warranty claim", labels=("warranty", "parts"),
        fields={"serialNumber": "C3-77120", "partsAffected": ["Brakes"], "orderNumber": "48377"},
        team="Warranty and parts",
        file="brake-lever.png",
    ),
    Story(
        "Shop hours over Christmas", "ines", 2 * H + 30,
        "Are you open between Christmas and New Year? I would like to bring my bike for the yearly service.",
        source="web", priority="low", type="Question", team="General support",
    ),
    Story(
        "Fleet invoice shows the wrong VAT number", "sofie", 2 * H,
        "Our accountant noticed that the last three invoices carry our old VAT number. The new one is DE 321 554 987."
        "\n\nPlease correct and send them again.\n\nSofie Brandt",
        priority="high", category="Billing", labels=("billing", "b2b"), team="Billing", assignee="maya",
        steps=(
            note("tom", 12, "She told us in September, see PULSE-1207. We only changed the name, not the number."),
            reply("maya", 20, "Hello Ms Brandt,\n\nyou told us in time, we missed it. The corrected invoices come today.\n\nMaya"),
            answer(70, "Thank you. Please send them to buchhaltung@brandt-logistik.example as well."),
        ),
    ),
    Story(
        "Charger gets very hot", "amara", 1 * H + 35,
        "The charger of my C3 gets so hot that I cannot touch it. I have unplugged it. Is it safe to use?",
        source="web", priority="urgent", type="Incident", category="Technical", labels=("battery", "urgent"),
        team="Technical",
    ),
    Story(
        "Address change before shipping", "chloe", 55,
        "Bonjour, order 48402 ships tomorrow, but I moved last week. New address: 14 rue des Tanneurs, 59000 Lille.",
        priority="high", category="Sales", labels=("orders",), team="General support",
    ),
    Story(
        "Battery stops charging at 62% after firmware 2.4", "elena", 2 * H + 20,
        "Hello,\n\nsince the update to 2.4 both of our demo bikes stop charging at 62 %. The LED on the charger turns amber."
        " The serials are C3-77120 and C3-77124, a photo of both labels is attached.\n\nKind regards,\nElena",
        priority="urgent", type="Incident", category="Technical", labels=("battery", "firmware"), team="Technical",
        assignee="maya", file="serials.png",
        steps=(
            reply("maya", 17, "Hi Elena,\n\nsorry for the trouble, and thank you for the serial numbers. Please hold the power"
                  " button for 15 seconds with the charger plugged in. That restarts the battery controller and clears the"
                  " charge limit in most cases.\n\nIf it stops at 62 % again, tell me how often the LED blinks and I will"
                  " arrange a swap.\n\nMaya"),
            note("jonas", 80, "This matches the cell balancing regression in 2.4. Engineering has ENG-764 open, the hotfix 2.4.1"
                 " is in field testing. Two blinks = balancing timeout, so no hardware fault. Don't ship a new pack yet."),
            answer(134, "I tried the reset you suggested but it still blinks amber twice and then stops. Same on both"
                   " bikes.\n\nCan you send replacement packs by Thursday?"),
        ),
    ),
)  # fmt: skip

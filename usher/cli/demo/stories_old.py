"""What is done, or waits for somebody."""

from usher.cli.demo.conversations import D, H, Story, answer, note, reply, status

STORIES = (
    Story(
        "Wrong frame size delivered", "daniel", 21 * D,
        "Hello,\n\nI ordered the Model C3 in size M (order 47120) and a size L arrived today. The box is unopened apart from"
        " the top flap.\n\nHow do we swap it?\n\nDaniel Osei",
        priority="high", type="Question", category="Sales", labels=("orders",), team="General support", assignee="priya",
        steps=(
            reply("priya", 38, "Hello Daniel,\n\nthat was our mistake, sorry. A courier collects the L on Thursday and brings"
                  " the M at the same time. You do not have to repack anything, closing the flap is enough.\n\nPriya"),
            answer(3 * D, "The swap went well, thank you. The M fits."),
            reply("priya", 3 * D + 20, "Good to hear. Enjoy the ride.", "resolved"),
            status("priya", 10 * D, "closed"),
        ),
    ),
    Story(
        "Newsletter although I unsubscribed", "ines", 18 * D,
        "I have unsubscribed twice now and the newsletter still comes every Friday. Please remove my address.",
        source="web", priority="low", category="Account", labels=("marketing",), assignee="aino",
        steps=(
            reply("aino", 130, "Hello Inês,\n\nyour address was on two lists; I removed it from both, and a note keeps it"
                  " from being imported again.\n\nAino", "resolved"),
            status("aino", 7 * D, "closed"),
        ),
    ),
    Story(
        "Test ticket from the new shop form", "noah", 16 * D, "Just checking that the form reaches you.", source="portal",
        priority="low", steps=(status("tom", 300, "cancelled"),),
    ),
    Story(
        "Training for our mechanics", "hugo", 15 * D,
        "Bonjour,\n\nwe run 60 of your bikes and have two new mechanics. Do you offer a workshop on the C3 motor?\n\nHugo",
        type="Question", category="Sales", labels=("training", "b2b"), team="Fleet and business", assignee="tom",
        steps=(
            reply("tom", 5 * H, "Bonjour Hugo,\n\nthe next workshop in Lyon is on 9 December, two places are left. Shall I"
                  " hold them for you?\n\nTom"),
            answer(1 * D, "Yes please, for Karim and Léa."),
            reply("tom", 1 * D + 40, "Both are on the list. The address and the agenda follow a week before.", "resolved"),
            status("tom", 8 * D, "closed"),
        ),
    ),
    Story(
        "Display language back to English", "yuki", 12 * D,
        "After the update the display shows German. I cannot find the menu to change it back to English.",
        type="Question", category="Technical", labels=("firmware", "ui"), assignee="jonas",
        steps=(
            reply("jonas", 95, "Hello Yuki,\n\nhold + and − together for five seconds, then press the power button three"
                  " times: the last entry is the language.\n\nJonas"),
            answer(6 * H, "That worked, thank you!"),
            status("jonas", 7 * H, "resolved"),
        ),
    ),
    Story(
        "Company name on invoices", "sofie", 11 * D,
        "Please print „Brandt Logistik GmbH & Co. KG“ instead of „Brandt Logistik“ on our invoices from now on.",
        category="Billing", labels=("billing", "b2b"), team="Billing", assignee="aino",
        steps=(
            reply("aino", 60, "Hello Ms Brandt,\n\nchanged. I can issue the October invoice again with the full name if your"
                  " accounting needs it.\n\nAino"),
            answer(1 * D, "October is fine as it is. Thank you."),
            reply("aino", 1 * D + 15, "Perfect, then this is done.", "resolved"),
        ),
    ),
    Story(
        "Accessory bag out of stock, notify me", "chloe", 9 * D,
        "Bonjour, is the 22 litre bag coming back? I would like to buy two.",
        source="web", priority="low", type="Question", category="Sales", labels=("orders", "waiting-external"),
        team="General support", assignee="aino",
        steps=(
            reply("aino", 3 * H, "Bonjour Chloé,\n\nthe next batch is due in the first week of December. I keep this open and"
                  " write when it arrives.\n\nAino"),
            status("aino", 3 * H + 5, "on_hold"),
        ),
    ),
    Story(
        "Spare key lost, frame number on hand", "daniel", 8 * D,
        "I have lost the spare key of my C3. I have the proof of purchase and the frame number (NC3-88412). What do I need"
        " to send you for a new one?",
        type="Question", labels=("parts",), team="Warranty and parts", assignee="maya",
        steps=(
            reply("maya", 50, "Hello Daniel,\n\na photo of the frame number and of the key code on the lock is enough. The key"
                  " costs 18 € and is cut within three days.\n\nMaya"),
            note("maya", 52, "Lock supplier confirmed: codes starting with 88 are still cut."),
        ),
    ),
    Story(
        "Motor error E-17 after deep water crossing", "mateusz", 7 * D,
        "Stupid of me, I know. I rode through a ford, the water came up to the axle, and since then the display shows E-17"
        " and the motor is off. Is there anything I can do before I bring it in?",
        source="messenger", type="Incident", category="Technical", labels=("bug",), team="Technical", assignee="jonas",
        steps=(
            reply("jonas", 25, "Hello Mateusz,\n\nthank you for saying it straight. Take the battery out, let the bike stand"
                  " in a warm room for 24 hours, then try again. If E-17 stays, the connector has to be opened.\n\nJonas"),
            note("jonas", 27, "E-17 is the humidity sensor. If it returns: connector kit 3140, not under warranty."),
        ),
    ),
    Story(
        "Refund for order 48213 has not arrived", "amara", 6 * D,
        "It has been twelve working days now. My bank says nothing is pending. Could you check what happened to the refund"
        " for order 48213?\n\nAmara Diallo",
        priority="high", category="Billing", labels=("billing",), team="Billing", assignee="priya",
        steps=(
            note("priya", 20, "Payment provider shows the refund as *returned*: the card it came from has expired."),
            reply("priya", 30, "Hello Amara,\n\nI found it: the card you paid with has expired since, so the bank returned the"
                  " refund. Send me an IBAN and it leaves today.\n\nPriya"),
        ),
    ),
    Story(
        "API returns 429 during nightly sync", "hannah", 5 * D,
        "Our nightly sync of 900 bikes gets 429 after about ten minutes. We stay well under the documented 100 requests a"
        " minute. The log is attached.\n\nHannah Kim\nHarbour Couriers",
        priority="high", type="Incident", category="Technical", labels=("api", "performance", "b2b"), team="Technical",
        assignee="tom", file="nightly-sync.log",
        steps=(
            reply("tom", 70, "Hello Hannah,\n\nthank you for the log. You are right, you stay below the limit; the counter was"
                  " shared between your two tokens. Engineering is on it.\n\nTom"),
            note("tom", 75, "ENG-771, fix planned for the release on Thursday. Customer is patient, tier silver."),
            status("tom", 76, "on_hold"),
        ),
    ),
    Story(
        "Data export under GDPR", "noah", 4 * D + 3 * H,
        "Please send me a copy of all personal data that you hold about me. I am a customer since 2021.",
        source="portal", category="Compliance", labels=("security",), team="General support", assignee="aino",
        steps=(
            note("aino", 40, "Identity checked by order number and phone. Due in 30 days; export requested from the shop."),
            status("aino", 45, "in_progress"),
        ),
    ),
    Story(
        "Saddle clamp creaks", "lukas", 4 * D,
        "The clamp of the saddle creaks with every pedal stroke. Grease did not help. Der Sattel selbst ist fest.",
        priority="low", type="Warranty claim", labels=("warranty", "parts"),
        fields={"serialNumber": "C3-30412", "mileage": 1210.5},
        assignee="priya",
        steps=(
            reply("priya", 4 * H, "Hallo Lukas,\n\na new clamp is on its way, the old one need not come back. If the creaking"
                  " stays, write here again.\n\nPriya", "auto_close"),
        ),
    ),
    Story(
        "Supplier portal password", "tom", 3 * D + 8 * H,
        "The password of the lock supplier's portal expires on Friday. Who has the second factor?",
        source="web", priority="high", visibility="internal", category="Account", labels=("security",), assignee="maya",
        steps=(note("maya", 90, "I have it until Jonas' new phone is set up. Changed today, next time in February."),),
    ),
)  # fmt: skip

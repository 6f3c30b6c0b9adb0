"""The section of a mailbox whose mail a provider hands over, as browsers use it."""

import re
from typing import Any

from django.test import Client

from usher.base.secrets import decrypt
from usher.events.models import Event
from usher.mail.incoming.hooks import place_of
from usher.mail.models import Mailbox

BASE = "/pine-support/settings/mailboxes"


def test_a_provider_is_chosen_and_its_address_shown_once(root: Client, mailbox: Mailbox) -> None:
    path = f"{BASE}/{mailbox.pk}/provider"
    assert root.post(path, {"webhook_provider": "mailgun", "webhook_secret": "sesame key"})["Location"] == path
    mailbox.refresh_from_db()
    assert (mailbox.webhook_provider, decrypt(mailbox.webhook_secret)) == ("mailgun", "sesame key")
    html = root.get(path).content.decode()
    assert "sesame" not in html and "A route with the action forward" in html and "/mail/hooks/" not in html
    shown = root.post(f"{path}/address").content.decode()
    found = re.search(r"/mail/hooks/([\w-]+)", shown)
    assert found and place_of(found[1]) == (mailbox.organization_id, mailbox.pk)
    assert "/mail/hooks/" not in root.get(path).content.decode()
    assert found[1] not in str(list(Event.objects.values_list("data", flat=True)))


def test_an_agent_cannot_make_an_address(world: Any, mailbox: Mailbox) -> None:
    client = Client()
    client.force_login(world.ada.user)
    assert client.post(f"{BASE}/{mailbox.pk}/provider/address").status_code == 403


def test_a_provider_that_is_not_known_is_refused(root: Client, mailbox: Mailbox) -> None:
    assert root.post(f"{BASE}/{mailbox.pk}/provider", {"webhook_provider": "pigeon"}).status_code == 422

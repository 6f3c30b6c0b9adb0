from tests.web.tickets.conftest import Browser
from usher.tickets.models import Ticket


def test_the_page_shows_the_conversation_and_the_properties(ada: Browser, ticket: Ticket) -> None:
    page = ada.get().content.decode()
    assert "Oven does not heat" in page
    assert "The big oven stays cold" in page
    assert "carl@bakery.example" in page
    assert 'name="status"' in page
    assert "style=" not in page

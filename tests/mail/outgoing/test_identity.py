"""Our own marks on outgoing mail: genuine ones are known again, altered ones are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from usher.mail.outgoing.identity import new_message_id, read_message_id, read_reply_address, reply_address

KEY = b"k" * 32
MAILBOX = "support@pine.example"


def address_for(recipient: str = "carl@pine.example", ticket_id: int = 42, mailbox: str = MAILBOX) -> str:
    return reply_address(mailbox=mailbox, ticket_id=ticket_id, recipient=recipient, key=KEY)


def test_a_reply_address_is_known_again_and_tells_for_whom_it_was_made() -> None:
    token = read_reply_address(address_for(), mailbox=MAILBOX, key=KEY, candidates=["mia@pine.example", "Carl@Pine.example"])
    assert token is not None
    assert (token.ticket_id, token.recipient) == (42, "Carl@Pine.example")


def test_a_stranger_with_a_genuine_address_is_for_nobody_we_know() -> None:
    token = read_reply_address(address_for(), mailbox=MAILBOX, key=KEY, candidates=["mia@pine.example"])
    assert token is not None
    assert token.recipient is None


@pytest.mark.parametrize("fold", [str.upper, str.title, str.swapcase])
def test_senders_that_change_the_case_are_forgiven(fold) -> None:  # type: ignore[no-untyped-def]
    assert read_reply_address(fold(address_for()), mailbox=MAILBOX, key=KEY) is not None


@pytest.mark.parametrize(
    "forged",
    [
        address_for().replace(".42.", ".43."),
        address_for()[:-14] + "aaaaaaaaaaaaa@pine.example"[-14:],
        address_for().replace("@pine.example", "@fir.example"),
        address_for(mailbox="sales@pine.example"),
        address_for()[:20] + "@pine.example",
        "support+t.42.@pine.example",
        "support@pine.example",
        "",
        "+t.1." + "a" * 21 + "@",
    ],
)
def test_t08_forged_truncated_and_foreign_addresses_are_refused(forged: str) -> None:
    assert read_reply_address(forged, mailbox=MAILBOX, key=KEY) is None


def test_every_flipped_letter_of_the_token_is_noticed() -> None:
    genuine = address_for()
    start, end = genuine.index("+t.") + 3, genuine.index("@")
    for position in range(start, end):
        other = "b" if genuine[position] != "b" else "c"
        forged = genuine[:position] + other + genuine[position + 1 :]
        assert read_reply_address(forged, mailbox=MAILBOX, key=KEY) is None


def test_another_organizations_key_does_not_open_ours() -> None:
    assert read_reply_address(address_for(), mailbox=MAILBOX, key=b"x" * 32) is None


@given(st.integers(1, 2**63 - 1), st.emails())
def test_the_local_part_never_exceeds_64_octets(ticket_id: int, recipient: str) -> None:
    made = address_for(recipient, ticket_id)
    assert len(made.rpartition("@")[0]) <= 64
    assert read_reply_address(made, mailbox=MAILBOX, key=KEY, candidates=[recipient]) is not None


def test_a_mailbox_without_room_keeps_its_plain_address() -> None:
    mailbox = "a" * 50 + "@pine.example"
    assert address_for(mailbox=mailbox) == mailbox


def test_a_mailbox_with_a_plus_of_its_own_works() -> None:
    made = address_for(mailbox="help+desk@pine.example")
    assert read_reply_address(made, mailbox="help+desk@pine.example", key=KEY) is not None


def test_a_message_id_is_known_again_even_under_another_domain() -> None:
    made = new_message_id(ticket_id=7, domain="Pine.example", key=KEY)
    assert made.startswith("<t.7.") and made.endswith("@pine.example>")
    assert read_message_id(made, key=KEY) == 7
    assert read_message_id(made.strip("<>"), key=KEY) == 7
    assert read_message_id(made.replace("pine.example", "relay.example"), key=KEY) == 7


def test_message_ids_never_repeat() -> None:
    assert len({new_message_id(ticket_id=7, domain="pine.example", key=KEY) for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "change", [lambda i: i.replace("<t.7.", "<t.8."), lambda i: i[:-20] + i[-19:], lambda i: "<t.7.x@y>"]
)
def test_a_guessed_message_id_is_refused(change) -> None:  # type: ignore[no-untyped-def]
    made = new_message_id(ticket_id=7, domain="pine.example", key=KEY)
    assert read_message_id(change(made), key=KEY) is None
    assert read_message_id(made, key=b"other") is None

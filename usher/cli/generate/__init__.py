"""`usher generate`: a believable corpus of any size, for trying and measuring."""

from usher.cli.generate.organizations import add_organization
from usher.cli.generate.tickets import fill

SHARE_OF_FIRST = 0.4


def run(*, tickets: int, organizations: int, messages: int) -> None:
    """Fill the database and print the first organization's slug and a token with all scopes, one per line.

    The first organization gets 40 % of the tickets, the others the rest in equal parts. Running it again adds more.
    """
    shares = _shares(tickets, organizations)
    made = [add_organization() for _ in shares]
    for place, share in zip(made, shares, strict=True):
        fill(place, tickets=share, messages=messages)
    print(made[0].slug)
    print(made[0].token)


def _shares(tickets: int, organizations: int) -> list[int]:
    if organizations == 1:
        return [tickets]
    first = round(tickets * SHARE_OF_FIRST)
    each, rest = divmod(tickets - first, organizations - 1)
    return [first, *(each + (number < rest) for number in range(organizations - 1))]

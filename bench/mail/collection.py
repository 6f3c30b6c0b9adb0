"""The whole collection, the same for the same seed."""

import random
from collections.abc import Iterator

from bench.mail import automatic, bounces, clients, clients_more, containers, conversations, plain, shapes, telephones
from bench.mail.truth import Sample
from bench.mail.wire import post

PROGRAMS = clients.ALL | clients_more.ALL | telephones.ALL


def answers(count: int, rng: random.Random) -> Iterator[Sample]:
    """Answers of every program in every language, and mails from which nothing may be cut."""
    names = list(PROGRAMS)
    for number in range(count):
        talk = conversations.talk(rng)
        if number % 5 == 4:
            maker = rng.choice(plain.ALL)
            composed, said = maker(talk)
            subject = "Fwd: Oven" if maker in plain.FORWARDS else None
            yield post(maker.__name__, composed, said, talk.language.charsets, rng, subject)
        else:
            name = names[number % len(names)]
            yield post(name, PROGRAMS[name](talk), talk.said, talk.language.charsets, rng, "Re: Oven")


def all_of(count: int, seed: int) -> Iterator[Sample]:
    """`count` answers, a quarter as many each of reports, automatic mails and containers, and every odd shape once."""
    rng = random.Random(seed)
    yield from answers(count, rng)
    for _ in range(count // 4):
        yield bounces.make(rng)
        yield rng.choice(automatic.ALL)(rng)
        yield rng.choice(containers.ALL)(rng)
    yield from shapes.ALL

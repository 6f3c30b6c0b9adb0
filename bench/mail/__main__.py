"""How well Usher reads mail: a table of shares, speed, memory and hostile headers.

python -m bench.mail [--messages 4000] [--seed 7] [--show reply]
"""

import argparse
import time
from collections import Counter

from bench.mail import hostile
from bench.mail.collection import all_of
from bench.mail.judging import Score, judge
from usher.mail.incoming.parse import parse


def main() -> None:
    """Make the collection, read it, print the table."""
    parser = argparse.ArgumentParser(prog="bench.mail", description="Measure how Usher reads mail.")
    parser.add_argument("--messages", type=int, default=4_000, help="answers; reports and others come beside them")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", default="", help="print what went wrong for questions that contain this")
    options = parser.parse_args()
    samples = list(all_of(options.messages, options.seed))
    score = Score()
    began = time.process_time()
    read = [parse(sample.raw) for sample in samples]
    seconds = time.process_time() - began
    for sample, message in zip(samples, read, strict=True):
        judge(sample, message, score)
    print(f"{len(samples):,} mails, seed {options.seed}\n\n| what | right | of | % |\n|---|--:|--:|--:|")
    for question in score.asked:
        print(f"| {question} | {score.right[question]:,} | {score.asked[question]:,} | {score.share(question):.2f} |")
    print(f"\n{len(samples) / seconds:,.0f} mails a second of one core")
    hostile.report()
    if options.show:
        _show(score, options.show)


def _show(score: Score, asked: str) -> None:
    wrong = [each for each in score.wrong if asked in each[0]]
    print(Counter(name for _, name, _, _ in wrong).most_common(60))
    for question, name, sample, found in wrong[:40]:
        raw = sample.raw[:3_000].decode("utf-8", "replace")
        print(f"\n=== {question}: {name}\n{raw}\n--- found\n{found[:1_000]}\n--- meant\n{sample.reply}")


if __name__ == "__main__":
    main()

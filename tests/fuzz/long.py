"""A long run of mutations of the samples, each in a worker process: exceptions, crashes, hangs and swelling are findings."""

from __future__ import annotations

import argparse
import hashlib
import random
import time
from collections.abc import Iterator

from fuzz.targets import FINDINGS, TARGETS, attempt, mutated, seeds
from kehoach.run.job import Job
from kehoach.run.workers import Workers

SECONDS = 30.0
"""For one input."""
MEMORY = 800_000_000


def inputs(target: str, begin: int, until: float) -> Iterator[Job]:
    """Mutations, each made of its own number alone, until the time is up."""
    known = seeds(target)
    number = begin
    while time.monotonic() < until:
        yield Job(f"{target}:{number}", data=mutation(target, known, number))
        number += 1


def mutation(target: str, known: list[bytes], number: int) -> bytes:
    chance = random.Random(f"{target} {number}")
    data = chance.choice(known)
    for _ in range(chance.choice((1, 1, 2))):
        data = mutated(data, chance, chance.choice(known))
    return data


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--begin", type=int, default=random.randrange(1_000_000_000))
    given = parser.parse_args()
    known, tried, found = seeds(given.target), 0, 0
    with Workers(given.jobs, SECONDS, MEMORY, work=attempt) as workers:
        for outcome in workers.outcomes(inputs(given.target, given.begin, time.monotonic() + given.seconds)):
            tried += 1
            if outcome.error is None:
                continue
            found += 1
            data = mutation(given.target, known, int(outcome.path.partition(":")[2]))
            path = FINDINGS / given.target / hashlib.sha256(data).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(path.name, outcome.error, flush=True)
    print(f"{given.target}: {tried} inputs from {given.begin}, {found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())

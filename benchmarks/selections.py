"""Selections that no page has shown before, so that no cache holds their answers."""

from __future__ import annotations

import random
from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import combinations

from benchmarks import measure
from cstoviz.ui.navigation import ORDER

STATES = ("Belarus", "Kazakhstan", "Kyrgyzstan", "Russia", "Tajikistan")
"""The states chosen from, by their names in English: the members that most events name. (With
Armenia alone, whose participation is suspended, most pages say that there is nothing.)"""

FIRST, LAST_YEAR = "2024-01-01", 2026
"""The first day of every period used here, and the year of the last: almost all events."""


def asked(doc: str | None, rounds: int, given: Sequence[str] | None) -> tuple[Namespace, list[str]]:
    """Return the options of a command that measures pages, and the pages chosen, in their order."""
    parser = measure.arguments(doc, rounds)
    parser.add_argument("--pages", default=",".join(ORDER), help="names of pages, with commas")
    options = parser.parse_args(given)
    return options, [name for name in ORDER if name in options.pages.split(",")]


def subsets(others: Sequence[str] = (), seed: int = 1) -> list[tuple[str, ...]]:
    """Return choices of states, each once, in an order that is always the same for a seed.

    First come those of `STATES` alone, then the same with one of the others.
    """
    found = [each for n in range(1, len(STATES) + 1) for each in combinations(STATES, n)]
    more = [(*each, other) for other in others if other not in STATES for each in found]
    chance = random.Random(seed)
    chance.shuffle(found)
    chance.shuffle(more)
    return [*found, *more]


def period(number: int) -> str:
    """Return a period of its own for every number below 300, so that selections that differ in
    nothing else differ in this."""
    month, day = divmod(number, 25)
    return f"{FIRST}..{LAST_YEAR}-{12 - month:02}-{28 - day:02}"


def period_of(page: str) -> str:
    """Return the period with which a page is opened, another one for each page."""
    return period(ORDER.index(page))


def walks(states: Sequence[str] = STATES) -> list[list[tuple[str, bool]]]:
    """Return orders in which to choose one state after the other, so that every choice of some of
    them comes up once: (state, whether what is then chosen is new).

    A walk starts with nothing chosen; what is not new has come up in a walk before.
    """
    known: set[frozenset[str]] = {frozenset()}
    wanted = 2 ** len(states)
    found: list[list[tuple[str, bool]]] = []
    for turn in range(4 * wanted):
        if len(known) < wanted:
            found.append(_walk(states, known, turn))
    return [walk for walk in found if walk]


def _walk(states: Sequence[str], known: set[frozenset[str]], turn: int) -> list[tuple[str, bool]]:
    """Go from nothing to all states, by what is not yet known wherever that is possible."""
    chosen: frozenset[str] = frozenset()
    steps = []
    while len(chosen) < len(states):
        left = [state for state in states if state not in chosen]
        left = left[turn % len(left) :] + left[: turn % len(left)]
        state = min(left, key=lambda each: _known_from(chosen | {each}, states, known))
        chosen |= {state}
        steps.append((state, chosen not in known))
        known.add(chosen)
    while steps and not steps[-1][1]:
        steps.pop()
    return steps


def _known_from(
    chosen: frozenset[str], states: Sequence[str], known: set[frozenset[str]]
) -> tuple[bool, bool]:
    """Say whether a choice is known, and whether all that come right after it are."""
    after = [chosen | {each} for each in states if each not in chosen]
    return chosen in known, all(each in known for each in after)


def steps() -> Iterator[tuple[str, bool, bool]]:
    """Yield every step of all walks: state, whether what is then chosen is new, whether a walk
    begins with it."""
    for walk in walks():
        for number, (state, new) in enumerate(walk):
            yield state, new, number == 0

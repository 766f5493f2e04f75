"""Two ways of doing the same work, measured in turn in one run: only their ratio means anything."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Side:
    """One way: what is measured, on what was set up anew before it and is put away after it."""

    title: str
    work: Callable[[Any], object]
    set_up: Callable[[], Any] = lambda: None
    put_away: Callable[[Any], object] = lambda state: None

    def seconds(self) -> float:
        """Time of the work alone."""
        state = self.set_up()
        gc.collect()
        start = time.perf_counter()
        self.work(state)
        taken = time.perf_counter() - start
        self.put_away(state)
        return taken


@dataclass(frozen=True)
class Case:
    """Ours beside other ways of doing the same."""

    name: str
    unit: str
    """What all have done: 20,000 people, 2,000 pages."""
    ours: Side
    others: tuple[tuple[Side, float], ...]
    """Each with the most that ours may take, in times of it."""


@dataclass(frozen=True)
class Figure:
    """A case measured."""

    name: str
    variant: str
    against: str
    ratio: float
    goal: float
    met: bool
    unit: str
    seconds: tuple[float, float]
    """Medians of both: figures for the reader, never judged."""


def measure(case: Case, rounds: int) -> list[Figure]:
    """All sides in turn, a round first that does not count."""
    sides = [case.ours, *(side for side, _ in case.others)]
    taken: list[list[float]] = [[] for _ in sides]
    for count in range(rounds + 1):
        for times, side in zip(taken, sides, strict=True):
            seconds = side.seconds()
            if count:
                times.append(seconds)
    ours, *medians = (statistics.median(times) for times in taken)
    return [
        Figure(
            case.name, case.ours.title, other.title, round(ours / median, 3), goal, ours / median <= goal, case.unit,
            (round(ours, 4), round(median, 4)),
        )
        for (other, goal), median in zip(case.others, medians, strict=True)
    ]  # fmt: skip

"""python -m tests.bench [NAME…] [--json]: each figure beside its alternatives, as ratios from one alternating run."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench import documents, storing, volumes
from tests.bench.made_school import Schools
from tests.bench.measuring import Case, Figure, measure


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and tell; 1 where a goal was missed, 2 for a name that is none."""
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="beginnings of the names to measure; none: all")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count (a first one does not)")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the usual amount of data")
    options = parser.parse_args(argv)
    stream = sys.stderr if options.json else sys.stdout
    stream.write(f"{machine()}\n")
    figures: list[Figure] = []
    with ExitStack() as stack:
        below = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="safetydesk-bench-")))
        for case in chosen(Schools(below, stack), options.scale, options.names):
            for figure in measure(case, options.rounds):
                figures.append(figure)
                stream.write(f"{line(figure)}\n")
                stream.flush()
    if not figures:
        parser.error(f"no figure begins with {' or '.join(options.names)}")
    if options.json:
        sys.stdout.write(json.dumps([as_object(figure) for figure in figures], ensure_ascii=False, indent=1) + "\n")
    return 0 if all(figure.met for figure in figures) else 1


def chosen(schools: Schools, scale: float, names: Sequence[str]) -> Iterator[Case]:
    """The cases asked for."""
    for words, cases in {**storing.FAMILIES, **documents.FAMILIES, **volumes.FAMILIES}.items():
        if not names or any(name.startswith(words) for name in names):
            yield from (case for case in cases(schools, scale) if not names or case.name.startswith(tuple(names)))


def line(figure: Figure) -> str:
    """A figure for a reader."""
    verdict = "met" if figure.met else "MISSED"
    ours, other = figure.seconds
    return (
        f"{figure.name:16} {figure.ratio:7.2f}  goal {figure.goal:<6.3g} {verdict:7} "
        f"{figure.variant} {ours:.3f} s, {figure.against} {other:.3f} s; {figure.unit}"
    )


def machine() -> str:
    """Where the absolute times come from."""
    return f"{platform.node()}: {platform.system()} {platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}"


def as_object(figure: Figure) -> dict[str, Any]:
    """A figure in the agreed shape, with the absolute times beside."""
    return asdict(figure)


if __name__ == "__main__":
    sys.exit(main())

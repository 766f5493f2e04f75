"""python -m tests.full: the long versions of everything, and the bench, with a table of figures at the end.

Not zero where a test fails or a goal is missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.full.lengths import FULL, KILLS

ROOT = Path(__file__).resolve().parents[2]
COUNTED = (
    "kills",
    "acknowledged",
    "people listed",
    "letters",
    "sides",
    "history entries",
    "megabytes for photos",
    "seconds for photos",
    "items catalogued",
    "items with files",
    "files in the package",
    "told by name",
    "links opened",
    "pages of mixed scans",
    "the long volume",
)
"""Figures that tests tell, by how their names end; those of one name are added up."""


@dataclass
class Outcome:
    """What one part of the run gave."""

    ok: bool
    figures: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def main(argv: Sequence[str] | None = None) -> int:
    """Run everything and tell."""
    parser = ArgumentParser(prog="python -m tests.full", description=__doc__)
    parser.add_argument("--kills", type=int, default=600, help="how often a working process is killed")
    parser.add_argument("--no-bench", action="store_true", help="tests only")
    parser.add_argument("paths", nargs="*", default=["tests"], help="tests to run, as pytest takes them")
    options = parser.parse_args(argv)
    outcomes = [run_tests(options.paths, options.kills)]
    if not options.no_bench:
        outcomes.append(run_bench())
    sys.stdout.write(table(outcomes))
    return 0 if all(outcome.ok for outcome in outcomes) else 1


def run_tests(paths: Iterable[str], kills: int) -> Outcome:
    """All tests at their full length."""
    environment = {**os.environ, FULL: "1", KILLS: str(kills)}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            "auto",
            "-p",
            "tests.full.long_profile",
            "--hypothesis-profile=full",
        ]
        command += ["--timeout=3600", f"--junitxml={report}", *paths]
        start = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        figures, faults = read_report(report)
    minutes = f"{(time.monotonic() - start) / 60:.1f}"
    return Outcome(code == 0, [*figures, ("minutes", minutes)], faults)


def read_report(report: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """Counts, the figures that tests told, and the names of those that failed."""
    if not report.exists():
        return [], ["pytest did not get as far as a report"]
    suite = ElementTree.parse(report).getroot().find("testsuite")
    assert suite is not None
    counts = [(name, suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")]
    told: dict[str, int] = {}
    for item in suite.iter("property"):
        name = item.get("name", "")
        if name.endswith(COUNTED):
            told[name] = told.get(name, 0) + int(item.get("value", "0"))
    failed = [
        case for case in suite.iter("testcase") if case.find("failure") is not None or case.find("error") is not None
    ]
    return [*counts, *((name, f"{count:,}") for name, count in sorted(told.items()))], [
        f"{case.get('classname')}::{case.get('name')}" for case in failed
    ]


def run_bench() -> Outcome:
    """The bench at its full scale."""
    command = [sys.executable, "-m", "tests.bench", "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode not in (0, 1):
        return Outcome(False, [], [f"the bench ended with {done.returncode}"])
    figures = json.loads(done.stdout)
    shown = [
        (f"{item['name']}, {item['variant']} / {item['against']}", f"{item['ratio']} (goal {item['goal']:.3g})")
        for item in figures
    ]
    missed = [f"{item['name']} against {item['against']}: {item['ratio']}" for item in figures if not item["met"]]
    return Outcome(not missed, shown, missed)


def table(outcomes: Iterable[Outcome]) -> str:
    """All figures in two columns, then what is wrong."""
    lines = ["", "Figures"]
    lines += [f"  {name:70} {value:>24}" for outcome in outcomes for name, value in outcome.figures]
    faults = [fault for outcome in outcomes for fault in outcome.faults]
    lines += [f"{len(faults)} faults" if faults else "No faults", *(f"  {fault}" for fault in faults)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())

"""`safetydesk` and `python -m safetydesk`: with a command the command line, without one the window."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from safetydesk.cli.arguments import parser
from safetydesk.cli.console import USAGE, speak
from safetydesk.cli.run import run
from safetydesk.clock import Clock, FixedClock, StoryClock, SystemClock
from safetydesk.core.dates import school_year
from safetydesk.paths import DataFolder, default_data_folder
from safetydesk.words import LANGUAGES, Words

DEMO_DAY = 10
"""The made-up school stands as it would on this day of September."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    multiprocessing.freeze_support()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = parser(Words(asked_language(arguments))).parse_args(arguments)
    except SystemExit as stop:
        speak(sys.stdout)
        return USAGE if stop.code else 0
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    folder = DataFolder(options.data.absolute()) if options.data else default_data_folder()
    if options.command is None:
        return open_window(folder, options.lang)
    if options.command == "pictures":
        return take_pictures(folder, options.out, options.lang)
    code = run(options, folder, demo_clock(options.size) if options.command == "demo" else SystemClock())
    if code == 0 and options.command == "demo" and not options.no_window:
        return open_window(folder, options.lang)
    return code


def asked_language(arguments: Sequence[str]) -> str:
    """The language of --lang, before the arguments are parsed: help is given in it."""
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments) and arguments[place + 1] in LANGUAGES:
            return arguments[place + 1]
        if argument.startswith("--lang=") and argument.removeprefix("--lang=") in LANGUAGES:
            return argument.removeprefix("--lang=")
    return "zh_CN"


def demo_clock(size: str) -> Clock:
    """The running school year's 10 September, or today where that has not come yet; a decade begins nine years ago."""
    now = SystemClock().now()
    day = now.date().replace(year=school_year(now.date()), month=9, day=DEMO_DAY)
    moment = datetime.combine(day, time(9), now.tzinfo)
    until = min(moment, now)
    if size == "decade":
        return StoryClock(until.replace(year=until.year - 9, month=9, day=1), until)
    return FixedClock(until)


def open_window(folder: DataFolder, language: str | None) -> int:
    """The window, imported only when it is wanted: the command line needs no Qt."""
    from safetydesk.app import run_window

    return run_window(folder, SystemClock(), language)


def take_pictures(folder: DataFolder, out: Path, language: str | None) -> int:
    """Pictures of every page, for the manual and for those without a screen."""
    from safetydesk.app import run_pictures

    return run_pictures(folder, SystemClock(), out, language)


if __name__ == "__main__":
    sys.exit(main())

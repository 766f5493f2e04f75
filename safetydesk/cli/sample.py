"""demo: a made-up school in an empty folder."""

from __future__ import annotations

from argparse import Namespace

from safetydesk.cli.console import DONE, Console
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office


def fill_demo(office: Office, options: Namespace, console: Console) -> int:
    """demo; the window, unless --no-window, is opened by the caller afterwards."""
    made = fill(office, options.size, options.seed)
    content = {"staff": made.staff, "pupils": made.pupils, "letters": made.letters, "folder": str(office.folder.root)}
    console.result(content, console.words.text("cli.demo_made", **content))
    return DONE

"""The pages of a pile to their letters: one PDF each, bound to the letter, and the letter marked as signed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from safetydesk.errors import Cancelled, Message, UserError, message
from safetydesk.operations.office import Office
from safetydesk.operations.scan_intake.matching import ScanLetter, ScanPlan
from safetydesk.paths import DataFolder
from safetydesk.registers.records.letters.kinds import DONE, SIGNED
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.registers.records.letters.signing import Found, find, signing_problem
from safetydesk.storage.attachments import StoredFile, store_file

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class FiledScans:
    """What became of the letters of a pile."""

    batch: str
    signed: tuple[str, ...]
    """Numbers of the letters marked as signed now."""
    kept: tuple[str, ...]
    """Numbers of those that were signed before: their scan is added, their day stays."""
    refused: tuple[tuple[str, Message], ...]
    """Number and reason."""
    incomplete: tuple[str, ...]


def store_scans(
    folder: DataFolder,
    plan: ScanPlan,
    paths: Sequence[Path],
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[int, StoredFile]:
    """Put each whole letter's pages into the store, by the letter's row id; touches neither database nor window.

    Raises UserError for a file that has vanished or changed meanwhile, or a disk that refuses, and Cancelled. What
    the store holds already is harmless: no row points at it.
    """
    from safetydesk.export.scanned import SourcePage, Sources

    scratch = folder.work / "scans"
    shutil.rmtree(scratch, ignore_errors=True)
    stored: dict[int, StoredFile] = {}
    try:
        with Sources(scratch) as sources:
            for done, item in enumerate(plan.ready):
                if cancelled():
                    raise Cancelled
                pages = [SourcePage(paths[page.read.file], page.read.page, page.turn) for page in item.pages]
                target = scratch / f"{safe(item.letter.number)}.pdf"
                sources.write(pages, target)
                stored[item.letter.id] = store_file(folder, target)
                target.unlink()
                progress(done + 1, len(plan.ready))
    except (UserError, Cancelled):
        raise
    except Exception as error:
        raise UserError(message("scan.file_changed"), message("scan.file_changed_hint")) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return stored


def safe(number: str) -> str:
    """A letter's number as a file's name; schools write numbers as they like."""
    return "".join("_" if ch in '<>:"/\\|?*' or ord(ch) < 32 else ch for ch in number)[:80]


def file_scans(office: Office, plan: ScanPlan, stored: Mapping[int, StoredFile], day: date) -> FiledScans:
    """Bind the scans and mark the letters as signed on a day, all in one action.

    Raises UserError for a day in the future. A letter that the day does not suit is refused and listed.
    """
    if day > office.clock.today():
        raise UserError(message("letters.future_day", day=day.isoformat()), message("letters.future_day_hint"))
    by_id = {found.id: found for found in find(office.database, list(stored))}
    fresh, kept, refused = sorted_out(plan.ready, by_id, day)
    incomplete = tuple(item.letter.number for item in plan.incomplete)
    change = {"state": SIGNED, "signed_on": day, "signed_entered": office.clock.today()}
    batch = ""
    if fresh or kept:
        with office.database.action("letters.intake") as action:
            for found in (*fresh, *kept):
                action.attach(stored[found.id], LETTERS.key, found.id)
            action.update_many(LETTERS.table, {found.id: dict[str, Any](change) for found in fresh})
            action.touched[LETTERS.table].update(())
        batch = action.batch
    return FiledScans(
        batch, tuple(found.number for found in fresh), tuple(found.number for found in kept), refused, incomplete
    )


def sorted_out(
    ready: Sequence[ScanLetter], by_id: Mapping[int, Found], day: date
) -> tuple[list[Found], list[Found], tuple[tuple[str, Message], ...]]:
    """Letters to be signed, letters signed before, and those the day does not suit."""
    fresh: list[Found] = []
    kept: list[Found] = []
    refused: list[tuple[str, Message]] = []
    for item in ready:
        found = by_id.get(item.letter.id)
        if found is None:
            continue
        if found.state in DONE:
            kept.append(found)
        elif problem := signing_problem(found, day):
            refused.append((found.number, problem))
        else:
            fresh.append(found)
    return fresh, kept, tuple(refused)

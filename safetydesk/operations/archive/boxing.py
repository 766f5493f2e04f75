"""Boxes of filed items: put items into boxes, and print what boxes and items bear."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.errors import UserError, message
from safetydesk.export.labels.drawing import Fact
from safetydesk.export.labels.sheet import LabelSheet, spine_sheet
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper, record_saved
from safetydesk.paths import resources
from safetydesk.registers.files.items.boxes import Box, BoxedItem, boxes, items, packed
from safetydesk.registers.reference.file_classes import RETENTION_CODES
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.export.labels.writer import LabelWriter

FORMS = ("stamp", "spine", "cover", "note")
"""Stamps for items; spine, front and inner note for boxes."""
NAMED = 12
"""Classes that front and note call by name; where a box holds more, their codes stand alone."""
SIGNED = ("arranged_by", "arranged_on", "checked_by", "checked_on")


def put_into_boxes(office: Office, year: int, spine: int) -> int:
    """Give every item of an archive year that lies in no box a box of that thickness (mm), in one action.

    Raises UserError where there is none. Items already in a box stay there.
    """
    found = list(packed(items(office.database, year), spine))
    if not found:
        raise UserError(message("boxing.nothing_loose", year=year), message("boxing.nothing_loose_hint"))
    with office.database.action("files.box") as action:
        action.update_many("file_item", {row_id: {"box": box} for row_id, box in found})
    return len({box for _, box in found})


def print_stamps(office: Office, ids: Sequence[int], sheet: LabelSheet, path: Path, first: int = 0) -> int:
    """Archive stamps for items in their order; returns the sides. Raises UserError for a sheet that cannot be."""
    if not sheet.fits():
        raise UserError(message("boxing.sheet_too_small"), message("boxing.sheet_too_small_hint"))
    known = {item.id: item for item in items(office.database)}
    chosen = [known[row_id] for row_id in ids if row_id in known]
    refuse_empty(chosen)
    labels = [stamp_facts(office.paper, school(office)[1], item) for item in chosen]
    sides = writer(office, "stamp", chosen).stamps(labels, sheet, path, first)
    record_saved(office, label_paper(chosen, path))
    return sides


def print_boxes(office: Office, form: str, year: int, spine: int, path: Path) -> int:
    """Spines, fronts or inner notes of the boxes of an archive year; returns the sides. Raises UserError."""
    found = boxes(items(office.database, year))
    refuse_empty(found)
    inside = [item for box in found for item in box.items]
    labels = [box_facts(office, box, form) for box in found]
    drawing, say = writer(office, form, inside), office.paper.text
    if form == "spine":
        sides = drawing.spines(labels, spine_sheet(spine), path)
    elif form == "cover":
        sides = drawing.covers(school(office)[0], say("archive.cover"), labels, path)
    else:
        empty = [Fact(say(f"boxing.{name}"), "") for name in SIGNED]
        sides = drawing.notes(say("boxing.note_title"), labels, say("boxing.note_room"), empty, path)
    record_saved(office, label_paper(inside, path))
    return sides


def writer(office: Office, form: str, found: Sequence[BoxedItem]) -> LabelWriter:
    """The pen of a form; reportlab is loaded when something is written."""
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.labels.writer import LabelWriter

    name, _ = school(office)
    title = office.paper.text(f"boxing.form_{form}")
    day = f"{max(item.year for item in found)}-12-31"
    return LabelWriter(Fonts(resources() / "fonts"), f"{name} {title}", name, day, office.paper.language)


def school(office: Office) -> tuple[str, str]:
    """Name and fonds number."""
    name, fonds = office.database.query("SELECT name, fonds FROM school WHERE deleted_at IS NULL")[0]
    return name, fonds


def stamps_of(office: Office) -> dict[int, tuple[Fact, ...]]:
    """The stamps of all items, by id."""
    fonds = school(office)[1]
    return {item.id: tuple(stamp_facts(office.paper, fonds, item)) for item in items(office.database)}


def stamp_facts(words: Words, fonds: str, item: BoxedItem) -> list[Fact]:
    """The six cells of the stamp in the order of DA/T 22-2015."""
    values = {
        "fonds": fonds,
        "year": str(item.year),
        "number": f"{item.number:04d}",
        "class": item.class_code,
        "retention": RETENTION_CODES[item.retention],
        "pages": str(item.pages),
    }
    return [Fact(words.text(f"boxing.{name}"), text) for name, text in values.items()]


def box_facts(office: Office, box: Box, form: str) -> list[Fact]:
    """What a box bears: the spine has room for codes, front and note for words as long as the classes are few."""
    say, words = office.paper.text, office.paper
    short = form == "spine" or len(box.classes) > NAMED
    named = [code if short else f"{code} {name}" for code, name in box.classes]
    values = {
        "fonds": school(office)[1],
        "year": str(box.year),
        "retention": words.listed(words.term("retention", kept) for kept in box.retentions),
        "class": words.listed(named),
        "numbers": box.numbers,
        "box": box.number,
    }
    if form == "note":
        values |= {"items": str(len(box.items)), "pages": str(box.pages)}
    return [Fact(say(f"boxing.{name}"), text) for name, text in values.items()]


def refuse_empty(found: Sequence[object]) -> None:
    """Raise UserError where there is nothing to print."""
    if not found:
        raise UserError(message("boxing.nothing"), message("boxing.nothing_hint"))


def label_paper(found: Sequence[BoxedItem], path: Path) -> Paper:
    """A file of labels as a paper: it shows these items."""
    return Paper(path, "files.labels", "file_item", tuple(item.id for item in found))

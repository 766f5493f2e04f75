"""One volume by itself: what is filed in a class in a school year, or what lies in a box.

Where the catalogue is wanted inside, the volume is PDF/A-3b with the workbook as its data, as bureaus ask for it.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.errors import Message, UserError, message
from safetydesk.export.catalogue_xlsx import Section, set_day, write_catalogue
from safetydesk.operations.archive.catalogue import sheet_of
from safetydesk.operations.archive.gathering import Item, class_names, items_of, school_of
from safetydesk.operations.archive.letter_notes import letter_notes
from safetydesk.operations.archive.naming import SHEET_NAME, Names, safe_sheet
from safetydesk.operations.archive.originals import read_originals
from safetydesk.operations.archive.preparing import Preparing, cover_facts
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper
from safetydesk.paths import resources
from safetydesk.registers.files.items.boxes import boxes, items
from safetydesk.storage.failures import refused_by_disk
from safetydesk.words import Words

if TYPE_CHECKING:
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.volume.enclosed import Enclosed
    from safetydesk.export.volume.plan import Filed, Volume

Progress = Callable[[int, int], None]
CLAIMS = {None: "PDF", ("2", "U"): "PDF/A-2u", ("3", "B"): "PDF/A-3b"}


@dataclass(frozen=True)
class SingleVolume:
    """Everything one volume is made from; afterwards neither database nor window is touched."""

    name: str
    """Code and name of the class, or the box."""
    year_text: str
    classes: tuple[str, ...]
    """Code and name of each class in it."""
    items: tuple[Item, ...]
    school: dict[str, str]
    words: Words
    scratch: Path
    box: str = ""
    with_catalogue: bool = False
    noted: tuple[Message, ...] = ()
    """What the clerk has to know of the content."""

    @property
    def day(self) -> str:
        """The newest document's day: it stands for the making of the file."""
        return str(max(item.values["dated"] for item in self.items))

    @property
    def title(self) -> str:
        """What the file calls itself, and is called."""
        return f"{self.school['name']} {self.name} {self.year_text}".strip()


@dataclass(frozen=True)
class SingleWritten:
    """What was written."""

    path: Path
    items: int
    pages: int
    claim: str
    """The standard it keeps: PDF/A-2u, PDF/A-3b, or PDF where foreign PDFs are bound in."""
    notes: tuple[Message, ...]
    """Letters with unfinished clauses; files that are damaged, locked or not as they were filed."""


def prepare_class(office: Office, year: int, code: str) -> SingleVolume:
    """Read a class of a school year. Raises UserError where there is no such class or nothing in it."""
    names = class_names(office, office.paper)
    if code not in names:
        raise UserError(message("volume.no_class", code=code), message("volume.no_class_hint", codes=tuple(names)))
    found = tuple(item for item in items_of(office, year) if item.class_code == code)
    if not found:
        raise UserError(
            message("volume.empty_class", code=code, first=year, last=year + 1), message("volume.empty_hint")
        )
    name = f"{code} {names[code]}"
    year_text = office.paper.text("core.year", first=year, last=year + 1)
    return SingleVolume(
        name, year_text, (name,), found, school_of(office), office.paper, scratch_of(office),
        noted=letter_notes(office, found),
    )  # fmt: skip


def prepare_box(office: Office, year: int, number: str) -> SingleVolume:
    """Read a box of an archive year. Raises UserError where nothing lies in it."""
    held = next((box for box in boxes(items(office.database, year)) if box.number == number), None)
    if held is None:
        raise UserError(message("volume.empty_box", year=year, box=number), message("volume.empty_hint"))
    order = {item.id: place for place, item in enumerate(held.items)}
    found = sorted(items_of(office, year, set(order)), key=lambda item: order[item.id])
    names = class_names(office, office.paper)
    classes = tuple(f"{code} {names[code]}" for code, _ in held.classes)
    say = office.paper.text
    return SingleVolume(
        say("volume.box_name", box=number), say("volume.archive_year", year=year), classes, tuple(found),
        school_of(office), office.paper, scratch_of(office), number, noted=letter_notes(office, found),
    )  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A volume that can be made."""

    year: int
    """School year of a class, archive year of a box."""
    code: str
    """Of the class; empty for a box."""
    box: str
    name: str
    items: int


def choices(office: Office, year: int) -> list[Choice]:
    """The classes in which something was filed in a school year, then all boxes, the newest year's first."""
    names, say = class_names(office, office.paper), office.paper.text
    count = Counter(item.class_code for item in items_of(office, year))
    found = [Choice(year, code, "", f"{code} {names[code]}", count[code]) for code in names if count[code]]
    held = sorted(boxes(items(office.database)), key=lambda box: -box.year)
    return found + [
        Choice(box.year, "", box.number, f"{say('volume.archive_year', year=box.year)} {say('volume.box_name', box=box.number)}", len(box.items))
        for box in held
    ]  # fmt: skip


def prepare_choice(office: Office, choice: Choice) -> SingleVolume:
    """Read what was chosen. Raises UserError where it holds nothing any more."""
    if choice.code:
        return prepare_class(office, choice.year, choice.code)
    return prepare_box(office, choice.year, choice.box)


def scratch_of(office: Office) -> Path:
    """Where the parts lie while a volume is bound."""
    return office.folder.work / "archive-volume"


def refuse_present(path: Path) -> None:
    """Raise UserError where the volume would replace a file that nobody was asked about."""
    if path.exists():
        raise UserError(message("volume.exists", path=str(path)), message("volume.exists_hint"))


def write_single(
    job: SingleVolume,
    path: Path,
    progress: Progress = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> SingleWritten:
    """Write the volume in a worker; what stood at `path` is replaced.

    Raises UserError for a character that no face has or a disk that refuses, and Cancelled; then nothing is left.
    """
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.table_page import refuse_unprintable

    fonts = Fonts(resources() / "fonts")
    refuse_unprintable(texts_of(job), fonts)
    shutil.rmtree(job.scratch, ignore_errors=True)
    try:
        job.scratch.mkdir(parents=True)
        return bound(job, path, fonts, progress, cancelled)
    except OSError as error:
        raise refused_by_disk(error, job.scratch.parent) from error
    finally:
        shutil.rmtree(job.scratch, ignore_errors=True)


def bound(
    job: SingleVolume, path: Path, fonts: Fonts, progress: Progress, cancelled: Callable[[], bool]
) -> SingleWritten:
    """The items one after another, then the binding: in progress each counts for a half."""
    from safetydesk.export.volume.binding import bind

    total = 2 * len(job.items)
    filed: list[Filed] = []
    preparing = Preparing(job.scratch, job.scratch, cancelled)
    for place, item in enumerate(job.items, 1):
        originals = read_originals(item, job.scratch)
        filed.append(preparing.filed(place, item, originals))
        for original in originals:
            if original.place_removed:
                Path(original.path).unlink()
        progress(place, total)

    def binding(done: int, pages: int) -> None:
        progress(len(job.items) + len(job.items) * done // pages, total)

    made = bind(
        volume_of(job, filed), path, job.words, fonts, job.scratch,
        day=job.day, enclosed=catalogue_of(job), progress=binding, cancelled=cancelled,
    )  # fmt: skip
    progress(total, total)
    return SingleWritten(path, len(filed), made.pages, CLAIMS[made.claim], (*job.noted, *preparing.notes))


def volume_of(job: SingleVolume, filed: list[Filed]) -> Volume:
    """The volume with its cover."""
    from safetydesk.export.volume.plan import Volume

    bound_in = list(zip(job.items, filed, strict=True))
    facts = cover_facts(job.words, job.school, job.year_text, job.words.listed(job.classes), bound_in, job.box)
    return Volume(job.title, job.school["name"], job.year_text, job.name, facts, tuple(filed))


def catalogue_of(job: SingleVolume) -> Enclosed | None:
    """The catalogue of the volume's items as a workbook to be put inside, where it is wanted."""
    from safetydesk.export.volume.enclosed import Enclosed

    if not job.with_catalogue:
        return None
    name, say = job.words.text("archive.name_catalogue"), job.words.text
    sheet = sheet_of(
        [item.values for item in job.items], job.words, job.school["name"], f"{job.name} {job.year_text}", ""
    )
    path = job.scratch / "catalogue.xlsx"
    section = Section(Names(SHEET_NAME).give(safe_sheet(job.name)), sheet, [{}] * len(job.items))
    write_catalogue([section], path, job.day)
    set_day(path, job.day)
    return Enclosed(name, say("archive.catalogue"), path.read_bytes(), job.day)


def texts_of(job: SingleVolume) -> list[tuple[str, ...]]:
    """Everything that is drawn on a page, for the check of its characters: a name first, then the texts."""
    head = (job.school["name"], job.school["fonds"], job.name, job.box, *job.classes)
    keys = ("code", "title", "author")
    return [head, *(tuple(str(item.values[key] or "") for key in keys) for item in job.items)]


def single_paper(job: SingleVolume, path: Path) -> Paper:
    """The volume as a paper."""
    return Paper(path, "files.volume", "file_item", tuple(item.id for item in job.items))

"""Filling a package's folder: originals, volumes, registers, catalogue, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from safetydesk.core.sheet import Sheet
from safetydesk.errors import Message, message
from safetydesk.export.catalogue_xlsx import Section, set_day, write_catalogue
from safetydesk.export.fonts import Fonts
from safetydesk.export.ledger_pdf import write_pdf
from safetydesk.export.ledger_xlsx import write_xlsx
from safetydesk.export.table_page import refuse_unprintable
from safetydesk.export.volume.binding import bind
from safetydesk.export.volume.plan import Filed, Volume
from safetydesk.operations.archive.asked_sheet import asked_sections
from safetydesk.operations.archive.catalogue import sheet_of
from safetydesk.operations.archive.gathering import Item, PackageJob
from safetydesk.operations.archive.index_page import NAME as INDEX
from safetydesk.operations.archive.index_page import index_page
from safetydesk.operations.archive.naming import SHEET_NAME, Names, safe_sheet
from safetydesk.operations.archive.originals import Original, copy_originals
from safetydesk.operations.archive.papers import (
    Filled,
    VolumeFile,
    explanation,
    manifest,
    metadata,
    names_of,
    texts_of,
    write_bytes,
    write_json,
)
from safetydesk.operations.archive.preparing import Preparing, cover_facts
from safetydesk.paths import resources

Progress = Callable[[int, int], None]
FOLDER_NAME = 70
"""Units of an item's folder's name; together with the file's name it stays far below what Windows allows."""


class Packing:
    """One package being filled; works on files only, so that it may run beside the window."""

    def __init__(
        self, job: PackageJob, root: Path, scratch: Path, progress: Progress, cancelled: Callable[[], bool]
    ) -> None:
        self.job, self.words = job, job.words
        self.root, self.scratch = root, scratch
        self.names = names_of(job)
        self.progress, self.cancelled = progress, cancelled
        self.fonts = Fonts(resources() / "fonts")
        self.originals: dict[int, list[Original]] = {}
        self.folders: dict[int, str] = {}
        self.volumes: list[VolumeFile] = []
        self.preparing = Preparing(root, scratch, cancelled)
        self.notes: list[Message] = self.preparing.notes
        self.done = 0
        classes = {item.class_code for item in job.items}
        self.total = len(job.items) + len(classes) + len(job.ledgers) + 1

    def fill(self) -> Filled:
        """Write everything; raises UserError for a character that no face has, before anything is written."""
        refuse_unprintable([tuple(texts) for texts in texts_of(self.job)], self.fonts)
        folders, volume_names = Names(FOLDER_NAME), Names()
        for code, found in groupby(self.job.items, key=lambda item: item.class_code):
            self.volume(code, list(found), folders, volume_names)
        ledgers = tuple(self.ledgers())
        self.catalogue()
        if not self.job.items:
            self.notes.append(message("archive.no_items", year=self.job.year_text))
        filled = Filled(self.originals, tuple(self.volumes), ledgers, tuple(self.notes))
        write_json(self.root / self.names["metadata"], metadata(self.job, filled))
        write_bytes(self.root / INDEX, index_page(self.job, filled).encode("utf-8"))
        write_bytes(self.root / self.names["about"], explanation(self.job, filled).encode("utf-8-sig"))
        name = self.names["manifest"]
        write_json(self.root / name, manifest(self.root, name))
        self.step()
        return filled

    def step(self) -> None:
        """Something is done; raises Cancelled where the clerk wants no more of it."""
        self.done += 1
        self.progress(self.done, self.total)
        self.preparing.look()

    def volume(self, code: str, found: list[Item], folders: Names, names: Names) -> None:
        """A class: its originals, and the volume they make."""
        filed = []
        for place, item in enumerate(found, 1):
            filed.append(self.item(place, item, folders))
            self.step()
        name = f"{code} {self.job.classes[code]}"
        volume = self.volume_of(name, found, tuple(filed))
        path = f"{self.names['volumes']}/{names.give(name + '.pdf')}"
        bound = bind(
            volume, self.root / path, self.words, self.fonts, self.scratch, day=self.job.day, cancelled=self.cancelled
        )
        self.volumes.append(VolumeFile(code, path, len(found), bound.pages, bound.first_pages, bound.archival))
        self.step()

    def item(self, place: int, item: Item, folders: Names) -> Filed:
        """An item: its files copied, and each made ready for the volume."""
        folder = folders.give(f"{item.values['code']} {item.values['title']}")
        self.folders[item.id] = f"{self.names['originals']}/{folder}"
        originals = self.originals[item.id] = copy_originals(item, self.root, self.folders[item.id])
        return self.preparing.filed(place, item, originals)

    def volume_of(self, name: str, found: list[Item], filed: tuple[Filed, ...]) -> Volume:
        """What a volume holds and says on its cover."""
        job = self.job
        facts = cover_facts(self.words, job.school, job.year_text, name, list(zip(found, filed, strict=True)))
        title = f"{job.school['name']} {name} {job.year_text}"
        return Volume(title, job.school["name"], job.year_text, name, facts, filed)

    def ledgers(self) -> Iterator[tuple[str, str, int]]:
        """The year's registers as workbooks."""
        names = Names()
        for key, sheet in self.job.ledgers:
            path = f"{self.names['ledgers']}/{names.give(self.words.text(f'register.{key}') + '.xlsx')}"
            (self.root / path).parent.mkdir(exist_ok=True)
            rows = write_xlsx(sheet, self.root / path)
            set_day(self.root / path, self.job.day)
            yield key, path, rows
            self.step()

    def catalogue(self) -> None:
        """The catalogue as a linked workbook and as pages."""
        whole = self.sheet(self.job.items)
        names = Names(SHEET_NAME)
        sections = [Section(names.give(self.words.text("archive.all")), whole, self.links(self.job.items))]
        for code, found in groupby(self.job.items, key=lambda item: item.class_code):
            items = tuple(found)
            name = names.give(safe_sheet(f"{code} {self.job.classes[code]}"))
            sections.append(Section(name, self.sheet(items), self.links(items)))
        sections += asked_sections(
            self.job, dict(zip((item.id for item in self.job.items), self.links(self.job.items), strict=True)), names
        )
        write_catalogue(sections, self.root / self.names["catalogue"], self.job.day)
        write_pdf(whole, self.root / self.names["catalogue_pdf"], self.words, self.fonts, self.job.day)

    def sheet(self, items: tuple[Item, ...]) -> Sheet:
        """The nine columns of some items."""
        values = [item.values for item in items]
        return sheet_of(values, self.words, self.job.school["name"], self.job.year_text, self.job.footer)

    def links(self, items: tuple[Item, ...]) -> list[dict[str, str]]:
        """Where each row leads: its code to the originals, its title to the volume, or to the originals again."""
        begins = self.begins()
        links = []
        for item in items:
            kept = [original.path for original in self.originals[item.id] if original.path]
            originals = kept[0] if len(kept) == 1 else self.folders[item.id] if kept else ""
            row = {"code": originals, "title": begins.get(item.id, originals)}
            links.append({key: path for key, path in row.items() if path})
        return links

    def begins(self) -> dict[int, str]:
        """The volume of each item that has pages in it."""
        found = {}
        for volume in self.volumes:
            items = [item for item in self.job.items if item.class_code == volume.class_code]
            found.update({item.id: volume.path for place, item in enumerate(items, 1) if place in volume.first_pages})
        return found

"""A document before it is filed: filled in from a record or from a file, and looked over by the clerk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from safetydesk.operations.attaching import Attached
from safetydesk.operations.office import Office
from safetydesk.storage.attachments import StoredFile

TITLE_LIMIT, NUMBER_LIMIT = 200, 60
PAPER, BOTH, ELECTRONIC = "纸质", "双套", "电子"


@dataclass(frozen=True)
class Draft:
    """One item as it would be filed."""

    key: str
    """Names it on the command line: register and first row, or the file's name."""
    title: str
    author: str = ""
    doc_no: str = ""
    dated: date | None = None
    year: int | None = None
    """School year of the record it comes from."""
    class_id: int | None = None
    retention: str = ""
    pages: int | None = None
    carrier: str = PAPER
    sources: tuple[str, ...] = ()
    """Records it is made of, as `register/row`."""
    printed: tuple[int, ...] = ()
    """Rows whose own printed form belongs to the item."""
    files: tuple[Attached, ...] = ()
    """Files of those records that go along; they are in the store already."""
    papers: tuple[Path, ...] = ()
    """Files that are still to be stored: printed forms, dropped documents."""
    hint: str = ""
    """What the clerk should know: where the same content lies already."""

    @property
    def register(self) -> str:
        """Key of the register it comes from; empty for a loose paper."""
        return self.sources[0].partition("/")[0] if self.sources else ""

    def values(self) -> dict[str, Any]:
        """What the item's record is made of."""
        return {
            "title": self.title.strip()[:TITLE_LIMIT],
            "author": self.author.strip(),
            "doc_no": self.doc_no.strip()[:NUMBER_LIMIT],
            "dated": self.dated,
            "file_class": self.class_id,
            "retention": self.retention,
            "pages": self.pages,
            "carrier": self.carrier,
        }


@dataclass(frozen=True)
class FileClass:
    """A class to file under."""

    id: int
    code: str
    name: str
    retention: str


def file_classes(office: Office) -> list[FileClass]:
    """The school's classes in the order of their codes, named in the language of paper."""
    sql = "SELECT id, code, name, name_en, retention FROM file_class WHERE deleted_at IS NULL ORDER BY code"
    english = office.paper.language == "en"
    return [
        FileClass(row_id, code, (other if english else "") or name, retention)
        for row_id, code, name, other, retention in office.database.query(sql)
    ]


def classed(draft: Draft, classes: Sequence[FileClass], code: str, retention: str = "") -> Draft:
    """The draft under a class, kept as long as the class says; without one where the school has given the code up."""
    found = next((one for one in classes if one.code == code), None)
    return replace(draft, class_id=found.id, retention=retention or found.retention) if found else draft


def stored_file(file: Attached) -> StoredFile:
    """A file of a record, to be bound to an item too."""
    return StoredFile(file.sha256, file.size, file.name, file.media_type)

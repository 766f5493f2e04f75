"""Files bound to records: scans, photos, documents. The files lie in the store by checksum; rows say whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safetydesk.core.register import Register
from safetydesk.errors import UserError, message
from safetydesk.operations.office import Office
from safetydesk.paths import DataFolder
from safetydesk.storage.attachments import StoredFile, store_file, stored_path
from safetydesk.storage.database import Database

COLUMNS = ("id", "record_id", "sha256", "size", "original_name", "media_type", "caption", "position", "turn")
QUARTER = 90


@dataclass(frozen=True)
class Attached:
    """One file of a record. `turn` is in degrees clockwise, for showing and printing; the file itself is unchanged."""

    id: int
    record_id: int
    sha256: str
    size: int
    name: str
    media_type: str
    caption: str
    position: int
    turn: int
    path: Path

    @property
    def is_image(self) -> bool:
        """Whether it is a picture."""
        return self.media_type.startswith("image/")


def attached(office: Office, register: Register, record_ids: Sequence[int]) -> list[Attached]:
    """The files of some records, record by record, in the clerk's order."""
    return files_of(office.database, office.folder, register.key, record_ids)


def files_of(database: Database, folder: DataFolder, register: str, record_ids: Sequence[int]) -> list[Attached]:
    """As `attached`, without an office."""
    holes = ",".join("?" * len(record_ids))
    rows = database.query(
        f"SELECT {', '.join(COLUMNS)} FROM attachment WHERE register = ? AND record_id IN ({holes}) "
        "AND deleted_at IS NULL ORDER BY record_id, position, id",
        [register, *record_ids],
    )
    return [Attached(*(*row, stored_path(folder, row[2], row[4]))) for row in rows]


def store_all(folder: DataFolder, sources: Sequence[Path]) -> list[StoredFile]:
    """Copy files into the store: the slow part, fit for a worker. Raises UserError for one that cannot be taken."""
    for source in sources:
        if not source.is_file():
            raise UserError(message("attach.no_file", file=source.name), message("attach.no_file_hint"))
    return [store_file(folder, source) for source in sources]


def attach(office: Office, register: Register, record_id: int, files: Sequence[StoredFile]) -> str:
    """Bind stored files to a record behind those it has; returns the batch. The same content is bound once.

    Raises UserError where the record is closed.
    """
    open_or_refuse(office, register, record_id)
    present = attached(office, register, [record_id])
    known = {item.sha256 for item in present}
    place = max((item.position for item in present), default=0)
    with office.database.action("attachment.add") as action:
        for file in files:
            if file.sha256 not in known:
                place += 1
                row_id = action.attach(file, register.key, record_id)
                action.update("attachment", row_id, {"position": place})
                known.add(file.sha256)
        touch(action.touched, register, record_id)
    return action.batch


def change(office: Office, register: Register, item: Attached, values: Mapping[str, Any]) -> str:
    """Change caption or position, or turn by quarters; returns the batch."""
    open_or_refuse(office, register, item.record_id)
    with office.database.action("attachment.change") as action:
        action.update("attachment", item.id, values)
        touch(action.touched, register, item.record_id)
    return action.batch


def turned(item: Attached, quarters: int = 1) -> dict[str, int]:
    """The change that turns a picture clockwise."""
    return {"turn": (item.turn + quarters * QUARTER) % 360}


def detach(office: Office, register: Register, item: Attached, reason: str) -> str:
    """Take a file off a record; the file stays in the store as long as the history tells of it."""
    open_or_refuse(office, register, item.record_id)
    with office.database.action("attachment.remove", reason=reason) as action:
        action.trash("attachment", item.id, reason)
        touch(action.touched, register, item.record_id)
    return action.batch


def open_or_refuse(office: Office, register: Register, record_id: int) -> None:
    """Closed records keep the files they were closed with."""
    if office.records.is_frozen(register, record_id):
        raise UserError(message("core.closed"), message("core.closed_hint"))


def touch(touched: dict[str, set[int]], register: Register, record_id: int) -> None:
    """Let the window list the record again: it shows how many files there are."""
    touched[register.table].update(())

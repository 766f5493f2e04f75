"""What a killed process had promised, held against what is there when the data is opened again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from safetydesk.core.listing import Query
from safetydesk.operations.office import Office
from safetydesk.registers.reference.places import PLACES
from safetydesk.storage.attachments import hash_file, stored_path
from safetydesk.storage.verify import verify
from tests.torture.worker import Done

Place = tuple[str, str, str, int]


class Promises:
    """All rows and scans that were acknowledged so far."""

    def __init__(self) -> None:
        self.rows: dict[int, Place] = {}
        self.scans: set[str] = set()
        self.step = 0

    def hear(self, acknowledged: Iterable[Done]) -> None:
        for done in acknowledged:
            self.rows.update(done.rows)
            self.scans |= {done.scan} - {""}
            self.step = done.step

    def broken(self, office: Office) -> list[str]:
        """Every promise that does not hold, in words; the rows that are there are the promises of the next round."""
        there = read_places(office)
        found = [
            *self.lost(there), *half_done(there), *broken_scans(office, there, self.scans), *unsound(office, there)
        ]  # fmt: skip
        self.rows = there
        self.scans |= {row[0] for row in there.values() if row[1].endswith("scan")}
        self.step = max((row[3] for row in there.values()), default=0)
        return found

    def lost(self, there: dict[int, Place]) -> Iterator[str]:
        """At most the one action after the last acknowledged one may be there besides."""
        for row_id, row in self.rows.items():
            now = there.get(row_id)
            if now != row and (now is None or now[3] != self.step + 1):
                yield f"place {row_id} of step {row[3]} is lost or old"
        yield from (
            f"place {row_id} came from nowhere"
            for row_id, row in there.items()
            if row_id not in self.rows and row[3] != self.step + 1
        )


def read_places(office: Office) -> dict[int, Place]:
    rows = office.database.query("SELECT id, name, building, note, floors FROM place")
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def half_done(there: dict[int, Place]) -> Iterator[str]:
    """Rows that were made together are all there, in the same state."""
    blocks: dict[str, list[Place]] = defaultdict(list)
    for row in there.values():
        if not row[1].endswith("scan"):
            blocks[row[1]].append(row)
    for building, rows in blocks.items():
        if len(rows) != int(building.partition("/")[2]) or len({row[3] for row in rows}) > 1:
            yield f"block {building} is half done"


def broken_scans(office: Office, there: dict[int, Place], promised: set[str]) -> Iterator[str]:
    """Every place made for a scan has it, every promised scan has its row, and its file is whole."""
    bound = dict(office.database.query("SELECT record_id, sha256 FROM attachment"))
    wanted = {row_id: row[0] for row_id, row in there.items() if row[1].endswith("scan")}
    if bound != wanted or promised - set(bound.values()):
        yield "attachments and places do not agree"
    for sha256 in bound.values():
        path = stored_path(office.folder, sha256, ".pdf")
        if not path.exists() or hash_file(path) != sha256:
            yield f"scan {sha256} is damaged or gone"


def unsound(office: Office, there: dict[int, Place]) -> Iterator[str]:
    """The program's own check, and the search lines that are written with the rows."""
    verdict = verify(office.database, office.folder)
    if not verdict.ok:
        yield f"verify: {verdict}"
    for row_id in list(there)[-3:]:
        if row_id not in office.listing(PLACES).ids(Query(search=there[row_id][0])):
            yield f"place {row_id} is not found by its name"

"""Files of many records at once."""

from __future__ import annotations

from safetydesk.operations.attaching import Attached, files_of
from safetydesk.operations.office import Office

BLOCK = 500


def files_by_record(office: Office, register: str, ids: list[int]) -> dict[int, list[Attached]]:
    """The files of many records."""
    found: dict[int, list[Attached]] = {}
    for start in range(0, len(ids), BLOCK):
        for file in files_of(office.database, office.folder, register, ids[start : start + BLOCK]):
            found.setdefault(file.record_id, []).append(file)
    return found

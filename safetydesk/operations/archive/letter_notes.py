"""Letters that go into a package or a volume with something unfinished in them: told to the clerk, stopping nothing."""

from __future__ import annotations

from collections.abc import Iterable

from safetydesk.errors import Message
from safetydesk.operations.archive.gathering import Item
from safetydesk.operations.letter_findings import notes, unaccepted
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.sources import sources_of
from safetydesk.registers.records.letters.register import LETTERS


def letter_notes(office: Office, items: Iterable[Item]) -> tuple[Message, ...]:
    """What the letters that these items were filed from hold and nobody accepted."""
    sources = (sources_of(office.database, item.id) for item in items)
    return tuple(
        notes(unaccepted(office, [row for register, rows in sources if register == LETTERS.key for row in rows]))
    )

"""A whole school's letters are issued, printed and read back: every name on its own letter, every number once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from safetydesk.clock import FixedClock
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.print_letters import prepare, print_letters, select
from safetydesk.paths import DataFolder
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.storage import backup
from safetydesk.storage.verify import verify
from tests.conftest import CHINA
from tests.full.lengths import length

SIZE = ("small", "school")[length(ordinary=0, full=1)]
KINDS = [kind.key for kind in LETTER_KINDS]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    clock = FixedClock(datetime(2026, 9, 10, 9, tzinfo=CHINA))
    with open_office(DataFolder(tmp_path_factory.mktemp("school")), clock) as office:
        fill(office, SIZE, 7)
        yield office


def read_back(path: Path) -> list[str]:
    """The text of each side, without blanks."""
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(side.get_textpage().get_text_bounded().split()) for side in document]
    finally:
        document.close()


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("key", KINDS)
def test_every_letter_is_printed_with_its_name_and_number(
    school: Office, tmp_path: Path, key: str, record_property: Callable[[str, object], None]
) -> None:
    kind = {item.key: item for item in LETTER_KINDS}[key]
    ids = select(school, kind, school.year)
    letters = prepare(school, ids).letters
    printed = print_letters(school, ids, tmp_path / "letters.pdf")
    sides = read_back(printed.path)
    assert (printed.letters, printed.pages) == (len(ids), len(sides)) and ids
    first = {letter.number: side for letter in letters for side in sides if bare(letter.heading_number) in side}
    assert first.keys() == {letter.number for letter in letters}
    assert [letter.party for letter in letters if bare(letter.party) not in first[letter.number]] == []
    record_property(f"{key} letters", printed.letters)
    record_property(f"{key} sides", printed.pages)


@pytest.mark.parametrize("key", KINDS)
def test_printing_again_gives_the_same_file(school: Office, tmp_path: Path, key: str) -> None:
    kind = {item.key: item for item in LETTER_KINDS}[key]
    ids = select(school, kind, school.year)
    made = [print_letters(school, ids, tmp_path / name).path.read_bytes() for name in ("first.pdf", "again.pdf")]
    assert made[0] == made[1]


def test_the_school_verifies_and_is_backed_up(school: Office, record_property: Callable[[str, object], None]) -> None:
    assert verify(school.database, school.folder).ok
    made = backup.create(school.database)
    backup.check(made)
    record_property("history entries", made.manifest.seq)

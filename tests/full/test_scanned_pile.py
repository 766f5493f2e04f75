"""Three hundred worn pages of a whole school: nearly all to their own letter, none to a wrong one, the rest told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pypdfium2
import pytest

from safetydesk.clock import FixedClock
from safetydesk.core.letter_code import read_code
from safetydesk.intake.scans.reading import read_pile
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.print_letters import print_letters, select
from safetydesk.operations.scan_intake.matching import match
from safetydesk.paths import DataFolder
from safetydesk.registers.records.letters.kinds import CONVENTION, PARENT, STAFF
from tests.conftest import CHINA
from tests.export.read_pages import read_codes
from tests.full.lengths import length
from tests.scan.pile import Wear, blank, printed, write_pile

SIDES = length(ordinary=24, full=300)
LEAST = 0.995


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    clock = FixedClock(datetime(2026, 9, 10, 9, tzinfo=CHINA))
    with open_office(DataFolder(tmp_path_factory.mktemp("pile")), clock) as office:
        fill(office, "small", 5)
        yield office


def sides(school: Office, folder: Path) -> list[tuple[object, str]]:
    """Printed sides, each with the code that stands on it (empty for a back), as many as are wanted."""
    found = []
    for kind in (STAFF, PARENT, CONVENTION):
        out = folder / f"{kind.key}.pdf"
        print_letters(school, select(school, kind, 2026), out)
        codes = ["".join(text for name, text in page if read_code(text)) for page in read_codes(out)]
        found.extend(zip(printed(out), codes, strict=True))
    return found[:SIDES]


def test_the_pile_is_sorted_out(school: Office, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    random = Random(11)
    pages = sides(school, tmp_path)
    pages += [(blank(random), "") for _ in range(SIDES // 10)]
    random.shuffle(pages)
    pile = write_pile([page for page, _ in pages], tmp_path / "pile.pdf", random, Wear())  # type: ignore[misc]
    plan = match(school, read_pile([pile]))
    keys = [read_code(code).key if code else "" for _, code in pages]  # type: ignore[union-attr]
    filed = [page.letter.key if page.letter else "" for page in plan.pages]
    wrong = [(own, other) for own, other in zip(keys, filed, strict=True) if other not in ("", own)]
    right = sum(own == other != "" for own, other in zip(keys, filed, strict=True))
    wanted = sum(key != "" for key in keys)
    record_property("sides", len(pages))
    assert wrong == []
    assert right >= LEAST * wanted
    assert right + len(plan.open_pages) == wanted, "what was not filed is told"
    order = [[page.page for page in letter.pages] for letter in plan.letters]
    assert order == [sorted(pages) for pages in order]
    document = pypdfium2.PdfDocument(pile)
    assert len(document) == len(plan.pages)
    document.close()

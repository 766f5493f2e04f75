"""Every kind of paper, on a school that is awkward to print, judged by what is seen of it; and none is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safetydesk.words import LANGUAGES
from tests.full.lengths import length
from tests.pages.judges import faults
from tests.pages.making import KINDS, make
from tests.pages.reached import NOT_ON_PAPER, builders, running
from tests.pages.reading import read

ALTERNATING = {language: tuple(KINDS)[place :: len(LANGUAGES)] for place, language in enumerate(LANGUAGES)}
MADE = length(ordinary=ALTERNATING, full=dict.fromkeys(LANGUAGES, tuple(KINDS)))
"""The kinds made in each language: each in one, or all in all."""
PAGES = length(ordinary=4, full=100_000)
"""Pages of a file that are looked at."""

Found = dict[str, dict[str, list[str]]]


def test_every_page_of_every_kind_of_paper_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record_property: Callable[[str, object], None]
) -> None:
    with running(monkeypatch) as reached:
        made = {language: make(tmp_path, language, kinds) for language, kinds in MADE.items()}
    assert builders() - reached - NOT_ON_PAPER.keys() == set(), "make these in tests/pages/making.py"
    found: Found = {}
    pages = 0
    for language, papers in made.items():
        for kind, path in papers.items():
            seen = read(path, PAGES)
            pages += len(seen.pages)
            found[f"{kind} {language}"] = faults(seen)
    record_property("papers judged", len(found))
    record_property("pages judged", pages)
    bad = {paper: told for paper, told in found.items() if told}
    assert not bad, "\n".join(f"{paper}: {told}" for paper, told in bad.items())


def test_what_is_not_for_paper_is_still_there() -> None:
    assert NOT_ON_PAPER.keys() <= builders()


def test_a_paper_that_nobody_makes_is_found_by_its_code(tmp_path: Path) -> None:
    new = tmp_path / "safetydesk" / "reports" / "hazard_notice.py"
    new.parent.mkdir(parents=True)
    new.write_text(
        "from safetydesk.core.sheet import Sheet\n"
        "from safetydesk.export.canvas import Sheets\n"
        "def hazard_list(words) -> tuple[Sheet, ...]: ...\n"
        "class Notice:\n"
        "    def write(self, path): Sheets('').finish()\n"
        "def counted(words) -> int: ...\n",
        "utf-8",
    )
    home = "safetydesk.reports.hazard_notice"
    assert builders(tmp_path / "safetydesk") == {f"{home}.hazard_list", f"{home}.Notice.write"}

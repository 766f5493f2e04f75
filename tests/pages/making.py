"""Every kind of paper by name, and how it is made; a new kind of paper is added here and judged from then on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont

from safetydesk.core.listing import Query
from safetydesk.errors import UserError
from safetydesk.export.labels.sheet import stamp_sheet
from safetydesk.operations.archive.boxing import FORMS as BOX_FORMS
from safetydesk.operations.archive.boxing import print_boxes, print_stamps
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.catalogue import catalogue_sheet
from safetydesk.operations.archive.handing_over import HandOver, write_hand_over
from safetydesk.operations.archive.single_volume import prepare_box, prepare_class, write_single
from safetydesk.operations.chain_papers import CHART, TABLE, write_chain
from safetydesk.operations.drill_papers import (
    prepare_plans,
    prepare_summaries,
    print_now,
    write_drill_records,
    write_roll_calls,
    write_year_table,
)
from safetydesk.operations.drill_tables import FORMATS as DRILL_TABLES
from safetydesk.operations.drill_tables import write_drill_tables
from safetydesk.operations.ledger import write_ledger, writer
from safetydesk.operations.letter_ledgers import MAKERS as LETTER_TABLES
from safetydesk.operations.letter_ledgers import write_letter_ledger
from safetydesk.operations.letter_volume import prepare_volume, write_volume
from safetydesk.operations.office import Office
from safetydesk.operations.plan_book import prepare_book, write_book
from safetydesk.operations.plan_papers import write_plans
from safetydesk.operations.print_letters import print_letters
from safetydesk.operations.risk_papers import write_risk_list
from safetydesk.operations.target_papers import target_sheet, target_writer
from safetydesk.registers import REGISTERS
from safetydesk.registers.files.items.boxes import items
from safetydesk.registers.records.letters.kinds import BUREAU, LETTER_KINDS, OUTSIDE_UNIT, LetterKind
from tests.pages.awkward_school import LONG_NAME, RARE, YEAR, awkward_office, bare_office

Maker = Callable[[Office, Path], object]
LETTERS_EACH = 3
"""Letters of a kind on paper: the first, and those of the longest names."""


def letter(kind: LetterKind, office: Office, path: Path) -> None:
    """Some letters of a kind."""
    found = office.database.query(
        "SELECT id FROM letter WHERE kind = ? AND deleted_at IS NULL ORDER BY serial > 1, length(party_b) DESC, serial",
        [kind.key],
    )
    print_letters(office, [row[0] for row in found[:LETTERS_EACH]], path)


def ledger(key: str, office: Office, path: Path) -> None:
    """A register as a ledger."""
    write_ledger(office, office.register(key), Query(), "pdf", path)


def catalogue(office: Office, path: Path) -> None:
    """The nine columns of what has been filed."""
    ids = office.listing(office.register("files")).ids(Query())
    writer(office, catalogue_sheet(office, ids), "pdf", path)()


def last_drill(office: Office) -> list[int]:
    """The drill that has photos and long texts, and an ordinary one."""
    row = office.database.query("SELECT record_id FROM attachment WHERE register = 'drills'")
    return [row[0][0] if row else 0, 1]


def package_volume(office: Office, path: Path) -> None:
    """A volume of the package for the bureau."""
    package = build(office, YEAR, path.with_suffix("")).path
    shutil.copy(next(package.rglob("A09*.pdf")), path)


def whole_class(office: Office, path: Path) -> None:
    """A class with its catalogue inside."""
    write_single(replace(prepare_class(office, YEAR, "A04"), with_catalogue=True), path)


def stamps(office: Office, path: Path) -> None:
    """Archive stamps to cut out."""
    print_stamps(office, [item.id for item in items(office.database)], stamp_sheet(), path)


ENCLOSING = "class-volume"
"""Carries its catalogue: PDF/A-3b, all others PDF/A-2u."""
FOREIGN = "foreign-volume"
"""Holds a PDF of another program, so that it does not claim to be PDF/A."""
REGISTER_LEDGERS: dict[str, Maker] = {f"ledger-{register.key}": partial(ledger, register.key) for register in REGISTERS}
TABLES: dict[str, Maker] = {
    **REGISTER_LEDGERS,
    **{
        f"letters-{form}": partial(
            lambda form, office, path: write_letter_ledger(office, form, YEAR, "pdf", path), form
        )
        for form in LETTER_TABLES
    },
    "chain-table": lambda office, path: write_chain(office, YEAR, TABLE, path),
    "drill-year": lambda office, path: write_year_table(office, YEAR - 1, "pdf", path),
    "risk-points": lambda office, path: write_risk_list(office, "pdf", path),
    "catalogue": catalogue,
    "targets": lambda office, path: target_writer(office, target_sheet(office, YEAR), path)(),
}
"""Each may be asked for where there is nothing to list."""
KINDS: dict[str, Maker] = {
    **{f"letter-{kind.key}": partial(letter, kind) for kind in LETTER_KINDS},
    **TABLES,
    **{
        f"drill-{form}": partial(lambda form, office, path: write_drill_tables(office, form, YEAR - 1, path), form)
        for form in DRILL_TABLES
    },
    "chain-chart": lambda office, path: write_chain(office, YEAR, CHART, path),
    "drill-record": lambda office, path: write_drill_records(office, last_drill(office), path),
    "drill-plan": lambda office, path: print_now(office, prepare_plans(office, last_drill(office)), path),
    "drill-summary": lambda office, path: print_now(office, prepare_summaries(office, last_drill(office), 4), path),
    "roll-call": lambda office, path: write_roll_calls(office, last_drill(office)[0], path),
    "plans": lambda office, path: write_plans(office, [1, 2], path),
    "plan-book": lambda office, path: write_book(prepare_book(office), path),
    "hand-over": lambda office, path: write_hand_over(
        office, HandOver(RARE[0], LONG_NAME, date(YEAR, 9, 7), "王建国"), path
    ),
    "box-stamp": stamps,
    **{
        f"box-{form}": partial(lambda form, office, path: print_boxes(office, form, YEAR, 30, path), form)
        for form in BOX_FORMS
        if form != "stamp"
    },
    "letters-volume": lambda office, path: write_volume(prepare_volume(office, YEAR, (BUREAU, OUTSIDE_UNIT)), path),
    "package-volume": package_volume,
    "box-volume": lambda office, path: write_single(prepare_box(office, YEAR, "1"), path),
    ENCLOSING: whole_class,
    FOREIGN: lambda office, path: write_single(prepare_class(office, YEAR, "A12"), path),
}


def make(folder: Path, language: str, kinds: Sequence[str] = tuple(KINDS)) -> dict[str, Path]:
    """Files of some kinds, named by kind and language; those with nothing in them end in -empty."""
    made: dict[str, Path] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("safetydesk.export.fonts.TTFont", cache(TTFont))  # Each writer would read the faces anew.
        with awkward_office(folder / f"school-{language}", language) as office:
            for kind in kinds:
                made[kind] = folder / f"{kind}-{language}.pdf"
                KINDS[kind](office, made[kind])
        with bare_office(folder / f"bare-{language}", language) as office:
            for kind in kinds:
                path = folder / f"{kind}-empty-{language}.pdf"
                if kind in TABLES and made_of_nothing(kind, office, path):
                    made[f"{kind}-empty"] = path
    return made


def made_of_nothing(kind: str, office: Office, path: Path) -> bool:
    """Whether a table can be had where there is nothing to list; the clerk may also be told that there is nothing."""
    try:
        TABLES[kind](office, path)
    except UserError:
        return False
    return True

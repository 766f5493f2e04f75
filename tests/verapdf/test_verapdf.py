"""What the program calls PDF/A-2u is PDF/A-2u: one file of each kind, judged by veraPDF."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pikepdf
import pytest

from safetydesk.clock import FixedClock
from safetydesk.core.listing import Query
from safetydesk.core.records import Entry
from safetydesk.export.labels.sheet import stamp_sheet
from safetydesk.operations.archive.boxing import FORMS as BOX_FORMS
from safetydesk.operations.archive.boxing import print_boxes, print_stamps, put_into_boxes
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.handing_over import HandOver, write_hand_over
from safetydesk.operations.archive.single_volume import prepare_box, prepare_class, write_single
from safetydesk.operations.attaching import attach, store_all
from safetydesk.operations.chain_papers import CHART, TABLE, write_chain
from safetydesk.operations.drill_papers import (
    prepare_plans,
    prepare_summaries,
    print_now,
    write_drill_records,
    write_roll_calls,
    write_year_table,
)
from safetydesk.operations.drill_tables import FORMATS as TABLES
from safetydesk.operations.drill_tables import write_drill_tables
from safetydesk.operations.ledger import write_ledger
from safetydesk.operations.letter_ledgers import write_letter_ledger
from safetydesk.operations.letter_volume import prepare_volume, write_volume
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.plan_book import prepare_book, write_book
from safetydesk.operations.plan_papers import write_plans
from safetydesk.operations.print_letters import print_letters
from safetydesk.operations.risk_papers import write_risk_list
from safetydesk.paths import DataFolder
from safetydesk.registers.files.items.boxes import items
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.words import LANGUAGES
from tests.archive.filed_school import file_paper, write_photo
from tests.conftest import CHINA
from tests.drills.conftest import record
from tests.letters.small_school import issue_now, settle
from tests.plans.test_papers import RISK
from tests.plans.test_versions import FIRE, STEPS
from tests.verapdf.validator import Verdict, validate

WANTED = os.environ.get("CI") == "true" or os.environ.get("RUN_VERAPDF") == "1"
pytestmark = pytest.mark.skipif(not WANTED, reason="fetches veraPDF (22 MB): runs where CI=true, or with RUN_VERAPDF=1")
REGISTERS = ("letters", "people")
PRINTED = [f"{kind.key}-{language}.pdf" for language in LANGUAGES for kind in LETTER_KINDS]
LEDGERS = [f"ledger-{key}-{language}.pdf" for language in LANGUAGES for key in REGISTERS]
DRILL_PAPERS = (
    "drill-record",
    "drill-plan",
    "drill-summary",
    "roll-call",
    "drill-year",
    *(f"drill-{form}" for form in TABLES),
)
DRILLS = [f"{kind}-{language}.pdf" for language in LANGUAGES for kind in DRILL_PAPERS]
PLANS = [f"{kind}-{language}.pdf" for language in LANGUAGES for kind in ("plans", "plan-book", "risk-points")]
CHAINS = [f"chain-{form}-{language}.pdf" for language in LANGUAGES for form in (CHART, TABLE)]
FORMS = (
    "letters-ledger",
    "letters-rates",
    "letters-missing",
    "letters-volume",
    "hand-over",
    *(f"box-{form}" for form in BOX_FORMS),
)
FILES_AND_LETTERS = [f"{form}-{language}.pdf" for language in LANGUAGES for form in FORMS]
VOLUMES = [f"{kind}-{language}.pdf" for language in LANGUAGES for kind in ("volume", "box-volume")]
ENCLOSING = [f"catalogue-inside-{language}.pdf" for language in LANGUAGES]
"""Volumes that carry their catalogue: PDF/A-3b, all others PDF/A-2u."""
SPOILT, UNRELATED = "spoilt.pdf", "unrelated.pdf"


@contextmanager
def small_office(root: Path, language: str) -> Iterator[Office]:
    """A small school whose paper is in one language; among its people are names with rare characters."""
    with open_office(DataFolder(root), FixedClock(datetime(2026, 9, 7, 9, tzinfo=CHINA))) as office:
        settle(office)
        office.settings.put("paper_language", language)
        yield office


def make_files(folder: Path) -> None:
    """Every kind of page the program writes, and one file that breaks its claim."""
    for language in LANGUAGES:
        with small_office(folder / f"office-{language}", language) as office:
            for kind in LETTER_KINDS:
                print_letters(office, issue_now(office, kind).ids, folder / f"{kind.key}-{language}.pdf")
            for key in REGISTERS:
                path = folder / f"ledger-{key}-{language}.pdf"
                write_ledger(office, office.register(key), Query(), "pdf", path)
            for form in (CHART, TABLE):
                write_chain(office, 2026, form, folder / f"chain-{form}-{language}.pdf")
            make_papers(office, folder, language)
            make_plan_papers(office, folder, language)
            make_letter_papers(office, folder, language)
            make_box_papers(office, folder, language)
    spoil(folder / PRINTED[0], folder / SPOILT)
    unrelate(folder / ENCLOSING[0], folder / UNRELATED)


def make_papers(office: Office, folder: Path, language: str) -> None:
    """A drill with a photo on paper, and a volume of the archive that holds a photo."""
    picture = write_photo(folder / "photo.jpg")
    assert record(office) == {}
    drill = office.database.query("SELECT max(id) FROM drill")[0][0]
    attach(office, office.register("drills"), drill, store_all(office.folder, [picture]))
    write_drill_records(office, [drill], folder / f"drill-record-{language}.pdf")
    write_roll_calls(office, drill, folder / f"roll-call-{language}.pdf")
    print_now(office, prepare_plans(office, [drill]), folder / f"drill-plan-{language}.pdf")
    print_now(office, prepare_summaries(office, [drill], 4), folder / f"drill-summary-{language}.pdf")
    write_year_table(office, 2026, "pdf", folder / f"drill-year-{language}.pdf")
    assert record(office, name="无人演练", held_on="2026-09-05", staff_present="0", target="100") == {}
    for form in TABLES:
        write_drill_tables(office, form, 2026, folder / f"drill-{form}-{language}.pdf")
    file_paper(office, "A09", "演练照片", date(2026, 9, 4), [picture])
    package = build(office, 2026, folder / f"package-{language}").path
    shutil.copy(next(package.rglob("A09*.pdf")), folder / f"volume-{language}.pdf")


def make_plan_papers(office: Office, folder: Path, language: str) -> None:
    """A plan that lacks parts, the book of all plans, the checklist of risk points."""
    parts = {"guiding": "生命第一", "evacuation_page": 1, "steps": STEPS, "approved_by": "钱䶮"}
    plan = office.records.save(office.register("plans"), Entry({**FIRE, **parts}))
    write_plans(office, [plan], folder / f"plans-{language}.pdf")
    write_book(prepare_book(office), folder / f"plan-book-{language}.pdf")
    assert not office.records.save_texts(office.register("risk-points"), [(None, RISK)]).refused
    write_risk_list(office, "pdf", folder / f"risk-points-{language}.pdf")


def make_letter_papers(office: Office, folder: Path, language: str) -> None:
    """Ledger, rates, missing list, and the year's letters as one volume."""
    for form in ("ledger", "rates", "missing"):
        write_letter_ledger(office, form, 2026, "pdf", folder / f"letters-{form}-{language}.pdf")
    write_volume(prepare_volume(office, 2026), folder / f"letters-volume-{language}.pdf")


def make_box_papers(office: Office, folder: Path, language: str) -> None:
    """Stamps, spines, fronts and notes of boxes, and the list that goes from custodian to custodian."""
    put_into_boxes(office, 2026, 30)
    ids = [item.id for item in items(office.database)]
    print_stamps(office, ids, stamp_sheet(), folder / f"box-stamp-{language}.pdf")
    for form in ("spine", "cover", "note"):
        print_boxes(office, form, 2026, 30, folder / f"box-{form}-{language}.pdf")
    write_single(prepare_box(office, 2026, "1"), folder / f"box-volume-{language}.pdf")
    job = replace(prepare_class(office, 2026, "A09"), with_catalogue=True)
    write_single(job, folder / f"catalogue-inside-{language}.pdf")
    given = HandOver("钱䶮", "𠮷雨", date(2026, 9, 7), "王建国")
    write_hand_over(office, given, folder / f"hand-over-{language}.pdf")


def spoil(good: Path, target: Path) -> None:
    """The same pages without the tables that turn glyphs back into text, and with the claim kept."""
    with pikepdf.open(good) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        pdf.save(target)


def unrelate(good: Path, target: Path) -> None:
    """A volume whose workbook no longer says what it is to the document."""
    with pikepdf.open(good) as pdf:
        del pdf.Root.AF[0].AFRelationship
        pdf.save(target)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """All files judged in one run."""
    files, work = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("verapdf")
    make_files(files)
    enclosing = {files / name for name in (*ENCLOSING, UNRELATED)}
    return validate(sorted(set(files.glob("*.pdf")) - enclosing), work) | validate(sorted(enclosing), work, "3b")


@pytest.mark.parametrize(
    "name", [*PRINTED, *LEDGERS, *DRILLS, *PLANS, *CHAINS, *FILES_AND_LETTERS, *VOLUMES, *ENCLOSING]
)
def test_a_file_keeps_what_it_claims(verdicts: dict[str, Verdict], name: str) -> None:
    assert verdicts[name] == Verdict(True, ())


def test_the_judge_can_tell_a_file_that_does_not(verdicts: dict[str, Verdict]) -> None:
    assert not verdicts[SPOILT].passed
    assert any(rule.startswith("6.2.11.7") for rule in verdicts[SPOILT].broken), verdicts[SPOILT].broken


def test_the_judge_can_tell_a_workbook_that_is_bound_to_nothing(verdicts: dict[str, Verdict]) -> None:
    assert any(rule.startswith("6.8") for rule in verdicts[UNRELATED].broken), verdicts[UNRELATED].broken

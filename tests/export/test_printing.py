"""From the records to the file: the right letters, in the paper's language, the same on any day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from safetydesk.clock import FixedClock
from safetydesk.errors import UserError
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.paper import record_printed
from safetydesk.operations.print_letters import letter_paper, prepare, print_letters, record_print, select, write
from safetydesk.paths import DataFolder
from safetydesk.registers.records.letters.kinds import CONVENTION, HEAD_TEACHER, LETTER_KINDS, PARENT, STAFF
from safetydesk.storage.history import of_row
from tests.conftest import CHINA
from tests.export.read_pages import pdftotext, read_codes
from tests.letters.small_school import FIRST_CLASS, issue_now, join, of_letter, settle

LATER = FixedClock(datetime(2027, 3, 1, 16, 30, tzinfo=CHINA))


@pytest.fixture
def school(office: Office) -> Office:
    settle(office)
    return office


@pytest.fixture
def again(folder: DataFolder, school: Office) -> Iterator[Office]:
    """The same data half a year later: everything issued, then opened anew with another clock."""
    for kind in LETTER_KINDS:
        issue_now(school, kind)
    school.database.close()
    with open_office(folder, LATER) as opened:
        yield opened


def come_out(office: Office, ids: Sequence[int], path: Path) -> None:
    """Letters are written and leave the printer."""
    job = prepare(office, ids)
    record_print(office, job, write(job, path))


def language_of(path: Path) -> str:
    with pikepdf.open(path) as pdf:
        return str(pdf.Root.Lang)


def test_every_recipient_is_in_the_file_with_every_number(school: Office, out: Path) -> None:
    for kind in LETTER_KINDS:
        made = issue_now(school, kind)
        printed = print_letters(school, made.ids, out)
        assert printed.letters == len(made.ids)
        text = pdftotext(out)
        parties = [row[0] for row in school.database.query("SELECT party_b FROM letter WHERE kind = ?", [kind.key])]
        assert [name for name in (*parties, *made.numbers) if name not in text] == []
        assert len(parties) == printed.letters > 0


def test_the_codes_of_the_file_are_the_letters_keys(school: Office, out: Path) -> None:
    ids = issue_now(school, CONVENTION).ids
    print_letters(school, ids, out)
    keys = [row[0] for row in school.database.query("SELECT key FROM letter ORDER BY id")]
    texts = [text for page in read_codes(out) for _, text in page]
    assert sorted(texts) == sorted([*keys, *(f"SD1/QS01/{key}/{page}/2" for key in keys for page in (1, 2))])


@pytest.mark.parametrize("kind", [STAFF, HEAD_TEACHER, CONVENTION, PARENT], ids=lambda kind: kind.key)
def test_a_reprint_half_a_year_later_is_the_same_file(again: Office, kind: object, tmp_path: Path) -> None:
    ids = select(again, kind, 2026)  # type: ignore[arg-type]
    first, second = tmp_path / "甲.pdf", tmp_path / "乙.pdf"
    write(prepare(again, ids), first)
    record_print(again, prepare(again, ids), write(prepare(again, ids), second))
    assert first.read_bytes() == second.read_bytes()
    with pikepdf.open(first) as pdf, pdf.open_metadata() as meta:
        assert meta["xmp:CreateDate"].startswith("2026-09-07")


def test_the_papers_language_is_not_the_windows(school: Office, out: Path) -> None:
    school.settings.put("window_language", "en")
    print_letters(school, issue_now(school, HEAD_TEACHER).ids, out)
    assert language_of(out) == "zh-CN"
    assert "责任书" in pdftotext(out)
    school.settings.put("window_language", "zh_CN")
    school.settings.put("paper_language", "en")
    print_letters(school, issue_now(school, CONVENTION).ids, out)
    assert language_of(out) == "en"
    assert "Safety Pledge" in pdftotext(out)


def test_after_the_print_the_letters_are_printed_once_and_for_all(school: Office, out: Path) -> None:
    made = issue_now(school, STAFF)
    assert select(school, STAFF, 2026, "missing") == list(made.ids)
    print_letters(school, made.ids[:2], out)
    assert select(school, STAFF, 2026, "missing") == list(made.ids), "a file is no print"
    come_out(school, made.ids[:2], out)
    assert select(school, STAFF, 2026, "missing") == list(made.ids[2:])
    assert of_letter(school, made.numbers[0], "state") == "已打印"
    assert of_letter(school, made.numbers[0], "printed_on") == "2026-09-07"


def test_a_reprint_changes_no_day_but_is_remembered(again: Office, out: Path) -> None:
    ids = select(again, STAFF, 2026)
    before = again.database.query("SELECT printed_on FROM letter WHERE id = ?", [ids[0]])
    come_out(again, ids, out)
    come_out(again, ids, out)
    assert before == [(None,)]
    assert again.database.query("SELECT DISTINCT printed_on FROM letter WHERE kind = 'staff'") == [("2027-03-01",)]
    assert again.database.query("SELECT count(*) FROM audit WHERE action = 'print'") == [(2,)]


def test_letters_come_by_class_and_number(school: Office) -> None:
    issue_now(school, PARENT)
    join(school, name="转来", kind="学生", class_name=FIRST_CLASS, student_no="2026100")
    issue_now(school, PARENT)
    names = [letter.party for letter in prepare(school, select(school, PARENT, 2026)).letters]
    assert names == ["转来", "钱䶮", "𠮷雨", "古丽娜尔·买买提", "何欣", "吕晨"]


def test_a_name_no_face_has_stops_the_print_and_nothing_is_recorded(school: Office, out: Path, words: object) -> None:
    join(school, name="龙𪚥", kind="教职工")
    made = issue_now(school, STAFF)
    with pytest.raises(UserError, match="unprintable") as refused:
        print_letters(school, made.ids, out)
    assert "龙𪚥" in words.error(refused.value)  # type: ignore[attr-defined]
    assert not out.exists()
    assert select(school, STAFF, 2026, "missing") == list(made.ids)


def test_nothing_to_print_is_said(school: Office) -> None:
    with pytest.raises(UserError, match="nothing_to_print"):
        prepare(school, select(school, STAFF, 2026))


def test_the_files_day_is_that_of_the_latest_letter_however_many_there_are(again: Office) -> None:
    """One joiner at the end of a thousand letters is enough to change the day."""
    join(again, name="新来", kind="教职工")
    late = issue_now(again, STAFF).ids
    ids = [*select(again, PARENT, 2026) * 190, *late]
    assert prepare(again, ids).day == "2027-03-01"


@pytest.mark.parametrize("duplex", [True, False])
@pytest.mark.parametrize("copies", [1, 2])
def test_of_some_pages_only_whole_letters_count(school: Office, out: Path, duplex: bool, copies: int) -> None:
    """The last page of the third letter is left out; what is found on each page comes from the file itself."""
    school.settings.put("duplex", duplex)
    made = issue_now(school, STAFF)
    job = prepare(school, made.ids, copies)
    paper = letter_paper(job, write(job, out))
    firsts = [next(page for page, text in enumerate(pages_of(out)) if number in text) for number in made.numbers[:4]]
    assert [span.pages.start for span in paper.spans[::copies]][:4] == firsts
    length = len(paper.spans[2 * copies].pages)
    assert length > 1
    before_the_end = range(firsts[2] + length - 1)
    assert paper.whole(before_the_end) == made.ids[:2] and paper.begun(before_the_end) == made.ids[2:3]
    assert paper.whole(range(firsts[2] + length)) == made.ids[:3], "one whole copy is a printed letter"
    assert record_printed(school, paper, before_the_end) == made.ids[:2]
    assert select(school, STAFF, 2026, "missing") == list(made.ids[2:])
    told = [of_row(school.database, "letter", row_id)[-1].kind for row_id in made.ids[:4]]
    assert told[:3] == ["print", "print", "export"], "what is begun has left the program as well"
    assert told[3] not in ("print", "export")


def pages_of(path: Path) -> list[str]:
    """The text of each page, without blanks."""
    with pypdfium2.PdfDocument(path) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]

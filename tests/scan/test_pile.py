"""The scanned pile: every page to its own letter or to nobody's, whole letters signed, the rest told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pikepdf
import pytest
from PIL import Image

from safetydesk.errors import Cancelled, UserError
from safetydesk.intake.scans.reading import DAMAGED, read_pile
from safetydesk.operations.attaching import attached
from safetydesk.operations.office import Office
from safetydesk.operations.scan_intake.filing import FiledScans, file_scans, store_scans
from safetydesk.operations.scan_intake.matching import ScanPlan, match
from safetydesk.operations.undoing import take_back
from safetydesk.registers.records.letters.register import LETTERS
from safetydesk.registers.records.letters.signing import make_void, sign
from safetydesk.storage.verify import verify
from tests.letters.small_school import of_letter
from tests.scan.pile import Wear, blank, printed, write_pile

DAY = date(2026, 9, 7)
GENTLE = Wear(skew=2.0, speckles=300, quality=80, upside_down=0.0)


def take(office: Office, *paths: Path, day: date = DAY) -> tuple[ScanPlan, FiledScans]:
    plan = match(office, read_pile(paths))
    return plan, file_scans(office, plan, store_scans(office.folder, plan, paths), day)


def state(office: Office, number: str) -> tuple[object, object]:
    return of_letter(office, number, "state"), of_letter(office, number, "signed_on")


def scan_of(office: Office, number: str) -> list[Path]:
    return [file.path for file in attached(office, LETTERS, [int(str(of_letter(office, number, "id")))])]


def test_a_jumbled_pile_of_worn_pages_is_filed_letter_by_letter(
    school: Office, staff_pdf: Path, parents_pdf: Path, tmp_path: Path
) -> None:
    random, wear = Random(3), Wear()
    pages = [*printed(staff_pdf), *printed(parents_pdf), blank(random)]
    random.shuffle(pages)
    pile = write_pile(pages, tmp_path / "pile.pdf", random, wear)
    plan, filed = take(school, pile)
    assert plan.open_pages == [] and filed.incomplete == () and filed.refused == ()
    assert len(filed.signed) == 6 + 5
    assert plan.blanks == len(pages) - sum(len(letter.pages) for letter in plan.letters)
    for letter in plan.letters:
        assert [page.page for page in letter.pages] == list(range(1, len(letter.pages) + 1))
        assert state(school, letter.letter.number) == ("已签回", "2026-09-07")
        (path,) = scan_of(school, letter.letter.number)
        with pikepdf.open(path) as pdf:
            assert len(pdf.pages) == len(letter.pages)
    assert verify(school.database, school.folder).ok


def test_what_is_filed_lies_upright_and_is_the_scan_itself(school: Office, parents_pdf: Path, tmp_path: Path) -> None:
    wear = Wear(skew=0.5, speckles=0, upside_down=1.0)
    pile = write_pile(printed(parents_pdf)[:1], tmp_path / "pile.pdf", Random(1), wear)
    take(school, pile)
    (path,) = scan_of(school, "ZR-2026-JZ-0001")
    with pikepdf.open(path) as filed, pikepdf.open(pile) as scanned:
        data = [next(iter(pdf.pages[0].get_images().values())).read_raw_bytes() for pdf in (filed, scanned)]
        assert data[0] == data[1]
    (again,) = read_pile([path])
    assert again.codes[0].turn == 0


def test_two_letters_in_files_of_pictures(school: Office, parents_pdf: Path, tmp_path: Path) -> None:
    first, _, second, *_ = printed(parents_pdf)
    first.convert("RGB").save(tmp_path / "一.jpg", dpi=(200, 200))
    second.rotate(180).save(tmp_path / "二.png")
    frames = [page.convert("1", dither=Image.Dither.NONE) for page in printed(parents_pdf)[4:7]]
    frames[0].save(tmp_path / "三.tif", save_all=True, append_images=frames[1:], compression="group4", dpi=(200, 200))
    _, filed = take(school, *(tmp_path / name for name in ("一.jpg", "二.png", "三.tif")))
    assert filed.signed == tuple(f"ZR-2026-JZ-000{place}" for place in (1, 2, 3, 4))


def test_a_letter_without_all_its_pages_waits(school: Office, staff_pdf: Path, tmp_path: Path) -> None:
    first = printed(staff_pdf)[:1]
    plan, filed = take(school, write_pile(first, tmp_path / "pile.pdf", Random(1), GENTLE))
    assert filed.incomplete == ("ZR-2026-JG-0001",) and filed.signed == () and filed.batch == ""
    assert plan.incomplete[0].missing and state(school, "ZR-2026-JG-0001") == ("已打印", None)


def test_both_copies_of_a_letter_are_kept_one_after_the_other(school: Office, staff_pdf: Path, tmp_path: Path) -> None:
    pages = printed(staff_pdf)
    whole = match(school, read_pile([staff_pdf])).letters[0]
    own = [pages[page.read.page - 1] for page in whole.pages]
    plan, _ = take(school, write_pile([*own, *own], tmp_path / "pile.pdf", Random(1), GENTLE))
    count = len(own)
    assert [page.page for page in plan.letters[0].pages] == [*range(1, count + 1), *range(1, count + 1)]
    with pikepdf.open(scan_of(school, "ZR-2026-JG-0001")[0]) as pdf:
        assert len(pdf.pages) == 2 * count


def test_a_letter_signed_before_gets_its_scan_and_keeps_its_day(school: Office, parents_pdf: Path) -> None:
    letter = int(str(of_letter(school, "ZR-2026-JZ-0001", "id")))
    sign(school.database, school.clock, [letter], DAY)
    with school.database.action("test.day") as action:
        action.update("letter", letter, {"signed_on": "2026-09-07", "signer": "钱父"})
    _, filed = take(school, parents_pdf)
    assert filed.kept == ("ZR-2026-JZ-0001",) and len(filed.signed) == 4
    assert of_letter(school, "ZR-2026-JZ-0001", "signer") == "钱父" and len(scan_of(school, "ZR-2026-JZ-0001")) == 1


def test_a_pile_is_taken_back_as_a_whole(school: Office, parents_pdf: Path) -> None:
    before = school.database.query("SELECT id, state, signed_on FROM letter ORDER BY id")
    _, filed = take(school, parents_pdf)
    take_back(school.database, filed.batch)
    assert school.database.query("SELECT id, state, signed_on FROM letter ORDER BY id") == before
    assert scan_of(school, "ZR-2026-JZ-0001") == []


def test_void_letters_strangers_and_other_schools_go_nowhere(school: Office, parents_pdf: Path, tmp_path: Path) -> None:
    make_void(school.database, [int(str(of_letter(school, "ZR-2026-JZ-0001", "id")))], "有误")
    holiday = Image.new("L", (800, 1100), 255)
    holiday.paste(40, (200, 200, 600, 800))
    holiday.save(tmp_path / "photo.png")
    plan, filed = take(school, parents_pdf, tmp_path / "photo.png")
    whys = sorted(page.why.id for page in plan.open_pages if page.why)
    assert whys == ["scan.why_closed", "scan.why_no_code"] and len(filed.signed) == 4
    with school.database.action("test.code") as action:
        action.update("school", 1, {"code": "XX99"})
    assert {page.why.id for page in match(school, read_pile([parents_pdf])).open_pages if page.why} == {
        "scan.why_other_school"
    }


def test_a_page_that_cannot_be_read_is_given_to_its_letter_by_hand(
    school: Office, staff_pdf: Path, tmp_path: Path
) -> None:
    pages = printed(staff_pdf)
    whole = match(school, read_pile([staff_pdf])).letters[0]
    own = [pages[page.read.page - 1] for page in whole.pages]
    own[-1].paste(255, (0, int(own[-1].height * 0.86), own[-1].width, own[-1].height))
    paths = [write_pile(own, tmp_path / "pile.pdf", Random(1), GENTLE)]
    reads = read_pile(paths)
    plan = match(school, reads)
    (lost,) = plan.open_pages
    assert lost.read.thumbnail.startswith(b"\xff\xd8") and plan.incomplete
    plan = match(school, reads, {lost.place: whole.letter.id})
    filed = file_scans(school, plan, store_scans(school.folder, plan, paths), DAY)
    assert filed.signed == (whole.letter.number,)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing", b"\xff\xd8\xff\xe0garbage", b"PK\x03\x04 a zip"])
def test_a_broken_file_is_one_page_that_is_told(school: Office, parents_pdf: Path, tmp_path: Path, content: bytes) -> None:  # fmt: skip
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(content)
    plan, filed = take(school, bad, parents_pdf)
    assert [(page.read.file, page.read.why) for page in plan.open_pages] == [(0, DAMAGED)]
    assert len(filed.signed) == 5


def test_a_picture_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    Image.new("1", (40_000, 40_000)).save(tmp_path / "bomb.png")
    assert [page.why for page in read_pile([tmp_path / "bomb.png"])] == [DAMAGED]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no_file"):
        read_pile([tmp_path / "x.pdf"])


def test_a_day_in_the_future_changes_nothing(school: Office, parents_pdf: Path) -> None:
    head = school.database.chain_head()
    with pytest.raises(UserError, match="future_day"):
        take(school, parents_pdf, day=date(2026, 9, 8))
    assert school.database.chain_head() == head


def test_a_day_before_printing_is_refused_letter_by_letter(school: Office, parents_pdf: Path) -> None:
    _, filed = take(school, parents_pdf, day=date(2026, 9, 1))
    assert filed.signed == () and len(filed.refused) == 5 and filed.batch == ""


def test_cancel_leaves_everything_as_it_was(school: Office, parents_pdf: Path) -> None:
    head = school.database.chain_head()
    with pytest.raises(Cancelled):
        read_pile([parents_pdf], cancelled=lambda: True)
    plan = match(school, read_pile([parents_pdf]))
    with pytest.raises(Cancelled):
        store_scans(school.folder, plan, [parents_pdf], cancelled=lambda: True)
    assert school.database.chain_head() == head and not (school.folder.work / "scans").exists()


def test_progress_counts_pages(parents_pdf: Path) -> None:
    told: list[tuple[int, int]] = []
    pages = read_pile([parents_pdf], lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(1, len(pages) + 1)) and told[-1][1] == len(pages)


def test_a_scan_changed_meanwhile_is_told(school: Office, parents_pdf: Path) -> None:
    plan = match(school, read_pile([parents_pdf]))
    parents_pdf.write_bytes(b"gone")
    with pytest.raises(UserError, match="file_changed"):
        store_scans(school.folder, plan, [parents_pdf])

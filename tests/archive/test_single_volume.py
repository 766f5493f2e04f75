"""One volume by itself: of a class or a box, with the catalogue inside, and nothing left of one that was given up."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from safetydesk.errors import Cancelled, UserError
from safetydesk.operations.archive.boxing import put_into_boxes
from safetydesk.operations.archive.single_volume import (
    choices,
    prepare_box,
    prepare_choice,
    prepare_class,
    single_paper,
    write_single,
)
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_saved
from tests.archive.filed_school import YEAR, file_paper, write_paper
from tests.archive.test_command import Desk
from tests.archive.test_command import desk as desk
from tests.archive.test_command import school as school
from tests.archive.test_volumes import bookmarks, texts


def leftovers(office: Office, folder: Path) -> list[Path]:
    """Everything in the folder of a volume and in the one its parts lie in."""
    return [*folder.iterdir(), *office.folder.work.rglob("archive-volume*")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out" / "卷.pdf"


def test_a_class_is_bound_like_its_volume_in_the_package(filed: Office, out: Path) -> None:
    written = write_single(prepare_class(filed, YEAR, "A04"), out)
    assert (written.items, written.pages, written.claim, written.notes) == (3, 6, "PDF", ())
    assert [(title, page) for _, title, page in bookmarks(out)] == [
        ("归档文件目录", 2), ("1　2026年安全责任书", 3), ("责任书.pdf", 3), ("补签.pdf", 6),
    ]  # fmt: skip
    assert "A04 责任书" in texts(out)[0] and "2026—2027 学年" in texts(out)[0]
    assert leftovers(filed, out.parent) == [out]


def test_a_box_holds_what_lies_in_it_and_says_its_number(filed: Office, out: Path) -> None:
    put_into_boxes(filed, YEAR, 30)
    letters, drills = (choice for choice in choices(filed, YEAR) if choice.box in ("1", "2"))
    assert (letters.items, drills.items) == (4, 2), "the box holds the calendar year, not the school year"
    write_single(prepare_choice(filed, drills), out)
    cover, contents = texts(out)[:2]
    assert "盒　　号" in cover.replace(" ", "　") and "2 号盒" in cover and "A09 应急演练" in cover
    assert contents.index("疏散演练照片") < contents.index("疏散路线图")


def test_what_can_be_chosen(filed: Office) -> None:
    assert [(found.code, found.items) for found in choices(filed, YEAR)] == [("A04", 3), ("A09", 2), ("A12", 1)]
    assert choices(filed, 2019) == []


def test_what_is_not_there_is_told(filed: Office) -> None:
    for ask in (
        lambda: prepare_class(filed, YEAR, "A05"),
        lambda: prepare_class(filed, YEAR, "X99"),
        lambda: prepare_box(filed, YEAR, "7"),
    ):
        with pytest.raises(UserError):
            ask()


def test_the_catalogue_inside_opens_and_lists_the_items(filed: Office, out: Path) -> None:
    job = replace(prepare_class(filed, YEAR, "A09"), with_catalogue=True)
    assert write_single(job, out).claim == "PDF/A-3b"
    with pikepdf.open(out) as pdf:
        (told,) = pdf.Root.AF
        assert (str(told.UF), str(told.AFRelationship)) == ("目录.xlsx", "/Data")
        assert str(told.EF.F.Params.ModDate).startswith("D:20260905")
        data = pdf.attachments["目录.xlsx"].get_file()
        assert data.mime_type.endswith("spreadsheetml.sheet")
        rows = list(openpyxl.load_workbook(BytesIO(data.read_bytes())).active.iter_rows(values_only=True))
    shown = [row for row in rows if row[0] in (1, 2)]
    assert [row[4] for row in shown] == [item.values["title"] for item in job.items]
    assert [row[1] for row in shown] == [item.values["code"] for item in job.items]


def test_with_foreign_pages_it_claims_nothing_but_carries_the_catalogue(filed: Office, out: Path) -> None:
    job = replace(prepare_class(filed, YEAR, "A12"), with_catalogue=True)
    written = write_single(job, out)
    assert written.claim == "PDF"
    assert [note.id for note in written.notes] == [
        "archive.file_locked",
        "archive.file_damaged",
        "archive.file_repaired",
    ]
    with pikepdf.open(out) as pdf:
        assert list(pdf.attachments) == ["目录.xlsx"] and "/OutputIntents" not in pdf.Root


@pytest.mark.parametrize("catalogue", [False, True])
def test_binding_again_gives_the_same_file(filed: Office, out: Path, catalogue: bool) -> None:
    made = []
    for _ in range(2):
        write_single(replace(prepare_class(filed, YEAR, "A09"), with_catalogue=catalogue), out)
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_progress_only_rises_and_ends_full(filed: Office, out: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_single(prepare_class(filed, YEAR, "A04"), out, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen) and seen[-1] == (6, 6)


@pytest.mark.parametrize("questions", [0, 1, 4, 5])
def test_cancel_leaves_the_old_file_and_nothing_else(filed: Office, out: Path, questions: int) -> None:
    """Whenever it is pressed: before the first file, among them, while pages are numbered."""
    paper = write_paper(out.with_name("long.pdf"), "长", 210)
    file_paper(filed, "A09", "长卷", date(2026, 9, 6), [paper])
    paper.unlink()
    out.write_bytes(b"old")
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > questions

    with pytest.raises(Cancelled):
        write_single(prepare_class(filed, YEAR, "A09"), out, cancelled=cancelled)
    assert out.read_bytes() == b"old" and leftovers(filed, out.parent) == [out]


@pytest.mark.parametrize("code", ["A09", "A04"])
def test_a_full_disk_is_told_and_never_taken_for_a_damaged_file(
    filed: Office, out: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    job = prepare_class(filed, YEAR, code)
    monkeypatch.setattr(pikepdf.Pdf, "save", full)
    with pytest.raises(UserError) as refused:
        write_single(job, out)
    assert refused.value.what.id == "storage.disk_full" and leftovers(filed, out.parent) == []


def test_the_history_tells_of_it(filed: Office, out: Path) -> None:
    job = prepare_class(filed, YEAR, "A09")
    record_saved(filed, single_paper(job, out))
    told = filed.database.query("SELECT action, tbl FROM audit ORDER BY seq DESC LIMIT 1")
    assert told == [("export", "file_item")]


def on_command_line(desk: Desk, folder: Path) -> dict[str, object]:
    path = folder / "卷.pdf"
    made = desk("archive", "volume", "--class", "A09", "--year", YEAR, "--out", path, "--with-catalogue", "--json")
    assert made.code == 0
    return dict(made.json)


def test_on_the_command_line(desk: Desk, school: None, tmp_path: Path) -> None:
    assert on_command_line(desk, tmp_path) == {
        "path": str(tmp_path / "卷.pdf"), "items": 2, "pages": 6, "claim": "PDF/A-3b", "catalogue": True, "notes": [],
        "printed": False,
    }  # fmt: skip


def test_on_the_command_line_nothing_is_replaced(desk: Desk, school: None, tmp_path: Path) -> None:
    on_command_line(desk, tmp_path)
    before = (tmp_path / "卷.pdf").read_bytes()
    refused = desk("archive", "volume", "--class", "A04", "--out", tmp_path / "卷.pdf", "--json")
    assert (refused.code, refused.out) == (3, "") and "卷.pdf" in refused.err
    assert (tmp_path / "卷.pdf").read_bytes() == before


def test_a_box_on_the_command_line(desk: Desk, school: None, tmp_path: Path) -> None:
    desk("archive", "pack", "--year", YEAR)
    made = desk("archive", "volume", "--box", "2026-2", "--out", tmp_path / "盒.pdf", "--json")
    assert (made.code, made.json["items"], made.json["claim"]) == (0, 2, "PDF/A-2u")
    with pytest.raises(SystemExit):
        desk("archive", "volume", "--box", "second", "--out", tmp_path / "x.pdf")

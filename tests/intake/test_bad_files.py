"""A file that is not a sound roster is refused whole, in words, and nothing changes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from safetydesk.errors import UserError
from tests.conftest import ROSTERS
from tests.intake.conftest import Reader, in_words
from tests.intake.making import (
    HEADINGS,
    PUPILS,
    SHEET,
    archive_of,
    biff,
    change_part,
    ole,
    understated,
    workbook,
    workbook_with_bomb,
)

RefusedWhole = Callable[[Path], str]
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + bytes(100)
TABLE = "<table><tr><td>姓名</td><td>电话</td></tr><tr><td>张三</td><td>13800138000</td></tr></table>"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
REMOTE = '<!DOCTYPE x [<!ENTITY a0 SYSTEM "file:///etc/hostname">]>'
SPARSE = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'


def test_a_file_that_is_gone_and_an_empty_one(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    assert refused_whole(tmp_path / "没有.xlsx") == "intake.not_there"
    (tmp_path / "空.xlsx").touch()
    assert refused_whole(tmp_path / "空.xlsx") == "intake.empty"
    assert refused_whole(tmp_path) == "intake.not_there"


@pytest.mark.parametrize("part", range(20))
def test_a_cut_workbook_is_damaged(refused_whole: RefusedWhole, tmp_path: Path, part: int) -> None:
    data = (ROSTERS / "staff_messy.xlsx").read_bytes()
    cut = tmp_path / "下载.xlsx"
    cut.write_bytes(data[: 4 + (len(data) - 5) * part // 19])
    assert refused_whole(cut) == "intake.damaged"


@pytest.mark.parametrize("part", range(1, 9))
def test_a_cut_old_workbook_is_never_half_a_roster(read: Reader, tmp_path: Path, part: int) -> None:
    whole = read(ROSTERS / "staff_old.xls")
    cut = tmp_path / "staff_old.xls"
    cut.write_bytes((ROSTERS / "staff_old.xls").read_bytes()[: 22016 * part // 9])
    for found in outcome(read, cut):
        assert found == whole


@pytest.mark.parametrize("part", range(1, 13))
def test_a_flipped_byte_is_seen_or_harmless(read: Reader, tmp_path: Path, part: int) -> None:
    whole = read(ROSTERS / "staff_messy.xlsx")
    data = bytearray((ROSTERS / "staff_messy.xlsx").read_bytes())
    data[len(data) * part // 13] ^= 0x10
    bad = tmp_path / "staff_messy.xlsx"
    bad.write_bytes(data)
    for found in outcome(read, bad):
        assert found == whole


def outcome(read: Reader, path: Path) -> Iterator[object]:
    """The roster, where the file is not refused in words."""
    try:
        yield read(path)
    except UserError as error:
        in_words(error)


def test_a_bomb_is_not_opened(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    assert refused_whole(workbook_with_bomb(tmp_path / "大.xlsx", 300_000_000)) == "intake.bomb"
    assert refused_whole(workbook_with_bomb(tmp_path / "中.xlsx", 30_000_000)) == "intake.bomb"


def test_a_bomb_that_lies_about_its_size(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    path = workbook_with_bomb(tmp_path / "大.xlsx", 60_000_000)
    assert refused_whole(understated(path, "xl/worksheets/sheet2.xml")) == "intake.damaged"


def test_too_many_members(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    path = archive_of(tmp_path / "多.xlsx", {"xl/workbook.xml": b"<x/>", **{f"{n}.xml": b"<x/>" for n in range(2_000)}})
    assert refused_whole(path) == "intake.bomb"


def test_more_bytes_than_any_roster(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    path = tmp_path / "大.csv"
    path.write_bytes("姓名,电话\n".encode() + b"x" * 20_000_000)
    assert refused_whole(path) == "intake.too_big"


def test_a_password(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    streams = {"EncryptionInfo": b"\x04\x00\x04\x00@\x00\x00\x00", "EncryptedPackage": bytes(range(256)) * 20}
    assert refused_whole(ole(tmp_path / "新.xlsx", streams)) == "intake.password"
    assert refused_whole(biff(tmp_path / "旧.xls", PUPILS, password=True)) == "intake.password"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "start", ["<html>", "\r\n <HTML xmlns:o='x'>", "<!-- 导出 -->\n<html>", "<style>td{}</style>", ""]
)
def test_a_web_page_is_called_one(refused_whole: RefusedWhole, tmp_path: Path, start: str, encoding: str) -> None:
    path = tmp_path / "导出.xls"
    path.write_text(start + TABLE, encoding)
    assert refused_whole(path) == "intake.web_page"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PNG, "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x7fELF" + bytes(60), "unknown"),
        (b"PK\x05\x06" + bytes(18), "unknown"),
        ("姓名,电话\n张三,1\x003\n".encode(), "unknown"),
        (b"\xff\xfe\x00\xd8\x00\xd8", "bad_encoding"),
        (b"\xff\xff\xff\xff", "bad_encoding"),
        ("这里没有表头\n只有几行字\n".encode(), "no_header"),
    ],
)
def test_what_it_really_is(refused_whole: RefusedWhole, tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(data)
    assert refused_whole(path) == f"intake.{said}"


def test_word_files_and_other_containers(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    assert refused_whole(archive_of(tmp_path / "a.xlsx", {"word/document.xml": b"<x/>"})) == "intake.word"
    assert refused_whole(ole(tmp_path / "a.xls", {"WordDocument": b"x"})) == "intake.word"
    assert refused_whole(archive_of(tmp_path / "b.xlsx", {"photo.jpg": b"x"})) == "intake.unknown"
    assert refused_whole(ole(tmp_path / "b.xls", {"Something": b"x"})) == "intake.damaged"


def test_macros(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    path = workbook(tmp_path / "名单.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert refused_whole(path) == "intake.macros"


@pytest.mark.parametrize("declared", [LAUGHS, REMOTE, " " * 6_000 + LAUGHS])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_entities_are_not_unfolded(refused_whole: RefusedWhole, tmp_path: Path, declared: str, part: str) -> None:
    def laugh(xml: str) -> str:
        head, mark, rest = xml.partition("?>\n")
        return head + mark + declared + rest.replace(">", ">&a11;" if declared.endswith(LAUGHS) else ">&a0;", 1)

    said = refused_whole(change_part(workbook(tmp_path / "名单.xlsx"), laugh, part))
    assert said in ("intake.unsafe", "intake.damaged")


def test_a_cell_in_the_last_corner_is_too_large(
    refused_whole: RefusedWhole, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = change_part(workbook(tmp_path / "名单.xlsx"), lambda xml: xml.replace("</sheetData>", SPARSE))
    assert refused_whole(path) == "intake.too_large"
    assert capfd.readouterr().err == ""


def test_a_row_as_wide_as_excel_goes(refused_whole: RefusedWhole, tmp_path: Path) -> None:
    wide = workbook(tmp_path / "宽.xlsx", [(*HEADINGS, *["x"] * 16_381), PUPILS[1]])
    assert refused_whole(wide) == "intake.too_large"


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_more_rows_than_any_school(refused_whole: RefusedWhole, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"名单{suffix}"
    rows = [HEADINGS, *((f"学生{n}", "三年级2班", str(13_800_000_000 + n)) for n in range(20_001))]
    if suffix == ".csv":
        path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    else:
        workbook(path, rows, constant_memory=True)
    assert refused_whole(path) == "intake.too_large"


def test_a_merge_over_the_whole_sheet_is_read(read: Reader, tmp_path: Path) -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    path = change_part(workbook(tmp_path / "名单.xlsx"), lambda xml: xml.replace("</sheetData>", merge))
    assert [(person.name, person.phone) for person in read(path).people] == [(row[0], row[2]) for row in PUPILS[1:]]


def test_a_sheet_that_overstates_its_size_is_read(read: Reader, tmp_path: Path) -> None:
    path = change_part(workbook(tmp_path / "名单.xlsx"), lambda xml: xml.replace("A1:C4", "A1:XFD1048576"))
    assert [person.name for person in read(path).people] == [row[0] for row in PUPILS[1:]]


def test_the_name_of_a_file_does_not_matter(read: Reader, tmp_path: Path) -> None:
    for name in ("名单.csv", "名单.xls", "名单", "名单.pdf"):
        assert len(read(workbook(tmp_path / "a.xlsx").rename(tmp_path / name)).people) == 3
    text = tmp_path / "名单.xlsx"
    text.write_text("".join(",".join(row) + "\n" for row in PUPILS), encoding="gb18030")
    assert len(read(text).people) == 3

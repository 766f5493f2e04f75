"""The package of a school year: what is in it, that it names what it lacks, and that nothing half-made is left."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from PIL import Image

from safetydesk.core.listing import Query
from safetydesk.errors import Cancelled, UserError
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.catalogue import catalogue_sheet
from safetydesk.operations.attaching import attached
from safetydesk.operations.ledger import writer
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.files.items.register import FILES
from safetydesk.storage.history import of_row
from tests.archive.conftest import Built
from tests.archive.filed_school import YEAR

HEADINGS = ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]


def metadata(root: Path) -> dict:
    return json.loads((root / "元数据.json").read_text(encoding="utf-8"))


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_parts_of_a_package(built: Built, built_english: Built) -> None:
    assert {path.name for path in built.root.iterdir()} == {
        "目录.xlsx", "目录.pdf", "卷", "原件", "台账", "元数据.json", "校验.json", "说明.txt", "index.html",
    }  # fmt: skip
    assert {path.name for path in built_english.root.iterdir()} == {
        "catalogue.xlsx", "catalogue.pdf", "volumes", "originals", "registers", "metadata.json", "checksums.json",
        "about.txt", "index.html",
    }  # fmt: skip
    assert {path.name for path in (built.root / "卷").iterdir()} == {
        "A04 责任书·公约·家长书.pdf", "A09 应急演练.pdf", "A12 检查与隐患整改.pdf",
    }  # fmt: skip
    ledgers = {path.stem for path in (built.root / "台账").iterdir()}
    assert {"安全责任书", "应急演练", "档案类目", "岗位与职责"} <= ledgers
    assert "人员" not in "".join(ledgers), "pupils' and parents' data stays in the school"
    assert "风险点" not in ledgers, "it has no rows"
    assert (built.package.items, built.package.volumes) == (6, 3)
    assert built.package.files == len(tree(built.root))


def test_only_what_is_dated_in_the_school_year(built: Built) -> None:
    titles = [item["title"] for item in metadata(built.root)["items"]]
    assert "上一学年的通知" not in titles and titles[:3] == ["2026年安全责任书", "家长书定稿", "只有纸质的通知"]
    assert [item["class_code"] for item in metadata(built.root)["items"]] == ["A04"] * 3 + ["A09"] * 2 + ["A12"]


def test_what_is_in_the_trash_stays_out(filed: Office, tmp_path: Path) -> None:
    ids = filed.listing(FILES).ids(Query(search="检查记录"))
    filed.records.trash(FILES, ids, "重复")
    built = build(filed, YEAR, tmp_path / "包")
    assert (built.items, built.volumes, built.notes) == (5, 2, ())


def test_originals_are_what_was_filed(built: Built) -> None:
    files = [file for item in metadata(built.root)["items"] for file in item["files"]]
    assert len(files) == 11
    for file in files:
        data = (built.root / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["copy_sha256"]
        assert (file["copy_sha256"] == file["sha256"]) == (file["name"] != "照片1.jpg") == (not file["place_removed"])


def test_a_photo_loses_its_place_and_nothing_else(built: Built) -> None:
    (path,) = built.root.glob("原件/*/照片1.jpg")
    filed = (built.root.parent / "desk" / "照片1.jpg").read_bytes()
    assert len(path.read_bytes()) == len(filed)
    with Image.open(path) as copy, Image.open(built.root.parent / "desk" / "照片1.jpg") as original:
        assert original.getexif().get_ifd(0x8825) and not copy.getexif().get_ifd(0x8825)
        assert (copy.getexif()[0x0112], copy.getexif()[0x010F]) == (6, "Camera")
        assert copy.tobytes() == original.tobytes()


def test_the_catalogue_has_nine_columns_and_a_sheet_for_each_class(built: Built) -> None:
    book = openpyxl.load_workbook(built.root / "目录.xlsx")
    assert book.sheetnames == ["全部", "A04 责任书·公约·家长书", "A09 应急演练", "A12 检查与隐患整改"]
    whole = book["全部"]
    assert [cell.value for cell in whole[3]] == HEADINGS
    assert [cell.value for cell in whole[4]] == [
        1, "Z109-WS·2026-D10-A04-0001", "校安〔2026〕3号", "安全办", "2026年安全责任书", datetime(2026, 9, 1), "内部", 3, None,
    ]  # fmt: skip
    assert [book[name].max_row for name in book.sheetnames] == [9, 6, 5, 4]


@pytest.mark.parametrize("name", ["built", "built_english"])
def test_every_link_leads_to_a_file(request: pytest.FixtureRequest, name: str) -> None:
    root = request.getfixturevalue(name).root
    (path,) = root.glob("*.xlsx")
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(min_row=4):
            links = [cell.hyperlink.target.replace("%20", " ") for cell in row if cell.hyperlink]
            on_paper = row[4].value == "只有纸质的通知"
            assert len(links) == (0 if on_paper else 2)
            assert all((root / link).exists() and not Path(link).is_absolute() for link in links)


def test_a_title_leads_to_its_volume_or_to_the_original(built: Built) -> None:
    sheet = openpyxl.load_workbook(built.root / "目录.xlsx")["全部"]
    leads = {row[4].value: row[4].hyperlink.target for row in sheet.iter_rows(min_row=4) if row[4].hyperlink}
    assert leads["检查记录"].startswith("卷/A12") and leads["家长书定稿"].endswith("家长书.docx")


def test_what_is_wrong_is_named_and_stops_nothing(built: Built) -> None:
    notes = [(note.id, note.values["file"]) for note in built.package.notes]
    assert notes == [
        ("archive.file_locked", "加密.pdf"),
        ("archive.file_damaged", "坏.pdf"),
        ("archive.file_repaired", "截断.pdf"),
    ]
    about = (built.root / "说明.txt").read_text(encoding="utf-8-sig")
    assert all(file in about for _, file in notes) and len(metadata(built.root)["notes"]) == 3
    assert all((built.root / path).exists() for path in ("目录.pdf", "卷/A12 检查与隐患整改.pdf"))


def test_a_file_that_the_store_lost_and_one_that_changed_there(filed: Office, tmp_path: Path) -> None:
    (letters,) = filed.listing(FILES).ids(Query(search="2026年安全责任书"))
    (word,) = filed.listing(FILES).ids(Query(search="家长书定稿"))
    attached(filed, FILES, [letters])[0].path.unlink()
    changed = attached(filed, FILES, [word])[0].path
    changed.chmod(0o644)
    changed.write_bytes(b"something else")
    built = build(filed, YEAR, tmp_path / "包")
    assert [note.id for note in built.notes][:2] == ["archive.file_lost", "archive.file_changed"]


def test_metadata_tells_where_everything_is(built: Built) -> None:
    told = metadata(built.root)
    assert told["school"] == {"name": "实验小学", "code": "SYXX", "fonds": "Z109"}
    assert told["school_year"] == {"year": 2026, "first_day": "2026-09-01", "last_day": "2027-08-31"}
    assert told["history"]["seq"] > 0 and len(told["history"]["head"]) == 64
    assert [(one["class"], one["claim"]) for one in told["volumes"]] == [
        ("A04", "PDF"),
        ("A09", "PDF/A-2u"),
        ("A12", "PDF"),
    ]
    first = told["items"][0]
    assert set(first) >= {item.name for item in FILES.fields} and first["first_page"] == 3
    assert first["loans"] == [] and first["dated"] == "2026-09-01"
    assert [item["first_page"] for item in told["items"]] == [3, None, None, 3, 5, 3]


def test_the_list_of_checksums_holds_every_file_but_itself(built: Built) -> None:
    listed = json.loads((built.root / "校验.json").read_text(encoding="utf-8"))["files"]
    files = tree(built.root)
    data = files.pop("校验.json")
    assert [file["path"] for file in listed] == sorted(files)
    assert all(hashlib.sha256(files[file["path"]]).hexdigest() == file["sha256"] for file in listed)
    assert all(len(files[file["path"]]) == file["size"] for file in listed)
    assert hashlib.sha256(data).hexdigest() == built.package.manifest_sha256


def test_the_same_records_give_the_same_bytes(filed: Office, built: Built, tmp_path: Path) -> None:
    first, second = (build(filed, YEAR, tmp_path / name).path for name in ("一", "二"))
    assert tree(first) == tree(second)
    one, two = (build(filed, YEAR, tmp_path / name).path.read_bytes() for name in ("一.zip", "二.zip"))
    assert one == two
    with ZipFile(tmp_path / "一.zip") as package:
        assert {name: package.read(name) for name in package.namelist()} == tree(first)
        assert package.namelist() == sorted(package.namelist())


def test_the_building_is_remembered(filed: Office, tmp_path: Path) -> None:
    built = build(filed, YEAR, tmp_path / "包")
    (item,) = filed.listing(FILES).ids(Query(search="检查记录"))
    newest = of_row(filed.database, FILES.table, item)[-1]
    assert newest.kind == "archive" and item in newest.after["ids"] and len(newest.after["ids"]) == 6
    assert newest.after["text"] == f"包 {built.manifest_sha256}"


def test_what_was_given_out_is_not_undone(filed: Office, tmp_path: Path) -> None:
    (item,) = filed.listing(FILES).ids(Query(search="检查记录"))
    batch = of_row(filed.database, FILES.table, item)[-1].batch
    build(filed, YEAR, tmp_path / "包")
    with pytest.raises(UserError):
        take_back(filed.database, batch)


@pytest.mark.parametrize("name", ["包", "包.zip"])
@pytest.mark.parametrize("after", [0, 4, 11])
def test_cancelled_leaves_nothing(filed: Office, tmp_path: Path, name: str, after: int) -> None:
    done = [0]
    target = tmp_path / "give" / name
    target.parent.mkdir()
    entries = filed.database.chain_head()
    with pytest.raises(Cancelled):
        build(filed, YEAR, target, lambda count, total: done.__setitem__(0, count), lambda: done[0] >= after)
    assert list(target.parent.iterdir()) == [] and filed.database.chain_head() == entries


def test_progress_goes_up_to_the_whole(filed: Office, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build(filed, YEAR, tmp_path / "包", lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))


def test_a_folder_that_is_there_is_left_alone(filed: Office, tmp_path: Path) -> None:
    (tmp_path / "包").mkdir()
    with pytest.raises(UserError) as refused:
        build(filed, YEAR, tmp_path / "包")
    assert refused.value.what.id == "archive.exists" and list((tmp_path / "包").iterdir()) == []


def test_a_zip_takes_the_place_of_the_older_one(filed: Office, tmp_path: Path) -> None:
    (tmp_path / "包.zip").write_bytes(b"old")
    build(filed, YEAR, tmp_path / "包.zip")
    with ZipFile(tmp_path / "包.zip") as package:
        assert package.testzip() is None


def test_a_failure_leaves_nothing(filed: Office, tmp_path: Path) -> None:
    with filed.database.action("test.rename") as action:
        action.update("school", 1, {"name": "实验\U000f0000小学"})
    folder = tmp_path / "give"
    folder.mkdir()
    with pytest.raises(UserError):
        build(filed, YEAR, folder / "包")
    assert list(folder.iterdir()) == []


def test_a_year_without_anything_is_refused(filed: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        build(filed, 2019, tmp_path / "包")
    assert refused.value.what.id == "archive.nothing" and not (tmp_path / "包").exists()


@pytest.mark.parametrize("format", ["xlsx", "pdf"])
def test_the_catalogue_alone_for_the_window(filed: Office, tmp_path: Path, format: str) -> None:
    ids = filed.listing(FILES).ids(Query(search="A09"))
    sheet = catalogue_sheet(filed, ids)
    assert [column.title for column in sheet.columns] == HEADINGS and sheet.title == "实验小学归档文件目录"
    out = tmp_path / f"目录.{format}"
    assert writer(filed, sheet, format, out)() == 2 and out.stat().st_size > 1000

"""Words inside attached files are found: text PDFs, Word, Excel, PowerPoint and plain text, two characters suffice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter
from docx import Document
from pytestqt.qtbot import QtBot

from safetydesk.cli.arguments import parser
from safetydesk.cli.console import Console
from safetydesk.cli.run import COMMANDS
from safetydesk.core.listing import Query
from safetydesk.errors import Cancelled
from safetydesk.intake import file_text
from safetydesk.intake.file_text import EMPTY, FAILED, READ, TextJob, read_texts, searchable, text_of
from safetydesk.operations.attaching import attached, detach
from safetydesk.operations.file_texts import forget_texts, read_all, unread
from safetydesk.operations.office import Office
from safetydesk.registers.files.items.register import FILES
from safetydesk.storage.verify import verify
from safetydesk.ui.file_reader import FileReader
from safetydesk.ui.search_everywhere import SearchEverywhere
from tests.archive.filed_school import file_paper, write_damaged, write_locked, write_paper, write_photo
from tests.desks import desk_of

DAY = date(2026, 9, 7)


def write_docx(path: Path, *texts: str) -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "表格里的灭火器"
    document.save(str(path))
    return path


def write_book(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("隐患台账")
        sheet.write_row(0, 0, ["部位", "配电箱", 12])
    return path


def write_slides(path: Path) -> Path:
    with ZipFile(path, "w") as package:
        package.writestr("ppt/slides/slide1.xml", "<p><a:p><a:r><a:t>防溺</a:t></a:r><a:r><a:t>水 &amp; 六不</a:t></a:r></a:p></p>")  # fmt: skip
    return path


def found(office: Office, typed: str) -> list[int]:
    return office.listing(FILES).ids(Query(search=typed))


@pytest.fixture
def library(office: Office, tmp_path: Path) -> Office:
    """Five documents whose titles say nothing, read into the search."""
    for number, path in enumerate(
        (
            write_paper(tmp_path / "a.pdf", "楼梯口拥挤"),
            write_docx(tmp_path / "b.docx", "本学期消防演", "ABC Ｆｉｒｅ"),
            write_book(tmp_path / "c.xlsx"),
            write_slides(tmp_path / "d.pptx"),
            write_photo(tmp_path / "e.jpg"),
        ),
        1,
    ):
        file_paper(office, "A10", f"第{number}件", DAY, [path])
    counts = read_all(office)
    assert (counts[READ], counts.total()) == (4, 4), "a photo is not even tried"
    return office


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("拥挤", [1]), ("消防演", [2]), ("灭火", [2]), ("fire", [2]), ("ＡＢＣ", [2]), ("配电", [3]), ("台账", [3]), ("溺水", [4]),
        ("溺水 六不", [4]), ("溺水 消防", []), ("挤", []), ("%", []), ("第3件", [3]),
    ],
)  # fmt: skip
def test_words_in_files_are_found_on_the_page_and_everywhere(library: Office, typed: str, ids: list[int]) -> None:
    assert found(library, typed) == ids
    assert [hit.row_id for hit in library.search.everywhere(typed)] == ids


def test_a_hit_says_in_which_file_and_records_come_first(library: Office, tmp_path: Path) -> None:
    file_paper(library, "A01", "防溺水总图", DAY, [])
    first, second = library.search.everywhere("防溺")
    assert (first.label, first.inside) == ("防溺水总图", "")
    assert (second.label, second.inside) == ("第4件", "d.pptx")


def test_what_is_taken_off_or_thrown_away_is_not_found(library: Office) -> None:
    (file,) = attached(library, FILES, [1])
    detach(library, FILES, file, "错")
    library.records.trash(FILES, [2], "错")
    assert found(library, "拥挤") == found(library, "灭火") == library.search.everywhere("表格") == []


def test_the_index_has_no_history_and_can_be_made_anew(library: Office) -> None:
    assert not library.database.query("SELECT 1 FROM audit WHERE name = 'files.text'")
    assert verify(library.database, library.folder).ok
    forget_texts(library)
    assert found(library, "拥挤") == [] and len(unread(library)) == 4
    read_all(library)
    assert found(library, "拥挤") == [1] and unread(library) == []


def test_words_are_whole_again_that_a_line_s_end_had_split() -> None:
    assert searchable("应急疏\n散演 练\nFire  Drill") == "应急疏散演练 fire drill"


@pytest.mark.parametrize(("encoding", "name"), [("utf-8-sig", "a.txt"), ("gb18030", "b.csv")])
def test_plain_text_in_either_encoding(tmp_path: Path, encoding: str, name: str) -> None:
    (tmp_path / name).write_bytes("防汛值班".encode(encoding))
    assert text_of(tmp_path / name, Path(name).suffix) == "防汛值班"


def test_only_the_first_part_of_a_long_text_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("长" * 300_000)
    assert len(text_of(tmp_path / "a.txt", ".txt")) == file_text.MOST_CHARS


def job(path: Path) -> TextJob:
    return TextJob(path.name, path, path.name)


def test_bad_files_harm_nobody_else(tmp_path: Path) -> None:
    paths = [
        write_damaged(tmp_path / "坏.pdf"), write_locked(tmp_path / "锁.pdf"), tmp_path / "无.docx",
        write_docx(tmp_path / "好.docx", "好的"), tmp_path / "空.txt",
    ]  # fmt: skip
    paths[-1].write_text(" ")
    states = [text.state for text in read_texts([job(path) for path in paths])]
    assert states == [FAILED, FAILED, FAILED, READ, EMPTY]


def test_a_file_that_takes_the_child_down_is_left_out_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = tmp_path / "弹.docx"
    with ZipFile(bomb, "w", compression=8) as package:
        package.writestr("word/document.xml", b"<w:t>" + b"a" * 79_000_000 + b"</w:t>" * 2)
    good = write_docx(tmp_path / "好.docx", "好的")
    first, second = read_texts([job(bomb), job(good)])
    assert second.state == READ and len(first.text) <= file_text.MOST_CHARS


def test_a_child_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_text, "MOST_SECONDS", 0.0)
    assert [text.state for text in read_texts([job(write_docx(tmp_path / "a.docx"))])] == [FAILED]


def test_cancel_is_heard(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        read_texts([job(write_docx(tmp_path / "a.docx"))], lambda: True)


def test_from_the_command_line(library: Office, capsys: pytest.CaptureFixture[str]) -> None:
    options = parser(library.paper).parse_args(["archive", "index", "--rebuild", "--json"])
    assert COMMANDS["archive", "index"](library, options, Console(library.paper, True)) == 0
    assert json.loads(capsys.readouterr().out) == {"read": 4, "without_text": 0, "failed": 0}


def test_the_search_window_names_the_file(library: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = SearchEverywhere(desk_of(library, tmp_path))
    qtbot.addWidget(dialog)
    dialog.box.setText("溺水")
    dialog.timer.stop()
    dialog.list_hits()
    assert dialog.hits.count() == 1 and "in the file “d.pptx”" in dialog.hits.item(0).text()


def test_a_file_is_read_in_the_background_after_it_was_attached(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:  # fmt: skip
    desk = desk_of(office, tmp_path)
    reader = FileReader(desk, desk.signals)
    office.database.on_commit.append(reader.committed)
    file_paper(office, "A10", "第1件", DAY, [write_paper(tmp_path / "a.pdf", "楼梯口拥挤")])
    qtbot.waitUntil(lambda: found(office, "拥挤") == [1], timeout=20_000)
    office.database.on_commit.remove(reader.committed)
    reader.stop()


def test_a_window_that_is_closed_reads_no_further(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:  # fmt: skip
    file_paper(office, "A10", "第1件", DAY, [write_paper(tmp_path / "a.pdf", "楼梯口拥挤")])
    desk = desk_of(office, tmp_path)
    reader = FileReader(desk, desk.signals)
    reader.wake()
    assert reader.job is not None
    reader.stop()
    qtbot.wait(50)
    assert found(office, "拥挤") == []

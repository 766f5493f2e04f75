"""Four plain scores, duplicates by checksum, and lending: what the files tell of themselves."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from safetydesk.cli.arguments import parser
from safetydesk.cli.console import Console
from safetydesk.cli.run import COMMANDS
from safetydesk.errors import UserError
from safetydesk.operations.archive.build import build
from safetydesk.operations.attaching import attach, attached, store_all
from safetydesk.operations.closing import close
from safetydesk.operations.duplicates import elsewhere, twins
from safetydesk.operations.file_quality import measured
from safetydesk.operations.lending import give_back, lend, lent_out, note_reading
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.files.items.register import FILES
from safetydesk.reports.file_quality import Score
from safetydesk.ui.attachment_strip import AttachmentStrip
from safetydesk.ui.overview.tasks import files
from safetydesk.ui.pages.files_page import FilesPage
from safetydesk.ui.pages.filing.more_menu import MoreMenu
from safetydesk.ui.pages.filing.quality_dialog import QualityDialog
from safetydesk.ui.pages.filing.twins_dialog import TwinsDialog
from safetydesk.words import Words
from tests.archive.filed_school import file_paper, name_school
from tests.desks import RecordedNotices, desk_of
from tests.files.test_filing import drilled, file_all
from tests.ui.clerk import labels

DAY = date(2026, 9, 7)


def notice(path: Path) -> Path:
    """A document with always the same content."""
    path.write_bytes(b"always the same")
    return path


def scores(office: Office) -> dict[str, Score]:
    return {score.name: score for score in measured(office, 2026).scores}


def command(office: Office, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    options = parser(office.paper).parse_args(["archive", *words, "--json"])
    assert COMMANDS["archive", words[0]](office, options, Console(office.paper, True)) == 0
    return json.loads(capsys.readouterr().out)


def test_without_files_there_is_nothing_to_count(office: Office) -> None:
    assert [scores(office)[name].value for name in ("scientific", "regular", "useful")] == [None] * 3
    assert scores(office)["systematic"].have == 0


def test_each_score_is_a_plain_share(office: Office) -> None:
    good = file_paper(office, "A01", "甲", DAY, [])
    bad = file_paper(office, "A01", "乙", DAY, [])
    with office.database.action("test.bad") as action:
        action.update("file_item", bad, {"author": "", "carrier": ""})
    found = scores(office)
    assert (found["scientific"].have, found["scientific"].wanted) == (2, 2)
    assert (found["regular"].have, found["regular"].wanted, found["regular"].ids) == (12, 14, (bad,))
    assert (found["systematic"].have, found["systematic"].wanted) == (2, 17), "one class of 16, and this year"
    assert found["useful"].ids == (good, bad)


def test_an_item_is_useful_once_it_was_opened_lent_packed_or_tied_to_a_record(office: Office, tmp_path: Path) -> None:
    name_school(office)
    opened, lent, _ = (file_paper(office, "A01", name, DAY, []) for name in "甲乙丙")
    drilled(office)
    file_all(office)
    assert scores(office)["useful"].have == 1
    note_reading(office, opened, "甲.pdf")
    lend(office, lent, "王老师")
    assert scores(office)["useful"].have == 3
    build(office, 2026, tmp_path / "包")
    assert scores(office)["useful"].value == 1


def test_years_without_a_document_are_gaps(office: Office) -> None:
    file_paper(office, "A01", "老", date(2023, 5, 5), [])
    assert scores(office)["systematic"].wanted == 16 + 4 and scores(office)["systematic"].have == 1


def test_late_entries_and_the_weakest_places_are_listed(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    row_id = file_paper(office, "A01", "迟", date(2026, 9, 2), [])
    with office.database.action("test.late") as action:
        action.update("file_item", row_id, {"created_at": "2026-09-10T09:00:00+08:00"})
    told = command(office, capsys, "quality", "--year", "2026")
    assert [(item["id"], item["days"]) for item in told["late"]] == [(row_id, 8)]
    assert told["scores"]["scientific"] == {"value": 1.0, "have": 1, "of": 1, "items": []}
    assert told["weakest"][0] == "15 个类目本学年没有文件"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_dialog_shows_the_scores_and_leads_on(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path, language: str) -> None:  # fmt: skip
    row_id = file_paper(office, "A01", "甲", DAY, [])
    desk = desk_of(office, tmp_path, language)
    dialog = QualityDialog(desk)
    qtbot.addWidget(dialog)
    dialog.show()
    said = labels(dialog)
    assert "100%" in said and desk.words.text("file_quality.useful_about") in said
    shown: list[tuple[str, tuple[int, ...]]] = []
    desk.signals.show_records.connect(lambda key, ids: shown.append((key, ids)))
    dialog.way(dialog.found.scores[3]).click()
    assert shown == [("files", (row_id,))]


def test_the_same_content_elsewhere_is_named(office: Office, tmp_path: Path) -> None:
    first = file_paper(office, "A01", "甲", DAY, [notice(tmp_path / "通知.docx")])
    second = file_paper(office, "A02", "乙", DAY, [])
    (stored,) = store_all(office.folder, [notice(tmp_path / "副本.docx")])
    (place,) = elsewhere(office, {stored.sha256}, "files", second)
    assert (place.register, place.record_id, place.title, place.name) == ("files", first, "甲", "通知.docx")
    assert elsewhere(office, {stored.sha256}, "files", first) == []
    office.records.trash(FILES, [first], "错")
    assert elsewhere(office, {stored.sha256}, "files", None) == []


def test_duplicates_are_listed_without_what_was_filed_from_its_record(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    row_id = drilled(office)
    with office.database.action("test.open") as action:
        action.update("drill", row_id, {"closed_on": None})
    attach(office, office.register("drills"), row_id, store_all(office.folder, [notice(tmp_path / "方案.docx")]))
    close(office, office.register("drills"), [row_id])
    file_all(office)
    assert twins(office) == []
    file_paper(office, "A09", "另一件", DAY, [notice(tmp_path / "又一份.docx")])
    (twin,) = command(office, capsys, "duplicates")
    assert [(place["register"], place["title"]) for place in twin["places"]] == [("drills", "九月疏散演练"), ("files", "另一件")]  # fmt: skip


def test_the_strip_says_where_a_file_is_attached_already(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:  # fmt: skip
    file_paper(office, "A01", "甲", DAY, [notice(tmp_path / "通知.docx")])
    strip = AttachmentStrip(desk_of(office, tmp_path), FILES, None)
    qtbot.addWidget(strip)
    strip.add([notice(tmp_path / "副本.docx")])
    assert strip.known.text() == "“副本.docx” is attached already: Filed documents: 甲"
    other = tmp_path / "别的.txt"
    other.write_text("别的")
    strip.add([other])
    assert strip.known.text() == "" and len(strip.waiting) == 2


def test_the_twins_dialog_leads_to_each_place(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    rows = [file_paper(office, "A01", name, DAY, [notice(tmp_path / f"{name}.docx")]) for name in "甲乙"]
    desk = desk_of(office, tmp_path)
    dialog = TwinsDialog(desk)
    qtbot.addWidget(dialog)
    shown: list[tuple[str, tuple[int, ...]]] = []
    desk.signals.show_records.connect(lambda key, ids: shown.append((key, ids)))
    branch = dialog.tree.topLevelItem(0)
    dialog.tree.setCurrentItem(branch)
    dialog.go()
    dialog.tree.setCurrentItem(branch.child(1))
    dialog.go()
    assert shown == [("files", (rows[1],))]


def test_an_item_filed_away_is_lent_and_comes_back(office: Office) -> None:
    row_id = file_paper(office, "A01", "甲", DAY, [])
    close(office, FILES, [row_id])
    batch = lend(office, row_id, " 王老师 ", "李校长")
    (loan,) = lent_out(office.database)
    assert (loan.item_id, loan.person, loan.lent_on) == (row_id, "王老师", DAY)
    for refused in (lambda: lend(office, row_id, "张老师"), lambda: lend(office, row_id, " ")):
        with pytest.raises(UserError):
            refused()
    give_back(office, row_id)
    assert lent_out(office.database) == []
    with pytest.raises(UserError, match="not_out"):
        give_back(office, row_id)
    with pytest.raises(UserError):
        take_back(office.database, batch)
    values = office.records.read(FILES, row_id)
    assert values["loans"][0]["approved_by"] == "李校长" and values["code"].endswith("0001")


def test_the_overview_tells_what_is_out_and_what_waits(office: Office) -> None:
    words = Words("zh_CN")
    assert files(office, words, 2026, DAY) == []
    row_id = file_paper(office, "A01", "甲", DAY, [])
    lend(office, row_id, "王老师")
    drilled(office)
    assert [(task.text, task.ids) for task in files(office, words, 2026, DAY)] == [("1 件档案借出未还", (row_id,))]
    told = files(office, words, 2026, DAY + timedelta(days=12))
    assert [task.text for task in told] == ["1 件 14 天以上还没有归档", "1 件档案借出未还"]


def test_lending_from_the_page(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    row_id = file_paper(office, "A01", "甲", DAY, [])
    desk = desk_of(office, tmp_path)
    notices = desk.notices
    assert isinstance(notices, RecordedNotices)
    page = FilesPage(desk, FILES)
    qtbot.addWidget(page)
    menu = page.findChildren(MoreMenu)[0]
    menu.lend()
    assert notices.told == [desk.words.text("grid.choose_one")]
    page.grid.choose_ids({row_id})
    notices.line = "王老师"
    menu.lend()
    assert [loan.person for loan in lent_out(office.database)] == ["王老师"]
    menu.lend()
    assert [error.what.id for error in notices.refused] == ["lending.out"]
    menu.give_back()
    menu.show_out()
    assert notices.told[-1] == desk.words.text("lending.none_out")


def test_opening_a_file_of_an_item_stands_in_its_history(office: Office, dressed: object, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    row_id = file_paper(office, "A01", "甲", DAY, [notice(tmp_path / "通知.docx")])
    monkeypatch.setattr("safetydesk.ui.attachment_strip.QDesktopServices.openUrl", lambda url: True)
    strip = AttachmentStrip(desk_of(office, tmp_path), FILES, row_id)
    qtbot.addWidget(strip)
    strip.list.setCurrentRow(0)
    strip.open()
    assert scores(office)["useful"].have == 1 and len(attached(office, FILES, [row_id])) == 1

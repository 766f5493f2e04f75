"""The school's own wording: new letters have it, old ones stay, it can be taken back, and it survives any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from safetydesk.cli.arguments import parser
from safetydesk.cli.console import Console
from safetydesk.cli.wording import wording as wording_command
from safetydesk.errors import UserError
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import prepare
from safetydesk.operations.undoing import take_back
from safetydesk.operations.wording import (
    findings_of,
    load_fonts,
    reset_wording,
    sample_facts,
    save_wording,
    write_preview,
)
from safetydesk.registers.records.letters.kinds import LETTER_KINDS, PARENT, STAFF, LetterKind
from safetydesk.registers.records.letters.template import KINDS, Template, TemplateBlock, read_template, template_text
from safetydesk.registers.records.letters.wording import (
    empty_block,
    own_wording,
    refuse_unfinished,
    serialized,
    versions,
    wording_in_use,
)
from safetydesk.storage.history import of_row
from safetydesk.ui.wording.editor_dialog import WordingDialog
from safetydesk.words import LANGUAGES, Words
from tests.desks import RecordedNotices, desk_of
from tests.letters.small_school import issue_now, settle
from tests.wording import bureau_letters

anything = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="{}"), max_size=40)


@pytest.fixture
def school(office: Office) -> Office:
    settle(office)
    return office


def staff(extra: str = "本校特别要求：每天巡查走廊。") -> Template:
    """The program's wording with one clause more."""
    template = read_template(template_text("staff", "zh_CN"))
    blocks = list(template.blocks)
    place = next(place for place, block in enumerate(blocks) if block.kind == "clauses")
    blocks[place] = TemplateBlock("clauses", {"clauses": [*blocks[place].members["clauses"], extra]})
    return replace(template, blocks=tuple(blocks))


def text_of(office: Office, row_id: int) -> str:
    return "\n".join(prepare(office, [row_id]).letters[0].texts())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_the_programs_wordings_come_back_from_toml_as_they_are(kind: LetterKind, language: str) -> None:
    template = read_template(template_text(kind.key, language))
    assert read_template(serialized(template)) == template


@given(st.lists(anything, min_size=1, max_size=5), anything, anything)
def test_any_text_comes_back_from_toml(clauses: list[str], title: str, name: str) -> None:
    template = Template(
        "staff", "zh_CN", 1, name, "{number}",
        (TemplateBlock("title", {"text": title}), TemplateBlock("clauses", {"clauses": clauses})),
    )  # fmt: skip
    assert read_template(serialized(template)) == template


def test_new_letters_have_the_schools_wording_and_old_ones_keep_theirs(school: Office) -> None:
    old = issue_now(school, STAFF, 2025).ids[0]
    before = text_of(school, old)
    save_wording(school, STAFF, "zh_CN", staff())
    new = issue_now(school, STAFF, 2026).ids[0]
    assert "每天巡查走廊" in text_of(school, new) and text_of(school, old) == before
    save_wording(school, STAFF, "zh_CN", staff("另一条。"))
    assert "每天巡查走廊" in text_of(school, new), "what was issued is reprinted as it was"
    assert [(item.current, item.letters) for item in versions(school.database, STAFF, "zh_CN")] == [(True, 0), (False, 6)]  # fmt: skip


def test_other_kinds_and_languages_are_not_touched(school: Office) -> None:
    save_wording(school, STAFF, "zh_CN", staff())
    assert own_wording(school.database, STAFF, "en") is None and own_wording(school.database, PARENT, "zh_CN") is None
    assert wording_in_use(school.database, STAFF, "en") == template_text("staff", "en")


def test_back_to_the_programs_and_undo_of_both(school: Office) -> None:
    row = save_wording(school, STAFF, "zh_CN", staff())
    issued = issue_now(school, STAFF).ids[0]
    reset_wording(school, STAFF, "zh_CN")
    assert wording_in_use(school.database, STAFF, "zh_CN") == template_text("staff", "zh_CN")
    assert "每天巡查走廊" in text_of(school, issued)
    take_back(school.database, of_row(school.database, "letter_text", row)[-1].batch)
    assert own_wording(school.database, STAFF, "zh_CN") == row


@pytest.mark.parametrize(
    ("block", "reason"),
    [(TemplateBlock("paragraph", {"text": "工资{salary}"}), "unknown"), (None, "no_title")],
)
def test_a_wording_that_cannot_be_printed_is_not_saved(school: Office, block: TemplateBlock | None, reason: str) -> None:  # fmt: skip
    template = staff()
    blocks = (*template.blocks, block) if block else template.blocks[1:]
    head = school.database.chain_head()
    with pytest.raises(UserError, match=reason):
        save_wording(school, STAFF, "zh_CN", replace(template, blocks=blocks))
    assert school.database.chain_head() == head


def test_void_disclaimers_and_open_blanks_are_named(school: Office) -> None:
    found = findings_of(school, STAFF, staff("学生私自下水，后果自负。【姓名】"))
    assert [(item.kind, item.phrase) for item in found] == [("placeholder", "【姓名】"), ("void", "后果自负")]


@pytest.mark.parametrize(
    "amiss",
    [
        'block = "x"', "block = [1]", '[[block]]\nkind = "clauses"\nclauses = [1]', '[[block]]\nkind = "paragraph"',
        '[[block]]\nkind = "paragraph"\ntext = 5', '[[block]]\nkind = "signatures"\nright = []\ndate = ""',
        '[[block]]\nkind = "heading"\ntext = "一"\nlevel = 7', '[[block]]\nkind = "heading"\ntext = "一"\nlevel = "x"',
    ],
)  # fmt: skip
def test_a_file_that_could_not_be_printed_is_refused(school: Office, tmp_path: Path, amiss: str) -> None:
    head = 'kind = "staff"\nlanguage = "zh_CN"\nversion = 1\nname = "x"\nnumber = "{number}"\n'
    (tmp_path / "a.toml").write_text(head + amiss, encoding="utf-8")
    with pytest.raises(UserError, match=r"wording\.unknown"):
        run(school, "--kind", "staff", "--set", str(tmp_path / "a.toml"))
    assert own_wording(school.database, STAFF, "zh_CN") is None


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        (read_template(template_text("parent", "zh_CN")), "other"),
        (read_template(template_text("staff", "en")), "other"),
        (replace(read_template(template_text("staff", "zh_CN")), number="{salary}"), "unknown"),
    ],
)
def test_another_kinds_or_languages_wording_is_refused(school: Office, template: Template, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        save_wording(school, STAFF, "zh_CN", template)


@pytest.mark.parametrize("block", list(KINDS))
@pytest.mark.parametrize("kind", LETTER_KINDS, ids=lambda kind: kind.key)
def test_a_new_block_is_drawn_or_said_to_be_unfinished(school: Office, tmp_path: Path, kind: LetterKind, block: str) -> None:  # fmt: skip
    template = read_template(template_text(kind.key, "zh_CN"))
    template = replace(template, blocks=(*template.blocks, empty_block(block)))
    try:
        refuse_unfinished(template)
    except UserError as error:
        assert block in ("signatures", "roster") and f"wording.block_{block}" in repr(error.what)
        return
    write_preview(template, sample_facts(school, kind), "QS", tmp_path / "a.pdf", load_fonts(school))
    assert (tmp_path / "a.pdf").stat().st_size > 10_000


def run(office: Office, *arguments: str) -> int:
    options = parser(Words("zh_CN")).parse_args(["letters", "wording", *arguments])
    return wording_command(office, options, Console(Words("zh_CN"), False))


def test_from_the_command_line(school: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "staff.toml"
    assert run(school, "--kind", "staff", "--out", str(out)) == 0
    out.write_text(serialized(staff()), encoding="utf-8")
    assert run(school, "--kind", "staff", "--set", str(out)) == 0
    assert "每天巡查走廊" in wording_in_use(school.database, STAFF, "zh_CN")
    word = bureau_letters.numbered(tmp_path / "a.docx")
    assert run(school, "--kind", "staff", "--set", str(word)) == 0
    assert "发现隐患及时报告" in text_of(school, issue_now(school, STAFF).ids[0])
    assert run(school, "--kind", "staff", "--reset") == 0
    assert own_wording(school.database, STAFF, "zh_CN") is None
    (tmp_path / "bad.toml").write_text("kind = 1", encoding="utf-8")
    with pytest.raises(UserError, match="unknown"):
        run(school, "--kind", "staff", "--set", str(tmp_path / "bad.toml"))


@pytest.fixture
def dialog(qtbot: QtBot, dressed: object, school: Office, tmp_path: Path) -> Iterator[WordingDialog]:
    made = WordingDialog(desk_of(school, tmp_path, "zh_CN"))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.done(0)


def row_of(dialog: WordingDialog, kind: str) -> int:
    return next(row for row, block in enumerate(dialog.draft.template.blocks) if block.kind == kind)


def test_the_editor_shows_the_page_and_saves_a_version(dialog: WordingDialog, school: Office) -> None:
    assert dialog.view.count == 3 and not dialog.view.picture.pixmap().isNull()
    dialog.blocks.setCurrentRow(row_of(dialog, "clauses"))
    edit = dialog.form.texts["clauses"]
    edit.setPlainText(edit.toPlainText() + "\n每天巡查走廊")
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    dialog.form.tag("防火")
    dialog.form.insert("")
    assert dialog.draft.template.blocks[row_of(dialog, "clauses")].members["clauses"][-1] == "每天巡查走廊 #防火"
    dialog.save()
    text = text_of(school, issue_now(school, STAFF).ids[0])
    assert "每天巡查走廊" in text and "#防火" not in text
    assert "现行" in dialog.versions.itemText(0)


def test_fields_are_put_in_from_the_list(dialog: WordingDialog) -> None:
    dialog.blocks.setCurrentRow(row_of(dialog, "paragraph"))
    dialog.form.texts["text"].setPlainText("你好")
    dialog.form.last.moveCursor(dialog.form.last.textCursor().MoveOperation.End)  # type: ignore[union-attr]
    action = next(a for a in dialog.form.fields.menu().actions() if a.text() == "签订人／学生")
    action.trigger()
    assert dialog.form.block().members["text"] == "你好{name}"
    dialog.list_blocks(dialog.blocks.currentRow())
    assert "〔签订人／学生〕" in dialog.blocks.currentItem().text()


def test_blocks_are_added_moved_removed_and_every_step_taken_back(dialog: WordingDialog) -> None:
    start = dialog.draft.template
    dialog.blocks.setCurrentRow(0)
    dialog.add_block("receipt")
    assert dialog.draft.template.blocks[1].kind == "receipt"
    dialog.shift(1)
    assert dialog.draft.template.blocks[2].kind == "receipt"
    dialog.remove_block()
    assert dialog.draft.template.blocks == start.blocks
    for _ in range(3):
        dialog.step_back()
    assert dialog.draft.template == start and not dialog.draft.touched


def test_what_was_typed_in_one_block_is_one_step_and_shows_in_the_list(dialog: WordingDialog) -> None:
    start = dialog.draft.template
    dialog.blocks.setCurrentRow(0)
    dialog.remove_block()
    row = row_of(dialog, "paragraph")
    dialog.blocks.setCurrentRow(row)
    for count in range(1, 300):
        dialog.form.texts["text"].setPlainText("字" * count)
    assert "字字字" in dialog.blocks.item(row).text()
    dialog.step_back()
    dialog.step_back()
    assert dialog.draft.template == start


def test_what_is_void_is_named_and_saved_with_the_second_press(dialog: WordingDialog, school: Office) -> None:
    dialog.blocks.setCurrentRow(row_of(dialog, "clauses"))
    dialog.form.texts["clauses"].setPlainText("违者后果自负。")
    dialog.save()
    assert "后果自负" in dialog.note.text() and own_wording(school.database, STAFF, "zh_CN") is None
    dialog.save()
    assert own_wording(school.database, STAFF, "zh_CN") is not None


def test_an_unknown_field_is_told_in_place_of_the_page(dialog: WordingDialog) -> None:
    dialog.blocks.setCurrentRow(row_of(dialog, "paragraph"))
    dialog.form.texts["text"].setPlainText("{salary}")
    dialog.view.draw()
    assert "salary" in dialog.view.picture.text()
    dialog.save()
    assert "salary" in "".join(label.text() for label in dialog.findChildren(QLabel))


def test_unsaved_changes_are_asked_about(dialog: WordingDialog) -> None:
    notices = dialog.desk.notices
    assert isinstance(notices, RecordedNotices)
    dialog.add_block("paragraph")
    notices.answer = False
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("parent"))
    dialog.choose()
    dialog.reject()
    assert dialog.kind is STAFF and dialog.isVisible() and len(notices.asked) == 2
    notices.answer = True
    dialog.kinds.setCurrentIndex(dialog.kinds.findData("parent"))
    dialog.choose()
    assert dialog.draft.template.kind == "parent"


def test_a_word_letter_goes_in_and_is_printed(dialog: WordingDialog, school: Office, tmp_path: Path) -> None:
    dialog.take_word(bureau_letters.typed(tmp_path / "a.docx"))
    importing = dialog.importing
    assert [box.currentText() for box in importing.boxes] == ["手写横线", "签订人／学生", "岗位", "手写横线"]
    importing.boxes[0].setCurrentIndex(importing.boxes[0].findData("school"))
    importing.accept()
    assert "{school}" in dialog.draft.template.blocks[1].members["text"]
    assert "____" in dialog.note.text(), "the blank in 一式____份 is named"
    dialog.save()
    dialog.save()
    assert "县教育局与青山实验学校签订" in text_of(school, issue_now(school, STAFF).ids[0]).replace("\n", "")


def test_an_older_version_is_taken_up_again(dialog: WordingDialog, school: Office) -> None:
    first = save_wording(school, STAFF, "zh_CN", staff("第一版。"))
    save_wording(school, STAFF, "zh_CN", staff("第二版。"))
    dialog.list_versions()
    dialog.versions.setCurrentIndex(dialog.versions.findData(first))
    dialog.choose_version()
    dialog.save()
    assert "第一版。" in wording_in_use(school.database, STAFF, "zh_CN")
    dialog.reset()
    assert own_wording(school.database, STAFF, "zh_CN") is None

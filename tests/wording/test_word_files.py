"""Word files as bureaus have them: their own numbers become levels, years and parties fields, and losses are named."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from safetydesk.errors import UserError
from safetydesk.export.letter.document import Heading, Paragraph
from safetydesk.intake.docx_counting import written
from safetydesk.intake.letter_docx import WordLetter, read_letter_docx
from safetydesk.operations.office import Office
from safetydesk.operations.wording import sample_facts
from safetydesk.operations.wording_from_word import guesses, left_out, wording_from_word
from safetydesk.registers.records.letters.compose import compose
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.registers.records.letters.template import Template, read_template, template_text
from safetydesk.registers.records.letters.wording import serialized
from tests.letters.small_school import settle
from tests.wording import word_files

CASES = Path(__file__).parents[1] / "data" / "word"


@pytest.fixture
def school(office: Office) -> Office:
    """Six of the staff, two classes with three and two pupils."""
    settle(office)
    return office


def made(letter: WordLetter, kind: str) -> Template:
    base = read_template(template_text(kind, "zh_CN"))
    return wording_from_word(letter, dict(enumerate(guesses(letter, kind))), base)


def texts(wording: Template) -> list[str]:
    return [text for block in wording.blocks for text in block.texts()]


def typed(folder: Path, lines: Sequence[str]) -> WordLetter:
    """A file of these lines, the first of them the title."""
    document = Document()
    for place, text in enumerate(lines):
        paragraph = document.add_paragraph(text)
        if not place:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(str(folder / "typed.docx"))
    return read_letter_docx(folder / "typed.docx")


def printed(office: Office, wording: Template) -> list[str]:
    """The lines of the letter that the wording makes."""
    letter = compose(wording, sample_facts(office, STAFF), "QS01")
    return [block.printed for block in letter.blocks if isinstance(block, Heading | Paragraph)]


def test_numbers_set_by_word_are_printed_as_word_shows_them(school: Office, tmp_path: Path) -> None:
    wording = made(read_letter_docx(word_files.styled(tmp_path / "a.docx")), "staff")
    shown = [
        "一、岗位目标", "（一）教学安全", "1.上课清点人数。", "2.课间按时巡查：", "（1）楼梯口有人；", "（2）操场有人。", "3.放学护送到校门。",
        "（二）值班安全", "1.按时到岗。", "2.离岗须有人接替。", "1.每学期考核一次。", "考核由校长室组织，具体办法另行通知。", "2.结果公开。",
        "1.第二份清单。", "2.1.5米以下不设护栏处有人看护。",
    ]  # fmt: skip
    lines = printed(school, wording)
    assert [text for text in lines if text in shown] == shown, "as LibreOffice shows the file, each number once"
    assert [block.members.get("level", 1) for block in wording.blocks if block.kind == "heading"] == [1, 2, 2, 1]
    assert read_template(serialized(wording)) == wording


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["一、目标", "（一）教学。", "（二）值班。", "二、期限"], ["一、目标", "1.教学。", "2.值班。", "二、期限"]),
        (["一、目标", "（一）教学", "1.清点。", "（二）值班时按规定到岗，离岗须有人接替。"], ["一、目标", "（一）教学", "1.清点。", "（二）值班时按规定到岗，离岗须有人接替。"]),
        (["1.目标", "1.1清点。", "1.2巡查。", "2.期限", "2.1一年。"], ["一、目标", "1.清点。", "2.巡查。", "二、期限", "1.一年。"]),
        (["1.清点；", "2.巡查：", "2.1上午；", "2.2下午。", "3.护送。"], ["1.清点；", "2.巡查：", "2.1 上午；", "2.2 下午。", "3.护送。"]),
        (["一、目标", "1.清点。", "二、职责", "2.巡查。", "3.护送。"], ["一、目标", "1.清点。", "二、职责", "2.巡查。", "3.护送。"]),
        (["一、二年级学生由家长接送。", "3、4月为安全教育月。", "1.5米以下设护栏。"], ["一、二年级学生由家长接送。", "3、4月为安全教育月。", "1.5米以下设护栏。"]),
        (["第一条 学生按时到校，不在路上逗留。", "第二条 家长按时接送，请假及时说明。"], ["第一条　学生按时到校，不在路上逗留。", "第二条　家长按时接送，请假及时说明。"]),
        (["一、本责任书一式两份。双方各执一份。", "二、其他", "①清点；", "②巡查。"], ["一、本责任书一式两份。双方各执一份。", "二、其他", "1.清点；", "2.巡查。"]),
    ],
)  # fmt: skip
def test_typed_numbers_are_neither_doubled_nor_lost(
    school: Office, tmp_path: Path, lines: list[str], shown: list[str]
) -> None:
    found = printed(school, made(typed(tmp_path, ["责任书", *lines]), "bureau"))
    assert [text for text in found if text in shown] == shown


def test_numbers_that_leave_one_out_are_named(tmp_path: Path) -> None:
    letter = typed(tmp_path, ["责任书", "1.清点。", "2.巡查。", "4.护送。"])
    assert [(item.id, item.text) for item in letter.left_out] == [("wording_docx.lost_numbers", "4. → 3. 护送。")]


@pytest.mark.parametrize(
    ("format", "value", "shown"),
    [
        ("chineseCounting", 12, "十二"), ("chineseCountingThousand", 105, "一百零五"), ("japaneseCounting", 20, "二十"),
        ("ideographDigital", 20, "二〇"), ("chineseLegalSimplified", 10, "壹拾"), ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 21, "㉑"), ("upperRoman", 14, "XIV"), ("lowerLetter", 27, "aa"), ("decimalFullWidth", 10, "１０"),
        ("chineseCounting", 10_000, "10000"), ("noSuchFormat", 4, "4"),
    ],
)  # fmt: skip
def test_formats_of_numbers(format: str, value: int, shown: str) -> None:
    assert written(value, format) == shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025—2026学年安全目标", "{year_title}安全目标"), ("2025-2026学年度第一学期", "{year_title}第一学期"), ("2025学年度安全目标", "{year_title}安全目标"),
        ("2025～2026安全目标", "{year_title}安全目标"), ("2025年至2026学年的目标", "{year_title}的目标"), ("2025-26学年目标", "{year_title}目标"),
        ("２０２５—２０２６学年目标", "{year_title}目标"), ("二〇二五—二〇二六学年目标", "{year_title}目标"), ("×××学年的目标", "{year_title}的目标"),
        ("20__—20__学年的目标", "{year_title}的目标"), ("交回《2025—2026学年责任书》。", "交回《{year_title}责任书》。"),
        ("依据《食品安全法（2025—2026年修正）》办理。", None), ("依据《安全生产法（2021年修订）》办理。", None), ("按青教安〔2024〕12号执行。", None),
        ("按青教安【2024】12号执行。", None), ("办法于2025年修订。", None), ("制度2025—2026年修订。", None), ("落实2021—2025年行动计划。", None),
        ("合同号2025-2026-07。", None), ("2025年发生的事故", None), ("GB 50016—2014执行。", None), ("依据《学校安全纲要（2025—2026年）》办理。", None), ("2021—2025年的目标", None),
        ("自2025年9月1日至2026年7月10日止。", "自{term_from}至{term_to}止。"), ("有效期至2026年8月31日。", "有效期至{term_to}。"),
        ("自____年____月____日起至____年____月____日止。", "自{term_from}起至{term_to}止。"), ("2025年10月1日至2025年10月8日放假。", None),
    ],
)  # fmt: skip
def test_a_school_year_becomes_the_field_and_other_years_stay(tmp_path: Path, text: str, wanted: str | None) -> None:
    assert (wanted or text) in texts(made(typed(tmp_path, ["责任书", "一、目标", text]), "bureau"))


def test_only_the_latest_school_year_is_the_letters(tmp_path: Path) -> None:
    letter = typed(tmp_path, ["2025—2026学年责任书", "一、回顾", "2024—2025学年无事故。"])
    assert texts(made(letter, "bureau"))[:3] == ["{year_title}责任书", "一、回顾", "2024—2025学年无事故。"]
    assert [blank.name for blank in letter.typed] == ["学年", ""]


@pytest.mark.parametrize(
    ("kind", "line", "wanted"),
    [
        ("bureau", "甲方：青山县教育局", "甲方：{party_a}"), ("bureau", "乙方：", "乙方：{name}"), ("staff", "甲方：____学校　乙方：", "甲方：{party_a}　乙方：{name}"),
        ("parent", "学校：青山小学    家长：", "学校：{school}    家长：{guardian}"), ("parent", "乙方（学生家长）：", "乙方（学生家长）：{guardian}"),
        ("parent", "乙方：______", "乙方：{guardian}"), ("parent", "班级：____年级____班", "班级：{class_name}"), ("staff", "甲方：负责检查，乙方：负责落实。", None),
    ],
)  # fmt: skip
def test_lines_of_parties_become_fields(tmp_path: Path, kind: str, line: str, wanted: str | None) -> None:
    assert (wanted or line) in texts(made(typed(tmp_path, ["责任书", line, "一、目标", "1.清点。"]), kind))


@pytest.mark.parametrize(
    ("lines", "after", "before"),
    [
        (["一、目标", "1.清点。", "二、考核", "1.考核。", "三、期限", "一年。"], "一、目标", "二、考核"),
        (["一、目标", "1.清点。", "本责任书有效期一年，一式两份。"], "一、目标", "本责任书有效期一年，一式两份。"),
        (["一、考核期限", "1.清点。", "二、工作职责", "巡查。"], "巡查。", "signatures"),
        (["一、目标", "清点。", "二、责任追究", "依法追究。"], "依法追究。", "signatures"),
    ],
)
def test_duties_stand_before_the_term(tmp_path: Path, lines: list[str], after: str, before: str) -> None:
    blocks = made(typed(tmp_path, ["责任书", *lines]), "staff").blocks
    order = [block.kind if block.kind in ("duties", "signatures") else block.texts()[0] for block in blocks]
    assert order.index(after) < order.index("duties") == order.index(before) - 1


def test_everything_that_is_left_out_is_named_with_its_text(tmp_path: Path) -> None:
    letter = read_letter_docx(word_files.messy(tmp_path / "a.docx"))
    base = read_template(template_text("parent", "zh_CN"))
    assert [(item.id.removeprefix("wording_docx.lost_"), item.text) for item in left_out(letter, base)] == [
        ("boxes", "请妥善保管 / 遗失补办"), ("deletions", "任何问题"), ("headers", "青山县教育局制"),
        ("document_number", "青教安〔2024〕12号"), ("document_number", "编号：________"),
        ("signatures", "甲方（盖章）：　乙方（签字）：；年 月 日　年 月 日"),
        ("receipt", "回执 / 我已阅读2025—2026学年学生安全责任书并愿意履行。 / 班级：________　　学生姓名：________"),
    ]  # fmt: skip
    wording = made(letter, "parent")
    assert texts(wording)[:7] == [
        "{year_title}学生安全责任书",
        "甲方：{party_a}        乙方（家长）：{guardian}",
        f"依据{word_files.LAW}和青教安〔2024〕12号文件，2025年9月1日起施行的办法，{{year_title}}双方约定如下。",
        "一、家长职责",
        "按时接送孩子。",
        "发现异常情况及时告知{head_teacher}。",
        "教育孩子远离水域。",
    ]
    assert [block.kind for block in wording.blocks].count("receipt") == 1


def test_a_wording_without_an_ending_of_its_own_keeps_the_files(tmp_path: Path) -> None:
    letter = read_letter_docx(word_files.messy(tmp_path / "a.docx"))
    base = read_template(template_text("convention", "zh_CN"))
    bare = Template(base.kind, base.language, base.version, base.name, base.number, base.blocks[:1])
    wording = wording_from_word(letter, {}, bare)
    receipt = wording.blocks[-1]
    assert receipt.members["title"] == "回执" and receipt.members["lines"][-1] == "班级：________　　学生姓名：________"
    assert wording.blocks[-2].members["text"].startswith("甲方（盖章）：")
    assert not {"wording_docx.lost_receipt", "wording_docx.lost_signatures"} & {
        item.id for item in left_out(letter, bare)
    }


def test_a_letter_from_a_bureau_keeps_its_levels_and_loses_its_old_ending() -> None:
    letter = read_letter_docx(CASES / "letter_parent.docx")
    headings = [(block.members["text"], block.members.get("level", 1)) for block in made(letter, "parent").blocks if block.kind == "heading"]  # fmt: skip
    assert headings == [
        ("一、家长的责任", 1), ("（一）接送与交通", 2), ("（二）假期与在家", 2), ("二、学校的责任", 1),
        ("（一）学校按规定开展安全教育，每月组织疏散演练。", 2), ("（二）孩子在校受伤，学校立即救助并第一时间通知家长。", 2),
        ("（三）孩子身体特殊情况：【特殊情况】，学校予以保密。", 2), ("三、其他", 1), ("（一）本责任书有效期为{year_title}。", 2),
    ]  # fmt: skip
    assert letter.lost == ("wording_docx.lost_signatures", "wording_docx.lost_receipt")
    assert "尊敬的{name}家长：" in texts(made(letter, "parent"))


@pytest.mark.parametrize("name", ["../x", "..\\x", "word/../../x", "/etc/x", "C:/x"])
def test_a_part_outside_the_file_is_refused(tmp_path: Path, name: str) -> None:
    shutil.copy(CASES / "letter_parent.docx", tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx", "a") as package:
        package.writestr(name, "outside")
    with pytest.raises(UserError, match="unsafe"):
        read_letter_docx(tmp_path / "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr(
            "word/document.xml", '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e "x">]><d>&e;</d>'.encode(encoding)
        )
    with pytest.raises(UserError, match="unsafe"):
        read_letter_docx(tmp_path / "a.docx")


def test_text_in_a_frame_of_one_column_is_text_and_a_real_table_is_listed(tmp_path: Path) -> None:
    document = Document()
    framed = document.add_table(2, 1)
    for row, text in enumerate(("责任书", "1.清点人数。")):
        framed.cell(row, 0).text = text
    real = document.add_table(1, 2)
    for column, text in enumerate(("职责", "巡查")):
        real.cell(0, column).text = text
    document.save(str(tmp_path / "a.docx"))
    letter = read_letter_docx(tmp_path / "a.docx")
    assert [block.texts for block in letter.blocks] == [("责任书",), ("清点人数。",)]
    assert [(item.id, item.text) for item in letter.left_out] == [("wording_docx.lost_tables", "职责　巡查")]


def test_lengths_that_tell_headings_signatures_and_parties_from_text(tmp_path: Path) -> None:
    def headings(text: str) -> list[str]:
        letter = typed(tmp_path, ["责任书", "一、目标", text])
        return [block.texts[0] for block in letter.blocks if block.kind == "heading"][1:]

    assert headings(f"二、{'安' * 21}。其余") == [f"二、{'安' * 21}。其余"], "short enough for a heading"
    assert headings(f"二、{'安' * 21}。{'全' * 9}") == [f"二、{'安' * 21}"], "22 characters, then text that runs on"
    assert headings(f"二、{'安' * 22}。{'全' * 9}") == [f"二、{'安' * 22}。{'全' * 9}"]
    for length, kind in ((30, "heading"), (31, "clauses")):
        letter = typed(tmp_path, ["责任书", f"（一）{'安' * length}", "（二）清点人数。"])
        assert letter.blocks[1].kind == kind
    for length, lost in ((50, 1), (51, 0)):
        letter = typed(tmp_path, ["责任书", "一、目标", "负责人：" + "安" * (length - 4)])
        assert len(letter.signing) == lost
    for length, names in ((30, ["甲方"]), (31, [])):
        letter = typed(tmp_path, ["责任书", "甲方：" + "青" * length, "一、目标"])
        assert [fact.name for fact in letter.typed] == names

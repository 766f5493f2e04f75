"""Three letters as bureaus send them in Word: typed numbers, Word's own numbers, and blanks of every kind."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH


def centred(document: object, text: str) -> None:
    document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER  # type: ignore[attr-defined]


def typed(path: Path) -> Path:
    """Numbers typed by hand, blanks as underscores."""
    document = Document()
    centred(document, "青山县教育局")
    centred(document, "2026年学校安全工作目标管理责任书")
    for text in (
        "为全面落实安全工作责任制，县教育局与____________签订本责任书。",
        "一、工作目标",
        "1.不发生重大安全责任事故。",
        "2、师生安全教育覆盖率100%。",
        "（3）应急演练每月不少于一次。",
        "二、工作职责",
        "（一）组织领导",
        "1.成立安全工作领导小组，校长任组长，责任人：【姓名】，岗位：【岗位】。",
        "三、考核奖惩",
        "考核结果纳入年度目标管理。本责任书一式____份。",
        "甲方（盖章）：            乙方（签字）：",
        "2026年  月  日",
    ):
        document.add_paragraph(text)
    document.add_table(rows=2, cols=2)
    document.save(str(path))
    return path


def numbered(path: Path) -> Path:
    """Word's own headings and numbered list, a header line."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "青教安〔2026〕3号"
    centred(document, "教职工安全责任书")
    document.add_paragraph("甲方：____________学校    乙方：（姓名）    部门：【部门】")
    document.add_heading("责任内容", level=1)
    for text in ("遵守安全法律法规。", "上课期间坚守岗位。", "发现隐患及时报告{校长}。"):
        document.add_paragraph(text, style="List Number")
    document.add_heading("责任追究", level=1)
    document.add_paragraph("造成事故的依法追究责任。")
    document.save(str(path))
    return path


def parents(path: Path) -> Path:
    """A letter to parents with a disclaimer that is void."""
    document = Document()
    centred(document, "致家长的一封信")
    for text in (
        "尊敬的【家长】：您的孩子【学生姓名】就读于【班级】。",
        "1. 严禁私自下水游泳，否则后果自负。",
        "2. 骑车上学的，自备头盔。",
        "家长签字：________    联系电话：________",
    ):
        document.add_paragraph(text)
    document.save(str(path))
    return path

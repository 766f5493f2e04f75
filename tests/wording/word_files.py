"""Two Word files with what bureaus' files really hold: lists numbered through styles, and everything that is no text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WPS = (
    f'{W} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
LAW = "《中华人民共和国未成年人保护法（2020年修订）》"


def level(depth: int, format: str, text: str, style: str = "") -> str:
    """One level of a list as WordprocessingML."""
    link = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{link}<w:lvlText w:val="{text}"/></w:lvl>'


def define(document: Any, number: int, levels: str, override: str = "") -> None:
    """A list of its own: definition and list have the same number."""
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="{number}">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="{number}"/>{override}</w:num>'))


def number_style(style: Any, number: int, depth: int) -> None:
    """Let a style number its paragraphs, as Word writes it."""
    place = f'<w:ilvl w:val="{depth}"/>' if depth else ""
    style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}>{place}<w:numId w:val="{number}"/></w:numPr>'))


def in_list(paragraph: Any, number: int, depth: int = 0) -> None:
    """Put a paragraph into a list."""
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def styled(path: Path) -> Path:
    """Headings and clauses numbered through styles, levels that restart, a text in between, the same number typed."""
    document = Document()
    levels = (
        level(0, "japaneseCounting", "%1、", "Heading1"),
        level(1, "chineseCountingThousand", "（%2）", "Heading2"),
        level(2, "decimal", "%3.", "Clause"),
        level(3, "decimal", "（%4）"),
    )
    define(document, 71, "".join(levels))
    define(document, 72, level(0, "decimal", "%1、"))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root = document.part.numbering_part.element
    root.append(parse_xml(f'<w:num {W} w:numId="73"><w:abstractNumId w:val="72"/>{restart}</w:num>'))
    clause = document.styles.add_style("Clause", WD_STYLE_TYPE.PARAGRAPH)
    clause.base_style = document.styles["Normal"]
    child = document.styles.add_style("Clause narrow", WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = clause
    for depth, style in enumerate((document.styles["Heading 1"], document.styles["Heading 2"], clause)):
        number_style(style, 71, depth)
    document.add_paragraph("教职工安全责任书").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, style, depth in (
        ("岗位目标", "Heading 1", None), ("教学安全", "Heading 2", None), ("上课清点人数。", "Clause", None),
        ("课间按时巡查：", "Clause", None), ("楼梯口有人；", "Normal", 3), ("操场有人。", "Normal", 3),
        ("（3）放学护送到校门。", "Clause narrow", None), ("值班安全", "Heading 2", None), ("1.按时到岗。", "Clause", None),
        ("离岗须有人接替。", "Clause", None), ("考核", "Heading 1", None),
    ):  # fmt: skip
        paragraph = document.add_paragraph(text, style=style)
        if depth is not None:
            in_list(paragraph, 71, depth)
    for text, number in (("每学期考核一次。", 72), ("", 0), ("结果公开。", 72), ("第二份清单。", 73), ("1.5米以下不设护栏处有人看护。", 73)):  # fmt: skip
        paragraph = document.add_paragraph(text or "考核由校长室组织，具体办法另行通知。")
        if number:
            in_list(paragraph, number)
    document.save(str(path))
    return path


def messy(path: Path) -> Path:
    """An old receipt, a table to sign in, tracked changes, content controls, a text box, and years that are none."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "青山县教育局制"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph("青教安〔2024〕12号").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph("编号：________")
    document.add_paragraph("2025-2026学年度学生安全责任书").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("甲方：青山县第一小学        乙方（家长）：")
    document.add_paragraph(f"依据{LAW}和青教安〔2024〕12号文件，2025年9月1日起施行的办法，2025—2026学年双方约定如下。")
    document.add_paragraph("一、家长职责")
    document.add_paragraph("1.按时接送孩子。")
    document.element.body.insert(-1, parse_xml(
        f'<w:p {W}><w:r><w:t>2.发现</w:t></w:r><w:ins w:id="1" w:author="a"><w:r><w:t>异常情况</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText>任何问题</w:delText></w:r></w:del><w:r><w:t>及时告知</w:t></w:r>'
        '<w:sdt><w:sdtPr><w:alias w:val="班主任"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处输入文字</w:t></w:r></w:sdtContent></w:sdt>'
        "<w:r><w:t>。</w:t></w:r></w:p>"
    ))  # fmt: skip
    document.element.body.insert(-1, parse_xml(
        f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>3.教育孩子远离水域。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    ))  # fmt: skip
    boxed = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("请妥善保管", "遗失补办"))
    document.element.body.insert(-1, parse_xml(
        f"<w:p {WPS}><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>"
        f"{boxed}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{boxed}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ))  # fmt: skip
    document.add_paragraph("二、期限")
    document.add_paragraph("本责任书自2025年9月1日起至2026年8月31日止，国庆假期2025年10月1日至2025年10月8日另行安排。")
    signing = document.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in signing.rows for cell in row.cells), ("甲方（盖章）：", "乙方（签字）：", "年  月  日", "年  月  日"), strict=True):  # fmt: skip
        cell.text = text
    document.add_paragraph("------------------✂------------------")
    document.add_paragraph("回  执").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("我已阅读2025—2026学年学生安全责任书并愿意履行。")
    slip = document.add_table(rows=1, cols=4)
    for cell, text in zip(slip.rows[0].cells, ("班级", "", "学生姓名", ""), strict=True):
        cell.text = text
    document.save(str(path))
    return path

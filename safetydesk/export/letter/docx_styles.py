"""The styles of a letter in Word: named paragraphs with the faces, sizes and pitches of the printed page, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import parse_xml

from safetydesk.export.fonts import FANG, KAI, SANS, SERIF, SONG, Fonts
from safetydesk.export.geometry import PAGE_NUMBER, Measure

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TWIPS = 20
"""To the point."""
HALF_POINTS = 2
SMALL = 12.0
CUT = 9.0
GRID = 12.0
TITLE_PITCH = 1.5
"""Of a title's size from line to line."""
SLIP_PITCH = 19.0
GRID_TITLE_PITCH = 24.0
APART = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
"""No space of its own between Chinese and Latin text, as on the page; some programs do not inherit it."""
ALIKE = {"Noto Serif SC": "仿宋", "Noto Sans SC": "黑体", "LXGW WenKai": "楷体"}
"""What a PC without our faces shows in their place: those that GB/T 9704 names and every Windows has."""


@dataclass(frozen=True)
class Style:
    """A paragraph style; lengths in points."""

    id: str
    name: str
    face: str
    size: float
    pitch: float
    align: str = "left"
    indent: float = 0.0
    keep: bool = False
    """Whether it stays on the page of the paragraph that follows."""
    bold: bool = False
    outline: int | None = None
    """Level in the outline of the document, 0 the highest."""


@dataclass(frozen=True)
class Faces:
    """The faces of a letter, as Word names them, by ours."""

    names: dict[str, str]
    bold_title: bool
    """Whether something else stands in for 小标宋 and is thickened, as on the printed page."""


def faces_of(fonts: Fonts) -> Faces:
    """The families that the printed page is set in: the system's where it is, ours otherwise."""
    names = {face: family(fonts, fonts.order[face][0]) for face in (SERIF, SANS, KAI, FANG, SONG)}
    return Faces(names, SONG not in fonts.faces)


def family(fonts: Fonts, face: str) -> str:
    """The family name in a face's file."""
    found = fonts.faces[face].face.familyName
    return found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)


def styles_of(measure: Measure) -> tuple[Style, ...]:
    """The styles of a letter set in a measure."""
    chinese = not measure.justifies_blanks
    body, pitch, indent = FANG if chinese else SERIF, measure.pitch, 2 * measure.advance
    title = 22.0 if chinese else 18.0
    return (
        Style("Title", "Title", SONG if chinese else SERIF, title, title * TITLE_PITCH, "center", keep=True, bold=True),
        Style("Heading1", "heading 1", SANS, measure.size, pitch, "both", indent, keep=True, outline=0),
        Style("Heading2", "heading 2", KAI, measure.size, pitch, "both", indent, keep=True, outline=1),
        Style("BodyText", "Body Text", body, measure.size, pitch, "both", indent),
        Style("ListNumber", "List Number", body, measure.size, pitch, "both", indent),
        Style("Signature", "Signature", body, measure.size, pitch, keep=True),
        Style("Closing", "Closing", body, measure.size, pitch, keep=True),
        Style("CutLine", "Cut Line", body, CUT, SLIP_PITCH, "center", keep=True),
        Style("ReceiptTitle", "Receipt Title", SANS, 14.0, SLIP_PITCH * 1.2, "center", keep=True),
        Style("Receipt", "Receipt", body, SMALL, SLIP_PITCH, keep=True),
        Style("RosterTitle", "Roster Title", SANS, 16.0, GRID_TITLE_PITCH, "center", keep=True),
        Style("Roster", "Roster", body, GRID, 16.0, "center"),
        Style("Header", "header", SANS, SMALL, 16.0, "right"),
        Style("Footer", "footer", SERIF, PAGE_NUMBER, 18.0),
        Style("End", "End of Letter", body, 1.0, 1.0),
    )


def styles_xml(styles: tuple[Style, ...], faces: Faces, measure: Measure) -> Any:
    """The whole of styles.xml: Chinese is the language of East Asian text, and nothing is inherited from a theme."""
    body = styles[3]
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(faces.names[body.face])}{size_xml(body.size)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/>'
        f'{APART}<w:snapToGrid w:val="0"/>{spacing_xml(measure.pitch)}</w:pPr><w:rPr>{language_xml()}</w:rPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return parse_xml(
        f"<w:styles {W}>{defaults}{normal}{''.join(style_xml(style, faces, measure) for style in styles)}</w:styles>"
    )


def numbered_styles(measure: Measure) -> tuple[Style, Style, Style]:
    """The styles of first and second headings and of clauses."""
    first, second, clause = (
        style for style in styles_of(measure) if style.id in ("Heading1", "Heading2", "ListNumber")
    )
    return first, second, clause


def level_properties(style: Style, faces: Faces, measure: Measure) -> str:
    """Indent and face of the numbers before a style's paragraphs, for a level of a list."""
    return f"<w:pPr>{indent_xml(style)}</w:pPr><w:rPr>{run_xml(style, faces, measure)}</w:rPr>"


def style_xml(style: Style, faces: Faces, measure: Measure) -> str:
    """One style."""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    return (
        f'<w:style w:type="paragraph" w:styleId={quoteattr(style.id)}><w:name w:val={quoteattr(style.name)}/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"<w:keepNext/>" if style.keep else ""}{APART}{spacing_xml(style.pitch)}'
        f'{indent_xml(style)}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f"<w:rPr>{run_xml(style, faces, measure)}{language_xml()}</w:rPr></w:style>"
    )


def run_xml(style: Style, faces: Faces, measure: Measure) -> str:
    """Face, weight, character spacing and size."""
    bold = "<w:b/>" if style.bold and faces.bold_title else ""
    # 28 characters of 16 pt fill the line only when drawn together; other sizes in proportion, as on the page.
    closer = round(measure.spacing * style.size / measure.size * TWIPS)
    spacing = f'<w:spacing w:val="{closer}"/>' if closer else ""
    return f"{fonts_xml(faces.names[style.face])}{bold}{spacing}{size_xml(style.size)}"


def indent_xml(style: Style) -> str:
    """The indent of the first line."""
    return f'<w:ind w:left="0" w:firstLine="{round(style.indent * TWIPS)}"/>'


def spacing_xml(pitch: float) -> str:
    """A fixed pitch."""
    return f'<w:spacing w:before="0" w:after="0" w:line="{round(pitch * TWIPS)}" w:lineRule="exact"/>'


def fonts_xml(name: str) -> str:
    """One family for every script, as the page has it."""
    return (
        "<w:rFonts " + " ".join(f"w:{part}={quoteattr(name)}" for part in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"
    )


def size_xml(size: float) -> str:
    """A size."""
    value = round(size * HALF_POINTS)
    return f'<w:sz w:val="{value}"/><w:szCs w:val="{value}"/>'


def language_xml() -> str:
    """English for Latin text, Chinese for the rest."""
    return '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'


def font_table(faces: Faces) -> bytes:
    """The table of fonts: for each of our faces what a PC that lacks it takes instead."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {W}>{"".join(fonts_of(faces))}</w:fonts>'.encode()


def fonts_of(faces: Faces) -> Iterator[str]:
    """One entry for each family."""
    for name in dict.fromkeys(faces.names.values()):
        other = f"<w:altName w:val={quoteattr(ALIKE[name])}/>" if name in ALIKE else ""
        yield f"<w:font w:name={quoteattr(name)}>{other}</w:font>"


def settings_xml() -> Any:
    """Settings: even pages differ, closing marks may hang, no grid of characters; the layout of today's Word."""
    return parse_xml(
        f'<w:settings {W}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )

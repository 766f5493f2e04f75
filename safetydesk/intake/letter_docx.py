"""A letter written in Word, read as blocks: title, headings, numbered clauses, paragraphs; what is lost is listed.

The file is somebody else's: it is opened as a zip of limited size before python-docx sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from safetydesk.errors import UserError, message

MOST_UNPACKED = 80_000_000
MOST_RATIO = 200
MOST_PARAGRAPHS = 2_000
BODY = "word/document.xml"

HEADING = re.compile(r"^([一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章条部][分]?[、\s]?)")
SUBHEADING = re.compile(r"^（[一二三四五六七八九十]{1,3}）")
CLAUSE = re.compile(r"^[(（]?\d{1,2}(?:[)）、]|[.．](?!\d))\s*")
"""A number typed before a clause; the point of 1.5 metres is none."""
BLANKS = re.compile(r"[_＿]{2,}|[ \u00a0\u3000]{6,}(?=[。，；、]|$)|…{3,}")
BRACKETED = re.compile(
    r"[【\[〔](?P<name>[^】\]〕]{1,12})[】\]〕]|（(?P<round>姓名|岗位|部门|班级|学校名称|学校|单位)）"
)
SIGNING = re.compile(r"(签字|签名|盖章|盖 章|（章）|负责人：|代表：|年\s*月\s*日\s*$)")
SHORT_HEADING = 30
"""Characters of a heading at most; a longer text that begins like one is a clause."""
SHORT_TITLE = 50
CONTEXT = 12
"""Characters before a blank by which it is recognised."""


@dataclass(frozen=True)
class WordBlock:
    """One block as found. `kind` is title, heading, clauses or paragraph."""

    kind: str
    texts: tuple[str, ...]
    level: int = 1


@dataclass(frozen=True)
class Blank:
    """Something to be filled in: where it stands, how it is written, and what stands before it."""

    block: int
    text: int
    start: int
    end: int
    shown: str
    before: str
    name: str
    """The word in brackets; empty for a run of underscores."""


@dataclass(frozen=True)
class WordLetter:
    """A Word file as a wording."""

    blocks: tuple[WordBlock, ...]
    blanks: tuple[Blank, ...]
    """In the order of the text: somebody says which field each is, or that it stays a line for a hand."""
    lost: tuple[str, ...]
    """What was left out: words for tables, pictures, headers and the like; ids of the catalogue."""
    signing: tuple[str, ...] = ()
    """Lines to sign on, left out as well: somebody looks whether one was a clause."""


def read_letter_docx(path: Path) -> WordLetter:
    """Read a Word file. Raises UserError for one that cannot be read, or is no Word file."""
    refuse_absurd(path)
    try:
        document = Document(str(path))
        paragraphs = list(document.paragraphs)
    except Exception as error:
        raise UserError(message("wording_docx.broken", file=path.name), message("wording_docx.broken_hint")) from error
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise UserError(message("wording_docx.too_long", file=path.name), message("wording_docx.broken_hint"))
    lines = list(told_apart([line for line in map(line_of, paragraphs) if line[1]]))
    blocks = tuple(gathered(lines))
    if not blocks:
        raise UserError(message("wording_docx.empty", file=path.name), message("wording_docx.broken_hint"))
    signing = tuple(text for kind, text in lines if kind == "sign")
    return WordLetter(blocks, tuple(blanks_of(blocks)), tuple(losses(document, signing)), signing)


def refuse_absurd(path: Path) -> None:
    """Raise UserError for what is no Word file, has a password, or would unpack to something absurd."""
    try:
        with ZipFile(path) as package:
            infos = package.infolist()
            whole = sum(info.file_size for info in infos)
            names = {info.filename for info in infos}
    except FileNotFoundError as error:
        raise UserError(
            message("wording_docx.no_file", file=path.name), message("wording_docx.no_file_hint")
        ) from error
    except (BadZipFile, OSError) as error:
        raise UserError(
            message("wording_docx.no_word", file=path.name), message("wording_docx.no_word_hint")
        ) from error
    if BODY not in names:
        raise UserError(message("wording_docx.no_word", file=path.name), message("wording_docx.no_word_hint"))
    if whole > MOST_UNPACKED or whole > MOST_RATIO * max(path.stat().st_size, 1) + 1_000_000:
        raise UserError(message("wording_docx.absurd", file=path.name), message("wording_docx.no_word_hint"))


def line_of(paragraph: Paragraph) -> tuple[str, str]:
    """What a paragraph is, and its text: heading, clause, centred or plain. Word's own numbers count as typed."""
    text = " ".join(paragraph.text.replace("\t", " ").split("\n")).strip()
    style = str(getattr(paragraph.style, "name", "") or "")
    if style.startswith(("Heading", "标题")) and text:
        return ("heading" if style.rstrip().endswith(("1", "一")) or style == "标题" else "subheading"), text
    if HEADING.match(text):
        return ("heading" if len(text) <= SHORT_HEADING else "clause"), text
    if SUBHEADING.match(text):
        return ("subheading" if len(text) <= SHORT_HEADING and not text.endswith("。") else "clause"), text
    if CLAUSE.match(text) or numbered(paragraph):
        return "clause", CLAUSE.sub("", text)
    if centred(paragraph) and len(text) <= SHORT_TITLE:
        return "centred", text
    return "plain", text


def told_apart(lines: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Short lines after the last clause or whole sentence that speak of signing are where people sign, not text."""
    body = [place for place, (kind, text) in enumerate(lines) if kind in ("clause", "heading", "subheading") or text.endswith("。")]  # fmt: skip
    last = max(body, default=0)
    for place, (kind, text) in enumerate(lines):
        yield ("sign" if place > last and len(text) <= SHORT_TITLE and SIGNING.search(text) else kind), text


def numbered(paragraph: Paragraph) -> bool:
    """Whether Word numbers the paragraph by itself, or by its style."""
    own = paragraph._p.pPr
    style = paragraph.style.element.find(qn("w:pPr")) if paragraph.style is not None else None
    by_style = style is not None and style.find(qn("w:numPr")) is not None
    return by_style or (own is not None and own.numPr is not None)


def centred(paragraph: Paragraph) -> bool:
    """Whether it stands in the middle of the line."""
    return paragraph.alignment is not None and int(paragraph.alignment) == 1


def gathered(lines: list[tuple[str, str]]) -> Iterator[WordBlock]:
    """Lines as blocks: the centred ones at the beginning are the title, clauses that follow one another one block."""
    title: list[str] = []
    rest = list(lines)
    while rest and (rest[0][0] == "centred" or (not title and len(rest[0][1]) <= SHORT_TITLE and rest[0][0] == "plain")):  # fmt: skip
        title.append(rest.pop(0)[1])
    if title:
        yield WordBlock("title", ("\n".join(title),))
    clauses: list[str] = []
    for kind, text in rest:
        if kind == "clause":
            clauses.append(text)
            continue
        if clauses:
            yield WordBlock("clauses", tuple(clauses))
            clauses = []
        if kind in ("heading", "subheading"):
            yield WordBlock("heading", (text,), 1 if kind == "heading" else 2)
        elif kind != "sign":
            yield WordBlock("paragraph", (text,))
    if clauses:
        yield WordBlock("clauses", tuple(clauses))


def blanks_of(blocks: tuple[WordBlock, ...]) -> Iterator[Blank]:
    """Runs of underscores and bracketed words that stand where something is to be filled in."""
    for block_place, block in enumerate(blocks):
        for text_place, text in enumerate(block.texts):
            matches = [*BRACKETED.finditer(text), *BLANKS.finditer(text)]
            for found in sorted(matches, key=lambda match: match.start()):
                named = found.re is BRACKETED
                name = (found["name"] or found["round"] or "").strip() if named else ""
                before = text[max(0, found.start() - CONTEXT) : found.start()]
                yield Blank(block_place, text_place, found.start(), found.end(), found[0], before, name)


def losses(document: object, signing: tuple[str, ...]) -> Iterator[str]:
    """What the wording will not have."""
    body = document.element.body  # type: ignore[attr-defined]
    tags = {
        "wording_docx.lost_tables": qn("w:tbl"),
        "wording_docx.lost_pictures": qn("w:drawing"),
        "wording_docx.lost_boxes": qn("w:txbxContent"),
        "wording_docx.lost_notes": qn("w:footnoteReference"),
        "wording_docx.lost_changes": qn("w:ins"),
        "wording_docx.lost_controls": qn("w:sdt"),
    }
    yield from (id for id, tag in tags.items() if next(body.iter(tag), None) is not None)
    section = document.sections[0]  # type: ignore[attr-defined]
    if any(part.text.strip() for part in (*section.header.paragraphs, *section.footer.paragraphs)):
        yield "wording_docx.lost_headers"
    if signing:
        yield "wording_docx.lost_signatures"

"""A letter written in Word, read as blocks: title, headings, numbered clauses, paragraphs; what is lost is listed.

The file is somebody else's: it is proved before python-docx sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.intake.docx_lines import Line, read_lines
from safetydesk.intake.docx_package import open_docx
from safetydesk.intake.docx_text import LeftOut
from safetydesk.intake.letter_endings import CUT, RULE, SLIP, ending_of
from safetydesk.intake.letter_facts import Blank, blanks_of, typed_of
from safetydesk.intake.letter_labels import Item, labelled
from safetydesk.intake.letter_levels import Levels, Placed

SHORT_TITLE = 50
"""Characters of a title's line at most."""
SHOWN = 20
"""Characters of a bulleted line that are listed."""
DOCUMENT_NUMBER = re.compile(r"\S{0,12}[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*第?\s*[\d_＿]+\s*号")
OWN_NUMBER = re.compile(r"(?:编\s*号|合同编号|责任书编号|[Nn]o\.?)\s*[:：]?\s*[\w\-－_＿〔〕【】\[\]第号 　]{0,30}")
ORDER = (
    "tables", "pictures", "boxes", "notes", "comments", "deletions", "hidden", "contents", "embedded", "symbols",
    "headers", "document_number", "rules", "bullets", "numbers",
)  # fmt: skip
"""In which order losses are listed."""


@dataclass(frozen=True)
class WordBlock:
    """One block as found. `kind` is title, heading, clauses or paragraph."""

    kind: str
    texts: tuple[str, ...]
    level: int = 1
    continued: bool = False
    """Whether clauses go on with the numbers of the clauses before."""


@dataclass(frozen=True)
class Slip:
    """A slip at the end that is torn off and comes back."""

    cut: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class WordLetter:
    """A Word file as a wording."""

    blocks: tuple[WordBlock, ...]
    blanks: tuple[Blank, ...]
    """In the order of the text: somebody says which field each is, or that it stays a line for a hand."""
    left_out: tuple[LeftOut, ...]
    """What no wording has: tables, pictures, headers and the like, with their text."""
    signing: tuple[str, ...] = ()
    """Lines and tables to sign on: left out where the wording has a block of its own for that."""
    typed: tuple[Blank, ...] = ()
    """School years, terms and parties typed out, each of which may be a field."""
    slip: Slip | None = None
    """Left out where the wording has one of its own."""

    @property
    def lost(self) -> tuple[str, ...]:
        """The kinds of what is lost where the wording signs by itself; ids of the catalogue."""
        found = tuple(dict.fromkeys(item.id for item in self.left_out))
        found += ("wording_docx.lost_signatures",) if self.signing else ()
        return found + (("wording_docx.lost_receipt",) if self.slip else ())


def read_letter_docx(path: Path) -> WordLetter:
    """Read a Word file. Raises UserError for one that cannot be read, or is no Word file."""
    document = open_docx(path)
    try:
        found = read_lines(document)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UserError(message("wording_docx.broken", file=path.name), message("wording_docx.broken_hint")) from error
    items = list(labelled(found.lines))
    ending = ending_of(items)
    titles, numbers = title_of(items)
    rest = [place for place in range(len(items)) if place not in ending.signing and place not in ending.receipt]
    body = [items[place] for place in rest if place not in titles and place not in numbers]
    levels = Levels([item for item in body if not item.line.rows and not RULE.fullmatch(item.text)])
    texts = [items[place].text for place in titles]
    blocks = (*title_block(texts), *gathered(levels.placed()))
    if not blocks:
        raise UserError(message("wording_docx.empty", file=path.name), message("wording_docx.broken_hint"))
    losses = [*found.left_out, *untaken(body), *levels.renumbered]
    losses += [LeftOut("wording_docx.lost_document_number", items[place].line.text) for place in sorted(numbers)]
    losses.sort(key=lambda item: ORDER.index(item.id.partition("lost_")[2]))
    groups = [block.texts for block in blocks]
    typed = typed_of([block.kind for block in blocks], groups)
    return WordLetter(
        blocks, tuple(blanks_of(groups, typed)), tuple(losses), tuple(items[place].line.text for place in sorted(ending.signing)),
        typed, slip_of([items[place].line for place in ending.receipt]),
    )  # fmt: skip


def title_of(items: Sequence[Item]) -> tuple[list[int], set[int]]:
    """The lines of the title at the beginning, and lines there that only number the letter.

    The centred lines, or the first short one; a heading style that nothing else in the letter has counts as centred.
    """
    titles: list[int] = []
    numbers: set[int] = set()
    for place, item in enumerate(items):
        line = item.line
        if DOCUMENT_NUMBER.fullmatch(line.text) or OWN_NUMBER.fullmatch(line.text):
            numbers.add(place)
            continue
        alone = bool(line.heading) and sum(other.line.heading == line.heading for other in items) == 1
        styled = line.title or (alone and any(other.line.heading for other in items[place + 1 :]))
        plain = not titles and not line.heading and len(line.text) <= SHORT_TITLE
        centred = line.place == "center" and len(line.text) <= SHORT_TITLE and not line.heading
        if line.rows or item.label is not None or not (styled or centred or plain):
            break
        titles.append(place)
    return titles, numbers if titles else set()


def title_block(texts: Sequence[str]) -> Iterator[WordBlock]:
    """The title, nothing where there is none."""
    if texts:
        yield WordBlock("title", ("\n".join(texts),))


def gathered(placed: Iterator[Placed]) -> Iterator[WordBlock]:
    """Lines as blocks: clauses that follow one another are one, and others in between let the numbers go on."""
    clauses: list[str] = []
    continued = False
    for line in placed:
        if line.kind == "clause" and clauses and not line.first:
            clauses.append(line.text)
            continue
        if clauses:
            yield WordBlock("clauses", tuple(clauses), continued=continued)
            clauses = []
        if line.kind == "clause":
            clauses, continued = [line.text], not line.first
        else:
            yield WordBlock(line.kind, (line.text,), line.level)
    if clauses:
        yield WordBlock("clauses", tuple(clauses), continued=continued)


def untaken(items: Sequence[Item]) -> Iterator[LeftOut]:
    """Tables, rules across the page, and the dots before lines of a list."""
    for item in items:
        if item.line.rows:
            yield LeftOut("wording_docx.lost_tables", item.line.text)
        elif RULE.fullmatch(item.text):
            yield LeftOut("wording_docx.lost_rules", item.text[:SHOWN])
    bullets = [item.text[:SHOWN] for item in items if item.line.number is not None and item.line.number.bullet]
    if bullets:
        yield LeftOut("wording_docx.lost_bullets", " / ".join(bullets))


def slip_of(lines: Sequence[Line]) -> Slip | None:
    """The slip in its parts; a table's cells become lines of labels and rules to write on."""
    if not lines:
        return None
    cut = next((line for line in lines if CUT.search(line.text) and not line.rows), None)
    title = next((line for line in lines if line is not cut and SLIP.fullmatch(line.text)), None)
    texts: list[str] = []
    for line in lines:
        if line.rows:
            texts.extend(filter(None, map(row_text, line.rows)))
        elif line is not cut and line is not title and not RULE.fullmatch(line.text):
            texts.append(line.text.replace("＿", "_"))
    shown = re.sub(r"[✂✄✁]|[-—–─┄┈…·_]{2,}", "", cut.text).strip(" （）()　") if cut else ""
    return Slip(shown, re.sub(r"\s", "", title.text) if title else "", tuple(texts))


def row_text(cells: Sequence[str]) -> str:
    """A row of a slip's table: labels and what stands behind each."""
    parts: list[str] = []
    for place, cell in enumerate(cells):
        if place % 2:
            parts[-1] += cell.replace("＿", "_") or "_" * 8
        elif cell:
            parts.append(cell if cell.endswith(("：", ":")) or len(cells) == 1 else f"{cell}：")
        else:
            parts.append("")
    return "　　".join(filter(None, parts))

"""The text of attached files, to search and to preview: PDFs, Word, Excel, PowerPoint and WPS documents, plain text.

Somebody else's file is opened in a child process with little memory and little time. Only the first part of a long
document is kept; a scan without a text layer has none.
"""

from __future__ import annotations

import html
import multiprocessing
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from zipfile import ZipFile

from safetydesk.core.dates import half_width
from safetydesk.errors import Cancelled
from safetydesk.intake.old_word import old_word_text
from safetydesk.intake.workbook import limit_memory

READ, EMPTY, FAILED = "read", "empty", "failed"
PDF, SLIDES = ".pdf", ".pptx"
WORD, OLD_WORD = (".docx", ".docm"), (".doc", ".wps")
SHEETS = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
PLAIN = (".txt", ".csv", ".md")
OFFICE = (*WORD, *OLD_WORD, SLIDES, *SHEETS, *PLAIN)
"""Files whose text is what there is to see of them."""
ENDINGS = (PDF, *OFFICE)
"""Files that may have a text."""
MOST_CHARS = 200_000
MOST_PAGES = 400
MOST_UNPACKED = 80_000_000
MOST_SECONDS = 30.0
ZIPPED = b"PK\x03\x04"
SLICE = 0.2
"""Seconds between two questions whether somebody cancelled."""
RUN = re.compile(rb"<(?:w|a):t(?: [^>]*)?>([^<]*)<|(</(?:w|a):p>)")
BETWEEN_HAN = re.compile(
    r"(?<=[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff])\s+(?=[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff])"
)
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class FileText:
    """What a file says, by its checksum."""

    sha256: str
    state: str
    text: str = ""


@dataclass(frozen=True)
class TextJob:
    """A file to be read."""

    sha256: str
    path: Path
    name: str
    """Its own name, whose ending tells the kind."""


def previewed(name: str) -> bool:
    """Whether a file of that name is looked at by its text; a PDF or a photo has a picture."""
    return Path(name).suffix.lower() in OFFICE


def readable(name: str) -> bool:
    """Whether a file of that name may have a text."""
    return Path(name).suffix.lower() in ENDINGS


def read_texts(
    jobs: Sequence[TextJob], cancelled: Callable[[], bool] = lambda: False, as_written: bool = False
) -> list[FileText]:
    """The texts of some files, in their order: to be searched, or as written, to be looked at. Raises Cancelled.

    A file that brings the child down, or takes too long, is a failed one; the others are read by a new child.
    """
    found: list[FileText] = []
    while len(found) < len(jobs):
        rest = jobs[len(found) :]
        for answer in answers(rest, cancelled, as_written):
            found.append(answer)
        if len(found) < len(jobs):
            found.append(FileText(jobs[len(found)].sha256, FAILED))
    return found


def answers(jobs: Sequence[TextJob], cancelled: Callable[[], bool], as_written: bool) -> Iterator[FileText]:
    """What one child reads, until it is done, dies or hangs."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child: BaseProcess = context.Process(target=work, args=(list(jobs), sender, as_written), daemon=True)
    child.start()
    sender.close()
    try:
        for _ in jobs:
            if not answered(receiver, cancelled):
                return
            yield receiver.recv()
    except EOFError:
        return
    finally:
        child.kill()
        child.join()
        receiver.close()


def answered(receiver: Connection, cancelled: Callable[[], bool]) -> bool:
    """Whether the child says something in time. Raises Cancelled."""
    waited = 0.0
    while waited < MOST_SECONDS:
        if cancelled():
            raise Cancelled
        if receiver.poll(SLICE):
            return True
        waited += SLICE
    return False


def work(jobs: Sequence[TextJob], sender: Connection, as_written: bool) -> None:
    """The child: limit itself, read one file after another, tell."""
    limit_memory()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for job in jobs:
        try:
            text = text_of(job.path, Path(job.name).suffix.lower())
            text = text.strip() if as_written else searchable(text)
            sender.send(FileText(job.sha256, READ if text else EMPTY, text))
        except Exception:  # noqa: BLE001 - whatever a reader raises over somebody's file, it has no text.
            sender.send(FileText(job.sha256, FAILED))


def text_of(path: Path, ending: str) -> str:
    """The text of a file as its reader gives it, the first part of a long one."""
    readers: dict[str, Callable[[Path], Iterator[str]]] = {
        PDF: pdf_texts, SLIDES: slide_texts, **dict.fromkeys(WORD, word_texts), **dict.fromkeys(SHEETS, sheet_texts),
        **dict.fromkeys(OLD_WORD, old_word_texts),
    }  # fmt: skip
    parts, length = [], 0
    for part in readers.get(ending, plain_texts)(path):
        parts.append(part)
        length += len(part) + 1
        if length > MOST_CHARS:
            break
    return "\n".join(parts)[:MOST_CHARS]


def searchable(text: str) -> str:
    """Lower case, half width, and Chinese words whole that a line's end had split."""
    return BLANKS.sub(" ", BETWEEN_HAN.sub("", half_width(text).lower())).strip()


def pdf_texts(path: Path) -> Iterator[str]:
    """Page by page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    for place in range(min(len(document), MOST_PAGES)):
        yield document[place].get_textpage().get_text_bounded()


def word_texts(path: Path) -> Iterator[str]:
    """The body of a Word document, tables and all, then its notes."""
    yield from runs(path, re.compile(r"word/(document|footnotes|endnotes)\.xml"))


def old_word_texts(path: Path) -> Iterator[str]:
    """The body of a document of Word 97 or WPS; one that is a newer document under an old name is read as that."""
    with path.open("rb") as handle:
        start = handle.read(len(ZIPPED))
    if start == ZIPPED:
        yield from word_texts(path)
    elif path.stat().st_size <= MOST_UNPACKED:
        yield old_word_text(path.read_bytes(), MOST_CHARS)


def slide_texts(path: Path) -> Iterator[str]:
    """Slide by slide."""
    yield from runs(path, re.compile(r"ppt/slides/slide\d+\.xml"))


def runs(path: Path, wanted: re.Pattern[str]) -> Iterator[str]:
    """Paragraphs of the wanted parts of a zipped document."""
    with ZipFile(path) as package:
        for info in package.infolist():
            if not wanted.fullmatch(info.filename) or info.file_size > MOST_UNPACKED:
                continue
            paragraph: list[str] = []
            for run, end in RUN.findall(package.read(info)):
                if end:
                    yield "".join(paragraph)
                    paragraph = []
                else:
                    paragraph.append(html.unescape(run.decode("utf-8", "replace")))
            yield "".join(paragraph)


def sheet_texts(path: Path) -> Iterator[str]:
    """Row by row, each sheet after its name."""
    from python_calamine import CalamineWorkbook

    with path.open("rb") as handle:
        book = CalamineWorkbook.from_filelike(handle)
        for name in book.sheet_names:
            yield name
            with suppress(ValueError):
                for row in book.get_sheet_by_name(name).iter_rows():
                    yield " ".join(str(cell) for cell in row if cell not in ("", None))


def plain_texts(path: Path) -> Iterator[str]:
    """A text file, in Unicode or as Chinese Windows writes it."""
    with path.open("rb") as handle:
        data = handle.read(4 * MOST_CHARS)
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            yield data.decode(encoding)
            return
    yield data.decode("utf-8", "replace")

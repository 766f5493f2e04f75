"""Opening a Word file that somebody else made: refused where it is no Word file, unsafe, damaged or absurdly large."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document

from safetydesk.errors import UserError, message

MOST_UNPACKED = 80_000_000
"""Bytes of all parts together at most."""
MOST_RATIO = 200
"""Times that a file may grow when it is unpacked."""
MOST_PARAGRAPHS = 2_000
BODY = "word/document.xml"
DOCTYPE = b"<!DOCTYPE"
BOM = b"\xef\xbb\xbf"


def open_docx(path: Path) -> Any:
    """The document, as python-docx reads it. Raises UserError for a file that is refused."""
    refuse_unsafe(path)
    try:
        document = Document(str(path))
        paragraphs = len(document.paragraphs)
    except Exception as error:
        raise UserError(message("wording_docx.broken", file=path.name), message("wording_docx.broken_hint")) from error
    if paragraphs > MOST_PARAGRAPHS:
        raise UserError(message("wording_docx.too_long", file=path.name), message("wording_docx.broken_hint"))
    return document


def refuse_unsafe(path: Path) -> None:
    """Raise UserError for what is no Word file, has a password, would unpack to something absurd, or holds a part
    outside its own folder or a document type declaration."""
    try:
        with ZipFile(path) as package:
            infos = package.infolist()
            names = [info.filename for info in infos]
            if BODY not in names:
                raise UserError(message("wording_docx.no_word", file=path.name), message("wording_docx.no_word_hint"))
            whole = sum(info.file_size for info in infos)
            if whole > MOST_UNPACKED or whole > MOST_RATIO * max(path.stat().st_size, 1) + 1_000_000:
                raise UserError(message("wording_docx.absurd", file=path.name), message("wording_docx.no_word_hint"))
            unsafe = [name for name in names if leads_outside(name)]
            unsafe += [info.filename for info in infos if not unsafe and declares_type(package.read(info))]
    except FileNotFoundError as error:
        raise UserError(
            message("wording_docx.no_file", file=path.name), message("wording_docx.no_file_hint")
        ) from error
    except RuntimeError as error:
        raise UserError(
            message("wording_docx.no_word", file=path.name), message("wording_docx.no_word_hint")
        ) from error
    except (BadZipFile, OSError) as error:
        raise UserError(
            message("wording_docx.no_word", file=path.name), message("wording_docx.no_word_hint")
        ) from error
    if unsafe:
        raise UserError(
            message("wording_docx.unsafe", file=path.name, part=unsafe[0][:60]), message("wording_docx.broken_hint")
        )


def leads_outside(name: str) -> bool:
    """Whether the name of a part would be written outside the folder that it is unpacked into."""
    parts = PurePosixPath(name.replace("\\", "/"))
    return parts.is_absolute() or ".." in parts.parts or any(":" in part for part in parts.parts[:1])


def declares_type(data: bytes) -> bool:
    """Whether a part is XML with a document type declaration, which Word never writes; in UTF-16 as well."""
    plain = data.replace(b"\0", b"") if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4] else data
    return plain.removeprefix(BOM).lstrip(b"\xff\xfe \t\r\n")[:1] == b"<" and DOCTYPE in plain

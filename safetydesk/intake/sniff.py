"""What a file really is, whatever it is called, and whether it is safe to open (faults.md rows 37 to 45)."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from safetydesk.errors import UserError, message

FileKind = Literal["workbook", "text"]

MOST_PACKED = 20_000_000
MOST_MEMBER = 100_000_000
MOST_UNPACKED = 200_000_000
MOST_RATIO = 200
MOST_MEMBERS = 2_000
MOST_ROWS, MOST_COLUMNS = 20_000, 200
RATIO_COUNTS_FROM = 5_000_000
"""A small member may well shrink two hundredfold; only a large one is a bomb."""

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"BM": "BMP"}
WEB_PAGES = (
    b"<html", b"<!doctype", b"<!--", b"<table", b"<meta", b"<head", b"<?xml", b"<body", b"<div", b"<style", b"<script",
)  # fmt: skip
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class TooLarge(Exception):
    """More rows or columns than a roster has."""


def kind_of(path: Path) -> FileKind:
    """Whether to read a file as a workbook or as text. Raises UserError naming what it is and what to do instead."""
    size = path.stat().st_size
    if size == 0:
        raise UserError(message("intake.empty", file=path.name), message("intake.choose_other"))
    if size > MOST_PACKED:
        raise UserError(
            message("intake.too_big", file=path.name, limit=MOST_PACKED // 1_000_000), message("intake.split_it")
        )
    with path.open("rb") as handle:
        head = handle.read(4096)
    if head.startswith(b"PK"):
        check_zip(path)
        return "workbook"
    if head.startswith(OLE):
        check_ole(path)
        return "workbook"
    refuse_known_others(path.name, head)
    if not head.startswith(UTF16) and b"\x00" in head:
        raise UserError(message("intake.unknown", file=path.name), message("intake.save_as_xlsx"))
    return "text"


def refuse_known_others(name: str, head: bytes) -> None:
    """Raise UserError for pictures, PDF and web pages with a workbook's name."""
    for magic, kind in PICTURES.items():
        if head.startswith(magic):
            raise UserError(message("intake.picture", file=name, kind=kind), message("intake.choose_other"))
    if head.startswith(b"%PDF"):
        raise UserError(message("intake.pdf", file=name), message("intake.choose_other"))
    text = head.decode("utf-16", "ignore").encode() if head.startswith(UTF16) else head
    start = text.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(WEB_PAGES):
        raise UserError(message("intake.web_page", file=name), message("intake.save_as_xlsx"))


def check_zip(path: Path) -> None:
    """Raise UserError for a damaged archive, one that unpacks to too much, one with macros, and one that is no workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            check_sizes(path.name, members)
            names = {member.filename for member in members}
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise UserError(message("intake.macros", file=path.name), message("intake.save_as_xlsx"))
            if "EncryptedPackage" in names:
                raise UserError(message("intake.password", file=path.name), message("intake.remove_password"))
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                key = "intake.word" if "word/document.xml" in names else "intake.unknown"
                raise UserError(message(key, file=path.name), message("intake.save_as_xlsx"))
            for member in members:
                check_xml(path.name, archive, member)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(path.name) from error


def check_sizes(name: str, members: list[zipfile.ZipInfo]) -> None:
    """Caps on what the archive says it unpacks to; zipfile never unpacks more than it says."""
    total = sum(member.file_size for member in members)
    bomb = any(
        member.file_size > MOST_MEMBER
        or (member.file_size > RATIO_COUNTS_FROM and member.file_size > MOST_RATIO * max(member.compress_size, 1))
        for member in members
    )
    if bomb or total > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise UserError(message("intake.bomb", file=name), message("intake.choose_other"))


def check_xml(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """No workbook needs a document type of its own; those that carry one try to make the reader open or swell."""
    if not member.filename.lower().endswith((".xml", ".rels")):
        return
    before = b""
    with archive.open(member) as part:
        while block := part.read(1 << 20):
            if b"<!DOCTYPE" in before + block or b"<!ENTITY" in before + block:
                raise UserError(message("intake.unsafe", file=name), message("intake.choose_other"))
            before = block[-16:]


def check_ole(path: Path) -> None:
    """Raise UserError for a password-protected workbook and for Word files in the old format."""
    data = path.read_bytes()
    if utf16("EncryptedPackage") in data or utf16("EncryptionInfo") in data:
        raise UserError(message("intake.password", file=path.name), message("intake.remove_password"))
    if utf16("WordDocument") in data:
        raise UserError(message("intake.word", file=path.name), message("intake.save_as_xlsx"))
    if utf16("Workbook") not in data and utf16("Book") not in data:
        raise damaged(path.name)


def utf16(text: str) -> bytes:
    """How an OLE directory spells a name."""
    return text.encode("utf-16-le")


def damaged(name: str) -> UserError:
    """The sentence for a file that cannot be read to its end."""
    return UserError(message("intake.damaged", file=name), message("intake.damaged_hint"))


def too_large(name: str) -> UserError:
    """The sentence for a table beyond the limits."""
    return UserError(
        message("intake.too_large", file=name, rows=MOST_ROWS, columns=MOST_COLUMNS), message("intake.split_it")
    )

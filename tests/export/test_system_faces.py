"""仿宋 and 小标宋 of the PC where it has them; without them our own, without a word lost."""

from __future__ import annotations

import ctypes
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from safetydesk.export.fonts import FANG, SONG, Fonts
from safetydesk.export.letter.writer import write_letters
from safetydesk.export.system_faces import SystemFaces, find_faces
from safetydesk.paths import resources
from tests.export.letters_made import short
from tests.export.read_pages import pdftotext

FONTS = resources() / "fonts"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A PC's font folder: the Kai face plays 仿宋, the sans face 小标宋."""
    fonts = tmp_path / "Fonts"
    fonts.mkdir()
    shutil.copy(FONTS / "LXGWWenKai-Regular.ttf", fonts / "SIMFANG.TTF")
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", fonts / "STZHONGS.TTF")
    return fonts


def test_the_faces_are_found_by_their_files_in_any_case(folder: Path, tmp_path: Path) -> None:
    found = find_faces([tmp_path / "gone", folder])
    assert found.body == folder / "SIMFANG.TTF" and found.title == folder / "STZHONGS.TTF" and found.lacking == ()
    (folder / "FZXBSJW.TTF").write_bytes(b"x")
    assert find_faces([folder]).title == folder / "FZXBSJW.TTF", "the standard's own face goes first"
    assert find_faces([]).lacking == ("body", "title")


def faces_of(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item]
        return {str(font.BaseFont).split("+")[-1] for font in fonts}


def serif_characters(path: Path) -> set[str]:
    """What is set in the serif face."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage()
        name = ctypes.create_string_buffer(200)
        found = set()
        for place in range(text.count_chars()):
            raw.FPDFText_GetFontInfo(text.raw, place, name, 200, None)
            if b"Serif" in name.value:
                found.add(chr(raw.FPDFText_GetUnicode(text.raw, place)))
    return {ch for ch in found if not ch.isspace()}


def test_letters_are_set_in_them(folder: Path, tmp_path: Path) -> None:
    own, system = tmp_path / "own.pdf", tmp_path / "system.pdf"
    for path, faces in ((own, SystemFaces()), (system, find_faces([folder]))):
        write_letters([short(1, 3)], path, Fonts(FONTS, faces), title="x", author="y", day="2026-09-01")
    assert "".join(pdftotext(own).split()) == "".join(pdftotext(system).split())
    assert own.read_bytes() != system.read_bytes()
    assert any("WenKai" in name for name in faces_of(system)) and not any("WenKai" in name for name in faces_of(own))
    assert serif_characters(system) == {"—", "1"}, "the page number alone is in 宋体"


def test_a_character_that_the_systems_face_lacks_is_taken_from_ours(folder: Path) -> None:
    fonts = Fonts(FONTS, find_faces([folder]))
    lacking = next(chr(code) for code in range(0x4E00, 0x9FFF) if code not in fonts.glyphs[SONG])
    assert fonts.has(lacking) and fonts.face_of(lacking, SONG) != SONG
    assert fonts.face_of("学", FANG) == FANG


@pytest.mark.parametrize("content", [b"", b"OTTO\x00\x01", b"no font at all"])
def test_a_broken_font_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "simfang.ttf").write_bytes(content)
    fonts = Fonts(FONTS, find_faces([tmp_path]))
    assert FANG not in fonts.faces and fonts.face_of("学", FANG) in fonts.faces

"""Every Han character that our faces have is printed and read back; every other one is refused by its name's owner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from safetydesk.errors import UserError
from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.writer import write_letters
from safetydesk.paths import resources
from tests.export.letters_made import short
from tests.full.lengths import length

HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))
NAME = 24
"""Characters of a name: as many as a line holds."""


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(resources() / "fonts")


def everything(fonts: Fonts, covered: bool) -> list[str]:
    found = [chr(code) for first, last in HAN for code in range(first, last) if fonts.has(chr(code)) is covered]
    step = max(len(found) // length(ordinary=600, full=len(found)), 1)
    return found[::step]


def test_no_character_that_we_have_is_lost(
    fonts: Fonts, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    characters = everything(fonts, covered=True)
    names = ["".join(characters[at : at + NAME]) for at in range(0, len(characters), NAME)]
    letters = [short(place, 1, name) for place, name in enumerate(names, 1)]
    out = tmp_path / "all.pdf"
    write_letters(letters, out, fonts, title="x", author="y", day="2026-09-01", duplex=False)
    document = pypdfium2.PdfDocument(out)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    record_property("letters", len(letters))
    assert sorted(set(characters) - set(text)) == []


def test_every_other_character_is_refused_with_its_owner(fonts: Fonts, tmp_path: Path) -> None:
    lacking = everything(fonts, covered=False)
    for character in lacking[:: max(len(lacking) // 300, 1)]:
        with pytest.raises(UserError) as refused:
            write_letters([short(1, 1, f"王{character}")], tmp_path / "x.pdf", fonts, title="x", author="y", day="2026-09-01")  # fmt: skip
        assert any(f"王{character}" in said for said in refused.value.what.values["people"])
    assert not (tmp_path / "x.pdf").exists()

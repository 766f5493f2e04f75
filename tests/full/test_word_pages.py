"""The program's own letters as Word files have as many pages in LibreOffice, with our faces, as the PDF has."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from safetydesk.clock import FixedClock
from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.document import LetterDocument
from safetydesk.export.letter.docx_writer import write_docx
from safetydesk.export.letter.layout import LetterLayout
from safetydesk.operations.demo.school import fill
from safetydesk.operations.office import Office, open_office
from safetydesk.operations.print_letters import select
from safetydesk.paths import DataFolder, resources
from safetydesk.registers.records.letters.compose import compose, read_letters
from safetydesk.registers.records.letters.kinds import LETTER_KINDS
from safetydesk.registers.records.letters.template import read_template, template_text
from safetydesk.words import LANGUAGES
from tests.conftest import CHINA
from tests.full.lengths import length

EACH = length(0, 6)
"""Letters of each kind and language; none in the ordinary run, since LibreOffice is slow."""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    clock = FixedClock(datetime(2026, 9, 10, 9, tzinfo=CHINA))
    with open_office(DataFolder(tmp_path_factory.mktemp("school")), clock) as office:
        fill(office, "small", 7)
        yield office


def chosen(school: Office) -> dict[str, LetterDocument]:
    """Letters of every kind, spread over all there are, with our wording in both languages."""
    found = {}
    for kind in LETTER_KINDS:
        ids = select(school, kind, school.year)
        for facts in read_letters(school.database, ids[:: max(len(ids) // EACH, 1)][:EACH]):
            for language in LANGUAGES:
                template = read_template(template_text(kind.key, language))
                found[f"{kind.key}-{language}-{facts.values['id']}"] = compose(template, facts, "QS01")
    return found


def convert(folder: Path) -> None:
    """Every Word file of a folder as PDF, in one run of LibreOffice that sees our faces."""
    (folder / "fonts.conf").write_text(FONTS.format(fonts=resources() / "fonts", folder=folder), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    command += ["--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=900, env=environment)


def pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.skipif(EACH == 0 or shutil.which("soffice") is None, reason="LibreOffice, in the full run")
def test_word_files_have_the_pages_of_the_pdf(
    school: Office, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    letters = chosen(school)
    fonts = Fonts(resources() / "fonts")
    layout = LetterLayout(fonts)
    printed = {name: len(layout.pages(letter)) for name, letter in letters.items()}
    for name, letter in letters.items():
        write_docx(letter, tmp_path / f"{name}.docx", "2026-09-10", fonts)
    convert(tmp_path)
    assert {name: pages(tmp_path / f"{name}.pdf") for name in letters} == printed
    record_property("word letters", len(letters))

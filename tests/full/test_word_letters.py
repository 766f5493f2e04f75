"""Bureau letters in Word: in, edited, printed, out as Word again, and opened by another program."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from safetydesk.intake.letter_docx import read_letter_docx
from safetydesk.operations.letter_findings import accept_concerns, unaccepted
from safetydesk.operations.letters_as_word import prepare_word, write_word
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import print_letters
from safetydesk.operations.wording import save_wording
from safetydesk.operations.wording_from_word import guesses, wording_from_word
from safetydesk.registers.records.letters.kinds import BUREAU, PARENT, STAFF, LetterKind
from safetydesk.registers.records.letters.template import TemplateBlock, read_template
from safetydesk.registers.records.letters.wording import wording_in_use
from tests.full.lengths import length
from tests.letters.small_school import issue_now, settle
from tests.wording import bureau_letters

ADDED = "本条由学校补充。"


def bare(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return "".join(text.split())


@pytest.mark.parametrize(
    ("make", "kind"),
    [(bureau_letters.typed, BUREAU), (bureau_letters.numbered, STAFF), (bureau_letters.parents, PARENT)],
    ids=["typed", "numbered", "parents"],
)
def test_in_edited_printed_and_out_again(
    office: Office, tmp_path: Path, make: Callable[[Path], Path], kind: LetterKind
) -> None:
    settle(office)
    letter = read_letter_docx(make(tmp_path / "bureau.docx"))
    base = read_template(wording_in_use(office.database, kind, "zh_CN"))
    template = wording_from_word(letter, dict(enumerate(guesses(letter))), base)
    edited = replace(template, blocks=(*template.blocks[:-1], TemplateBlock("paragraph", {"text": ADDED}), template.blocks[-1]))  # fmt: skip
    save_wording(office, kind, "zh_CN", edited)
    ids = issue_now(office, kind).ids[:1]
    if concerns := unaccepted(office, ids):
        accept_concerns(office, concerns, "试印")
    print_letters(office, ids, tmp_path / "printed.pdf")
    printed = bare(tmp_path / "printed.pdf")
    assert ADDED in printed and "".join(letter.blocks[0].texts[0].split()) in printed
    (word,) = write_word(prepare_word(office, ids), tmp_path / "out.docx")
    office_program = shutil.which("soffice")
    if office_program is None or length(0, 1) == 0:
        return
    command = [office_program, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path / "lo"), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert ADDED in bare(tmp_path / "lo" / "out.pdf")

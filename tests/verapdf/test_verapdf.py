"""What the program calls PDF/A-2u is PDF/A-2u: one file of each kind, judged by veraPDF."""

from __future__ import annotations

import os
from pathlib import Path

import pikepdf
import pytest

from safetydesk.words import LANGUAGES
from tests.pages.making import ENCLOSING, FOREIGN, KINDS, make
from tests.verapdf.validator import Verdict, validate

WANTED = os.environ.get("CI") == "true" or os.environ.get("RUN_VERAPDF") == "1"
pytestmark = pytest.mark.skipif(not WANTED, reason="fetches veraPDF (22 MB): runs where CI=true, or with RUN_VERAPDF=1")
PAPERS = [f"{kind}-{language}.pdf" for language in LANGUAGES for kind in KINDS if kind != FOREIGN]
SPOILT, UNRELATED = "spoilt.pdf", "unrelated.pdf"


def spoil(good: Path, target: Path) -> None:
    """The same pages without the tables that turn glyphs back into text, and with the claim kept."""
    with pikepdf.open(good) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]
        pdf.save(target)


def unrelate(good: Path, target: Path) -> None:
    """A volume whose workbook no longer says what it is to the document."""
    with pikepdf.open(good) as pdf:
        del pdf.Root.AF[0].AFRelationship
        pdf.save(target)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """All files judged in one run."""
    files, work = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("verapdf")
    for language in LANGUAGES:
        make(files, language)
    enclosing = [files / f"{ENCLOSING}-{language}.pdf" for language in LANGUAGES]
    spoil(files / PAPERS[0], files / SPOILT)
    unrelate(enclosing[0], files / UNRELATED)
    enclosing.append(files / UNRELATED)
    foreign = set(files.glob(f"{FOREIGN}*"))
    return validate(sorted(set(files.glob("*.pdf")) - set(enclosing) - foreign), work) | validate(
        sorted(enclosing), work, "3b"
    )


@pytest.mark.parametrize("name", PAPERS)
def test_a_file_keeps_what_it_claims(verdicts: dict[str, Verdict], name: str) -> None:
    assert verdicts[name] == Verdict(True, ())


def test_tables_of_nothing_keep_it_too(verdicts: dict[str, Verdict]) -> None:
    empty = {name: verdict for name, verdict in verdicts.items() if "-empty-" in name}
    assert {name: verdict for name, verdict in empty.items() if not verdict.passed} == {} != empty


def test_the_judge_can_tell_a_file_that_does_not(verdicts: dict[str, Verdict]) -> None:
    assert not verdicts[SPOILT].passed
    assert any(rule.startswith("6.2.11.7") for rule in verdicts[SPOILT].broken), verdicts[SPOILT].broken


def test_the_judge_can_tell_a_workbook_that_is_bound_to_nothing(verdicts: dict[str, Verdict]) -> None:
    assert any(rule.startswith("6.8") for rule in verdicts[UNRELATED].broken), verdicts[UNRELATED].broken

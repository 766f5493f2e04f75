"""Documents of old office programs: doc, wps, xls and et are read, and damaged ones do no harm."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safetydesk.intake.file_text import FAILED, READ, TextJob, read_texts, text_of
from safetydesk.intake.old_word import ENCRYPTED, FLAGS, old_word_text
from safetydesk.operations.file_texts import read_all
from safetydesk.operations.office import Office
from tests.archive.filed_school import file_paper
from tests.files.test_file_text import DAY, found, write_docx

DATA = Path(__file__).parent.parent / "data" / "office"
LETTER = (DATA / "letter.doc").read_bytes()
MOST = 10_000


def test_a_word_97_document_is_read_with_its_table() -> None:
    lines = old_word_text(LETTER, MOST).split("\n")
    assert lines[:2] == ["消防安全责任书", "本学期消防演练每月一次，灭火器每月检查。Fire drill ＡＢＣ"]
    assert {"表格00", "表格11", "责任人：万俟舟"} <= set(lines)


def test_only_so_much_is_read_as_is_asked_for() -> None:
    assert old_word_text(LETTER, 4) == "消防安全"


@pytest.mark.parametrize(("name", "word"), [("a.doc", "灭火"), ("b.wps", "演练"), ("c.xls", "配电"), ("d.et", "台账")])
def test_words_in_old_documents_are_found(office: Office, tmp_path: Path, name: str, word: str) -> None:
    source = DATA / ("letter.doc" if name[0] in "ab" else "hazards.xls")
    path = Path(shutil.copyfile(source, tmp_path / name))
    file_paper(office, "A10", "一件", DAY, [path])
    assert read_all(office)[READ] == 1 and found(office, word) == [1]


def test_a_newer_document_under_an_old_name_is_read(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", "改了后缀").rename(tmp_path / "a.wps")
    assert text_of(path, ".wps").startswith("改了后缀")


def test_a_document_with_a_password_or_of_another_program_has_no_text(tmp_path: Path) -> None:
    at = LETTER.index(struct.pack("<H", 0xA5EC)) + FLAGS
    locked = bytearray(LETTER)
    locked[at + 1] |= ENCRYPTED >> 8
    for name, data in {"锁.doc": bytes(locked), "别.doc": b"{\\rtf1 text}", "空.wps": b"", "表.doc": (DATA / "hazards.xls").read_bytes()}.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
        assert read_texts([TextJob(name, tmp_path / name, name)])[0].state == FAILED, name


def read_or_refuse(data: bytes) -> str:
    """The text, or nothing where it is refused; any other error fails the test."""
    try:
        return old_word_text(data, MOST)
    except ValueError:
        return ""


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(LETTER)))
def test_a_cut_document_is_refused_or_read_as_far_as_it_goes(length: int) -> None:
    assert len(read_or_refuse(LETTER[:length])) <= MOST


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.integers(0, 2_047), st.integers(0, len(LETTER) - 4)), st.integers(0, 2**32 - 1)), min_size=1, max_size=8))  # fmt: skip
def test_a_spoilt_document_does_no_harm(changes: list[tuple[int, int]]) -> None:
    spoilt = bytearray(LETTER)
    for place, value in changes:
        spoilt[place : place + 4] = struct.pack("<I", value)
    assert len(read_or_refuse(bytes(spoilt))) <= MOST

"""A batch is one file or none: complete, archivable, and the same bytes whenever it is printed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from safetydesk.errors import Cancelled, UserError
from safetydesk.export.fonts import SANS, Fonts
from safetydesk.export.letter.document import Closing, Heading, Paragraph, Receipt, Roster, Title
from safetydesk.words import Words
from tests.export.conftest import need
from tests.export.letters_made import made, roster, short, write
from tests.export.read_pages import pdffonts, pdftotext, read_codes, read_pages

NAMES = ("钱䶮", "李㛃", "赵𬭚", "𠮷雨", "古丽娜尔·买买提", "仝喆", "臧镕犇", "Anne-Marie Müller", "㵟𬱖")
NO_FACE_HAS = "𪚥"


def left_in(path: Path) -> list[str]:
    return sorted(item.name for item in path.parent.iterdir())


def test_each_letter_begins_on_a_fresh_sheet(out: Path, fonts: Fonts) -> None:
    letters = [short(1), short(2, lines=25), short(3, lines=50), short(4)]
    written = write(letters, out, fonts)
    firsts = [place for place, codes in enumerate(read_codes(out), 1) if any("128" in kind for kind, _ in codes)]
    assert firsts == [1, 3, 5, 9]
    assert (written.letters, written.pages) == (4, 9)


def test_on_single_sides_no_page_is_left_empty(out: Path, fonts: Fonts) -> None:
    written = write([short(1), short(2), short(3)], out, fonts, duplex=False)
    assert written.pages == 3
    assert all(page.chars for page in read_pages(out))


def test_a_page_shared_by_many_letters_still_says_everything_on_each(out: Path, fonts: Fonts) -> None:
    write([short(row_id, lines=20, party=name) for row_id, name in enumerate(NAMES, 1)], out, fonts)
    texts = ["\n".join(page.texts()) for page in read_pages(out)][::2]
    for name, text in zip(NAMES, texts, strict=True):
        assert name.replace(" ", "") in text
        assert text.count("安全责任重于泰山") >= 20 * 28 // 8 - 25


def test_every_name_comes_back_from_the_file(out: Path, fonts: Fonts) -> None:
    written = write([short(row_id, party=name) for row_id, name in enumerate(NAMES, 1)], out, fonts)
    text = pdftotext(out)
    assert [name for name in NAMES if name not in text] == []
    assert written.replaced == "𠮷"


@pytest.mark.parametrize(
    "place",
    [
        Title(f"甲{NO_FACE_HAS}"),
        Heading(f"甲{NO_FACE_HAS}"),
        Paragraph(f"甲{NO_FACE_HAS}"),
        Closing((f"甲{NO_FACE_HAS}",), (), ""),
        Receipt("剪", "回执", (f"甲{NO_FACE_HAS}",)),
        Roster("签名表", ("序号", "姓名", "签名"), ("乙", f"甲{NO_FACE_HAS}")),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_character_no_face_has_stops_the_batch_wherever_it_stands(out: Path, fonts: Fonts, place: object) -> None:
    with pytest.raises(UserError, match="unprintable"):
        write([short(1), made(place, row_id=2)], out, fonts)  # type: ignore[arg-type]
    assert left_in(out) == []


def test_the_refusal_names_everyone_and_the_characters(out: Path, fonts: Fonts, words: Words, english: Words) -> None:
    out.write_bytes(b"yesterday's")
    letters = [short(1, party="王一"), short(2, party=f"李{NO_FACE_HAS}"), short(3, party="周😀")]
    with pytest.raises(UserError) as refused:
        write(letters, out, fonts)
    for language in (words, english):
        said = language.error(refused.value)
        assert all(part in said for part in (f"李{NO_FACE_HAS}", "U+2A6A5", "周😀", "U+1F600"))
        assert "王一" not in said
    assert (left_in(out), out.read_bytes()) == ([out.name], b"yesterday's")


def test_the_same_letters_give_the_same_bytes(tmp_path: Path) -> None:
    """In this process, in another with fresh fonts, and with letters of another job in between."""
    from safetydesk.paths import resources

    def once(name: str, before: int = 0) -> bytes:
        fonts = Fonts(resources() / "fonts")
        for row_id in range(before):
            write([short(100 + row_id, party="别人")], tmp_path / "other.pdf", fonts)
        write([short(1), short(2, lines=30, party="𠮷雨"), made(roster(30), row_id=3)], tmp_path / name, fonts)
        return (tmp_path / name).read_bytes()

    first = once("甲.pdf")
    assert once("乙.pdf") == first
    assert once("丙.pdf", before=2) == first


def test_a_cancelled_job_leaves_the_old_file_and_no_half_one(out: Path, fonts: Fonts) -> None:
    answers: Iterator[bool] = iter([False, False, True])
    out.write_bytes(b"yesterday's")
    with pytest.raises(Cancelled):
        write([short(row_id) for row_id in range(1, 6)], out, fonts, cancelled=lambda: next(answers))
    assert (left_in(out), out.read_bytes()) == ([out.name], b"yesterday's")
    assert list(answers) == []


def test_progress_counts_the_letters_to_the_last(out: Path, fonts: Fonts) -> None:
    told: list[tuple[int, int]] = []
    write([short(1), short(2), short(3)], out, fonts, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_all_fonts_are_embedded_and_can_be_read_back(out: Path, fonts: Fonts) -> None:
    write(
        [made(Title("责任书"), Heading("一、标题"), Heading("（一）次级", 2), Paragraph("正文𠮷Latin 12"))], out, fonts
    )
    table = pdffonts(out)
    assert len(table) >= 3
    for line in table:
        assert line[-5:-2] == ["yes", "yes", "yes"], line


def test_the_file_claims_pdf_a_2u_with_title_and_the_records_day(out: Path, fonts: Fonts) -> None:
    write([short(1)], out, fonts, title="青山实验学校 责任书", day="2026-09-01")
    with pikepdf.open(out) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "U")
        assert meta["dc:title"] == "青山实验学校 责任书"
        assert list(meta["dc:creator"]) == ["青山实验学校"]
        assert meta["xmp:CreateDate"] == meta["xmp:ModifyDate"] == "2026-09-01T00:00:00+08:00"
        assert pdf.Root.OutputIntents[0].S == pikepdf.Name.GTS_PDFA1
        assert str(pdf.Root.Lang) == "zh-CN"
        assert "/Encrypt" not in pdf.trailer


def test_a_letter_in_english_says_so(out: Path, fonts: Fonts) -> None:
    write([made(Title("Letter"), Paragraph("Party A"), language="en")], out, fonts)
    with pikepdf.open(out) as pdf:
        assert str(pdf.Root.Lang) == "en"


def test_another_program_finds_no_fault_in_the_file(out: Path, fonts: Fonts) -> None:
    write([short(1), short(2, lines=30)], out, fonts)
    checked = subprocess.run([need("qpdf"), "--check", str(out)], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_markup_in_a_name_is_printed_as_typed_and_opens_nothing(out: Path, fonts: Fonts) -> None:
    name = '<img src="/etc/hostname"/><b>甲</b>'
    write([short(1, party=name)], out, fonts)
    assert name.replace(" ", "") in "".join(read_pages(out)[0].texts())


def test_a_character_that_only_the_sans_face_has_is_printed(out: Path, fonts: Fonts) -> None:
    only = next(ch for ch in map(chr, sorted(fonts.glyphs[SANS])) if [ord(ch) in g for g in fonts.glyphs.values()].count(True) == 1)  # fmt: skip
    write([short(1, 1, f"王{only}明")], out, fonts)
    assert f"王{only}明" in "".join(pdftotext(out).split())


def test_a_batch_can_be_walked_by_number_and_name_and_shows_its_title(out: Path, fonts: Fonts) -> None:
    parties = (*NAMES[:4], "古丽娜尔·买买提")
    letters = [
        made(Paragraph("甲"), row_id=place, party=name, number=f"JZ-{place}") for place, name in enumerate(parties, 1)
    ]
    write(letters, out, fonts, title="家长责任书", copies=2)
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline, pdf.open_metadata() as meta:
        assert [entry.title for entry in outline.root] == [f"JZ-{n} {name}" for n, name in enumerate(parties, 1)]
        assert [pikepdf.Page(entry.destination[0]).index for entry in outline.root] == [0, 4, 8, 12, 16]
        assert (pdf.Root.ViewerPreferences.DisplayDocTitle, meta["dc:title"]) == (True, "家长责任书")
        assert pdf.Root.PageMode == "/UseOutlines"


def test_a_single_letter_has_nothing_to_walk_through(out: Path, fonts: Fonts) -> None:
    write([short(1)], out, fonts)
    with pikepdf.open(out) as pdf, pdf.open_outline() as outline:
        assert list(outline.root) == [] and pdf.Root.get("/PageMode", "/UseNone") == "/UseNone"

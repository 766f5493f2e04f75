"""The codes of a page can be read from the printed page, and a wrongly read or typed key is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.core.letter_code import ALPHABET, CHECK_ALPHABET, PageCode, key_is_sound, letter_key, read_code
from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.document import Paragraph
from tests.export.letters_made import made, short, text_of, write
from tests.export.read_pages import MM, read_codes, read_pages

row_ids = st.integers(1, 2**40)
keys = row_ids.map(letter_key)
schools = st.text(st.sampled_from("ABCQS0123456789"), min_size=1, max_size=8)


@given(keys)
def test_every_printed_key_is_sound_and_plain_ascii(key: str) -> None:
    assert key_is_sound(key)
    assert key.isascii()
    assert "/" not in key


@given(row_ids, row_ids)
def test_two_letters_never_share_a_key(one: int, other: int) -> None:
    assert (letter_key(one) == letter_key(other)) == (one == other)


@given(keys, st.data())
def test_one_wrong_sign_in_a_key_is_noticed(key: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(key) - 1))
    signs = CHECK_ALPHABET if place == len(key) - 1 else ALPHABET
    wrong = data.draw(st.sampled_from([sign for sign in signs if sign != key[place]]))
    assert not key_is_sound(key[:place] + wrong + key[place + 1 :])


@given(keys, st.data())
def test_two_swapped_neighbours_in_a_key_are_noticed(key: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(key) - 2))
    swapped = key[:place] + key[place + 1] + key[place] + key[place + 2 :]
    assert key_is_sound(swapped) == (swapped == key)


@given(schools, keys, st.integers(1, 99), st.integers(1, 99))
def test_what_a_page_says_is_read_back(school: str, key: str, page: int, pages: int) -> None:
    code = PageCode(school, key, page, pages)
    assert code.text == f"SD1/{school}/{key}/{page}/{pages}"
    assert read_code(f" {code.text}\n") == code


@given(st.text())
def test_any_other_text_means_no_page(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    "text", ["SD2/QS01/00001Z/1/2", "SD1/QS01/000012/1/2", "SD1/QS01/00001Z/1", "SD1/QS01/00001Z/a/2", "00001Z"]
)
def test_a_code_of_another_make_or_with_a_wrong_check_means_no_page(text: str) -> None:
    assert read_code("SD1/QS01/00001Z/1/2") is not None
    assert read_code(text) is None


def test_every_page_has_its_square_and_the_first_its_bars(out: Path, fonts: Fonts) -> None:
    letters = [made(Paragraph(text_of(28 * 50)), row_id=907), short(31), short(2**25)]
    write(letters, out, fonts)
    found = read_codes(out)
    wanted = [
        [("QRCode", f"SD1/QS01/{letter.key}/{page}/{pages}"), *([("Code128", letter.key)] if page == 1 else [])]
        for letter, pages in zip(letters, (3, 1, 1), strict=True)
        for page in range(1, pages + 1)
    ]
    printed = [sorted((kind.replace(" ", ""), text) for kind, text in page) for page in found if page]
    assert printed == [sorted(page) for page in wanted]


def test_the_codes_stand_below_the_page_number_with_a_quiet_zone(out: Path, fonts: Fonts) -> None:
    write([made(Paragraph(text_of(28 * 30)))], out, fonts)
    for number, page in enumerate(read_pages(out), 1):
        boxes = page.codes()
        assert len(boxes) == (2 if number == 1 else 1)
        for box in boxes:
            around = [ch for ch in page.chars if ch.bottom < box.top + 3 * MM and ch.top > box.bottom - 3 * MM]
            near = [ch for ch in around if ch.right > box.left - 1 * MM and ch.left < box.right + 1 * MM]
            assert "".join(ch.text for ch in near) in ("", made().key)
            assert box.bottom > 5 * MM
            assert box.top < 35 * MM
    assert boxes[0].width == pytest.approx(16 * MM, abs=1)

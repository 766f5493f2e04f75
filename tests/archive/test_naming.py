"""Names that every Windows takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.operations.archive.naming import LONGEST, MOST_BYTES, Names, safe_name, units

FORBIDDEN = set('<>:"/\\|?*') | {chr(code) for code in range(32)}


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("Z109-WS·2026-Y-A04-0001 责任书", "Z109-WS·2026-Y-A04-0001 责任书"),
        ("东楼/西楼?", "东楼／西楼？"),
        ("第1季度: 50%#.", "第1季度： 50％＃"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1 .pdf", "_com1.pdf"),
        ("console.txt", "console.txt"),
        ("  a \t b ..  ", "a b"),
        ("...", "_"),
        ("", "_"),
        ("说明\u202etxt.exe", "说明txt.exe"),
        ("照片.JPG", "照片.JPG"),
    ],
)
def test_examples(given_name: str, expected: str) -> None:
    assert safe_name(given_name) == expected


@given(st.text(max_size=200))
def test_any_text_becomes_a_name(text: str) -> None:
    name = safe_name(text)
    assert name and not FORBIDDEN & set(name) and not name.endswith((" ", ".")) and not name.startswith(" ")
    assert units(name) <= LONGEST + 1 and len(name.encode()) <= MOST_BYTES + 1
    assert safe_name(name) == name


@given(st.lists(st.sampled_from(["a.txt", "A.TXT", "a (2).txt", "长" * 90 + ".pdf", "b", "B."]), max_size=12))
def test_no_two_alike(texts: list[str]) -> None:
    names = Names()
    given_names = [names.give(text) for text in texts]
    assert len({name.casefold() for name in given_names}) == len(texts)
    assert all(units(name) <= LONGEST for name in given_names)


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_name("长" * 200 + ".docx").endswith("长.docx")

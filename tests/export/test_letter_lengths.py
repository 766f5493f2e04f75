"""A letter's pages are counted as they would be set, whatever stands in it, and letters alike are set once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.document import Block, Heading, LetterDocument, Paragraph, Title
from safetydesk.export.letter.layout import LetterLayout
from tests.export.letters_made import CLOSING, RECEIPT, SEALED, SIGNATURES, made, roster, text_of

PARTS = (
    "安",
    "钱䶮",
    "，",
    "。",
    "（",
    "）",
    "《法》",
    "……",
    " ",
    "ZR-2026-JG-0148",
    "4",
    "1800000722",
    "safety",
    "\n",
    "〇",
    "𠮷",
)
texts = st.lists(st.sampled_from(PARTS), max_size=90).map("".join)


@given(parts=st.lists(texts, min_size=1, max_size=4), language=st.sampled_from(["zh_CN", "en"]))
def test_whatever_a_letter_says_its_pages_are_counted_as_they_are_set(
    fonts: Fonts, parts: list[str], language: str
) -> None:
    letter = made(*(Paragraph(f"{text}{text_of(200)}") for text in parts), SIGNATURES, language=language)
    assert LetterLayout(fonts).length(letter) == len(LetterLayout(fonts).pages(letter))


BLOCKS: dict[str, Callable[[int], Block]] = {
    "paragraph": lambda n: Paragraph(text_of(40 * n)),
    "heading": lambda n: Heading(text_of(30 * n), 1),
    "small heading": lambda n: Heading(text_of(30 * n), 2),
    "title": lambda n: Title(text_of(20 * n)),
    "roster": lambda n: roster(n),
    "closing": lambda n: type(CLOSING)((text_of(24 * n),), CLOSING.lines, CLOSING.date),
    "receipt": lambda n: type(RECEIPT)(RECEIPT.cut, RECEIPT.title, (text_of(24 * n), *RECEIPT.lines)),
}


def letters(kind: str) -> list[LetterDocument]:
    """Letters that differ in the length of one block, some of them by a page."""
    fill = [Paragraph(text_of(28)) for _ in range(14)]
    return [
        made(*fill, BLOCKS[kind](n), last, language=language)
        for n in (1, 2, 3, 9, 12, 30, 51)
        for language, last in (("zh_CN", SIGNATURES), ("en", SEALED))
    ]


@pytest.mark.parametrize("kind", BLOCKS)
def test_pages_are_counted_as_they_are_set(fonts: Fonts, kind: str) -> None:
    counting, setting = LetterLayout(fonts), LetterLayout(fonts)
    found = [(counting.length(letter), len(setting.pages(letter))) for letter in letters(kind)]
    assert [counted for counted, _ in found] == [pages for _, pages in found]
    assert len({counted for counted, _ in found}) > 1


def test_paragraphs_that_differ_by_a_name_are_broken_once(fonts: Fonts) -> None:
    layout = LetterLayout(fonts)
    broken: list[int] = []
    for party in ("钱多多", "单小满", "尉迟恭"):
        layout.length(made(Paragraph(f"乙方：{party}"), Paragraph(text_of(300)), RECEIPT))
        broken.append(layout.settings["zh_CN"][0].lines.cache_info().misses)
    assert broken == [2, 2, 2]

"""A letter's pages are counted as they would be set, whatever stands in it, and letters alike are set once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.export.fonts import Fonts
from safetydesk.export.geometry import CHINESE, ENGLISH
from safetydesk.export.letter.document import Block, Heading, LetterDocument, Paragraph, Title
from safetydesk.export.letter.layout import LetterLayout
from safetydesk.export.typesetter import Flow, Typesetter
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


@given(text=texts, indent=st.sampled_from([0.0, 32.0]), width=st.sampled_from([120.0, 310.0, 442.0]))
def test_lines_are_counted_as_they_are_broken(fonts: Fonts, text: str, indent: float, width: float) -> None:
    for measure in (CHINESE, ENGLISH):
        setter = Typesetter(fonts, measure)
        given_so = (text, setter.body, measure.size, width, indent)
        assert setter.count(*given_so) == len(setter.lines(*given_so))


@pytest.mark.parametrize("indent", [0.0, 32.0])
def test_the_last_character_that_fits_on_one_line_is_the_same(fonts: Fonts, indent: float) -> None:
    setter = Typesetter(fonts, CHINESE)
    for length in range(1, 60):
        given_so = (text_of(length), setter.body, CHINESE.size, 442.0, indent)
        assert setter.count(*given_so) == len(setter.lines(*given_so)), length


BLOCKS: dict[str, Callable[[int], Block]] = {
    "paragraph": lambda n: Paragraph(text_of(40 * n)),
    "heading": lambda n: Heading(text_of(30 * n), 1),
    "small heading": lambda n: Heading(text_of(30 * n), 2),
    "title": lambda n: Title(text_of(20 * n)),
    "roster": lambda n: roster(n),
    "closing": lambda n: type(CLOSING)((text_of(24 * n), *CLOSING.lines)),
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


def test_letters_that_differ_in_names_only_are_set_once(fonts: Fonts, monkeypatch: pytest.MonkeyPatch) -> None:
    set_now: list[Flow] = []
    flow = LetterLayout.flow
    monkeypatch.setattr(LetterLayout, "flow", lambda self, letter: set_now.append(flow(self, letter)) or set_now[-1])
    layout = LetterLayout(fonts)
    for party, number in (("钱䶮", "0001"), ("单小满", "0002"), ("尉迟敬德", "1400")):
        layout.length(made(Paragraph(f"乙方：{party}　编号：ZR-2026-JG-{number}"), Paragraph(text_of(300)), RECEIPT))
    assert len(set_now) == 1
    layout.length(made(Paragraph("乙方"), Paragraph(text_of(330)), RECEIPT))
    assert len(set_now) == 2

"""Lines break as Chinese composition wants it (避头尾), and no character is lost on the way."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safetydesk.export.line_breaking import MOST_SQUEEZED, Line, break_lines

MAY_NOT_BEGIN = "，。、；：？！）》」』】〕〉”’…"
MAY_NOT_END = "（《「『【〔〈“‘"
HAN = "安全责任重于泰山学校老师家长"
LATIN = ("GB", "9704", "2012", "ZR-2026-JG-0001", "3.14", "PDF", "safety", "a@b.cn", "45%", "2026/27")

words = st.sampled_from((*HAN, *LATIN))
marks = st.sampled_from((*MAY_NOT_BEGIN, *MAY_NOT_END))
plain = st.lists(words, min_size=1, max_size=60).map("".join)
well_formed = st.lists(
    st.tuples(
        st.sampled_from(HAN),
        words,
        st.sampled_from(["", "，", "。", "；", "、", "：“甲", "（注", "）", "”", "《法》", "……"]),
    ),
    max_size=30,
).map(lambda parts: "".join("".join(part) for part in parts))
anything = st.lists(words | marks | st.sampled_from(" 　"), max_size=60).map("".join)
widths = st.integers(4, 30)


def ems(text: str) -> float:
    """Width in Chinese characters: Latin ones take half."""
    return sum(0.5 if ord(ch) < 0x2000 else 1.0 for ch in text)


def broken(text: str, width: float, indent: float = 0.0) -> list[Line]:
    return break_lines(text, ems, width, indent)


def may_break(text: str, place: int) -> bool:
    """Whether the rules allow a break before that character."""
    return text[place] not in MAY_NOT_BEGIN and text[place - 1] not in MAY_NOT_END


@given(anything, widths)
def test_nothing_is_lost_but_blanks_at_the_ends_of_lines(text: str, width: int) -> None:
    lines = broken(text, width)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    place = 0
    for line in lines:
        assert line.text == line.text.rstrip()
        place = text.index(line.text, place) + len(line.text)


@given(
    st.lists(st.sampled_from(HAN), min_size=20, max_size=90).map("".join),
    st.integers(16, 30),
    st.sampled_from("。；，"),
)
def test_the_last_line_of_a_paragraph_is_never_one_character_and_its_mark(text: str, width: int, mark: str) -> None:
    lines = broken(text + mark, width)
    assert "".join(line.text for line in lines) == text + mark
    assert len(lines) == 1 or len(lines[-1].text) >= 3
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


@pytest.mark.parametrize("whole", ["GB/T 9704—2012", "DA/T 22-2015", "GB 50016", "教发厅函〔2024〕20号"])
@given(before=st.integers(1, 40))
def test_the_number_of_a_standard_or_document_is_never_cut(whole: str, before: int) -> None:
    text = (HAN * 4)[:before] + whole + HAN
    number = whole[whole.index("〔") :] if "〔" in whole else whole
    assert any(number in line.text for line in broken(text, 20))


@given(plain | well_formed, widths)
def test_text_without_blanks_comes_back_whole(text: str, width: int) -> None:
    assert "".join(line.text for line in broken(text, width)) == text


@given(well_formed, st.integers(10, 30))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: int) -> None:
    texts = [line.text for line in broken(text, width)]
    assert [line for line in texts[1:] if line[0] in MAY_NOT_BEGIN] == []
    assert [line for line in texts[:-1] if line[-1] in MAY_NOT_END] == []


@given(st.lists(st.sampled_from(HAN) | marks, min_size=1, max_size=40).map("".join), st.integers(2, 12))
def test_a_rule_is_broken_only_where_every_break_in_the_line_would_break_one(text: str, width: int) -> None:
    start = 0
    for line in broken(text, width)[:-1]:
        end = start + len(line.text)
        assert may_break(text, end) or not any(may_break(text, place) for place in range(start + 1, end))
        start = end


@given(anything, widths)
def test_no_line_is_wider_than_the_measure_once_it_is_squeezed(text: str, width: int) -> None:
    for line in broken(text, width):
        assert line.width <= width * (1 + MOST_SQUEEZED) + 1e-6
        assert line.width == pytest.approx(ems(line.text))


@given(plain, widths, st.integers(1, 3))
def test_the_indented_line_is_as_much_shorter(text: str, width: int, indent: int) -> None:
    first = broken(text, width, indent)[0]
    assert first.width <= (width - indent) * (1 + MOST_SQUEEZED) + 1e-6


@given(plain, widths)
def test_words_and_numbers_that_fit_in_a_line_stay_whole(text: str, width: int) -> None:
    """Between two lines there is never a Latin letter or digit on both sides, unless the word fills lines."""
    texts = [line.text for line in broken(text, width)]
    for upper, lower in itertools.pairwise(texts):
        whole = upper + lower
        cut = len(upper)
        if whole[cut - 1].isascii() and whole[cut].isascii():
            assert ems(upper.lstrip(HAN)) + ems(lower) > width / 2


@given(st.lists(plain | st.just(""), min_size=1, max_size=4), widths)
def test_line_feeds_are_kept_and_only_last_lines_are_marked(paragraphs: list[str], width: int) -> None:
    lines = broken("\n".join(paragraphs), width)
    whole: list[str] = [""]
    for line in lines:
        whole[-1] += line.text
        whole.extend([""] if line.last else [])
    assert whole[:-1] == paragraphs


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("安全责任重于泰山。", 8, ["安全责任重于泰", "山。"]),
        ("安全责任（重于泰山）", 5, ["安全责任", "（重于泰", "山）"]),
        ("按照《管理办法》执行", 4, ["按照《管", "理办法》", "执行"]),
        ("他说：“安全第一。”", 4, ["他说：", "“安全第", "一。”"]),
        ("编号ZR-2026-JG-0001止", 8, ["编号", "ZR-2026-JG-0001", "止"]),
        ("共45%的人", 2, ["共", "45%", "的人"]),
        ("超长ABCDEFGHIJKLMN词", 4, ["超长", "ABCDEFGH", "IJKLMN词"]),
        ("甲  乙", 2, ["甲", "乙"]),
        ("", 5, [""]),
    ],
)
def test_breaks_as_a_person_would(text: str, width: int, wanted: list[str]) -> None:
    assert [line.text for line in broken(text, width)] == wanted


def test_a_closing_mark_is_drawn_in_where_that_costs_little() -> None:
    text = "安" * 28 + "。" + "全" * 3
    assert [line.text for line in broken(text, 28)] == ["安" * 28 + "。", "全全全"]


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("安全（“责任", 4, ["安全", "（“责任"]),
        ("安（“责任", 3, ["安", "（“责", "任"]),
        ("安全责 ，任", 3, ["安全", "责 ，", "任"]),
        ("安全（ 责任", 3, ["安全", "（ 责", "任"]),
    ],
)
def test_marks_keep_to_their_words_even_across_blanks_and_other_marks(text: str, width: int, wanted: list[str]) -> None:
    lines = [line.text for line in broken(text, width)]
    assert not any(line[0] in MAY_NOT_BEGIN for line in lines[1:])
    assert not any(line[-1] in MAY_NOT_END for line in lines[:-1])
    assert "".join(lines).replace(" ", "") == "".join(wanted).replace(" ", "")

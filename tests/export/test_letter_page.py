"""A letter's page is that of GB/T 9704-2012, measured in the finished file."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.document import Closing, Heading, Paragraph, Signatures, Title
from tests.export.letters_made import BOTH_SEALED, CLOSING, RECEIPT, SEALED, SIGNATURES, made, pages_of, roster, text_of
from tests.export.read_pages import MM, Box, Char, Page

LEFT, RIGHT = 28 * MM, (210 - 26) * MM
TOP, BOTTOM = (297 - 37) * MM, 35 * MM
SEAL = 45 * MM
BODY = 16.0


def middle(ch: Char) -> float:
    """Half the height of a Chinese character, which stands 0.12 of its size below the baseline."""
    return ch.y + 0.38 * ch.size


def text_inside(page: Page, box: Box) -> str:
    """Characters whose ink reaches into a box."""
    return "".join(
        ch.text
        for ch in page.chars
        if ch.right > box.left and ch.left < box.right and ch.top > box.bottom and ch.bottom < box.top
    )


def has_room_for_seal(page: Page, area: Box) -> bool:
    """Whether a square of 45 mm lies free of text somewhere in an area."""
    across, up = (range(0, int(side - SEAL) + 1, 2) for side in (area.width + 1, area.height + 1))
    corners = [(area.left + right, area.bottom + above) for right in across for above in up]
    return any(not text_inside(page, Box(x, y, x + SEAL, y + SEAL)) for x, y in corners)


def test_the_paper_is_a4(out: Path, fonts: Fonts) -> None:
    page = pages_of(made(Paragraph("甲")), out, fonts)[0]
    assert (page.width, page.height) == (pytest.approx(210 * MM, abs=0.1), pytest.approx(297 * MM, abs=0.1))


def test_a_full_page_has_22_lines_of_28_characters_in_16_points(out: Path, fonts: Fonts) -> None:
    pages = pages_of(made(Paragraph(text_of(28 * 30 + 2), indent=0)), out, fonts)
    lines = pages[0].lines(BODY)
    assert [len(line) for line in lines] == [28] * 22
    assert pages[1].texts(BODY)[-1] == text_of(28 * 30 + 2)[-2:]


def test_the_type_area_keeps_the_standards_margins(out: Path, fonts: Fonts) -> None:
    lines = pages_of(made(Paragraph(text_of(28 * 22), indent=0)), out, fonts)[0].lines(BODY)
    pitches = {round(upper[0].y - lower[0].y, 1) for upper, lower in itertools.pairwise(lines)}
    advances = {round(right.x - left.x, 1) for line in lines for left, right in itertools.pairwise(line)}
    assert pitches == {29.0}
    assert advances == {15.8}
    assert {round(line[0].x, 1) for line in lines} == {round(LEFT, 1)}
    assert all(ch.right <= RIGHT for line in lines for ch in line)
    assert max(line[-1].x + BODY for line in lines) == pytest.approx(RIGHT, abs=0.5)
    assert middle(lines[0][0]) + 29 / 2 == pytest.approx(TOP, abs=1 * MM)
    assert middle(lines[-1][0]) - 29 / 2 == pytest.approx(BOTTOM, abs=1 * MM)


def test_the_title_is_centred_in_22_points(out: Path, fonts: Fonts) -> None:
    page = pages_of(made(Title("青山实验学校\n教职工安全工作责任书"), Paragraph("甲")), out, fonts)[0]
    lines = page.lines(22)
    assert page.texts(22) == ["青山实验学校", "教职工安全工作责任书"]
    for line in lines:
        assert (line[0].x + line[-1].x + 22) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_a_paragraph_is_indented_by_two_characters(out: Path, fonts: Fonts) -> None:
    lines = pages_of(made(Paragraph(text_of(40))), out, fonts)[0].lines(BODY)
    assert [len(line) for line in lines] == [26, 14]
    assert lines[0][0].x == pytest.approx(LEFT + 2 * 156 / 28 * MM, abs=0.1)


def test_a_line_ending_in_a_mark_that_is_drawn_in_still_ends_at_the_margin(out: Path, fonts: Fonts) -> None:
    lines = pages_of(made(Paragraph(text_of(28) + "。" + text_of(10), indent=0)), out, fonts)[0].lines(BODY)
    assert [len(line) for line in lines] == [29, 10]
    assert max(ch.right for ch in lines[0]) <= RIGHT


def test_page_numbers_stand_outside_below_the_type_area_in_14_points(out: Path, fonts: Fonts) -> None:
    pages = pages_of(made(Paragraph(text_of(28 * 50))), out, fonts)
    for number, page in enumerate(pages, 1):
        line = page.lines(14)[0]
        assert "".join(ch.text for ch in line) == f"—{number}—"
        assert max(ch.top for ch in line) < BOTTOM
        if number % 2:
            assert line[-1].x + 14 == pytest.approx(RIGHT - 14, abs=2.5)
        else:
            assert line[0].x == pytest.approx(LEFT + 14, abs=0.1)
    assert len(pages) == 3


def test_the_dashes_of_the_page_number_stand_7_mm_below_the_type_area(out: Path, fonts: Fonts) -> None:
    for page in pages_of(made(Paragraph(text_of(28 * 50))), out, fonts):
        assert BOTTOM - max(ch.top for ch in page.lines(14)[0] if ch.text == "—") == pytest.approx(7 * MM, abs=0.4)


def test_a_letter_a_tenth_over_whole_pages_is_set_closer_and_one_that_is_longer_is_not(out: Path, fonts: Fonts) -> None:
    """The standard's 22 lines of 28 characters become at most 25 of 29; type stays 3号."""
    lengths = {}
    for over in (1.02, 1.06, 1.10, 1.20):
        pages = pages_of(made(Paragraph(text_of(int(28 * 44 * over)), indent=0)), out, fonts)
        lengths[over] = len(pages)
        assert {round(ch.size) for page in pages for ch in page.chars if ch.y > BOTTOM} == {12, 16}
        pitch = (pages[0].lines(BODY)[0][0].y - pages[0].lines(BODY)[1][0].y) / MM
        assert pitch >= 225 / 25 - 0.01 and (over < 1.2 or pitch == pytest.approx(225 / 22, abs=0.01))
    assert lengths == {1.02: 2, 1.06: 2, 1.10: 2, 1.20: 3}


def test_english_is_justified_between_words_only(out: Path, fonts: Fonts) -> None:
    text = "The school and its staff sign this letter so that everybody knows what to do, when and with whom. " * 12
    page = pages_of(made(Paragraph(text, indent=0), language="en"), out, fonts)[0]
    lines = page.lines(11.5)
    assert len(lines) > 8
    for line in lines[:-1]:
        assert line[-1].right == pytest.approx(RIGHT, abs=1.5)
    inside: dict[str, set[float]] = {}
    for line in lines:
        for left, right in itertools.pairwise(line):
            if right.x - left.x < 9 and left.text + right.text in ("th", "he", "sc", "ho"):
                inside.setdefault(left.text + right.text, set()).add(round(right.x - left.x, 1))
    assert inside and all(max(steps) - min(steps) <= 0.15 for steps in inside.values())


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(out: Path, fonts: Fonts) -> None:
    for before in range(17, 23):
        chain = (Heading("责任", number="一、"), Heading("目标", 2, "（一）"), Paragraph(text_of(280)))
        pages = pages_of(made(Paragraph(text_of(28 * before), indent=0), *chain, Paragraph(text_of(280))), out, fonts)
        held = next(page.texts(BODY) for page in pages if "一、责任" in page.texts(BODY))
        assert held.index("一、责任") <= len(held) - 4, "two headings and two lines of text at least"


def label_heights(page: Page, block: Signatures) -> list[float]:
    """Baselines of the two parties' labels."""
    found = [line[0].y for line in page.lines() if "".join(ch.text for ch in line).startswith(packed(block.left.label))]
    return found or [0.0]


def packed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("block", "language", "columns"),
    [(SIGNATURES, "zh_CN", (0,)), (SEALED, "en", (0,)), (BOTH_SEALED, "zh_CN", (0, 1))],
    ids=["Chinese", "English", "both"],
)
@pytest.mark.parametrize("lines", [1, 12, 15, 16, 17, 21, 22, 30, 44])
def test_each_seal_has_its_45_mm_wherever_the_text_ends(
    out: Path, fonts: Fonts, block: Signatures, language: str, columns: tuple[int, ...], lines: int
) -> None:
    letter = made(Paragraph(text_of(28 * lines), indent=0), block, language=language)
    page = pages_of(letter, out, fonts)[-1]
    top = label_heights(page, block)[0]
    for column in columns:
        left = LEFT + column * 78 * MM
        assert has_room_for_seal(page, Box(left, BOTTOM, left + 78 * MM, top))


@pytest.mark.parametrize("lines", range(1, 48))
def test_at_least_four_lines_of_text_stand_above_signatures(out: Path, fonts: Fonts, lines: int) -> None:
    blocks = (
        Heading("一、目标"),
        Paragraph(text_of(28 * lines), indent=0),
        Heading("二、期限"),
        Paragraph(text_of(40)),
    )
    for block in (SIGNATURES, CLOSING):
        page = pages_of(made(*blocks, block), out, fonts)[-1]
        end = (
            label_heights(page, block)[0]
            if block is SIGNATURES
            else min(line[0].y for line in page.lines(BODY) if "班主任" in "".join(ch.text for ch in line))
        )
        above = [line for line in page.lines(BODY) if line[0].y > end + 1 and "青山" not in line[0].text]
        assert len(above) >= 4


def test_both_parties_stand_by_name_on_the_same_rows(out: Path, fonts: Fonts) -> None:
    page = pages_of(made(Paragraph(text_of(280)), BOTH_SEALED), out, fonts)[-1]
    texts = page.texts(BODY)[-5:]
    assert texts == [
        "甲方（盖章）：乙方（盖章）：",
        "青山实验学校青山县平安保安服务有限",
        "公司",
        "负责人（签字）：负责人（签字）：",
        "年月日年月日",
    ]


def test_there_is_room_to_sign_and_signatures_stay_on_one_page(out: Path, fonts: Fonts) -> None:
    for lines in (1, 14, 18, 22):
        page = pages_of(made(Paragraph(text_of(28 * lines), indent=0), SIGNATURES), out, fonts)[-1]
        assert "负责人（签字）：签字：" in page.texts(BODY) and "年月日年月日" in page.texts(BODY)
        assert len(page.rules()) == 2 and len({round(rule.bottom, 1) for rule in page.rules()}) == 1
        for rule in page.rules():
            assert rule.width >= 30 * MM
            assert rule.left >= LEFT
            assert rule.right <= RIGHT + 1


@pytest.mark.parametrize("long", ["第一责任人（签字）：", "第一责任人或者其委托代理人（签字）："], ids=["10", "18"])
def test_a_label_too_long_for_a_hand_has_its_line_below(out: Path, fonts: Fonts, long: str) -> None:
    block = replace(SIGNATURES, left=replace(SIGNATURES.left, lines=(long,)))
    page = pages_of(made(Paragraph(text_of(280)), block), out, fonts)[-1]
    assert len(page.rules()) == 2 and all(rule.width >= 30 * MM for rule in page.rules())
    ends = [ch for ch in page.chars if ch.text == "："]
    left = next(rule for rule in page.rules() if rule.left < LEFT + 5)
    assert not any(ch.x < LEFT + 78 * MM and abs(ch.y - left.bottom) < 8 for ch in ends)
    assert all(ch.right <= LEFT + 78 * MM for ch in page.chars if ch.text in "委托代理")


def test_signatures_below_a_heading_do_not_run_off_the_page(out: Path, fonts: Fonts) -> None:
    for lines in range(10, 21):
        blocks = (Paragraph(text_of(28 * lines), indent=0), Heading("六、期限"), SIGNATURES)
        for page in pages_of(made(*blocks), out, fonts):
            assert all(ch.bottom >= BOTTOM for line in page.lines(BODY) for ch in line)
            assert all(rule.bottom >= BOTTOM for rule in page.rules())


@pytest.mark.parametrize(
    "name", ["青山实验学校", "青山县第一实验小学教育集团育才路校区", text_of(40)], ids=["6", "18", "40"]
)
def test_the_sender_is_centred_over_the_date_four_blanks_from_the_right_under_one_seal(
    out: Path, fonts: Fonts, name: str
) -> None:
    letter = made(Title("家长责任书"), Paragraph(text_of(60)), Closing((name,), CLOSING.lines, CLOSING.date), RECEIPT)
    page = pages_of(letter, out, fonts)[0]
    assert all(ch.left >= LEFT - 0.5 and ch.right <= RIGHT + 0.5 for ch in page.chars if ch.y > BOTTOM)
    cut = next(line[0].y for line in page.lines() if line[0].text == "请")
    date = next(ch for ch in page.chars if ch.text == "日" and ch.size == BODY and ch.y > cut)
    rules = [rule for rule in page.rules() if abs(rule.bottom - date.y) < 6]
    assert date.x + BODY == pytest.approx(RIGHT - 4 * BODY, abs=3)
    middle = (min(rule.left for rule in rules) + date.x + BODY) / 2
    sender = [ch for ch in page.chars if date.y + 5 < ch.y < date.y + 35 and ch.text in name]
    assert (sender[0].x + sender[-1].x + BODY) / 2 == pytest.approx(middle, abs=2)
    square = Box(middle - SEAL / 2, date.y - SEAL / 2 + 15, middle + SEAL / 2, date.y + SEAL / 2 + 15)
    assert not set(text_inside(page, square)) & set("班主请沿虚线")


def test_the_receipt_is_at_the_foot_below_a_dashed_line_with_rules_to_write_on(out: Path, fonts: Fonts) -> None:
    page = pages_of(made(Title("家长责任书"), Paragraph(text_of(60)), CLOSING, RECEIPT), out, fonts)[0]
    cut = next(line[0].y for line in page.lines() if line[0].text == "请")
    above = [line for line in page.lines(BODY) if line[0].y > cut]
    below = page.texts(12)
    assert len(above) >= 5
    assert [text for text in below if not text.startswith("编号")] == ["班级：一年级1班学生：钱䶮", "家长签字："]
    assert any(rule.bottom < cut and rule.width > 60 for rule in page.rules())
    assert not any("_" in text for text in page.texts())


@pytest.mark.parametrize(("count", "pages"), [(1, 2), (50, 2), (51, 3)])
def test_a_class_signs_on_pages_of_its_own_fifty_to_a_page(out: Path, fonts: Fonts, count: int, pages: int) -> None:
    found = pages_of(made(Title("公约"), CLOSING, roster(count)), out, fonts)
    assert len(found) == pages
    names = [text for page in found[1:] for text in page.texts()]
    for place in range(1, count + 1):
        assert any(f"学生{place}" in text for text in names)
    for page in found[1:]:
        assert all(ch.left >= LEFT - 0.5 and ch.right <= RIGHT + 0.5 for ch in page.chars if ch.y > BOTTOM)


def test_a_long_name_is_made_smaller_rather_than_crossing_the_line(out: Path, fonts: Fonts) -> None:
    block = roster(1)
    name = "阿卜杜热合曼·买买提艾力·库尔班"
    page = pages_of(made(type(block)(block.title, block.headings, (name,))), out, fonts)[-1]
    line = next(line for line in page.lines() if name in "".join(ch.text for ch in line))
    letters = [ch for ch in line if ch.text in name]
    assert letters[0].left >= LEFT + 12 * MM
    assert letters[-1].right <= LEFT + 40 * MM


def test_the_number_stands_right_above_the_title_and_stays_on_the_paper(out: Path, fonts: Fonts) -> None:
    for number in ("ZR-2026-JG-0001", "青山县教育局青山实验学校安全责任书第0001号（二〇二六学年）"):
        page = pages_of(made(Title("责任书"), number=number), out, fonts)[0]
        line = next(line for line in page.lines(12) if line[0].y > TOP)
        assert "".join(ch.text for ch in line) == f"编号：{number}"
        assert line[-1].right <= RIGHT + 0.5
        assert line[0].left >= 10 * MM

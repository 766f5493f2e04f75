"""Letters made up for looking at one thing on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from safetydesk.core.letter_code import letter_key
from safetydesk.export.fonts import Fonts
from safetydesk.export.letter.document import (
    Block,
    Closing,
    LetterDocument,
    Paragraph,
    Party,
    Receipt,
    Roster,
    Signatures,
    Title,
)
from safetydesk.export.letter.writer import LettersWritten, write_letters
from tests.export.read_pages import Page, read_pages

SCHOOL = Party("甲方（盖章）：", "青山实验学校", ("负责人（签字）：",), True)
SIGNATURES = Signatures(SCHOOL, Party("乙方：", "钱䶮", ("签字：",), False), "年　　月　　日")
SEALED = Signatures(
    Party("Party A (seal): ", "Qingshan School", ("Signature of the head: ",), True),
    Party("Party B: ", "Qian Yan", ("Signature: ",), False),
    "Date:",
)
BOTH_SEALED = Signatures(
    SCHOOL, Party("乙方（盖章）：", "青山县平安保安服务有限公司", ("负责人（签字）：",), True), "年　　月　　日"
)
CLOSING = Closing(("青山实验学校",), ("班主任：________________",), "____年____月____日")
RECEIPT = Receipt("请沿虚线剪下", "回执", ("班级：一年级1班　　学生：钱䶮", "家长签字：________________"))


def made(
    *blocks: Block, row_id: int = 1, language: str = "zh_CN", party: str = "钱䶮", number: str = ""
) -> LetterDocument:
    """A letter of these blocks."""
    heading = f"编号：{number or f'ZR-2026-JG-{row_id:04d}'}"
    return LetterDocument(number, letter_key(row_id), "QS01", party, language, heading, blocks)


def text_of(length: int) -> str:
    """Running text of so many Chinese characters, no mark among them."""
    return ("安全责任重于泰山" * (length // 8 + 1))[:length]


def roster(count: int) -> Roster:
    """The signature sheet of so many pupils."""
    return Roster("签名表", ("序号", "姓名", "签名"), tuple(f"学生{place}" for place in range(1, count + 1)))


def write(letters: Sequence[LetterDocument], path: Path, fonts: Fonts, **changed: Any) -> LettersWritten:
    """Write letters as a print does."""
    given: dict[str, Any] = {"title": "责任书", "author": "青山实验学校", "day": "2026-09-01", **changed}
    return write_letters(letters, path, fonts, **given)


def pages_of(letter: LetterDocument, path: Path, fonts: Fonts) -> list[Page]:
    """The pages of one letter, read back."""
    write([letter], path, fonts)
    return read_pages(path)


def short(row_id: int, lines: int = 1, party: str = "钱䶮") -> LetterDocument:
    """A letter of a title and some lines."""
    return made(Title("责任书"), Paragraph(f"{party}：" + text_of(28 * lines - 10)), row_id=row_id, party=party)

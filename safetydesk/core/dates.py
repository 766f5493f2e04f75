"""Dates as school offices write them."""

from __future__ import annotations

import re
from datetime import date, time

SEPARATED = re.compile(r"(\d{4}|\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
CLOCK = re.compile(r"(\d{1,2})\s*[:点时]\s*(\d{1,2})\s*(?:[:分]\s*(?:(\d{1,2})\s*秒?)?)?")
CHINESE_DIGITS = {ord(ch): str(number) for number, ch in enumerate("〇一二三四五六七八九")} | {
    ord("零"): "0",
    ord("○"): "0",
}
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Full-width digits, letters and punctuation as their ASCII twins; nothing else is touched."""
    return text.translate(FULL_WIDTH)


def read_date(text: str) -> date | None:
    """The day that a text names in any of the usual forms; None where it is none or no such day exists.

    Two-digit years are of this century up to 2068 (as Excel reads them up to 2029, which is too near for plans).
    """
    plain = chinese_to_digits(half_width(text).strip())
    found = SEPARATED.fullmatch(plain) or COMPACT.fullmatch(plain)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    if year < 100:
        year += 2000 if year < 69 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """The time of day that a text names: 8:05, 08:05:30, 8点5分, 8时05分30秒; None where it is none."""
    found = CLOCK.fullmatch(half_width(text).strip())
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def chinese_to_digits(text: str) -> str:
    """二〇二六年九月十一日 as 2026年9月11日; other text as it is."""
    if not re.fullmatch(
        r"[〇零○一二三四五六七八九]{2,4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日", text
    ):
        return text
    year, rest = text.split("年")
    month, day = rest.removesuffix("日").split("月")
    return f"{year.translate(CHINESE_DIGITS)}年{chinese_number(month)}月{chinese_number(day)}日"


def chinese_number(text: str) -> int:
    """十一, 二十, 三十一 … as a number below 100."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(CHINESE_DIGITS))
    return (int(tens.translate(CHINESE_DIGITS)) if tens else 1) * 10 + (
        int(ones.translate(CHINESE_DIGITS)) if ones else 0
    )


def school_year(day: date) -> int:
    """The school year a day falls in, named by its first calendar year: 1 September to 31 August."""
    return day.year if day.month >= 9 else day.year - 1

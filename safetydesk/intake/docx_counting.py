"""Numbers as Word counts them: a value written in a format of WordprocessingML (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
UNITS = ("", "十", "百", "千")
FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
FORMAL_UNITS = ("", "拾", "佰", "仟")
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CIRCLES = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))
"""First value, last value and the character of the first: ① to ㊿."""
MOST = 9_999


def written(value: int, format: str) -> str:
    """A value in a format by its name; plain figures where the format is not known or has no such number."""
    if not 0 < value <= MOST:
        return str(value)
    return FORMATS.get(format, str)(value)


def chinese(value: int, digits: str = DIGITS, units: tuple[str, ...] = UNITS, short_ten: bool = True) -> str:
    """十一, 一百零一: by digits and units; `short_ten` leaves the 一 of 一十 out at the beginning."""
    text, gap = "", False
    figures = str(value)
    for place, figure in enumerate(figures):
        unit = units[len(figures) - 1 - place]
        if figure == "0":
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[int(figure)] + unit
        gap = False
    return text[1:] if short_ten and 10 <= value < 20 else text


def digit_by_digit(value: int) -> str:
    """一〇: each figure by itself."""
    return "".join(DIGITS[int(figure)] for figure in str(value))


def formal(value: int) -> str:
    """壹拾, as sums of money are written."""
    return chinese(value, FORMAL_DIGITS, FORMAL_UNITS, short_ten=False)


def roman(value: int) -> str:
    """xiv."""
    text = ""
    for worth, letters in ROMAN:
        count, value = divmod(value, worth)
        text += letters * count
    return text


def letters(value: int) -> str:
    """a to z, then aa, bb, as Word counts."""
    times, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def circled(value: int) -> str:
    """① to ㊿."""
    for first, last, start in CIRCLES:
        if first <= value <= last:
            return chr(start + value - first)
    return str(value)


def cycle(characters: str) -> Callable[[int], str]:
    """甲 乙 丙: characters that begin again after the last."""
    return lambda value: characters[(value - 1) % len(characters)]


FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(FULL_WIDTH),
    "upperRoman": lambda value: roman(value).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda value: letters(value).upper(),
    "lowerLetter": letters,
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
         "japaneseCounting", "koreanCounting"), chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"), digit_by_digit
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), formal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), circled),
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "decimalEnclosedParen": lambda value: f"（{value}）",
    "ideographEnclosedCircle": lambda value: f"（{chinese(value)}）",
    "numberInDash": lambda value: f"- {value} -",
    "ideographTraditional": cycle(STEMS),
    "ideographZodiac": cycle(BRANCHES),
}  # fmt: skip

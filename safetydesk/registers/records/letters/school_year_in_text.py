"""School years, and terms in days, that a wording names instead of leaving them to the letter's own fields.

Years in names of laws, document numbers 〔2024〕, standards and "revised in 2024" belong to what they name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
HAN_YEAR = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}")
YEAR = r"(?<!\d)20\d\d(?!\d)"
ISSUED = "修订|修正|修改|施行|实施|颁布|发布|公布|印发|通过|制定|起施行"
OF_A_NAME = re.compile(
    rf"《(?:(?!学年|年度)[^》])*》|〔[^〕]*〕|\[{YEAR}\]|\({YEAR}\)\s*\d+\s*号|(?-i:\b[A-Z]{{2,}}[/A-Z]*\s?[\d.]+[—–-]{YEAR})"
    rf"|\([^()]*(?:{ISSUED}|revised|amended|version)[^()]*\)|{YEAR}年?(?:\d+月)?(?:\d+日)?(?:起|新|第.次)*(?:{ISSUED}|版)"
    rf"|(?:revised|amended|adopted|issued|enacted|effective|promulgated|published)(?: (?:in|on|from|of))?(?: \d+)?(?: \w+)?,? {YEAR}"
    rf"|\b(?:Act|Law|Code|Measures|Regulations?|Standard)s?,? (?:of )?{YEAR}",
    re.IGNORECASE,
)
"""Years that are part of a name, and names that hold years; a 《…》 with a school year in it is a letter, no law."""
SCHOOL = r"(?:学年度?|school year|academic year|schoolyear)"
NAMED = re.compile(
    rf"(?P<first>{YEAR})\s*年?\s*[—–\-~至到/]{{1,2}}\s*(?P<last>(?:20)?\d\d)(?![\d-])\s*(?P<what>{SCHOOL}|年度)?(?!年)"
    rf"|(?P<one>{YEAR})\s*年?\s*(?:(?P<school>{SCHOOL})|(?P<term>春|秋)季?(?:学期|开学)|(?P<year>年?度))"
    rf"|(?:school|academic) year(?: of)? (?P<english>{YEAR})(?!\s*[—–\-/])",
    re.IGNORECASE,
)
TITLE = re.compile(YEAR)
OF_A_LETTER = re.compile(rf"({YEAR})年[^,。;]{{0,14}}(?:责任书|承诺书|公约|责任状|家长书|协议书)")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(
    rf"(?P<y>{YEAR})年\s*(?P<m>\d{{1,2}})月(?:\s*\d{{1,2}}日)?"
    rf"|(?:\d{{1,2}} )?(?P<month>{'|'.join(MONTHS)})\w* (?:\d{{1,2}},? )?(?P<year>{YEAR})",
    re.IGNORECASE,
)
UNTIL = re.compile(r"(?:(?<!截)[至到]|until|till|through|\bto|[—–~-])\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Own:
    """What a letter's own year and term are."""

    year: int
    term_from: date


def other_years(text: str, own: Own, title: bool) -> Iterator[tuple[int, int]]:
    """Where a narrow text names another school year, or a term that was over before the letter's own began."""
    text = HAN_YEAR.sub(lambda found: found[0].translate(HAN_DIGITS), text)
    masked = OF_A_NAME.sub(lambda found: "\x00" * len(found[0]), text)
    for found in NAMED.finditer(masked):
        if not names_own(found, own):
            yield found.span()
    for found in (TITLE if title else OF_A_LETTER).finditer(masked):
        if int(found[0][:4]) not in (own.year, own.year + 1) and not NAMED.match(masked, found.start()):
            yield found.span()
    for found in DAY.finditer(masked):
        if UNTIL.search(masked[: found.start()]) and month_of(found) < (own.term_from.year, own.term_from.month):
            yield found.span()


def names_own(found: re.Match[str], own: Own) -> bool:
    """Whether a year, a span of years or a term is the letter's, or two years that make no school year at all."""
    if first := found["first"]:
        start, last = int(first), int(found["last"])
        end = last if last > 99 else start // 100 * 100 + last
        if end != start + 1 and not found["what"]:
            return True
        return start <= own.year < end
    if found["term"]:
        return int(found["one"]) == own.year + (found["term"] == "春")
    if found["year"]:
        return int(found["one"]) in (own.year, own.year + 1)
    return int(found["one"] or found["english"]) == own.year


def month_of(found: re.Match[str]) -> tuple[int, int]:
    """Year and month of a day in a text."""
    if found["y"]:
        return int(found["y"]), int(found["m"])
    return int(found["year"]), MONTHS.index(found["month"][:3].lower()) + 1

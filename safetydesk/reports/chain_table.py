"""The chain of letters as a table: each level below the one it hangs on, and where it is broken."""

from __future__ import annotations

from typing import Any

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.registers.records.letters.chain import Chain, Link
from safetydesk.words import Words

COLUMNS: tuple[tuple[str, int, int], ...] = (
    ("level", 16, 36),
    ("label", 18, 20),
    ("signer", 12, 18),
    ("number", 20, 30),
    ("state", 12, 22),
    ("broken", 26, 40),
    ("above", 18, 20),
    ("above_number", 20, 30),
)
"""Key, and widths in Latin characters on Chinese and on English paper."""


def chain_table(chain: Chain, words: Words, school: str, footer: str = "") -> Sheet:
    """One row for each link: the letter, or a group's signed of due, the letter above, and what is broken."""
    rows = tuple(tuple(row(link, words).values()) for link in chain.links())
    broken = len(chain.broken())
    told = words.text("chain.count_broken", n=broken) if broken else words.text("chain.whole")
    year = words.text("core.year", first=chain.year, last=chain.year + 1)
    chinese = words.language == "zh_CN"
    title = words.text("chain.title")
    return Sheet(
        title=f"{school}{title}" if chinese else title,
        columns=tuple(
            SheetColumn(key, words.text(f"chain.column_{key}"), "text", narrow if chinese else wide)
            for key, narrow, wide in COLUMNS
        ),
        rows=rows,
        subtitle=("　" if chinese else "   ").join((year, told)),
        footer=footer,
    )


def row(link: Link, words: Words) -> dict[str, Any]:
    """A link's cells by column."""
    above = link.above
    return {
        "level": words.term("letter_level", link.kind.level),
        "label": name_of(link, words),
        "signer": link.signer,
        "number": link.number,
        "state": state_of(link, words),
        "broken": why_broken(link, words),
        "above": name_of(above, words) if above else "",
        "above_number": above.number if above else "",
    }


def name_of(link: Link, words: Words) -> str:
    """The school, department, class or unit; a head teacher without a class by name."""
    return words.term("person_kind", link.label) or link.signer


def state_of(link: Link, words: Words) -> str:
    """The state of one letter, or signed of due in a group."""
    if link.number:
        return words.term("letter_state", link.state)
    if len(link.standings) <= 1 and not link.letter_ids:
        return words.text("chain.none")
    return words.text("chain.signed", signed=link.signed, due=link.due)


def why_broken(link: Link, words: Words) -> str:
    """What is to be mended here, or that it is cut off farther up; empty where all is whole."""
    if link.flaws:
        return flaws_said(link, words)
    return words.text("chain.cut_off") if link.cut_off else ""


def flaws_said(link: Link, words: Words) -> str:
    """What is missing in a link itself: no letter, not signed, no head teacher …; empty where nothing is."""
    return words.listed(words.text(f"chain.{flaw}") for flaw in link.flaws)

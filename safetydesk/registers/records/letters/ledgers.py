"""责任书签订台账, 签订率统计, 未签名单: the tables that inspectors ask for, from the letters and from the board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from safetydesk.core.share import percent
from safetydesk.core.sheet import Kind, Sheet, SheetColumn
from safetydesk.registers.records.letters.board import Tally, board, by_group
from safetydesk.registers.records.letters.kinds import BUREAU, DEPARTMENT, LETTER_KINDS, VOID, LetterKind
from safetydesk.storage.database import Database
from safetydesk.storage.history import chain_head
from safetydesk.words import Words

FORMS = ("ledger", "rates", "missing")
Column = tuple[str, Kind, int, Literal["left", "center", "right"]]
LEDGER: tuple[Column, ...] = (
    ("place", "number", 6, "center"),
    ("party", "text", 14, "left"),
    ("post", "text", 22, "left"),
    ("type", "text", 14, "left"),
    ("number", "text", 20, "left"),
    ("signed_on", "date", 12, "center"),
    ("copies", "number", 6, "right"),
    ("receipt", "text", 12, "left"),
    ("note", "text", 18, "left"),
)
"""序号, 姓名, 部门/岗位, 类型, 编号, 签订日期, 份数, 签收, 备注 (registers.md 2.2)."""
RATES: tuple[Column, ...] = (
    ("type", "text", 16, "left"),
    ("group", "text", 18, "left"),
    ("due", "number", 8, "right"),
    ("made", "number", 8, "right"),
    ("printed", "number", 8, "right"),
    ("signed", "number", 8, "right"),
    ("rate", "share", 8, "right"),
    ("missing", "text", 40, "left"),
)
MISSING: tuple[Column, ...] = (
    ("place", "number", 6, "center"),
    ("type", "text", 16, "left"),
    ("group", "text", 18, "left"),
    ("party", "text", 16, "left"),
    ("number", "text", 22, "left"),
    ("state", "text", 10, "center"),
    ("note", "text", 22, "left"),
)
NAMED = 30
"""Missing names in one cell of the rate table; the missing list names everybody."""


def signing_ledger(database: Database, words: Words, year: int, kinds: Sequence[LetterKind] = LETTER_KINDS) -> Sheet:
    """Every letter of the year that was not made void, kind by kind in the order of its numbers."""
    sql = (
        "SELECT party_b, dept, class_name, post, type, number, signed_on, copies, signer, note, ended_on FROM letter "
        "WHERE year = ? AND kind = ? AND state <> ? AND deleted_at IS NULL ORDER BY serial"
    )
    found = [row for kind in kinds for row in database.query(sql, [year, kind.key, VOID])]
    rows = [
        (
            place, party, "　".join(part for part in (dept, group, post) if part), words.term("letter_type", type_),
            number, date.fromisoformat(signed) if signed else None, copies, signer, remark(words, note, ended),
        )
        for place, (party, dept, group, post, type_, number, signed, copies, signer, note, ended) in enumerate(found, 1)
    ]  # fmt: skip
    signed = sum(row[6] is not None for row in found)
    subtitle = words.text("letter_ledger.ledger_subtitle", n=len(rows), signed=signed)
    return sheet(database, words, year, "ledger", LEDGER, rows, subtitle)


def remark(words: Words, note: str, ended: str | None) -> str:
    """The note, and the day on which a letter stopped counting."""
    told = words.text("letter_ledger.ended", day=ended) if ended else ""
    return "　".join(part for part in (told, note) if part)


def rate_table(database: Database, words: Words, year: int, kinds: Sequence[LetterKind] = LETTER_KINDS) -> Sheet:
    """Due, issued, printed, signed and the rate: a line for each kind, and under it one for each group of it."""
    whole = board(database, year)
    rows: list[tuple[Any, ...]] = []
    for kind in kinds:
        if not whole[kind.key].due:
            continue
        rows.append(rate_row(words, kind, words.text("letter_ledger.all"), whole[kind.key]))
        groups = by_group(database, kind, year)
        if kind not in (BUREAU, DEPARTMENT) and len(groups) > 1:
            rows.extend(rate_row(words, kind, group_name(words, group.label), group) for group in groups)
    due, signed = (sum(getattr(whole[kind.key], name) for kind in kinds) for name in ("due", "signed"))
    rate = percent(Fraction(signed, due)) if due else "—"
    subtitle = words.text("letter_ledger.rates_subtitle", n=due, signed=signed, rate=rate)
    return sheet(database, words, year, "rates", RATES, rows, subtitle)


def rate_row(words: Words, kind: LetterKind, label: str, line: Tally) -> tuple[Any, ...]:
    """One line of the rate table."""
    names = [item.signatory.name for item in line.missing[:NAMED]]
    shown = words.listed(names) + ("…" if len(line.missing) > NAMED else "")
    rate = "—" if line.rate is None else line.rate
    return words.term("letter_type", kind.type), label, line.due, line.made, line.printed, line.signed, rate, shown


def missing_list(database: Database, words: Words, year: int, kinds: Sequence[LetterKind] = LETTER_KINDS) -> Sheet:
    """Everybody who is due and has not signed, by kind and group, with the letter's number where there is one."""
    numbers = dict(database.query("SELECT id, number FROM letter WHERE year = ? AND deleted_at IS NULL", [year]))
    rows: list[tuple[Any, ...]] = []
    for kind in kinds:
        for group in by_group(database, kind, year):
            for item in group.missing:
                state = words.term("letter_state", item.state) if item.state else words.text("letter_ledger.not_issued")
                number = numbers.get(item.letter_id, "") if item.letter_id is not None else ""
                rows.append(
                    (
                        len(rows) + 1, words.term("letter_type", kind.type), group_name(words, group.label),
                        item.signatory.name, number, state, "",
                    )
                )  # fmt: skip
    return sheet(
        database, words, year, "missing", MISSING, rows, words.text("letter_ledger.missing_subtitle", n=len(rows))
    )


def group_name(words: Words, label: str) -> str:
    """A department or class; a kind of person where no department is given."""
    return words.term("person_kind", label) or words.text("letter_ledger.no_group")


def sheet(
    database: Database,
    words: Words,
    year: int,
    form: str,
    columns: Iterable[Column],
    rows: Sequence[tuple[Any, ...]],
    subtitle: str,
) -> Sheet:
    """A table with the school's name and the head of the history that anchors this copy."""
    school = "".join(row[0] for row in database.query("SELECT name FROM school WHERE deleted_at IS NULL"))
    seq, head = chain_head(database)
    return Sheet(
        title=words.text(f"letter_ledger.{form}_title", school=school, first=year, last=year + 1).strip(),
        columns=tuple(
            SheetColumn(key, words.text(f"letter_ledger.column_{key}"), kind, width, align)
            for key, kind, width, align in columns
        ),
        rows=tuple(rows),
        subtitle=subtitle,
        footer=words.text("ledger.footer", school=school, seq=seq, head=head[:16]),
    )

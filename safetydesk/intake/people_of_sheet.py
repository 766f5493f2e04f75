"""Sheets into people: which rows are people, which are notes, which must stay out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from safetydesk.core.class_name import is_cohort, read_class_name
from safetydesk.core.dates import half_width
from safetydesk.errors import Message, UserError, message
from safetydesk.intake.cells import Cell, SheetCells
from safetydesk.intake.found import Reading, Refusal, Roster, RosterPerson, SchoolFacts, SheetFound
from safetydesk.intake.header import Header, find_header, normal
from safetydesk.intake.values import (
    BadCell,
    plain_text,
    read_day,
    read_kind,
    read_name,
    read_number,
    read_phone,
    read_posts,
    read_relation,
    read_sex,
)

TOTALS = re.compile(r"(合计|总计|小计|共计|总人数|人数|共\d+人).*")
NOTES = re.compile(r"(说明|注[:：]|备注|填表|制表|审核|附[:：件]|统计|负责人|校长签|校对|单位[:：（(盖]).*")
CLASS_IN_TITLE = re.compile(
    r"((?:初|高|小)?[一二三四五六七八九十\d]{1,2}(?:年级)?[(（]?[一二三四五六七八九十\d]{1,3}[)）]?班|[大中小托]班?[(（]?[一二三四五六七八九十\d]{1,2}[)）]?班)"
)
HEAD = re.compile(r"班主任[老师]*[:：]?\s*(.*)")
STUDENT_FIELDS = {"class_name", "student_no", "guardian", "relation"}
STAFF_FIELDS = {"kind", "post", "staff_no", "dept"}


@dataclass
class Gathered:
    """What reading the sheets has found so far."""

    people: list[RosterPerson] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[tuple[str, int]] = field(default_factory=list)
    doubles: list[RosterPerson] = field(default_factory=list)
    sheets: list[SheetFound] = field(default_factory=list)
    class_heads: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One sheet with its header and what is known of all its rows."""

    file: str
    sheet: SheetCells
    header: Header
    found: SheetFound
    school: SchoolFacts

    def cell(self, row: int, name: str) -> Cell:
        """The cell of a field in a row; raises BadCell where it shows an error or has no stored value."""
        for column, field_name in self.found.columns.items():
            if field_name == name:
                fault = self.sheet.faults.get((row, column))
                if fault:
                    raise BadCell(name, message(f"intake.cell_{fault}"))
                cells = self.sheet.rows[row]
                return cells[column] if column < len(cells) else None
        return None


def read_sheets(file: str, sheets: tuple[SheetCells, ...], school: SchoolFacts, reading: Reading) -> Roster:
    """All sheets of a file; raises UserError where none of them names people."""
    gathered = Gathered()
    for sheet in sheets:
        header = find_header(sheet)
        wanted = not sheet.hidden if reading.sheets is None else sheet.name in reading.sheets
        found = guess_sheet(sheet, header, school, reading)
        if header is None or not wanted:
            gathered.sheets.append(found)
            continue
        source = Source(file, sheet, header, found, school)
        blank = read_rows(source, reading, gathered)
        gathered.sheets.append(replace(found, blank_classes=blank))
        read_class_head(source, gathered)
    if not any(found.kind for found in gathered.sheets):
        raise UserError(message("intake.no_header", file=file), message("intake.no_header_hint"))
    drop_doubles(gathered)
    return Roster(
        file, tuple(gathered.people), tuple(gathered.refused), tuple(gathered.skipped), tuple(gathered.doubles),
        tuple(gathered.sheets), gathered.class_heads,
    )  # fmt: skip


def guess_sheet(sheet: SheetCells, header: Header | None, school: SchoolFacts, reading: Reading) -> SheetFound:
    """What a sheet seems to be, with the clerk's corrections."""
    if header is None:
        return SheetFound(sheet.name, sheet.hidden, "", hidden_rows=len(sheet.hidden_rows))
    columns = reading.columns.get(sheet.name, header.columns)
    names = set(columns.values())
    title_class = class_of_sheet(sheet, header, school)
    students = len(names & STUDENT_FIELDS) + bool(title_class) > len(names & STAFF_FIELDS)
    kind = {"auto": "students" if students else "staff"}.get(reading.kind, reading.kind)
    return SheetFound(
        name=sheet.name,
        hidden=sheet.hidden,
        kind=kind,  # type: ignore[arg-type]
        columns=columns,
        titles=header.titles,
        class_name=title_class if kind == "students" else "",
        hidden_rows=len(sheet.hidden_rows),
    )


def class_of_sheet(sheet: SheetCells, header: Header, school: SchoolFacts) -> str:
    """The class that the sheet's name or a title above the header gives, or nothing."""
    above = [sheet.text(row, column) for row in range(header.first_row) for column in range(len(sheet.rows[row]))]
    for text in (sheet.name, *above):
        plain = re.sub(r"\s+", "", half_width(text))
        part = CLASS_IN_TITLE.search(plain)
        if key := read_class_name(part[0] if part else plain, school.year, school.stages):
            return key.name
    return ""


def read_rows(source: Source, reading: Reading, gathered: Gathered) -> int:
    """Every row below the header; returns how many stood under a blank class cell."""
    blank = 0
    last_class = ""
    for row in range(source.header.last_row + 1, len(source.sheet.rows)):
        if not faulty(source, row) and not any(
            source.sheet.text(row, column).strip() for column in range(len(source.sheet.rows[row]))
        ):
            continue
        if is_note(source, row):
            gathered.skipped.append((source.sheet.name, row + 1))
            continue
        try:
            class_text = "" if source.found.kind == "staff" else class_cell(source, row)
            if source.found.kind == "students" and not class_text and not source.found.class_name:
                blank += 1
                class_text = last_class if reading.fill_down else ""
            last_class = class_text or last_class
            gathered.people.append(person(source, row, class_text))
        except BadCell as bad:
            name = re.sub(r"\s+", "", source.sheet.text(row, name_column(source)))
            gathered.refused.append(Refusal(source.file, source.sheet.name, row + 1, name, bad.field, bad.why))
    return blank


def is_note(source: Source, row: int) -> bool:
    """A total, a note, a heading printed again, or a line with nothing in the columns that matter."""
    texts = [source.sheet.text(row, column).strip() for column in range(len(source.sheet.rows[row]))]
    first = re.sub(r"\s+", "", next((text for text in texts if text), ""))
    column = name_column(source)
    name = texts[column] if column < len(texts) else ""
    heading = normal(source.sheet.text(source.header.last_row, column)) or normal(
        source.sheet.text(source.header.first_row, column)
    )
    if name and normal(name) == heading:
        return True
    if TOTALS.fullmatch(first) or TOTALS.fullmatch(re.sub(r"\s+", "", name)):
        return True
    distinct = {text for text in texts if text}
    if NOTES.fullmatch(first) and (len(distinct) <= 2 or not name):
        return True
    if len(distinct) == 1 and len(first) > 12 and re.search("[，。；：,;:]", first):
        return True
    filled = [texts[c] for c, field_name in source.found.columns.items() if c < len(texts) and field_name != "note"]
    return not name and not any(filled) and not faulty(source, row)


def faulty(source: Source, row: int) -> bool:
    """Whether a cell that matters shows an error or lacks its value: such a row is never taken for a blank one."""
    return any((row, column) in source.sheet.faults for column in source.found.columns)


def name_column(source: Source) -> int:
    """The column of names."""
    return next(column for column, field_name in source.found.columns.items() if field_name == "name")


def class_cell(source: Source, row: int) -> str:
    """The class written in the row, in the program's spelling; raises BadCell for what is no class."""
    cell = source.cell(row, "class_name")
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else "" if cell is None else str(cell)
    if not text.strip():
        return ""
    key = read_class_name(text, source.school.year, source.school.stages)
    if key is None:
        raise BadCell(
            "class_name", message("intake.cohort" if is_cohort(text) else "intake.bad_class", text=text.strip())
        )
    return key.name


def person(source: Source, row: int, class_text: str) -> RosterPerson:
    """The person of a row; raises BadCell for the first cell that cannot be."""
    name = read_name(source.cell(row, "name"))
    if not name.name:
        raise BadCell("name", message("intake.no_name"))
    guardian = read_name(source.cell(row, "guardian"), "guardian")
    post = read_posts(source.cell(row, "post"))
    students = source.found.kind == "students"
    if students and not (class_text or source.found.class_name):
        raise BadCell("class_name", blank_class(source))
    notes = [*name.notes, *guardian.notes, plain_text(text_of(source, row, "note"), "note")]
    return RosterPerson(
        file=source.file,
        sheet=source.sheet.name,
        row=row + 1,
        name=name.name,
        kind="学生" if students else read_kind(source.cell(row, "kind"), post),
        sex=read_sex(source.cell(row, "sex")),
        dept=plain_text(text_of(source, row, "dept"), "dept"),
        post="" if students else post,
        phone=read_phone(source.cell(row, "phone")),
        joined=read_day(source.cell(row, "joined"), from_1904=source.sheet.from_1904),
        class_name=(class_text or source.found.class_name) if students else "",
        student_no=read_number(source.cell(row, "student_no"), "student_no"),
        staff_no=read_number(source.cell(row, "staff_no"), "staff_no"),
        guardian=guardian.name,
        relation=read_relation(source.cell(row, "relation")),
        note="；".join(part for part in notes if part),
        repairs=tuple(item for item, clean in (("name", name), ("guardian", guardian)) if clean.repaired),
    )


def text_of(source: Source, row: int, name: str) -> str:
    """A cell as text."""
    cell = source.cell(row, name)
    return "" if cell is None else str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def blank_class(source: Source) -> Message:
    """Why a pupil without a class stays out: a column of classes with a gap, or no class anywhere."""
    has_column = "class_name" in source.found.columns.values()
    return message("intake.class_blank" if has_column else "intake.class_nowhere")


def read_class_head(source: Source, gathered: Gathered) -> None:
    """The head teacher named above a class list."""
    if not source.found.class_name:
        return
    for row in range(source.header.first_row):
        texts = [source.sheet.text(row, column).strip() for column in range(len(source.sheet.rows[row]))]
        for place, text in enumerate(texts):
            found = HEAD.match(text)
            after = next((other for other in texts[place + 1 :] if other and other != text), "")
            if found and (head := (found[1].strip() or after)):
                gathered.class_heads[source.found.class_name] = read_name(head).name


def drop_doubles(gathered: Gathered) -> None:
    """One name twice in a class: another number or, without numbers, another phone is another person; alike is one."""
    seen: dict[tuple[str, str, str], list[RosterPerson]] = {}
    kept: list[RosterPerson] = []
    for one in gathered.people:
        others = seen.setdefault((one.kind, one.name, one.class_name), [])
        verdicts = [told_apart(one, other) for other in others]
        if "same" in verdicts:
            gathered.doubles.append(one)
            continue
        if "conflict" in verdicts:
            why = message("intake.conflict", name=one.name, row=others[verdicts.index("conflict")].row)
            gathered.refused.append(Refusal(one.file, one.sheet, one.row, one.name, "name", why))
            continue
        others.append(one)
        kept.append(one)
    gathered.people = kept


def told_apart(one: RosterPerson, other: RosterPerson) -> str:
    """apart, same, or conflict: the same number or no telling, with different details."""
    numbers = [(one.student_no, other.student_no), (one.staff_no, other.staff_no)]
    if any(mine and theirs and mine != theirs for mine, theirs in numbers):
        return "apart"
    same_number = any(mine and mine == theirs for mine, theirs in numbers)
    if not same_number and one.phone and other.phone and one.phone != other.phone:
        return "apart"
    return "same" if details(one) == details(other) else "conflict"


def details(one: RosterPerson) -> Mapping[str, object]:
    """Everything about a person but where it stands."""
    return {name: value for name, value in vars(one).items() if name not in ("file", "sheet", "row", "repairs", "note")}

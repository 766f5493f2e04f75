"""Writing the school's own letters: save a version, go back, look at it on the page, be warned of what is void."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.core.letter_code import letter_key
from safetydesk.operations.letter_findings import hand_over, stopped_letters, wording_findings
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import letter_faces
from safetydesk.paths import resources
from safetydesk.registers.records.letters.compose import LetterFacts, compose, read_letters
from safetydesk.registers.records.letters.issue import wording_id
from safetydesk.registers.records.letters.kinds import LetterKind
from safetydesk.registers.records.letters.template import Template
from safetydesk.registers.records.letters.unfinished import Finding
from safetydesk.registers.records.letters.wording import add_version, unknown_fields, withdraw

if TYPE_CHECKING:
    from safetydesk.export.fonts import Fonts

SAMPLE_PUPILS = ("王小明", "李丽", "古丽娜尔·买买提")


def findings_of(office: Office, kind: LetterKind, template: Template) -> list[Finding]:
    """What is unfinished or void in a wording, as the year's letters would have it; nothing while it cannot be composed."""
    if unknown_fields(template):
        return []
    return wording_findings(template, sample_facts(office, kind), office.year)


def save_wording(office: Office, kind: LetterKind, language: str, template: Template) -> int:
    """Store a version as one action; letters issued from now on have it, and those that were stopped, never printed.

    Raises UserError; returns the version's row.
    """
    stopped = stopped_letters(office, kind, language)
    with office.database.action("letters.wording") as action:
        row = add_version(action, kind, language, template)
        hand_over(action, stopped, row)
    return row


def reset_wording(office: Office, kind: LetterKind, language: str) -> None:
    """Back to the wording that comes with the program, as one action; letters that were stopped get it too."""
    stopped = stopped_letters(office, kind, language)
    with office.database.action("letters.wording_reset") as action:
        withdraw(action, office.database, kind, language)
        if stopped:
            hand_over(action, stopped, wording_id(action, office.database, kind, language))


def letters_with(office: Office, row: int) -> int:
    """How many letters have a stored wording."""
    return int(office.database.query("SELECT count(*) FROM letter WHERE text_id = ?", [row])[0][0])


def sample_facts(office: Office, kind: LetterKind) -> LetterFacts:
    """What a preview is filled with: the newest letter of the kind, or made-up facts while there is none."""
    found = office.database.query("SELECT max(id) FROM letter WHERE kind = ? AND deleted_at IS NULL", [kind.key])
    if found[0][0] is not None:
        return read_letters(office.database, [int(found[0][0])])[0]
    name, principal = office.database.query(
        "SELECT s.name, COALESCE(p.name, '') FROM school s LEFT JOIN person p ON p.id = s.principal_id"
    )[0]
    values = {
        "id": 1, "number": f"ZR-{office.year}-{kind.code}-0001", "key": letter_key(1), "year": office.year,
        "kind": kind.key, "text_id": 0, "party_a": name, "principal": principal, "party_b": "王小明",
        "class_name": "三年级1班", "head_teacher": "李丽", "dept": "教务处", "post": "任课教师", "guardian": "", "relation": "",
        "phone": "", "pupils": "[]", "duties": "[]", "term_from": f"{office.year}-09-01",
        "term_to": f"{office.year + 1}-08-31", "copies": 2, "issued_on": f"{office.year}-09-01", "leader": "",
    }  # fmt: skip
    return LetterFacts(values, SAMPLE_PUPILS, ({"post": "任课教师", "duties": ["上课期间坚守岗位。"]},))


def write_preview(template: Template, facts: LetterFacts, code: str, path: Path, fonts: Fonts) -> None:
    """One letter in a wording, exactly as it would be printed. Raises UserError for a character that no face has."""
    from safetydesk.export.letter.writer import write_letters

    letter = compose(template, facts, code)
    write_letters([letter], path, fonts, title=letter.number, author=code, day=str(facts.values["issued_on"]))


def load_fonts(office: Office) -> Fonts:
    """The faces of paper, to be kept while an editor is open."""
    from safetydesk.export.fonts import Fonts

    return Fonts(resources() / "fonts", letter_faces(office))

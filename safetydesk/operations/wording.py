"""Writing the school's own letters: save a version, go back, look at it on the page, be warned of what is void."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.core.letter_code import letter_key
from safetydesk.export.letter.document import LetterDocument
from safetydesk.operations.office import Office
from safetydesk.operations.print_letters import letter_faces
from safetydesk.paths import resources
from safetydesk.registers.records.letters.compose import LetterFacts, compose, read_letters
from safetydesk.registers.records.letters.kinds import LetterKind
from safetydesk.registers.records.letters.linting import void_phrases
from safetydesk.registers.records.letters.template import Template
from safetydesk.registers.records.letters.wording import add_version, withdraw

if TYPE_CHECKING:
    from safetydesk.export.fonts import Fonts

UNRESOLVED = re.compile(r"【[^】]{0,12}】|\{\w+\}|XX+|××+")
"""What a wording leaves to be filled in and nobody did; rules to write on are meant."""
SAMPLE_PUPILS = ("王小明", "李丽", "古丽娜尔·买买提")


@dataclass(frozen=True)
class Warned:
    """Something to think about before a letter is used."""

    where: str
    """The clause, or the number of the letter."""
    phrase: str
    kind: str
    """void: a disclaimer that does not hold; open: something was not filled in."""


def warnings_of(template: Template) -> list[Warned]:
    """Void disclaimers and blanks that nobody filled in, clause by clause."""
    texts = [text for block in template.blocks for text in block.texts()]
    found = [Warned(text[:40], phrase, "void") for text in texts for phrase in void_phrases(text)]
    open_ones = re.compile(r"【[^】]{0,12}】|XX+|××+")
    return found + [Warned(text[:40], match[0], "open") for text in texts for match in open_ones.finditer(text)]


def warnings_of_letters(letters: Iterable[LetterDocument]) -> list[Warned]:
    """The same for letters about to be printed, each phrase once with the first letter that has it."""
    found: dict[tuple[str, str], Warned] = {}
    for letter in letters:
        text = "\n".join(letter.texts())
        for phrase in void_phrases(text):
            found.setdefault(("void", phrase), Warned(letter.number, phrase, "void"))
        for match in UNRESOLVED.finditer(text.replace(letter.party, "")):
            found.setdefault(("open", match[0]), Warned(letter.number, match[0], "open"))
    return list(found.values())


def save_wording(office: Office, kind: LetterKind, language: str, template: Template) -> int:
    """Store a version as one action; letters issued from now on have it. Raises UserError; returns its row."""
    with office.database.action("letters.wording") as action:
        return add_version(action, kind, language, template)


def reset_wording(office: Office, kind: LetterKind, language: str) -> None:
    """Back to the wording that comes with the program, as one action."""
    with office.database.action("letters.wording_reset") as action:
        withdraw(action, office.database, kind, language)


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


def told(warned: Sequence[Warned], most: int = 8) -> list[tuple[str, str, str]]:
    """The first few warnings: kind, phrase, where."""
    return [(item.kind, item.phrase, item.where) for item in warned[:most]]

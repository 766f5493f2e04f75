"""How the tests read a roster and carry it into the register."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safetydesk.errors import UserError
from safetydesk.intake.found import Reading, Roster, SchoolFacts
from safetydesk.intake.roster import read_roster
from safetydesk.operations.office import Office
from safetydesk.operations.people_import import ImportPlan, apply_import, plan_import
from safetydesk.words import LANGUAGES, Words

SCHOOL = SchoolFacts(2026, ())
WORDS = {language: Words(language) for language in LANGUAGES}

Reader = Callable[..., Roster]
Importer = Callable[..., tuple[ImportPlan, str]]


def in_words(error: UserError) -> None:
    """A refusal says what happened and what to do, in both languages."""
    assert error.hint is not None, error.what.id
    for words in WORDS.values():
        assert words.say(error.what) and words.say(error.hint)


@pytest.fixture
def read() -> Reader:
    """Read a file as the import does."""

    def reading(path: Path, **options: object) -> Roster:
        return read_roster(path, SCHOOL, Reading(**options))  # type: ignore[arg-type]

    return reading


@pytest.fixture
def carry(office: Office, read: Reader) -> Importer:
    """Read files, plan the import and carry it out; gives the plan and the batch."""

    def carrying(*paths: Path, **options: object) -> tuple[ImportPlan, str]:
        plan = plan_import(office, [read(path, **options) for path in paths])
        return plan, apply_import(office, plan)

    return carrying


@pytest.fixture
def refused_whole(office: Office, read: Reader) -> Callable[[Path], str]:
    """Importing the file must be one refusal in words that changes nothing; gives the id of what it says."""

    def refusing(path: Path) -> str:
        head = office.database.chain_head()
        with pytest.raises(UserError) as caught:
            read(path)
        in_words(caught.value)
        assert office.database.chain_head() == head
        return caught.value.what.id

    return refusing


@pytest.fixture
def shown(office: Office) -> Callable[[], list[dict[str, object]]]:
    """Everybody in the register of people, as the window lists them."""
    from safetydesk.core.listing import Query
    from safetydesk.registers.reference.people import PEOPLE

    def showing() -> list[dict[str, object]]:
        listing = office.listing(PEOPLE)
        names = [field.name for field in PEOPLE.fields]
        return [dict(zip(names, row, strict=True)) for row in listing.values(listing.ids(Query()))]

    return showing

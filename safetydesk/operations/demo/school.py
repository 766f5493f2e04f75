"""Filling an empty folder with a believable school, the same one for the same seed."""

from __future__ import annotations

from datetime import date
from random import Random

from safetydesk.clock import StoryClock
from safetydesk.errors import UserError, message
from safetydesk.operations.demo.bureau import bureau_list
from safetydesk.operations.demo.decade import fill_decade
from safetydesk.operations.demo.drills import KINDS, hold_drill
from safetydesk.operations.demo.filing import file_papers
from safetydesk.operations.demo.outside_units import contract_units
from safetydesk.operations.demo.plans import plans
from safetydesk.operations.demo.population import SIZES, Filled, letters, name_school, people
from safetydesk.operations.office import Office


def fill(office: Office, size: str, seed: int) -> Filled:
    """Fill the folder; raises UserError where it holds people already."""
    if office.database.query("SELECT 1 FROM person LIMIT 1"):
        raise UserError(message("demo.not_empty", folder=str(office.folder.root)), message("demo.not_empty_hint"))
    plan, random = SIZES[size], Random(seed)
    if isinstance(office.clock, StoryClock):
        return fill_decade(office, plan, random, office.clock)
    staff, pupils = people(office, plan, random)
    name_school(office, plan)
    contract_units(office, random, plan.units)
    plans(office)
    filled = Filled(staff, pupils, letters(office, random))
    tell_first_days(office, random)
    return filled


def tell_first_days(office: Office, random: Random) -> None:
    """The year's first drill, and the papers of the calendar year so far."""
    today = office.clock.today()
    day = min(date(office.year, 9, 4), today)
    if day.month in KINDS:
        hold_drill(office, random, day)
    file_papers(office, random, today.year, today)
    bureau_list(office, office.year)

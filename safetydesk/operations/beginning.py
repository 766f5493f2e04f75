"""What a new data folder holds before anybody has typed a word: preset posts and file
classes, the running year, an unnamed school."""

from __future__ import annotations

import secrets

from safetydesk.clock import Clock
from safetydesk.core.dates import school_year
from safetydesk.core.letter_code import ALPHABET
from safetydesk.operations.preset_posts import post_rows
from safetydesk.registers.records.letters.template import load_posts
from safetydesk.registers.reference.file_classes import default_classes
from safetydesk.registers.reference.school_years import usual_terms
from safetydesk.storage.database import Database

CODE_LENGTH = 4


def begin(database: Database, clock: Clock) -> None:
    """Fill a new database; one that has a history is left alone."""
    if database.read_only or database.chain_head()[0]:
        return
    year = school_year(clock.today())
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    with database.action("office.begin") as action:
        action.insert_many("post", post_rows(load_posts()))
        action.insert("school_year", {"year": year, **usual_terms(year)})
        action.insert("school", {"code": code})
        action.insert_many("file_class", default_classes())

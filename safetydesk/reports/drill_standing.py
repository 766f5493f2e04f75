"""How a drill went, to be read beside it: the judgement of its printed summary, and its year's drills by notice."""

from __future__ import annotations

from dataclasses import dataclass

from safetydesk.core.dates import school_year
from safetydesk.core.sheet import Sheet
from safetydesk.export.record_form.form import Block, Pair, Pairs, Table
from safetydesk.registers.records.drills.paper import Paper
from safetydesk.reports.drill_comparison import notice_table
from safetydesk.reports.drill_judged_paper import compared, judged_blocks
from safetydesk.reports.drill_judgement import Judged, judge_all
from safetydesk.reports.drill_year import DrillYear
from safetydesk.reports.held_drills import all_drills, rooms
from safetydesk.storage.database import Database
from safetydesk.words import Words


@dataclass(frozen=True)
class DrillStanding:
    """A drill that was held, with everything that its papers say of how it went."""

    judged: Judged
    facts: tuple[Pair, ...]
    """Judgement, notice and times, as the summary prints them."""
    compared: tuple[Table, ...]
    """Sections, buildings and floors in this drill."""
    notice: Sheet
    """Announced beside unannounced drills of its school year."""


def drill_standing(database: Database, drill_id: int, words: Words) -> DrillStanding | None:
    """Work out how a drill stands; nothing for one that was not held."""
    judged = judge_all([drill for drill in all_drills(database) if drill.held])
    mine = next((item for item in judged if item.drill.id == drill_id), None)
    if mine is None:
        return None
    year = school_year(mine.drill.day)
    same = tuple(item for item in judged if school_year(item.drill.day) == year)
    paper = Paper(mine.drill.values, words)
    blocks = (*judged_blocks(mine, words), Pairs((paper.pair("announced"),)), paper.times())
    facts = tuple(pair for block in blocks for pair in pairs_of(block))
    tables = tuple(compared(mine.drill, rooms(database), words))
    return DrillStanding(mine, facts, tables, notice_table(DrillYear(year, same, ()), words))


def pairs_of(block: Block) -> tuple[Pair, ...]:
    """The facts of a block that say something."""
    return tuple(pair for pair in block.pairs if pair.value) if isinstance(block, Pairs) else ()

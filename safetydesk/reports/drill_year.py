"""A year of drills in figures: announced against unannounced ones, and this year against the last (S53, S64)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from safetydesk.core.listing import Listing, Query
from safetydesk.core.share import rounded
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.reports.drill_judgement import Judged, judge_all
from safetydesk.reports.held_drills import Drilled, all_drills
from safetydesk.storage.database import Database


@dataclass(frozen=True)
class Figures:
    """What some drills come to."""

    drills: int
    timed: int
    mean: int | None
    """Seconds of those timed, on an average."""
    slowest: int | None
    kept: int
    """Within their target."""
    aimed: int
    """Timed, and with a target to keep."""
    staff: Fraction | None
    """Share of the staff on duty that took part, over all these drills."""
    no_staff: int
    injured: int
    good: int


@dataclass(frozen=True)
class DrillYear:
    """The drills of a school year, judged, each against all drills before it, those of other years among them."""

    year: int
    judged: tuple[Judged, ...]
    """Those that were held."""
    before: tuple[Judged, ...]
    """Those of the year before."""

    @property
    def drills(self) -> list[Drilled]:
        """The drills themselves."""
        return [item.drill for item in self.judged]

    @property
    def announced(self) -> Figures:
        """Those of which people knew."""
        return figures([item for item in self.judged if not item.drill.sudden])

    @property
    def sudden(self) -> Figures:
        """Those that came without warning."""
        return figures([item for item in self.judged if item.drill.sudden])


def drill_year(database: Database, year: int) -> DrillYear:
    """Read and judge a school year."""
    judged = judge_all([drill for drill in all_drills(database) if drill.held])
    listing = Listing(database, DRILLS)
    ids = {place: set(listing.ids(Query(year=place))) for place in (year, year - 1)}
    this, last = (tuple(item for item in judged if item.drill.id in ids[place]) for place in (year, year - 1))
    return DrillYear(year, this, last)


def figures(judged: Sequence[Judged]) -> Figures:
    """Counts, means and shares of some drills that were held."""
    times = [item.pace.seconds for item in judged if item.pace.seconds is not None]
    aimed = [item for item in judged if item.pace.seconds is not None and item.pace.target]
    counted = [item.staff for item in judged if item.staff.counted]
    on_duty = sum(staff.on_duty for staff in counted)
    return Figures(
        drills=len(judged),
        timed=len(times),
        mean=rounded(Fraction(sum(times), len(times))) if times else None,
        slowest=max(times, default=None),
        kept=sum(not item.pace.over for item in aimed),
        aimed=len(aimed),
        staff=Fraction(sum(staff.present or 0 for staff in counted), on_duty) if on_duty else None,
        no_staff=sum(item.drill.no_staff for item in judged),
        injured=sum(item.drill.values["injured"] or 0 for item in judged),
        good=sum(item.verdict == "good" for item in judged),
    )

"""A first draft of a drill's summary: the figures that were recorded, and open places where judgement belongs (S09).

Numbers, names and what the clerk wrote herself; no adjective, nothing guessed. A figure that is not recorded is an
open place, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from safetydesk.reports.drill_judgement import Judged, signed
from safetydesk.words import Words

OPEN = ("outcome", "people", "next")
"""What only a person can say."""


def draft(judged: Judged, words: Words) -> str:
    """Paragraphs, each of one line."""
    return "\n".join(Draft(judged, words).paragraphs())


def open_place(words: Words) -> str:
    """What stands where something is to be filled in."""
    return words.text("drill_summary.open")


class Draft:
    """The sentences on one drill."""

    def __init__(self, judged: Judged, words: Words) -> None:
        self.judged = judged
        self.words = words
        self.values = judged.drill.values

    def paragraphs(self) -> Iterator[str]:
        """What, who, how long, what was found, and what is left to say."""
        yield self.what()
        yield from self.who()
        yield from self.times()
        yield self.say("injured", n=self.known("injured"))
        for name in ("findings", "measures"):
            yield self.say(name, text=self.known(name))
        yield from (self.say(f"open_{name}", open=open_place(self.words)) for name in OPEN)

    def say(self, name: str, /, **given: object) -> str:
        """A sentence of the draft."""
        return self.words.text(f"drill_summary.draft_{name}", **given)

    def known(self, name: str) -> str:
        """What is recorded of a field, or an open place."""
        value = self.values[name]
        return open_place(self.words) if value is None or value == "" else str(value)

    def what(self) -> str:
        """The drill in one sentence."""
        families = {"type": "emergency", "form": "drill_form", "announced": "announced"}
        terms = {
            name: self.words.term(family, self.values[name]) if self.values[name] else open_place(self.words)
            for name, family in families.items()
        }
        facts = {name: self.known(name) for name in ("held_on", "place", "name", "commander")}
        return self.say("what", **terms, **facts)

    def who(self) -> Iterator[str]:
        """Pupils, staff by department, others; nobody of the staff is said as such."""
        groups = ("pupils", "staff", *(["others"] if self.values["others_expected"] else []))
        for group in groups:
            expected, present = self.known(f"{group}_expected"), self.known(f"{group}_present")
            yield self.say(group, expected=expected, present=present)
        if self.judged.drill.no_staff:
            yield self.words.text("drill_paper.no_staff")
        rows = self.values["staff_counts"] or ()
        told = [
            self.say("dept", dept=row["dept"], expected=row["expected"] or 0, present=self.counted(row["present"]))
            for row in rows
        ]
        if told:
            yield self.say("depts", told=self.words.clauses(told))
        staff = self.judged.staff
        if staff.missing and not self.judged.drill.no_staff:
            yield self.say("away", n=staff.missing, excused=staff.missing - staff.unexplained, rest=staff.unexplained)

    def counted(self, present: int | None) -> str:
        """A head count, or an open place."""
        return open_place(self.words) if present is None else str(present)

    def times(self) -> Iterator[str]:
        """Seconds, target, and the drills like it before."""
        pace = self.judged.pace
        if not self.judged.drill.moving:
            return
        given = {name: self.known(name) for name in ("signal_at", "assembled_at", "seconds")}
        yield self.say("seconds", **given)
        if self.values["counted_at"]:
            yield self.say("counted", counted_at=self.known("counted_at"))
        if pace.seconds is not None and pace.target:
            yield self.say("target", target=pace.target, change=signed(pace.seconds - pace.target))
        for other in pace.before if pace.seconds is not None else ():
            change = signed((pace.seconds or 0) - (other.seconds or 0))
            yield self.say("before", day=other.day.isoformat(), seconds=other.seconds, change=change)

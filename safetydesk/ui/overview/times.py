"""The card of the evacuation times."""

from __future__ import annotations

from safetydesk.reports.drill_year import drill_year
from safetydesk.reports.evacuation_chart import timed
from safetydesk.ui.desk import Desk
from safetydesk.ui.overview.card import Card, said
from safetydesk.ui.overview.time_chart import TimeChart


def times_card(desk: Desk) -> Card:
    """The newest drills of the year in which people moved; a year without any says what goes here."""
    words = desk.words
    judged = timed(drill_year(desk.office.database, desk.year).judged)
    title = words.text("drill_times.card")
    if not any(item.pace.seconds is not None for item in judged):
        return Card(title, said(words.text("drill_times.card_empty"), "quiet"))
    chart = TimeChart(words, judged)
    chart.chosen.connect(lambda drill_id: desk.signals.show_records.emit("drills", (drill_id,)))
    return Card(title, chart, said(words.text("drill_times.card_key"), "quiet"))

"""The card of the school's figures and the newest backup."""

from __future__ import annotations

from safetydesk.registers.reference.people import head_counts
from safetydesk.storage import backup
from safetydesk.ui.desk import Desk
from safetydesk.ui.overview.card import Card, said
from safetydesk.ui.overview.tasks import BACKUP_DAYS, days_old


def data_card(desk: Desk) -> Card:
    """People counted, and the last verified copy of everything."""
    words, office = desk.words, desk.office
    staff, pupils = head_counts(office.database)
    people = said(words.text("overview.people", staff=staff, pupils=pupils))
    newest = next(iter(backup.existing(office.folder)), None)
    if newest is None:
        return Card(words.text("overview.safety"), people, said("▲ " + words.text("overview.no_backup"), "warning"))
    made = newest.manifest.made_at[:16].replace("T", " ")
    old = days_old(office, newest) > BACKUP_DAYS
    line = said(f"{'▲' if old else '✓'} {words.text('overview.backup', made=made)}", "warning" if old else "good")
    return Card(words.text("overview.safety"), people, line)

"""C07 to C09: letters follow who comes and goes, say who signed and where the sheet is, and hold no void clause."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction

from safetydesk.errors import message
from safetydesk.registers.records.letters.kinds import DONE, STAFF, VOID, WAITING
from safetydesk.registers.records.letters.linting import void_phrases
from safetydesk.registers.records.letters.template import read_template
from safetydesk.reports.checks.check import NOTHING, Finding, Scope, records_of
from safetydesk.reports.checks.signing import MOST_LINES

IN_FORCE = f"l.state <> '{VOID}' AND l.ended_on IS NULL AND l.deleted_at IS NULL"
SIGNER = (
    "COALESCE(NULLIF(l.signer, ''), CASE l.kind WHEN 'parent' THEN l.guardian "
    "WHEN 'department' THEN COALESCE(l.leader, '') WHEN 'outside-unit' THEN COALESCE(l.leader, '') "
    "WHEN 'bureau' THEN COALESCE(NULLIF(l.leader, ''), l.principal) ELSE l.party_b END)"
)
"""Who signed: as written down, else whom the letter names to sign; a convention is signed by its class."""


def up_to_date(scope: Scope, threshold: float) -> Finding:
    """C07: no expired letter waits, who came has a letter within so many days, leavers' letters are closed (S40)."""
    letters = scope.database.query("SELECT 1 FROM letter WHERE deleted_at IS NULL LIMIT 1")
    if not letters:
        return NOTHING
    expired, left, late = expired_letters(scope), leavers(scope), joiners(scope, int(threshold))
    named = (("expired", expired), ("left", left), ("joined", late))
    lines = tuple(
        message(f"checks.{name}", n=len(found), days=int(threshold)) for name, found in named if found
    )  # fmt: skip
    both = list(dict.fromkeys((*expired, *left)))
    return Finding(len(both) + len(late), records_of(letters=both, people=late), lines)


def expired_letters(scope: Scope) -> list[int]:
    """Letters of any year, up to this one, whose term is over while they still wait for a signature."""
    sql = f"SELECT l.id FROM letter l WHERE l.term_to < ? AND l.year <= ? AND l.state IN {WAITING} AND {IN_FORCE}"
    return [row[0] for row in scope.database.query(sql, [scope.today.isoformat(), scope.year])]


def leavers(scope: Scope) -> list[int]:
    """Letters of the year whose signatory has left and which are not closed. Pupils who go with the year's end need
    no closing: their parents' letters end by themselves."""
    sql = (
        "SELECT l.id FROM letter l JOIN person p ON p.id = l.person_id WHERE l.year = ? AND l.kind <> 'department' "
        "AND p.state = '离职' AND COALESCE(p.left, '') <= ? "
        f"AND COALESCE(p.left, '') < CASE p.kind WHEN '学生' THEN ? ELSE l.term_to END AND {IN_FORCE}"
    )
    return [
        row[0] for row in scope.database.query(sql, [scope.year, scope.today.isoformat(), f"{scope.year + 1}-06-01"])
    ]


def joiners(scope: Scope, days: int) -> list[int]:
    """Staff who came after the year's letters were issued and have had none for more than so many days."""
    sql = "SELECT min(issued_on) FROM letter WHERE kind = ? AND year = ? AND deleted_at IS NULL"
    issued = scope.database.query(sql, [STAFF.key, scope.year])[0][0]
    without = [item.signatory.person_id for item in scope.standings(STAFF) if item.letter_id is None]
    if issued is None or not without:
        return []
    before = (scope.today - timedelta(days=days)).isoformat()
    sql = "SELECT id FROM person WHERE joined > ? AND joined < ? AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
    return [row[0] for row in scope.database.query(sql, [issued, before, json.dumps(without)])]


def told_whole(scope: Scope, threshold: float) -> Finding:
    """C08: letters marked as signed that have a date, a signer, and a scan or the place of the paper (S40, S59)."""
    scan = (
        "EXISTS (SELECT 1 FROM attachment a WHERE a.register = 'letters' AND a.record_id = l.id "
        "AND a.deleted_at IS NULL) OR COALESCE(l.paper_place, '') <> ''"
    )
    sql = (
        f"SELECT l.id, l.signed_on IS NULL, {SIGNER} = '', NOT ({scan}) FROM letter l "
        f"WHERE l.year = ? AND l.state IN {DONE} AND l.deleted_at IS NULL ORDER BY l.id"
    )
    rows = scope.database.query(sql, [scope.year])
    if not rows:
        return NOTHING
    bad = [row for row in rows if any(row[1:])]
    counts = ((name, sum(row[place] for row in rows)) for place, name in enumerate(("date", "signer", "place"), 1))
    lines = tuple(message(f"checks.without_{name}", n=n) for name, n in counts if n)
    return Finding(Fraction(len(rows) - len(bad), len(rows)), records_of(letters=[row[0] for row in bad]), lines)


def lawful(scope: Scope, threshold: float) -> Finding:
    """C09: letters whose text holds a void disclaimer such as 后果自负 (S39); each wording is read once."""
    sql = (
        "SELECT l.id, t.wording, l.duties, COALESCE(l.targets, '') FROM letter l "
        f"JOIN letter_text t ON t.id = l.text_id WHERE l.year = ? AND {IN_FORCE} ORDER BY l.id"
    )
    rows = scope.database.query(sql, [scope.year])
    if not rows:
        return NOTHING
    known: dict[str, str] = {}
    bad: dict[int, str] = {}
    for row_id, wording, duties, targets in rows:
        for stored, read in ((wording, wording_texts), (duties, json_texts), (targets, json_texts)):
            if stored not in known:
                known[stored] = next((phrase for text in read(stored) for phrase in void_phrases(text)), "")
            if known[stored]:
                bad.setdefault(row_id, known[stored])
    lines = tuple(message("checks.phrase", phrase=phrase) for phrase in dict.fromkeys(bad.values()))
    return Finding(len(bad), records_of(letters=list(bad)), lines[:MOST_LINES])


def wording_texts(stored: str) -> list[str]:
    """Every text of a stored wording."""
    return [text for block in read_template(stored).blocks for text in block.texts()]


def json_texts(stored: str) -> list[str]:
    """Every text in a stored list of duties or targets, at whatever depth."""
    left, texts = [json.loads(stored or "[]")], []
    while left:
        value = left.pop(0)
        if isinstance(value, str):
            texts.append(value)
        else:
            left.extend(value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
    return texts

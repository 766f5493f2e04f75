"""交接: the files go from one custodian to the next, with a list that both sign and the state of the history on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from safetydesk.core.issue import Refused
from safetydesk.errors import UserError, message
from safetydesk.export.record_form.form import Column, Pair, Pairs, RecordForm, Signatures, Table
from safetydesk.operations.office import Office
from safetydesk.operations.paper import Paper
from safetydesk.paths import resources
from safetydesk.registers.files.custodians import CUSTODIANS, custodian_on
from safetydesk.registers.files.items.boxes import BoxedItem, items
from safetydesk.storage import backup
from safetydesk.storage.history import chain_head

if TYPE_CHECKING:
    from safetydesk.export.record_form.writer import RecordsWritten

MEGABYTE = 1 << 20
SHARES = (0.7, 2.2, 0.9, 0.7, 0.9, 1.1, 1.2, 0.8)
COLUMNS = ("year", "class", "retention", "items", "pages", "boxes", "numbers", "filed")


@dataclass(frozen=True)
class HandOver:
    """Who gives the files to whom, when, and who looks on."""

    giver: str
    taker: str
    day: date
    witness: str


def hand_over(office: Office, taker: str, day: date, witness: str = "") -> HandOver:
    """End the custodian's time and begin the next one's, in one action.

    Raises UserError where nobody keeps the files, or the same person would take them, and Refused for a day that
    cannot be.
    """
    known = custodian_on(office.database, day)
    if known is None:
        raise UserError(message("handing_over.nobody", day=day.isoformat()), message("handing_over.nobody_hint"))
    row_id, giver = known
    if giver == taker.strip():
        raise UserError(message("handing_over.same", name=giver), message("handing_over.same_hint"))
    given = HandOver(giver, taker.strip(), day, witness.strip())
    ending = {"to_on": day, "witness": given.witness}
    begun = {"name": given.taker, "from_on": day, "witness": given.witness}
    # The giver's own row is left out when the taker's time is judged: it ends in the same action.
    whole = {**office.records.read(CUSTODIANS, row_id), **ending}
    issues = [issue for values in (whole, begun) for issue in office.records.check(CUSTODIANS, values, row_id)]
    if any(issue.blocking for issue in issues):
        raise Refused(issues)
    with office.database.action("files.hand_over") as action:
        action.update(CUSTODIANS.table, row_id, ending)
        action.insert(CUSTODIANS.table, begun)
    return given


def hand_over_list(office: Office, given: HandOver) -> RecordForm:
    """The list as it stands now: what there is by year and class, the electronic files, the history's head."""
    words = office.paper
    say = words.text
    found = items(office.database)
    name, fonds = office.database.query("SELECT name, fonds FROM school WHERE deleted_at IS NULL")[0]
    facts = (
        Pair(say("handing_over.giver"), given.giver),
        Pair(say("handing_over.taker"), given.taker),
        Pair(say("handing_over.day"), given.day.isoformat()),
        Pair(say("handing_over.witness"), given.witness),
        Pair(say("boxing.fonds"), fonds),
        Pair(say("handing_over.total"), say("handing_over.total_text", n=len(found), boxes=box_count(found))),
        Pair(say("handing_over.electronic"), electronic(office), wide=True),
        Pair(say("handing_over.chain"), chain_text(office), wide=True),
        Pair(say("handing_over.backup"), backup_text(office), wide=True),
    )
    columns = tuple(
        Column(say(f"handing_over.column_{key}"), share, "left" if key == "class" else "center")
        for key, share in zip(COLUMNS, SHARES, strict=True)
    )
    roles = tuple(say(f"handing_over.sign_{role}") for role in ("giver", "taker", "witness"))
    return RecordForm(
        title=say("handing_over.title", school=name).strip(),
        number_line=given.day.isoformat(),
        blocks=(
            Pairs(facts),
            Table(say("handing_over.holdings"), columns, holdings(office, found)),
            Signatures(roles, say("handing_over.sign_date")),
        ),
        language=words.language,
        day=given.day.isoformat(),
    )


def write_hand_over(office: Office, given: HandOver, path: Path) -> RecordsWritten:
    """The list as a file; what becomes of it is told by `paper`."""
    from safetydesk.export.fonts import Fonts
    from safetydesk.export.record_form.writer import write_record

    return write_record(hand_over_list(office, given), path, office.paper, Fonts(resources() / "fonts"))


def hand_over_paper(path: Path) -> Paper:
    """The list as a paper: it counts what there is, and shows no record by itself."""
    return Paper(path, "files.hand_over_list", CUSTODIANS.table, ())


def holdings(office: Office, found: list[BoxedItem]) -> tuple[tuple[str, ...], ...]:
    """A line for each year, class and retention."""
    filed = {row[0] for row in office.database.query("SELECT id FROM file_item WHERE filed_on IS NOT NULL")}
    rows = []
    for (year, code, retention), group in groupby(found, key=lambda item: item.group):
        inside = list(group)
        numbers = f"{inside[0].number:04d}—{inside[-1].number:04d}"
        held = dict.fromkeys(item.box for item in inside if item.box)
        rows.append(
            (
                str(year), f"{code} {inside[0].class_name}", office.paper.term("retention", retention), str(len(inside)),
                str(sum(item.pages for item in inside)), office.paper.listed(held), numbers,
                str(sum(item.id in filed for item in inside)),
            )
        )  # fmt: skip
    return tuple(rows)


def box_count(found: list[BoxedItem]) -> int:
    """How many boxes there are."""
    return len({(item.year, item.box) for item in found if item.box})


def electronic(office: Office) -> str:
    """How many files are kept electronically, and how large they are together."""
    sql = "SELECT count(DISTINCT sha256), COALESCE(sum(size), 0) FROM attachment WHERE deleted_at IS NULL"
    count, size = office.database.query(sql)[0]
    return office.paper.text("handing_over.electronic_text", n=count, size=f"{size / MEGABYTE:.1f}")


def chain_text(office: Office) -> str:
    """The newest entry of the history: whoever takes over can prove later that nothing before it was changed."""
    seq, head = chain_head(office.database)
    return office.paper.text("handing_over.chain_text", seq=seq, head=head)


def backup_text(office: Office) -> str:
    """When the last backup was made that proved sound."""
    found = backup.existing(office.folder)
    if not found:
        return office.paper.text("handing_over.no_backup")
    newest = found[0].manifest
    return office.paper.text("handing_over.backup_text", made=newest.made_at[:10], seq=newest.seq)

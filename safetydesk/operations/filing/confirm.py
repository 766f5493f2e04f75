"""Filing drafts, and turning proposals down: one action each, to be taken back as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safetydesk.core.issue import Issue
from safetydesk.core.records import Entry
from safetydesk.errors import UserError, message
from safetydesk.operations.filing.draft import Draft, stored_file
from safetydesk.operations.office import Office
from safetydesk.registers.files.custodians import custodian_on
from safetydesk.registers.files.items.register import FILES
from safetydesk.registers.files.items.sources import settled
from safetydesk.storage.action import Action
from safetydesk.storage.attachments import StoredFile

DISMISSALS = "filing_dismissal"


@dataclass(frozen=True)
class Filed:
    """What became of some drafts."""

    ids: dict[str, int]
    """The items, by the drafts' keys."""
    refused: dict[str, tuple[Issue, ...]]
    batch: str = ""


def file_drafts(
    office: Office, drafts: Sequence[Draft], stored: Mapping[str, Sequence[StoredFile]] | None = None
) -> Filed:
    """File what can be filed, all in one action; what lacks something is returned with its reasons.

    `stored` are the drafts' papers, by key, once they lie in the store.
    """
    known = settled(office.database)
    judged = {draft.key: problems(office, draft, known) for draft in drafts}
    refused = {key: found for key, found in judged.items() if any(issue.blocking for issue in found)}
    good = [draft for draft in drafts if draft.key not in refused]
    if not good:
        return Filed({}, refused)
    keeper = custodian_on(office.database, office.clock.today())
    with office.database.action("files.file") as action:
        ids = {
            draft.key: file_one(office, action, draft, keeper[1] if keeper else "", (stored or {}).get(draft.key, ()))
            for draft in good
        }
    return Filed(ids, refused, action.batch)


def problems(office: Office, draft: Draft, known: set[str]) -> tuple[Issue, ...]:
    """Why a draft cannot be filed."""
    if known & set(draft.sources):
        return (Issue("title", message("filing.settled")),)
    return tuple(office.records.check(FILES, draft.values()))


def file_one(office: Office, action: Action, draft: Draft, keeper: str, papers: Sequence[StoredFile]) -> int:
    """One item with its files: the printed form first, then what was attached to the record; the same content once."""
    values = {**draft.values(), "filed_by": keeper}
    row_id = office.records.write(action, FILES, Entry(values), values)
    if draft.sources:
        action.update(FILES.table, row_id, {"sources": list(draft.sources)})
    bound: set[str] = set()
    captions = {file.sha256: (file.caption, file.turn) for file in draft.files}
    for file in (*papers, *(stored_file(one) for one in draft.files)):
        if file.sha256 not in bound:
            bound.add(file.sha256)
            caption, turn = captions.get(file.sha256, ("", 0))
            bound_id = action.attach(file, FILES.key, row_id, caption)
            action.update("attachment", bound_id, {"position": len(bound), "turn": turn})
    return row_id


def dismiss(office: Office, drafts: Sequence[Draft], reason: str) -> str:
    """Not to be filed, and why: these proposals stay away. Raises UserError without a reason."""
    if not reason.strip():
        raise UserError(message("office.reason_needed"))
    with office.database.action("files.dismiss", reason=reason.strip()) as action:
        for draft in drafts:
            values = {"sources": list(draft.sources), "title": draft.title[:200], "reason": reason.strip()[:1000]}
            action.insert(DISMISSALS, values)
    return action.batch

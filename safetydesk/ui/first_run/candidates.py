"""Who may be the first responsible person: heads by their post first, then all other staff."""

from __future__ import annotations

from dataclasses import dataclass

from safetydesk.core.listing import Query
from safetydesk.operations.office import Office
from safetydesk.registers.records.letters.issue import HEAD_POSTS
from safetydesk.registers.records.letters.signatories import POSTS_OF, STAFF_WHERE

MOST = 300


@dataclass(frozen=True)
class Candidate:
    """A member of staff, with what tells people of one name apart."""

    id: int
    name: str
    dept: str
    post: str

    @property
    def rank(self) -> int:
        """Place among the heads' posts; whoever holds none of them comes after all who do."""
        held = self.post.split("、")
        return min((place for place, post in enumerate(HEAD_POSTS) if post in held), default=len(HEAD_POSTS))

    @property
    def heads(self) -> bool:
        """Whether this is a head by post."""
        return self.rank < len(HEAD_POSTS)


def candidates(office: Office, typed: str = "") -> list[Candidate]:
    """Staff whom the typed text finds, by name, pinyin, post or department; all where nothing is typed."""
    sql = f"SELECT p.id, p.name, p.dept, {POSTS_OF} FROM person p WHERE {STAFF_WHERE} ORDER BY p.id"
    staff = [Candidate(row_id, name, dept, post or "") for row_id, name, dept, post in office.database.query(sql)]
    if typed.strip():
        hits = set(office.listing(office.register("people")).ids(Query(search=typed)))
        staff = [one for one in staff if one.id in hits]
    return sorted(staff, key=lambda one: one.rank)[:MOST]

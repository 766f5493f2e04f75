"""Whether posts, people and duties cover the school: nobody-owned work shows here (R03, S71, S76)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from safetydesk.registers.records.letters.clause_tags import tags
from safetydesk.registers.records.letters.kinds import DOMAINS
from safetydesk.registers.records.letters.signatories import STAFF_WHERE
from safetydesk.storage.database import Database


@dataclass(frozen=True)
class Coverage:
    """Posts, people and domains that nothing answers for."""

    vacant: tuple[tuple[int, str], ...]
    """Posts that nobody holds."""
    without_post: tuple[tuple[int, str], ...]
    """People at work in the school who hold no post."""
    clauses: dict[str, int]
    """How many clauses of posts that somebody holds name each of the thirteen domains."""

    @property
    def uncovered(self) -> tuple[str, ...]:
        """Domains that no clause of anybody's duties names."""
        return tuple(domain for domain, count in self.clauses.items() if not count)


def coverage(database: Database) -> Coverage:
    """As things stand today."""
    holders = (
        f"SELECT j.value FROM person p, json_each(p.post_ids) j WHERE {STAFF_WHERE} "
        "UNION SELECT j.value FROM outside_unit u, json_each(u.post_ids) j WHERE u.deleted_at IS NULL"
    )
    posts = database.query(
        f"SELECT o.id, o.name, o.duties, o.id IN ({holders}) FROM post o WHERE o.deleted_at IS NULL ORDER BY o.id"
    )
    people = database.query(
        f"SELECT p.id, p.name FROM person p WHERE {STAFF_WHERE} AND p.post_ids = '[]' ORDER BY p.id"
    )
    named = Counter(
        tag for _, _, duties, held in posts if held for clause in duties.splitlines() for tag in tags(clause)
    )
    return Coverage(
        vacant=tuple((row_id, name) for row_id, name, _, held in posts if not held),
        without_post=tuple((row_id, name) for row_id, name in people),
        clauses={domain: named[domain] for domain in DOMAINS.values},
    )

"""Tags on clauses: `#防火` at a clause's end names its domain of big safety (S76) or its group (S78). Never printed."""

from __future__ import annotations

import re

from safetydesk.registers.records.letters.kinds import CLAUSE_GROUPS, DOMAINS

KNOWN = (*DOMAINS.values, *CLAUSE_GROUPS.values)
TAGS = re.compile(rf"(?:\s*#(?:{'|'.join(KNOWN)}))+\s*$")


def untagged(clause: str) -> str:
    """The clause as it is printed; a # that names no known tag stays what it is."""
    return TAGS.sub("", clause)


def tags(clause: str) -> tuple[str, ...]:
    """The tags at the end of a clause, in their order."""
    found = TAGS.search(clause)
    return tuple(found[0].replace("#", " ").split()) if found else ()

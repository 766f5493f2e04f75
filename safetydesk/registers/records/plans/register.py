"""The declaration of R06: grid, form, filters and ledger of plans."""

from __future__ import annotations

from collections.abc import Iterator

from safetydesk.core.choices import Choices
from safetydesk.core.field import Choice, Date, Field, JoinedTerms, PersonName, Text, Whole
from safetydesk.core.filter import Period, Pick
from safetydesk.core.linked_field import Derived, Link, Rows
from safetydesk.core.register import Register
from safetydesk.registers.records.plans.lineage import LAST_DRILL
from safetydesk.registers.records.plans.model import SECTIONS, Plan
from safetydesk.registers.records.plans.rules import RULES
from safetydesk.registers.reference.emergencies import TYPES
from safetydesk.registers.reference.plan_lines import REPLACED

STATES = Choices("plan_state", ("现行", "已被替代"))
STATE = f"CASE WHEN {{row}}.id IN ({REPLACED}) THEN '已被替代' ELSE '现行' END"
THERE = "({{row}}.{0} <> '' OR {{row}}.{0}_page IS NOT NULL)"
COMPLETE = " + ".join(THERE.format(name) for name in SECTIONS)
MISSING = (
    "rtrim("
    + " || ".join(f"CASE WHEN {THERE.format(name)} THEN '' ELSE '{title}、' END" for name, title in SECTIONS.items())
    + ", '、')"
)
UNOWNED = (
    "SELECT count(*) FROM json_each({row}.steps) step"
    " WHERE trim(coalesce(json_extract(step.value, '$.owner'), '')) = ''"
)
MOST_PAGES = 9_999
PARTS = Choices("plan_part", tuple(SECTIONS.values()))


def sections() -> Iterator[Field]:
    """The eight parts (S55): each as a text, or as the page of the attached document where it stands."""
    for name in SECTIONS:
        yield Text(name, lines=4, listed=False, section="parts" if name == "guiding" else "")
        yield Whole(f"{name}_page", minimum=1, maximum=MOST_PAGES, listed=False)


PLANS = Register(
    key="plans",
    model=Plan,
    tab="drills",
    fields=(
        Text("name", required=True, width=28, section="what"),
        Choice("type", required=True, choices=TYPES, width=14),
        Whole("edition", required=True, minimum=1, width=6),
        Derived("state", expression=STATE, kind=Choice("state", choices=STATES), width=10),
        Derived("complete", expression=COMPLETE, kind=Whole("complete"), width=8),
        Derived("missing", expression=MISSING, kind=JoinedTerms("missing", choices=PARTS), width=24),
        Derived("unowned", expression=UNOWNED, kind=Whole("unowned"), width=10),
        Derived("last_drill", expression=LAST_DRILL, kind=Date("last_drill"), width=12),
        PersonName("author", required=True),
        PersonName("approved_by"),
        Date("issued_on", required=True),
        Date("review_on"),
        Text("crises", lines=3, listed=False),
        Text("legal_basis", lines=3, listed=False),
        *sections(),
        Rows("steps", fields=(Text("action"), PersonName("owner"), Text("limit")), section="doing"),
        Rows("briefings", fields=(Date("told_on"), Text("audience"), PersonName("by"))),
        Link("previous", to="plans", target_table="plan", editable=False, listed=False, asked=False),
        Link("cause", to="drills", target_table="drill", editable=False, listed=False),
        Text("note", lines=3, listed=False),
    ),
    order=("type", "name", "-edition"),
    search=("name", "type", "author"),
    filters=(Pick("type"), Pick("state"), Period("review_on")),
    rules=RULES,
    attachments=True,
)

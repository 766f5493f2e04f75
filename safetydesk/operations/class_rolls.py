"""The classes as they are counted on the day of a drill, and the staff of each department."""

from __future__ import annotations

from safetydesk.operations.office import Office
from safetydesk.registers.reference.people import GONE, PUPIL


def classes_with_pupils(office: Office) -> dict[str, int]:
    """How many pupils each class has, in the order of the roster; classes without pupils are left out."""
    rows = office.database.query(
        "SELECT c.name, count(*) FROM school_class c JOIN person p ON p.class_id = c.id "
        "WHERE p.kind = ? AND p.state <> ? AND p.deleted_at IS NULL AND c.deleted_at IS NULL "
        "GROUP BY c.id ORDER BY c.grade, c.number",
        [PUPIL, GONE],
    )
    return {str(name): int(count) for name, count in rows}


def staff_of_departments(office: Office) -> dict[str, int]:
    """How many staff each department has; who belongs to none is counted by kind (guards, kitchen)."""
    rows = office.database.query(
        "SELECT coalesce(nullif(dept, ''), kind), count(*) FROM person "
        "WHERE kind <> ? AND state <> ? AND deleted_at IS NULL GROUP BY 1 ORDER BY min(id)",
        [PUPIL, GONE],
    )
    return {str(name): int(count) for name, count in rows}

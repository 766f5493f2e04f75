"""A drill's life: planned, moved, cancelled, timed, what follows from it; and where each class has its room.

New columns may be empty: the hashes of rows written before them stay true, since a hash leaves out what is empty.
"""

from safetydesk.storage.migrations.migration import ISO_DATE, Migration, day, table, text

LONG = 20_000

DRILL_LIFE = Migration(
    8,
    (
        f"ALTER TABLE drill ADD COLUMN cancelled_on TEXT CHECK (cancelled_on {ISO_DATE})",
        "ALTER TABLE drill ADD COLUMN cancelled_reason TEXT CHECK (length(cancelled_reason) <= 1000)",
        "ALTER TABLE drill ADD COLUMN moves TEXT CHECK (json_type(moves) = 'array')",
        "ALTER TABLE drill ADD COLUMN plan_id INTEGER REFERENCES plan (id)",
        "ALTER TABLE drill ADD COLUMN staff_counts TEXT CHECK (json_type(staff_counts) = 'array')",
        *(
            f"ALTER TABLE drill ADD COLUMN {name} TEXT CHECK (length({name}) <= {LONG})"
            for name in ("purpose", "preparation", "procedure", "guard")
        ),
        "ALTER TABLE school_class ADD COLUMN building TEXT CHECK (length(building) <= 200)",
        "ALTER TABLE school_class ADD COLUMN floor INTEGER CHECK (floor BETWEEN -5 AND 99)",
        "ALTER TABLE school_class ADD COLUMN stairs TEXT CHECK (length(stairs) <= 200)",
        "ALTER TABLE school_class ADD COLUMN spot TEXT CHECK (length(spot) <= 200)",
        table(
            "drill_task",
            "drill_id INTEGER NOT NULL REFERENCES drill (id)",
            text("kind"),
            text("what", LONG),
            text("owner"),
            *(day(name) for name in ("due_on", "done_on")),
            text("result", LONG),
            "plan_id INTEGER REFERENCES plan (id)",
        ),
        "CREATE INDEX drill_task_drill ON drill_task (drill_id)",
        table(
            "stopwatch_press",
            "drill_id INTEGER NOT NULL REFERENCES drill (id)",
            text("kind"),
            text("label"),
            text("pressed_at"),
            "ticks INTEGER NOT NULL",
            text("boot"),
            "present INTEGER CHECK (present >= 0)",
        ),
        "CREATE INDEX stopwatch_press_drill ON stopwatch_press (drill_id)",
    ),
)

"""Emergency plans with their versions, and risk points."""

from safetydesk.storage.migrations.migration import Migration, day, json_list, table, text

LONG = 20_000
SECTIONS = ("guiding", "principles", "command", "evacuation", "treatment", "control", "aftermath", "reporting")

PLANS = Migration(
    7,
    (
        table(
            "plan",
            text("name"),
            text("type"),
            "edition INTEGER NOT NULL CHECK (edition > 0)",
            "previous_id INTEGER REFERENCES plan (id)",
            "cause_id INTEGER REFERENCES drill (id)",
            *(text(name) for name in ("author", "approved_by")),
            *(day(name) for name in ("issued_on", "review_on")),
            *(text(name, LONG) for name in ("crises", "legal_basis")),
            *(text(name, LONG) for name in SECTIONS),
            *(f"{name}_page INTEGER CHECK ({name}_page > 0)" for name in SECTIONS),
            *(json_list(name) for name in ("steps", "briefings")),
        ),
        "CREATE UNIQUE INDEX plan_follows ON plan (previous_id) WHERE previous_id IS NOT NULL AND deleted_at IS NULL",
        table(
            "risk_point",
            text("name"),
            "place_id INTEGER REFERENCES place (id)",
            *(text(name) for name in ("category", "nature", "degree")),
            *(text(name, LONG) for name in ("consequence", "measures")),
            *(text(name) for name in ("owner", "check_every", "plan_type")),
        ),
    ),
)

"""Drills, and what is filed under which archive code."""

from safetydesk.storage.migrations.migration import Migration, day, json_list, never_deleted, table, text

CLOCK = "GLOB '[0-9][0-9]:[0-9][0-9]:[0-9][0-9]'"
COUNTS = (
    "pupils_expected", "pupils_present", "staff_expected", "staff_present", "others_expected", "others_present",
    "target", "injured", "cost",
)  # fmt: skip

DRILLS_AND_FILES = Migration(
    3,
    (
        table(
            "drill",
            text("name"),
            f"{day('held_on')} NOT NULL",
            *(text(name) for name in ("type", "form", "announced", "period")),
            "place_id INTEGER REFERENCES place (id)",
            text("route", 20000),
            *(text(name) for name in ("assembly", "commander", "plan")),
            *(json_list(name) for name in ("roles", "counts", "absent")),
            *(f"{name} INTEGER CHECK ({name} >= 0)" for name in COUNTS),
            *(f"{name} TEXT CHECK ({name} {CLOCK})" for name in ("signal_at", "assembled_at", "counted_at")),
            text("supplies", 20000),
            *(text(f"{name}_rating") for name in ("presence", "supplies", "teamwork")),
            *(text(name) for name in ("suitable", "sufficient", "summary_by")),
            *(text(name, 20000) for name in ("findings", "measures", "summary")),
            text("plan_revised"),
            *(day(name) for name in ("summary_on", "closed_on")),
        ),
        "CREATE INDEX drill_held_on ON drill (held_on)",
        table(
            "file_class",
            text("code", 8),
            text("name"),
            text("name_en"),
            text("retention"),
        ),
        never_deleted("file_class"),
        table(
            "file_item",
            text("code", 60),
            text("title"),
            text("author"),
            text("doc_no"),
            f"{day('dated')} NOT NULL",
            text("secrecy"),
            "pages INTEGER NOT NULL CHECK (pages > 0)",
            text("retention"),
            "file_class_id INTEGER NOT NULL REFERENCES file_class (id)",
            "year INTEGER",
            "number INTEGER",
            text("box"),
            text("shelf"),
            text("carrier"),
            text("filed_by"),
            day("filed_on"),
            json_list("loans"),
        ),
        "CREATE INDEX file_item_code ON file_item (code)",
        never_deleted("file_item"),
    ),
)

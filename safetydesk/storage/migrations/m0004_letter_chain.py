"""Outside units, and what letters say beyond a name: who leads, the bureau's targets, where the paper lies, an end.

New columns may be empty: the hashes of rows written before them stay true, since a hash leaves out what is empty.
"""

from safetydesk.storage.migrations.migration import ISO_DATE, Migration, day, json_list, table, text

LETTER_CHAIN = Migration(
    4,
    (
        table(
            "outside_unit",
            text("name"),
            json_list("post_ids"),
            *(day(name) for name in ("contract_from", "contract_to")),
            text("qualification", 1000),
            *(text(name) for name in ("leader", "phone", "emergency_contact", "emergency_phone")),
            "score INTEGER CHECK (score BETWEEN 0 AND 100)",
        ),
        "ALTER TABLE letter ADD COLUMN unit_id INTEGER REFERENCES outside_unit (id)",
        "ALTER TABLE letter ADD COLUMN leader TEXT CHECK (length(leader) <= 200)",
        "ALTER TABLE letter ADD COLUMN targets TEXT CHECK (json_type(targets) = 'array')",
        "ALTER TABLE letter ADD COLUMN paper_place TEXT CHECK (length(paper_place) <= 200)",
        f"ALTER TABLE letter ADD COLUMN ended_on TEXT CHECK (ended_on {ISO_DATE})",
        "ALTER TABLE letter ADD COLUMN ended_reason TEXT CHECK (length(ended_reason) <= 1000)",
        "ALTER TABLE letter_text ADD COLUMN edited INTEGER CHECK (edited IN (0, 1))",
    ),
)

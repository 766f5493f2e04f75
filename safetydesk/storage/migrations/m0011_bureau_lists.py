"""What the bureau asks for: its lists of materials, line by line, and what of the school's files answers each."""

from safetydesk.storage.migrations.migration import Migration, day, json_list, table, text

BUREAU_LISTS = Migration(
    11,
    (
        table(
            "bureau_list",
            text("name"),
            text("issued_by"),
            f"{day('from_on')} NOT NULL",
            f"{day('to_on')} NOT NULL",
            "columns TEXT NOT NULL DEFAULT '{}' CHECK (json_type(columns) = 'object')",
        ),
        table(
            "bureau_line",
            "bureau_list_id INTEGER NOT NULL REFERENCES bureau_list (id)",
            text("number", 40),
            text("title", 2000),
            text("score", 40),
            json_list("class_ids"),
            text("keywords", 400),
            json_list("item_ids"),
            text("sheet", 40),
            "row INTEGER CHECK (row > 0)",
        ),
        "CREATE INDEX bureau_line_list ON bureau_line (bureau_list_id)",
    ),
)

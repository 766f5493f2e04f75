"""History, attachments, drafts, settings and the search index."""

from safetydesk.storage.migrations.migration import Migration, table, text

AUDIT = """CREATE TABLE audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at_utc TEXT NOT NULL,
    utc_offset INTEGER NOT NULL,
    mono_ns INTEGER NOT NULL,
    boot_id TEXT NOT NULL,
    clock_flag INTEGER NOT NULL,
    app TEXT NOT NULL,
    schema INTEGER NOT NULL,
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    action TEXT NOT NULL,
    tbl TEXT NOT NULL,
    row_id INTEGER,
    batch TEXT NOT NULL,
    reason TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    row_hash BLOB,
    algo TEXT NOT NULL,
    prev BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT"""

AUDIT_TEXT = """CREATE TABLE audit_text (
    seq INTEGER PRIMARY KEY REFERENCES audit (seq),
    salt BLOB NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT"""

SEARCH_INDEX = """CREATE TABLE search_index (
    register TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    haystack TEXT NOT NULL,
    PRIMARY KEY (register, row_id)
) STRICT, WITHOUT ROWID"""

DRAFT = """CREATE TABLE draft (
    form TEXT PRIMARY KEY,
    saved_at TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT"""


def append_only(name: str) -> tuple[str, str]:
    """Triggers that let a table only grow."""
    stop = f"BEGIN SELECT RAISE(ABORT, '{name} only grows'); END"
    return (
        f"CREATE TRIGGER {name}_no_update BEFORE UPDATE ON {name} {stop}",
        f"CREATE TRIGGER {name}_no_delete BEFORE DELETE ON {name} {stop}",
    )


CORE = Migration(
    1,
    (
        AUDIT,
        *append_only("audit"),
        "CREATE INDEX audit_row ON audit (tbl, row_id)",
        "CREATE INDEX audit_batch ON audit (batch)",
        AUDIT_TEXT,
        # A lawful purge may empty old values; it may not rewrite them.
        "CREATE TRIGGER audit_text_no_delete BEFORE DELETE ON audit_text "
        "BEGIN SELECT RAISE(ABORT, 'audit_text only grows'); END",
        "CREATE TRIGGER audit_text_no_update BEFORE UPDATE ON audit_text WHEN NEW.before <> '' OR NEW.after <> '' "
        "BEGIN SELECT RAISE(ABORT, 'audit_text only grows'); END",
        table(
            "attachment",
            "register TEXT NOT NULL",
            "record_id INTEGER NOT NULL",
            "sha256 TEXT NOT NULL CHECK (length(sha256) = 64)",
            "size INTEGER NOT NULL CHECK (size > 0)",
            text("original_name", 255),
            text("media_type", 100),
            text("caption"),
            "position INTEGER NOT NULL DEFAULT 0",
            "turn INTEGER NOT NULL DEFAULT 0 CHECK (turn IN (0, 90, 180, 270))",
        ),
        "CREATE INDEX attachment_record ON attachment (register, record_id)",
        table("setting", "key TEXT NOT NULL UNIQUE", text("value", 100000)),
        DRAFT,
        SEARCH_INDEX,
    ),
)

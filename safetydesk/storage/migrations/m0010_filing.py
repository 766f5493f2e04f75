"""Where a filed item comes from, what is not to be filed, and the texts of attached files for searching.

New columns may be empty: the hashes of rows written before them stay true, since a hash leaves out what is empty.
The texts are read out of the files and can be read again at any time, so they have no history.
"""

from safetydesk.storage.migrations.migration import Migration, json_list, table, text

FILE_TEXT = """CREATE TABLE file_text (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    state TEXT NOT NULL,
    haystack TEXT NOT NULL
) STRICT, WITHOUT ROWID"""

FILING = Migration(
    10,
    (
        "ALTER TABLE file_item ADD COLUMN sources TEXT CHECK (json_type(sources) = 'array')",
        table("filing_dismissal", json_list("sources"), text("title"), text("reason", 1000)),
        "CREATE INDEX attachment_content ON attachment (sha256)",
        FILE_TEXT,
    ),
)

"""The texts of attached files in the search: read out after attaching, kept by checksum, made anew at any time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from safetydesk.intake.file_text import FileText, TextJob, read_texts, readable
from safetydesk.operations.office import Office
from safetydesk.storage.attachments import stored_path

AT_ONCE = 20
"""Files that a child reads before it is asked for the results."""


def unread(office: Office, most: int = AT_ONCE) -> list[TextJob]:
    """Attached files that may have a text and were not looked into yet, the newest first."""
    sql = (
        "SELECT a.sha256, a.original_name FROM attachment a WHERE a.deleted_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM file_text f WHERE f.sha256 = a.sha256) GROUP BY a.sha256 ORDER BY max(a.id) DESC"
    )
    found = [(sha, name) for sha, name in office.database.query(sql) if readable(name)]
    return [TextJob(sha, stored_path(office.folder, sha, name), name) for sha, name in found[:most]]


def store_texts(office: Office, texts: Sequence[FileText]) -> None:
    """Keep what was read. No history: it follows from the files."""
    sql = "INSERT OR REPLACE INTO file_text (sha256, state, haystack) VALUES (?, ?, ?)"
    with office.database.action("files.text"):
        office.database.execute_many(sql, [(text.sha256, text.state, text.text) for text in texts])


def forget_texts(office: Office) -> None:
    """Empty the index, to be made anew."""
    with office.database.action("files.text"):
        office.database.execute_many("DELETE FROM file_text WHERE sha256 <> ?", [("",)])


def read_all(office: Office, progress: Callable[[int, int], None] = lambda done, total: None) -> Counter[str]:
    """Read every file that was not read yet; counts by outcome."""
    total, counts = len(unread(office, 1_000_000)), Counter[str]()
    while jobs := unread(office):
        texts = read_texts(jobs)
        store_texts(office, texts)
        counts.update(text.state for text in texts)
        progress(counts.total(), total)
    return counts

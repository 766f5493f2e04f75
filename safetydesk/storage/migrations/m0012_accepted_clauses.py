"""Clauses of letters that somebody accepted as they stand, each with the reason: they are printed all the same."""

from safetydesk.storage.migrations.migration import Migration, table, text

ACCEPTED_CLAUSES = Migration(
    12,
    (
        table("accepted_clause", text("kind"), text("language"), text("clause", 200000), text("reason", 1000)),
        "CREATE UNIQUE INDEX accepted_clause_once ON accepted_clause (kind, language, clause) WHERE deleted_at IS NULL",
    ),
)

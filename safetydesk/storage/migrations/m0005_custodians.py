"""Who keeps the files."""

from safetydesk.storage.migrations.migration import Migration, day, table, text

CUSTODIANS = Migration(
    5,
    (table("custodian", text("name"), f"{day('from_on')} NOT NULL", day("to_on"), text("witness")),),
)

"""How whoever signed a parents' letter is related to the pupil: asked, apart from what the roster said in print."""

from safetydesk.storage.migrations.migration import Migration

SIGNER = Migration(
    6,
    ("ALTER TABLE letter ADD COLUMN signer_relation TEXT CHECK (length(signer_relation) <= 200)",),
)

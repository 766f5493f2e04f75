"""The form of a letter: only what its kind has, and room for the bureau's table of targets."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout

from safetydesk.registers.records.letters.kinds import BUREAU, OUTSIDE_UNIT, PARENT
from safetydesk.ui.form_dialog import FormDialog

OF_KIND = {
    "targets": (BUREAU.key,),
    "guardian": (PARENT.key,),
    "relation": (PARENT.key,),
    "signer_relation": (PARENT.key,),
    "unit": (OUTSIDE_UNIT.key,),
}
"""Fields that only letters of some kinds have."""
NOT_BUREAU = (
    "class_name", "dept", "post", "phone", "person", "above", "proxy", "proxy_reason", "exempt_reason", "printed_on",
    "handed_on", "level", "issued_on", "filed_on", "ended_on", "ended_reason",
)  # fmt: skip
"""What the bureau's letter to the school never has, or what is no news about it: the targets stand the higher."""
WIDE = (940, 540)
"""Room for six columns of targets, on a screen of 1093 by 614."""


class LetterForm(FormDialog):
    """The ordinary form without the fields that a letter's kind does not have."""

    def build(self) -> None:
        found = self.desk.office.database.query("SELECT kind FROM letter WHERE id = ?", [self.row_id])
        self.kind = str(found[0][0]) if found else ""
        super().build()
        if self.kind == BUREAU.key:
            self.resize(*WIDE)

    def add_row(self, rows: QFormLayout, name: str) -> None:
        bureau = self.kind == BUREAU.key
        if self.kind in OF_KIND.get(name, (self.kind,)) and not (bureau and name in NOT_BUREAU):
            super().add_row(rows, name)

"""Who signed, asked where one letter alone is marked: name, relation to the pupil, proxy with its reason."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit

from safetydesk.registers.records.letters.signature import Signature
from safetydesk.registers.reference.people import RELATIONS
from safetydesk.ui.desk import Desk


class SignatureRows:
    """Rows of a form, all empty at first: the program does not suppose who held the pen."""

    def __init__(self, desk: Desk, rows: QFormLayout) -> None:
        words = desk.words
        self.rows = rows
        self.signer, self.reason = QLineEdit(), QLineEdit()
        self.signer.setPlaceholderText(words.text("status.signer_hint"))
        self.relation = QComboBox()
        self.relation.addItem("", "")
        for value in RELATIONS.values:
            self.relation.addItem(words.term("relation", value), value)
        self.proxy = QCheckBox(words.text("status.proxy"))
        self.reason.setEnabled(False)
        self.proxy.toggled.connect(self.reason.setEnabled)
        fields = (("signer", self.signer), ("signer_relation", self.relation), ("proxy_reason", self.reason))
        for name, widget in fields:
            widget.setAccessibleName(words.text(f"field.letters.{name}"))
            if widget is self.reason:
                rows.addRow("", self.proxy)
            rows.addRow(words.text(f"field.letters.{name}"), widget)

    def ask(self, wanted: bool, parents: bool) -> None:
        """Show the rows, or hide and empty them: what is not seen is not written."""
        for widget in (self.signer, self.proxy, self.reason):
            self.rows.setRowVisible(widget, wanted)
        self.rows.setRowVisible(self.relation, parents)
        if not parents:
            self.relation.setCurrentIndex(0)
        if not wanted:
            self.signer.clear()
            self.reason.clear()
            self.proxy.setChecked(False)

    def signature(self) -> Signature:
        """What was said."""
        relation = str(self.relation.currentData() or "")
        return Signature(self.signer.text(), relation, self.proxy.isChecked(), self.reason.text())

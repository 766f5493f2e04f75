"""How everything looks: one light and one dark palette, one accent, spacing in steps of four pixels."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from safetydesk.paths import resources

INSIDE, BETWEEN, AROUND = 8, 16, 24
"""Pixels inside a group, between groups, around a page."""
ROW_HEIGHT = 28
FORM_WIDTH = 640
POINT_SIZE = 9.5


@dataclass(frozen=True)
class Colours:
    """The colours of one theme."""

    window: str
    surface: str
    text: str
    quiet: str
    """Secondary text; still 4.5:1 on the surface."""
    line: str
    accent: str
    accent_text: str
    chosen: str
    good: str
    warn: str
    bad: str


LIGHT = Colours(
    "#f4f5f7",
    "#ffffff",
    "#1d2430",
    "#56606e",
    "#d9dde3",
    "#2563a8",
    "#ffffff",
    "#dce8f6",
    "#1e7a46",
    "#8a5a00",
    "#b3261e",
)
DARK = Colours(
    "#1c2026",
    "#242932",
    "#e6e9ee",
    "#a4adba",
    "#3a414c",
    "#6ea8e8",
    "#10151c",
    "#2f4560",
    "#6cc492",
    "#e0b252",
    "#f28b82",
)


def load_fonts(folder: Path) -> str:
    """The window's font family: the system's on Windows, ours elsewhere; ours is always there for rare characters."""
    families = []
    for file in ("NotoSansSC-Regular.ttf", "LXGWWenKai-Regular.ttf"):
        families += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(folder / file)))
    return "Microsoft YaHei UI" if sys.platform == "win32" else families[0]


def apply_theme(app: QApplication, mode: str, family: str) -> Colours:
    """Dress the application; mode is light, dark or auto (as Windows says)."""
    dark = mode == "dark" or (mode == "auto" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    colours = DARK if dark else LIGHT
    app.setStyle("Fusion")
    font = QFont(family)
    font.setFamilies([family, "Noto Sans SC", "LXGW WenKai"])
    font.setPointSizeF(POINT_SIZE)
    app.setFont(font)
    app.setPalette(palette(colours))
    app.setStyleSheet(style_sheet(colours))
    return colours


def palette(colours: Colours) -> QPalette:
    """Qt's palette of a theme."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.window,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.quiet,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.accent_text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
    }
    for role, value in roles.items():
        result.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.quiet))
    return result


def style_sheet(colours: Colours) -> str:
    """What the palette cannot say, with the theme's colours put in."""
    template = Template((resources() / "theme" / "window.qss").read_text(encoding="utf-8"))
    return template.substitute(asdict(colours))

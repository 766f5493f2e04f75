"""How everything looks: one light and one dark palette, one accent, spacing in steps of four pixels."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

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
    """What the palette cannot say. Widgets are named by what they are: [quiet], [primary], [issue] …"""
    c = colours
    return f"""
    QToolBar {{ background: {c.surface}; border: 0; border-bottom: 1px solid {c.line}; spacing: 6px; padding: 4px 8px; }}
    QStatusBar {{ background: {c.surface}; border-top: 1px solid {c.line}; }}
    QStatusBar::item {{ border: 0; }}
    QTabWidget::pane {{ border: 0; border-top: 1px solid {c.line}; background: {c.window}; }}
    QTabBar::tab {{ padding: 7px 14px; margin: 0; border: 0; border-bottom: 2px solid transparent; color: {c.quiet}; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; font-weight: 600; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTableView {{ background: {c.surface}; border: 1px solid {c.line}; gridline-color: transparent;
                  selection-background-color: {c.chosen}; selection-color: {c.text}; }}
    QTableView::item {{ border-bottom: 1px solid {c.line}; padding: 0 6px; }}
    QHeaderView {{ background: {c.surface}; }}
    QHeaderView::section {{ background: {c.surface}; color: {c.text}; border: 0; border-bottom: 1px solid {c.line};
                            padding: 5px 6px; font-weight: 600; }}
    QListWidget {{ background: {c.surface}; border: 1px solid {c.line}; }}
    QListWidget[sidebar="true"] {{ background: transparent; border: 0; border-right: 1px solid {c.line}; outline: 0; }}
    QListWidget[sidebar="true"]::item {{ padding: 0 10px; }}
    QListWidget::item:selected {{ background: {c.chosen}; color: {c.text}; }}
    QLineEdit, QPlainTextEdit, QTextBrowser {{ background: {c.surface};
        border: 1px solid {c.line}; border-radius: 4px; padding: 3px 6px; min-height: 20px; }}
    QLineEdit:focus, QPlainTextEdit:focus {{ border-color: {c.accent}; }}
    QLineEdit[issue="true"], QPlainTextEdit[issue="true"] {{ border-color: {c.bad}; }}
    QPushButton {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 4px; padding: 4px 12px; min-height: 20px; }}
    QPushButton:hover {{ border-color: {c.accent}; }}
    QPushButton:focus {{ border-color: {c.accent}; }}
    QPushButton:disabled {{ color: {c.quiet}; }}
    QPushButton[primary="true"] {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent}; }}
    QPushButton[primary="true"]:disabled {{ background: {c.line}; color: {c.quiet}; border-color: {c.line}; }}
    QPushButton::menu-indicator {{ subcontrol-position: right center; subcontrol-origin: padding; right: 6px; }}
    QPushButton[menu="true"] {{ padding-right: 20px; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 3px 6px; }}
    QToolButton:hover {{ background: {c.chosen}; }}
    QPushButton[link="true"] {{ background: transparent; border: 0; padding: 1px 4px; color: {c.accent}; text-align: left; min-height: 18px; }}
    QPushButton[link="true"]:hover {{ text-decoration: underline; }}
    QPushButton[link="true"]:disabled {{ color: {c.quiet}; }}
    QLabel[quiet="true"] {{ color: {c.quiet}; }}
    QLabel[heading="true"] {{ font-size: 13pt; font-weight: 600; }}
    QLabel[section="true"] {{ font-weight: 600; }}
    QLabel[issue="true"] {{ color: {c.bad}; }}
    QLabel[warning="true"] {{ color: {c.warn}; }}
    QLabel[good="true"] {{ color: {c.good}; }}
    QFrame[card="true"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px; }}
    QProgressBar {{ border: 0; border-radius: 3px; background: {c.line}; max-height: 6px; min-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
    QScrollArea {{ border: 0; background: transparent; }}
    QMenu {{ background: {c.surface}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.chosen}; color: {c.text}; }}
    QSplitter::handle {{ background: {c.line}; width: 1px; }}
    """

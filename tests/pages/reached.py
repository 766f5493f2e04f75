"""Which parts of the program make what is printed, by its source; and which of them ran while papers were made.

A paper is a table, a form, a letter, a chart, a volume or a set of labels. Whatever builds one, and whatever begins a
PDF, is found by its code, so that a paper that nobody makes here cannot go unseen.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import FrameType

import pytest

import safetydesk

ROOT = Path(safetydesk.__file__).parent
CONTENTS = {
    "Sheet": "safetydesk.core.sheet",
    "RecordForm": "safetydesk.export.record_form.form",
    "LetterDocument": "safetydesk.export.letter.document",
    "Chart": "safetydesk.export.chain_chart",
    "Bars": "safetydesk.export.time_chart",
    "Volume": "safetydesk.export.volume.plan",
    "Fact": "safetydesk.export.labels.drawing",
}
"""What papers are written from."""
BEGINS = {"Sheets": "safetydesk.export.canvas", "Canvas": "reportlab.pdfgen.canvas"}
"""What a PDF is begun with."""
NOT_ON_PAPER = {
    "safetydesk.operations.archive.asked_sheet.section": "a sheet of the package's workbook",
    "safetydesk.export.volume.stamps.stamped": "chooses among stamps that have been put together",
}
"""What builds or writes such things for no paper of the program's own, and what it is instead."""


def builders(root: Path = ROOT) -> set[str]:
    """Functions that build what is printed, or begin a PDF, each with its module."""
    found: set[str] = set()
    for path in sorted(root.rglob("*.py")):
        module = ".".join([root.name, *path.relative_to(root).with_suffix("").parts])
        found.update(f"{module}.{name}" for name in builders_in(ast.parse(path.read_text("utf-8")), module))
    return found


def builders_in(tree: ast.Module, module: str) -> Iterator[str]:
    """Those of one module, methods by their class."""
    known = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if {**CONTENTS, **BEGINS}.get(alias.name) == node.module
    }
    known |= {name for name, home in CONTENTS.items() if home == module}
    for scope in (tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))):
        prefix = f"{scope.name}." if isinstance(scope, ast.ClassDef) else ""
        for node in scope.body:
            if isinstance(node, ast.FunctionDef) and builds(node, known):
                yield prefix + node.name


def builds(function: ast.FunctionDef, known: set[str]) -> bool:
    """Whether a function gives back, or puts together, one of these things."""
    told = names_in(function.returns) if function.returns else set()
    called = {
        call.func.id for call in ast.walk(function) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
    }
    return bool((told | called) & known)


def names_in(annotation: ast.expr) -> set[str]:
    """The names in a type."""
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}


@contextmanager
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """The functions of the program that are at work whenever something to be printed is put together."""
    seen: set[str] = set()
    for name, module in {**CONTENTS, **BEGINS}.items():
        watch(getattr(import_module(module), name), seen, monkeypatch)
    yield seen


def watch(thing: type, seen: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Note who is at work when one of these is made."""
    make = thing.__init__

    def noted(self: object, *given: object, **named: object) -> None:
        seen.update(at_work(sys._getframe(1)))
        make(self, *given, **named)

    monkeypatch.setattr(thing, "__init__", noted)


def at_work(frame: FrameType | None) -> Iterator[str]:
    """The program's functions on the stack; what a function defines inside itself counts as the function."""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith("safetydesk."):
            yield f"{module}.{frame.f_code.co_qualname.split('.<locals>')[0]}"
        frame = frame.f_back

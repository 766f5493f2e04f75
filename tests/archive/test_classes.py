"""A package of some classes only: those documents, the registers that feed them, and a page that says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from safetydesk.errors import UserError
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.check import check
from safetydesk.operations.office import Office
from safetydesk.ui.pages.files_page import FilesPage
from tests.archive.filed_school import YEAR
from tests.desks import desk_of


def volumes(root: Path) -> set[str]:
    return {path.name for path in (root / "卷").iterdir()}


def test_only_the_chosen_classes_go_along(filed: Office, tmp_path: Path) -> None:
    built = build(filed, YEAR, tmp_path / "包", classes=["A12", "A09"])
    assert check(built.path).ok
    assert volumes(built.path) == {"A09 应急演练.pdf", "A12 检查与隐患整改.pdf"}
    assert [path.name for path in (built.path / "台账").iterdir()] == ["应急演练.xlsx"]
    told = json.loads((built.path / "元数据.json").read_text(encoding="utf-8"))
    assert told["classes"] == ["A09", "A12"]
    assert {item["class_code"] for item in told["items"]} == {"A09", "A12"}
    assert "A04" not in (built.path / "index.html").read_text(encoding="utf-8")


def test_the_explanation_says_what_was_chosen_and_only_then(filed: Office, tmp_path: Path) -> None:
    part, whole = build(filed, YEAR, tmp_path / "部分", classes=["A09"]), build(filed, YEAR, tmp_path / "全部")
    chosen = "本包不是整个学年，只选了这些类目：A09 应急演练，共 2 件"
    assert chosen in (part.path / "说明.txt").read_text(encoding="utf-8-sig")
    assert "不是整个学年" not in (whole.path / "说明.txt").read_text(encoding="utf-8-sig")
    assert "classes" not in json.loads((whole.path / "元数据.json").read_text(encoding="utf-8"))


def test_a_class_that_is_not_there_is_refused(filed: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        build(filed, YEAR, tmp_path / "包", classes=["A09", "B01"])
    assert refused.value.what.id == "archive.no_class" and refused.value.what.values["code"] == "B01"
    with pytest.raises(UserError) as refused:
        build(filed, YEAR, tmp_path / "包", classes=["A16"])
    assert refused.value.what.id == "archive.nothing"
    assert not (tmp_path / "包").exists()


def test_in_the_window(
    filed: Office, tmp_path: Path, qtbot: QtBot, dressed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(filed, tmp_path)
    page = FilesPage(desk, filed.register("files"))
    qtbot.addWidget(page)
    page.choose_classes()
    dialog = page.package
    assert {code for code, box in dialog.boxes.items() if box.isEnabled()} == {"A04", "A09", "A12"}
    assert dialog.chosen() == [] and not dialog.folder.isEnabled() and not dialog.zip.isEnabled()
    dialog.boxes["A09"].click()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.folder.click()
    built = tmp_path / page.package_name(["A09"])
    assert built.name.endswith(" A09") and volumes(built) == {"A09 应急演练.pdf"}
    assert not dialog.isVisible()


def test_the_class_that_the_list_is_narrowed_to_is_ticked(
    filed: Office, tmp_path: Path, qtbot: QtBot, dressed: object
) -> None:
    page = FilesPage(desk_of(filed, tmp_path), filed.register("files"))
    qtbot.addWidget(page)
    page.filters.chosen["file_class"] = {"检查与隐患整改"}
    page.choose_classes()
    assert page.package.chosen() == ["A12"]
    page.package.reject()

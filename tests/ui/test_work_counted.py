"""What a click costs does not grow with the list: one change of what is chosen, and as many queries for ten rows as for hundreds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from safetydesk.core.filter import AnyOf
from safetydesk.ui.grid_view import GridView
from safetydesk.ui.pages.letters_page import LettersPage
from safetydesk.ui.register_page import RegisterPage
from safetydesk.ui.sheet_model import SheetModel
from tests.bench import handlers
from tests.ui.clerk import Clerk, column, only

FEW, MANY = 40, 440


@dataclass
class Work:
    """What was done meanwhile."""

    changes: int = 0
    """Changes of what is chosen."""
    queries: list[str] = field(default_factory=list)
    asked: int = 0
    """How often Qt asked the model whether a cell may be chosen."""


@contextmanager
def counted(clerk: Clerk, page: RegisterPage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    """Count until the window is still."""
    work, database = Work(), clerk.desk.office.database
    plain, flags = database.query, SheetModel.flags

    def query(sql: str, params: object = ()) -> object:
        work.queries.append(sql)
        return plain(sql, params)  # type: ignore[arg-type]

    def asked(model: SheetModel, index: object) -> object:
        work.asked += 1
        return flags(model, index)  # type: ignore[arg-type]

    def changed(*_: object) -> None:
        work.changes += 1

    page.grid.selectionModel().selectionChanged.connect(changed)
    with monkeypatch.context() as patch:
        patch.setattr(database, "query", query)
        patch.setattr(SheetModel, "flags", asked)
        yield work
        QApplication.processEvents()
    page.grid.selectionModel().selectionChanged.disconnect(changed)


def places(clerk: Clerk, count: int) -> RegisterPage:
    """The page of places with so many rows."""
    rows = [{"name": f"{number:04}", "building": f"{number % 7}", "floors": 4} for number in range(count)]
    with clerk.desk.office.database.action("test.places") as action:
        action.insert_many("place", rows)
    page = clerk.open_page("places")
    QApplication.processEvents()
    return page


def click_header(clerk: Clerk, page: RegisterPage, visual: int = 1) -> None:
    """A click on a column's heading."""
    header = page.grid.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(header.logicalIndex(visual)) + 8, header.height() // 2)
    clerk.bot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def choose_all(clerk: Clerk, page: RegisterPage) -> None:
    """Ctrl+A."""
    page.grid.setFocus()
    clerk.bot.keyClick(page.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def undo(clerk: Clerk, page: RegisterPage) -> None:
    """Take the last save back."""
    clerk.window.undo_stack.undo()


def save(clerk: Clerk, page: RegisterPage) -> None:
    """One cell, the list staying as it is."""
    page.grid.write({(0, 2): str(9 - int(page.model.text(0, 2)) % 2)})


def rename(clerk: Clerk, page: RegisterPage) -> None:
    """A save that moves a row to the end: the list is read anew."""
    page.grid.write({(0, 0): "9999"})


def choose_by_id(clerk: Clerk, page: RegisterPage) -> None:
    """Every other row, as another page points at them."""
    page.grid.choose_ids(set(page.model.ids[::2]))


def narrow(clerk: Clerk, page: RegisterPage) -> None:
    """What a filter leaves of what is chosen stays chosen."""
    page.filters.pin(AnyOf("building", ("3", "")))


ACTIONS: dict[str, tuple[Callable[[Clerk, RegisterPage], None], int]] = {
    "sort": (click_header, 1),
    "choose all": (choose_all, 0),
    "list": (lambda clerk, page: page.list_again(), 1),
    "save": (save, 0),
    "save and move": (rename, 1),
    "undo": (undo, 0),
    "choose by id": (choose_by_id, 1),
    "filter": (narrow, 1),
}
"""With how many changes of what is chosen, every row being chosen before."""


def work_of(clerk: Clerk, page: RegisterPage, name: str, monkeypatch: pytest.MonkeyPatch) -> Work:
    """What an action does on a list that is chosen as a whole."""
    if name == "undo":
        save(clerk, page)
    choose_all(clerk, page)
    QApplication.processEvents()
    with counted(clerk, page, monkeypatch) as work:
        ACTIONS[name][0](clerk, page)
    return work


@pytest.mark.parametrize("name", ACTIONS)
def test_no_action_costs_more_on_a_longer_list(newcomer: Clerk, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = places(newcomer, FEW)
    few = work_of(newcomer, page, name, monkeypatch)
    page.filters.clear()
    with newcomer.desk.office.database.action("test.more") as action:
        action.insert_many("place", [{"name": f"{n:04}x", "building": "", "floors": 4} for n in range(MANY)])
    many = work_of(newcomer, page, name, monkeypatch)
    assert len(page.model.ids) > 100
    assert few.changes == many.changes == ACTIONS[name][1]
    assert len(many.queries) == len(few.queries)
    assert many.asked <= few.asked + 50


def test_a_click_on_a_heading_sorts_and_leaves_what_is_chosen(newcomer: Clerk) -> None:
    page = places(newcomer, FEW)
    newcomer.select(page.grid, 3, 0, 5)
    chosen = page.grid.chosen_ids()
    click_header(newcomer, page)
    assert page.model.query.order == ("building",) and set(page.grid.chosen_ids()) == set(chosen) and len(chosen) == 3
    click_header(newcomer, page)
    assert page.model.query.order == ("-building",) and set(page.grid.chosen_ids()) == set(chosen)


def test_rows_apart_are_chosen_counted_and_named_in_order(newcomer: Clerk) -> None:
    page = places(newcomer, FEW)
    wanted = [page.model.ids[row] for row in (2, 3, 4, 9, 20, 21)]
    page.grid.choose_ids(set(wanted))
    assert page.grid.chosen_ids() == wanted and page.grid.chosen_spans() == [range(2, 5), range(9, 10), range(20, 22)]
    assert newcomer.say("grid.total_chosen", n=FEW, chosen=6) == page.totals.text()
    newcomer.bot.keySequence(page.grid, "Ctrl+C")
    assert len(QApplication.clipboard().text().splitlines()) == 20, "from the first row to the last, as in Excel"


def test_a_page_out_of_sight_looks_when_it_is_shown_again(newcomer: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = places(newcomer, FEW)
    newcomer.open_tab("overview")
    with counted(newcomer, page, monkeypatch) as work, newcomer.desk.office.database.action("test.place") as action:
        action.insert("place", {"name": "a new one"})
    assert not [sql for sql in work.queries if 'SELECT t.id FROM "place"' in sql]
    newcomer.open_page("places")
    assert "a new one" in column(only(newcomer.window, GridView), newcomer.say("field.places.name"))
    assert len(page.model.ids) == FEW + 1


def test_another_year_is_listed_when_the_page_is_shown_again(clerk: Clerk) -> None:
    page = clerk.open_page("letters")
    assert page.model.ids
    clerk.open_tab("overview")
    clerk.desk.year_choice.choose(clerk.desk.year - 5)
    clerk.open_page("letters")
    assert page.model.ids == [] and isinstance(page, LettersPage) and page.board.year == clerk.desk.year
    assert {tally.made for tally in page.board.tallies.values()} == {0}


def test_the_board_is_counted_after_a_save_and_not_at_each_listing(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = clerk.open_page("letters")
    assert isinstance(page, LettersPage)
    counts: list[int] = []
    refresh = page.board.refresh
    monkeypatch.setattr(page.board, "refresh", lambda: (counts.append(1), refresh()))
    page.list_again()
    page.filters.follow()
    assert counts == []
    with clerk.desk.office.database.action("test.letter") as action:
        action.update("letter", page.model.ids[0], {"note": "x"})
    assert counts == [1]


def test_the_tour_that_is_run_by_hand_still_finds_its_way(
    demo_root: Path, dressed: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(handlers, "SETTLED", 0.02)
    monkeypatch.setattr(handlers, "BOUND", 1_000_000)
    assert handlers.main(["--data", str(demo_root), "--pages", "people", "--rows", "200"]) == 0
    told = capsys.readouterr().out
    wanted = (
        "sort",
        "search",
        "filter",
        "select all",
        "sort, all chosen",
        "save, all chosen",
        "undo, all chosen",
        "tab back",
    )
    assert all(re.search(rf"^people +{name} ", told, re.MULTILINE) for name in wanted), told
    assert re.search(r"^letters, all years +save, all chosen ", told, re.MULTILINE)

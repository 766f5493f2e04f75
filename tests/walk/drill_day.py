"""A whole drill day: the year planned, a day moved, the stopwatch, the record, what follows from it, the papers."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from safetydesk.operations.demo.pictures import draw_photo
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.ui.pages.drill_form import DrillForm
from safetydesk.ui.pages.drill_papers.photos_dialog import PhotosDialog
from safetydesk.ui.pages.drill_year.calendar_dialog import CalendarDialog
from safetydesk.ui.pages.drill_year.plan_dialog import PlanYearDialog
from safetydesk.ui.pages.drill_year.stopwatch_dialog import StopwatchDialog
from safetydesk.ui.pages.drills_page import DrillsPage
from safetydesk.ui.preview_dialog import PreviewDialog
from tests.printer import print_now
from tests.ui.clerk import Clerk

if TYPE_CHECKING:
    from tests.walk.test_september import Story

DAY = date(2026, 9, 15)
REPORTS = ("101 {0}", "102 {0}")


def drill_day(story: Story, clerk: Clerk) -> None:
    """From the plan of the year to the closed record and its task."""
    story.clock.go_to(date(2026, 9, 8))
    page = clerk.open_page("drills")
    assert isinstance(page, DrillsPage)
    place = clerk.desk.office.records.save_texts(clerk.desk.office.register("places"), [(None, {"name": "教学楼"})])
    assert not place.refused
    drill_id = plan_the_year(story, clerk, page)
    story.clock.go_to(DAY)
    roll_calls(story, clerk, page, drill_id)
    time_it(story, clerk, page, drill_id)
    write_it_down(story, clerk, page)
    make_a_task(story, clerk, page, drill_id)
    print_papers(story, clerk, page)


def plan_the_year(story: Story, clerk: Clerk, page: DrillsPage) -> int:
    """The year in one step; September's drill is put on the fifteenth with the keyboard."""
    clerk.press("drills_page.calendar")
    calendar = clerk.dialog(CalendarDialog)
    clerk.press("drill_calendar.plan_year", calendar)
    planning = clerk.dialog(PlanYearDialog)
    planning.commander.setText("万俟舟")
    story.picture(planning, "plan-year")
    clerk.press("drill_calendar.write_down", planning)
    QTest.keyClick(calendar.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    while calendar.view.day != DAY:
        step = Qt.Key.Key_Right if calendar.view.day < DAY else Qt.Key.Key_Left
        QTest.keyClick(calendar.view, step, Qt.KeyboardModifier.AltModifier)
    story.picture(calendar, "calendar")
    calendar.reject()
    rows = clerk.desk.office.database.query("SELECT id FROM drill WHERE held_on = ?", [DAY.isoformat()])
    assert len(rows) == 1
    return int(rows[0][0])


def roll_calls(story: Story, clerk: Clerk, page: DrillsPage, drill_id: int) -> None:
    """The sheets that the teachers take along."""
    page.grid.choose_ids({drill_id})
    clerk.pick("grid.print", "drills_page.roll_call")
    preview = clerk.dialog(PreviewDialog)
    story.picture(preview, "roll-call")
    print_now(preview)
    preview.accept()
    story.bot.waitUntil(lambda: not preview.isVisible())


def time_it(story: Story, clerk: Clerk, page: DrillsPage, drill_id: int) -> None:
    """Alarm, two classes typed, the others pressed, all out, all counted; into the record."""
    page.grid.choose_ids({drill_id})
    clerk.press("drills_page.stopwatch")
    watch = clerk.dialog(StopwatchDialog)
    clerk.bot.mouseClick(watch.steps["alarm"], Qt.MouseButton.LeftButton)
    names = list(watch.classes.expected)
    for name in names:
        story.clock.moment += timedelta(seconds=1)
        watch.entry.setText(f"{name} {watch.classes.expected[name]}")
        QTest.keyClick(watch.entry, Qt.Key.Key_Return)
    for step in ("out", "counted"):
        clerk.bot.mouseClick(watch.steps[step], Qt.MouseButton.LeftButton)
    story.picture(watch, "stopwatch")
    assert len(watch.found) == len(names) + 3
    watch.accept()


def write_it_down(story: Story, clerk: Clerk, page: DrillsPage) -> None:
    """The figures are there already; staff by department, findings, photos and the summary are hers."""
    form = page.form
    assert isinstance(form, DrillForm)
    assert form.editors["pupils_present"].read() == form.editors["pupils_expected"].read() != ""
    clerk.press("drills_page.fill_departments", form)
    form.staff.show_rows([{**row, "present": row["expected"]} for row in form.staff.rows()])
    form.add_up_staff()
    texts = {
        "injured": "0", "findings": "二楼东侧楼梯口短暂拥挤。", "measures": "楼梯口增设引导教师。", "plan_revised": "是",
        "summary": "各班按路线撤离，达到预期目的。", "summary_by": "万俟舟", "summary_on": DAY.isoformat(),
    }  # fmt: skip
    for name, text in texts.items():
        form.editors[name].show(text)
    photos = [story.root / f"photo{number}.jpg" for number in range(2)]
    for number, photo in enumerate(photos):
        draw_photo(photo, Random(number), "疏散演练")
    strip = form.strip
    assert strip is not None
    strip.add(photos)
    story.bot.waitUntil(
        lambda: clerk.desk.office.database.query("SELECT count(*) FROM attachment WHERE register = 'drills'") == [(2,)]
    )
    story.picture(form, "drill-form")
    if not form.save():
        assert form.save(), "a hint is passed over by saving again"


def make_a_task(story: Story, clerk: Clerk, page: DrillsPage, drill_id: int) -> None:
    """What was found becomes somebody's task; then the drill is closed."""
    page.grid.choose_ids({drill_id})
    clerk.press("drills_page.make_task")
    assert page.task is not None
    story.picture(page.task, "drill-task")
    assert page.task.save()
    page.grid.choose_ids({drill_id})
    page.close_chosen()
    row = clerk.desk.office.records.read(DRILLS, drill_id)
    assert row["closed_on"] == DAY and row["pupils_present"] > 0 and row["signal_at"] is not None
    story.picture(clerk.window, "drills")


def print_papers(story: Story, clerk: Clerk, page: DrillsPage) -> None:
    """The record and the table of the year."""
    for paper in ("record", "year_table"):
        clerk.pick("grid.print", f"drills_page.{paper}")
        if paper == "record":
            photos = clerk.dialog(PhotosDialog)
            story.picture(photos, "photos-to-a-page")
            photos.keep()
        preview = clerk.dialog(PreviewDialog)
        story.picture(preview, paper.replace("_", "-"))
        print_now(preview)
        preview.accept()
        story.bot.waitUntil(lambda preview=preview: not preview.isVisible())

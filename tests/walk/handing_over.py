"""The last day: the files go to a successor, with a list to sign, a package that proves itself, and a backup to begin from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pypdfium2

from safetydesk.operations.archive.check import check
from safetydesk.operations.office import Office
from safetydesk.registers.files.custodians import custodian_on
from safetydesk.storage.history import chain_faults, chain_head
from safetydesk.ui.pages.custodians_page import CustodiansPage, HandOverDialog
from safetydesk.ui.preview_dialog import PreviewDialog
from tests.printer import print_now
from tests.ui.clerk import Clerk

if TYPE_CHECKING:
    from tests.walk.test_september import Story

FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)
CLERK, SUCCESSOR, WITNESS = "钟晓梅", "上官文静", "万俟舟"


def custodian_begins(story: Story, clerk: Clerk) -> None:
    """The clerk writes herself down as the one who keeps the files."""
    page = clerk.open_page("custodians")
    clerk.press("grid.new")
    form = page.form
    assert form is not None
    form.editors["name"].show(CLERK)
    form.editors["from_on"].show(FIRST.isoformat())
    assert form.save()
    assert custodian_on(clerk.desk.office.database, FIRST) is not None


def files_are_handed_over(story: Story, clerk: Clerk) -> str:
    """Names and the day, then the list; returns what the list says of the history's state."""
    story.clock.go_to(LAST)
    page = clerk.open_page("custodians")
    assert isinstance(page, CustodiansPage)
    clerk.press("handing_over.button")
    dialog = clerk.dialog(HandOverDialog)
    dialog.taker.show(SUCCESSOR)
    dialog.witness.show(WITNESS)
    story.picture(dialog, "hand-over")
    clerk.press("handing_over.go", dialog)
    preview = clerk.dialog(PreviewDialog)
    story.picture(preview, "hand-over-list")
    print_now(preview)
    preview.accept()
    story.bot.waitUntil(lambda: not preview.isVisible())
    story.picture(clerk.window, "custodians")
    text = "".join(read(clerk.desk.office).split())
    assert all(name in text for name in (CLERK, SUCCESSOR, WITNESS, LAST.isoformat()))
    return text


def read(office: Office) -> str:
    """What is printed on the list."""
    document = pypdfium2.PdfDocument(office.folder.work / "hand-over.pdf")
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def successor_begins(story: Story, office: Office, clerk: Clerk, listed: str) -> None:
    """On the restored data: who keeps the files now, the same history as on paper, and the package on the stick."""
    found = custodian_on(office.database, LAST)
    assert found is not None and found[1] == SUCCESSOR
    times = office.database.query("SELECT name, from_on, to_on, witness FROM custodian ORDER BY from_on, id")
    assert times == [(CLERK, str(FIRST), str(LAST), WITNESS), (SUCCESSOR, str(LAST), None, WITNESS)]
    assert list(chain_faults(office.database)) == []
    heads = office.database.query("SELECT seq, hash FROM audit ORDER BY seq")
    proved = [seq for seq, head in heads if head.hex() in listed]
    assert len(proved) == 1 and proved[0] < chain_head(office.database)[0]
    packages = [page.parent for page in story.stick.glob("*/index.html")]
    assert [check(path).ok for path in packages] == [True]
    clerk.open_page("custodians")
    story.picture(clerk.window, "successor-custodians")

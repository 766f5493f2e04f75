"""Whoever keeps the files: one at a time, and handing over ends in a list that both sign."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from safetydesk.core.issue import Refused
from safetydesk.core.records import Entry
from safetydesk.errors import UserError
from safetydesk.operations.archive.handing_over import hand_over, write_hand_over
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.files.custodians import CUSTODIANS, custodian_on
from safetydesk.storage import backup
from safetydesk.storage.history import of_row
from tests.archive.filed_school import file_paper, name_school

DAY = date(2026, 9, 3)


@pytest.fixture
def kept(office: Office) -> Office:
    """A school whose files are kept by somebody since 2020."""
    name_school(office)
    office.records.save(CUSTODIANS, Entry({"name": "单小满", "from_on": date(2020, 9, 1)}))
    file_paper(office, "A04", "责任书", date(2026, 3, 1), [], pages=4, year=2026)
    file_paper(office, "A04", "公约", date(2026, 3, 1), [], pages=6, year=2026, box="7")
    return office


def times(office: Office) -> list[tuple[str, str, str | None]]:
    return office.database.query("SELECT name, from_on, to_on FROM custodian WHERE deleted_at IS NULL ORDER BY from_on")


def test_handing_over_ends_one_time_and_begins_the_next(kept: Office) -> None:
    given = hand_over(kept, " 万俟舟 ", DAY, "校长")
    assert (given.giver, given.taker) == ("单小满", "万俟舟")
    assert times(kept) == [("单小满", "2020-09-01", "2026-09-03"), ("万俟舟", "2026-09-03", None)]
    assert [custodian_on(kept.database, day) for day in (date(2026, 9, 2), DAY)] == [(1, "单小满"), (2, "万俟舟")]


def test_handing_over_is_taken_back_as_one(kept: Office) -> None:
    hand_over(kept, "万俟舟", DAY)
    take_back(kept.database, of_row(kept.database, "custodian", 1)[-1].batch)
    assert times(kept) == [("单小满", "2020-09-01", None)]


@pytest.mark.parametrize(
    ("day", "field"), [(date(2026, 9, 8), "to_on"), (date(2020, 8, 31), None)], ids=["tomorrow", "before"]
)
def test_a_day_that_cannot_be_changes_nothing(kept: Office, day: date, field: str | None) -> None:
    with pytest.raises(UserError) as refused:
        hand_over(kept, "万俟舟", day)
    if field:
        assert isinstance(refused.value, Refused) and field in {issue.field for issue in refused.value.issues}
    assert times(kept) == [("单小满", "2020-09-01", None)]


def test_the_same_person_and_nobody_are_refused(kept: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="same"):
        hand_over(kept, "单小满", DAY)
    with pytest.raises(Refused):
        hand_over(kept, "  ", DAY)
    assert len(times(kept)) == 1


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        ("2015-01-01", "2020-09-01", True),
        ("2015-01-01", "2020-09-02", False),
        ("2015-01-01", None, False),
        ("2021-01-01", "2021-02-01", False),
    ],
)
def test_two_at_a_time_are_refused(kept: Office, first: str, last: str | None, fits: bool) -> None:
    texts = {"name": "万俟舟", "from_on": first, "to_on": last or ""}
    stored = kept.records.save_texts(CUSTODIANS, [(None, texts)])
    assert bool(stored.ids) is fits


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_list_says_what_there_is_and_where_the_history_stands(kept: Office, tmp_path: Path, language: str) -> None:
    kept.settings.put("paper_language", language)
    backup.create(kept.database)
    given = hand_over(kept, "万俟舟", DAY, "校长")
    seq, head = kept.database.chain_head()
    out = tmp_path / "交接.pdf"
    write_hand_over(kept, given, out)
    document = pypdfium2.PdfDocument(out)
    text = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)
    document.close()
    for part in ("单小满", "万俟舟", "校长", "A04", "0001—0002", "10", "2026-09-03", head.hex(), str(seq)):
        assert part in text, part
    assert ("移交人" in text) == (language == "zh_CN")


def test_from_the_command_line(kept: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from safetydesk.cli.archive import hand_over_files
    from safetydesk.cli.arguments import parser
    from safetydesk.cli.console import Console

    words = [
        "archive",
        "hand-over",
        "--to",
        "万俟舟",
        "--date",
        "2026-09-03",
        "--out",
        str(tmp_path / "x.pdf"),
        "--json",
    ]
    options = parser(kept.paper).parse_args(words)
    assert hand_over_files(kept, options, Console(kept.paper, True)) == 0
    assert '"to": "万俟舟"' in capsys.readouterr().out and (tmp_path / "x.pdf").exists()

"""What was closed, signed or approved is proposed for filing once, filled in, and filed in one step."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from safetydesk.cli.arguments import parser
from safetydesk.cli.console import Console
from safetydesk.cli.run import COMMANDS
from safetydesk.clock import FixedClock
from safetydesk.core.records import Entry
from safetydesk.errors import Cancelled, UserError, message
from safetydesk.intake.loose_file import page_count
from safetydesk.operations.attaching import attach, attached, store_all
from safetydesk.operations.closing import close, reopen
from safetydesk.operations.filing.confirm import Filed, dismiss, file_drafts
from safetydesk.operations.filing.draft import Draft, file_classes
from safetydesk.operations.filing.papers import count_forms, prepare_forms, store_papers, sweep_forms, write_forms
from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.registers.files.items.numbering import gaps
from safetydesk.registers.files.items.register import FILES
from safetydesk.registers.records.drills.register import DRILLS
from safetydesk.registers.records.letters.kinds import BUREAU, CONVENTION, LETTER_KINDS, PARENT, STAFF
from safetydesk.registers.records.letters.signing import make_void
from safetydesk.registers.records.plans.register import PLANS
from safetydesk.storage.verify import verify
from tests.archive.filed_school import write_paper
from tests.conftest import CHINA
from tests.drills.conftest import record
from tests.letters.small_school import FIRST_CLASS, issue_now, sign_today
from tests.plans.test_versions import FIRE


def drilled(office: Office) -> int:
    """A drill that is told and closed."""
    assert record(office) == {}
    row_id = int(office.database.query("SELECT max(id) FROM drill")[0][0])
    close(office, DRILLS, [row_id])
    return row_id


def photo(path: Path) -> Path:
    Image.new("RGB", (64, 48), "red").save(path)
    return path


def file_all(office: Office) -> Filed:
    drafts = write_forms(prepare_forms(office, waiting(office)))
    return file_drafts(office, drafts, store_papers(office.folder, drafts))


def of_kind(office: Office, register: str) -> list[Draft]:
    return [draft for draft in waiting(office) if draft.register == register]


def codes(office: Office) -> dict[int, str]:
    return {one.id: one.code for one in file_classes(office)}


def test_nothing_waits_in_a_new_school(office: Office) -> None:
    assert waiting(office) == []


def test_a_drill_waits_from_its_closing_on(office: Office) -> None:
    assert record(office) == {}
    assert waiting(office) == []
    close(office, DRILLS, [1])
    (draft,) = waiting(office)
    assert (draft.title, draft.author, draft.dated) == ("九月疏散演练记录（2026-09-04）", "万俟舟", date(2026, 9, 4))
    assert (codes(office)[draft.class_id or 0], draft.retention, draft.sources) == ("A09", "10年", ("drills/1",))


def test_the_school_s_own_retention_is_taken(office: Office) -> None:
    drilled(office)
    with office.database.action("test.class") as action:
        action.update("file_class", 9, {"retention": "永久"})
    assert waiting(office)[0].retention == "永久"


def test_pages_are_those_printed_and_those_of_other_files(office: Office, tmp_path: Path) -> None:
    row_id = drilled(office)
    (alone,) = write_forms(prepare_forms(office, waiting(office)))
    reopen(office, DRILLS, row_id, "补附件")
    attach(office, DRILLS, row_id, store_all(office.folder, [write_paper(tmp_path / "方案.pdf", "方案", 3)]))
    close(office, DRILLS, [row_id])
    (draft,) = write_forms(prepare_forms(office, waiting(office)))
    assert alone.pages and draft.pages == alone.pages + 3


def test_the_item_has_the_printed_record_and_the_drill_s_files(office: Office, tmp_path: Path) -> None:
    row_id = drilled(office)
    reopen(office, DRILLS, row_id, "补照片")
    attach(office, DRILLS, row_id, store_all(office.folder, [photo(tmp_path / "照片.png")]))
    close(office, DRILLS, [row_id])
    (item,) = file_all(office).ids.values()
    sweep_forms(office)
    files = attached(office, FILES, [item])
    assert [file.name for file in files] == ["九月疏散演练记录（2026-09-04）.pdf", "照片.png"]
    assert all(file.path.exists() for file in files) and not list(office.folder.work.glob("filing/*.pdf"))
    values = office.records.read(FILES, item)
    assert values["carrier"] == "双套" and values["code"] == "WS·2026-D10-A09-0001"
    assert verify(office.database, office.folder).ok


def test_nothing_is_proposed_twice_and_undo_brings_it_back(school: Office) -> None:
    drilled(school)
    sign_today(school, *issue_now(school, STAFF).ids)
    before = [draft.key for draft in waiting(school)]
    filed = file_all(school)
    assert list(filed.ids) == before and not filed.refused and waiting(school) == []
    take_back(school.database, filed.batch)
    assert [draft.key for draft in waiting(school)] == before
    assert gaps(school.database) == [] and verify(school.database, school.folder).ok


def test_what_is_thrown_away_is_proposed_again(office: Office) -> None:
    drilled(office)
    (item,) = file_all(office).ids.values()
    office.records.trash(FILES, [item], "错")
    assert len(waiting(office)) == 1


def test_a_draft_that_was_filed_meanwhile_is_refused(office: Office) -> None:
    drilled(office)
    drafts = write_forms(prepare_forms(office, waiting(office)))
    file_drafts(office, drafts)
    again = file_drafts(office, drafts)
    assert again.ids == {} and [issue.message.id for issue in again.refused[drafts[0].key]] == ["filing.settled"]


def test_what_lacks_pages_is_named_and_the_others_are_filed(office: Office) -> None:
    drilled(office)
    record(office, name="第二次")
    close(office, DRILLS, [2])
    first, second = waiting(office)
    (counted,) = write_forms(prepare_forms(office, [second]))
    filed = file_drafts(office, [first, counted])
    assert list(filed.ids) == [second.key]
    assert [issue.field for issue in filed.refused[first.key]] == ["pages"]


def test_a_form_that_no_face_can_print_is_left_out_and_its_pages_are_asked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    drilled(office)
    jobs = prepare_forms(office, waiting(office))

    def unprintable(*_: object) -> int:
        raise UserError(message("page.unprintable", n=1, people="甲"))

    monkeypatch.setattr("safetydesk.export.record_form.writer.refuse_unprintable", unprintable)
    for made in (write_forms(jobs), count_forms(jobs)):
        assert [(draft.pages, draft.papers) for draft in made] == [(None, ())]


def test_pages_are_counted_without_writing_and_are_those_that_are_written(school: Office) -> None:
    """Each kind of letter, a drill and a plan; names of other lengths, a letter that runs over onto a second page."""
    drilled(school)
    school.records.save(PLANS, Entry({**FIRE, "guiding": "生命第一" * 1200, "approved_by": "李梅"}))
    for kind in LETTER_KINDS:
        sign_today(school, *issue_now(school, kind).ids)
    jobs = prepare_forms(school, waiting(school))
    counted = count_forms(jobs)
    assert not list(school.folder.work.glob("filing/*.pdf")) and all(not draft.papers for draft in counted)
    written = write_forms(jobs)
    assert [draft.pages for draft in counted] == [draft.pages for draft in written] and None not in counted
    assert len({draft.pages for draft in counted}) > 2
    assert [page_count(draft.papers[0]) for draft in written] == [draft.pages for draft in counted]


def test_forms_of_all_drafts_are_read_at_once(school: Office) -> None:
    """However many wait, a register is asked the same number of times: the window stands still meanwhile."""
    for kind in LETTER_KINDS:
        sign_today(school, *issue_now(school, kind).ids)
    drafts = of_kind(school, "letters")
    asked: list[str] = []
    plain = school.database.query
    school.database.query = lambda sql, params=(): (asked.append(sql), plain(sql, params))[1]  # type: ignore[method-assign]
    prepare_forms(school, drafts[:2])
    few = len(asked)
    prepare_forms(school, drafts)
    assert len(drafts) > 5 and len(asked) == 2 * few


def test_cancel_is_heard_between_two_forms(office: Office) -> None:
    drilled(office)
    with pytest.raises(Cancelled):
        write_forms(prepare_forms(office, waiting(office)), cancelled=lambda: True)


def test_what_is_not_to_be_filed_stays_away_with_its_reason(office: Office) -> None:
    drilled(office)
    with pytest.raises(UserError, match="reason_needed"):
        dismiss(office, waiting(office), "  ")
    batch = dismiss(office, waiting(office), "已在纸质卷中")
    assert waiting(office) == []
    assert office.database.query("SELECT reason FROM filing_dismissal") == [("已在纸质卷中",)]
    take_back(office.database, batch)
    assert len(waiting(office)) == 1


def test_parents_letters_of_a_class_are_one_item(school: Office) -> None:
    ids = issue_now(school, PARENT).ids
    sign_today(school, *ids)
    first, second = of_kind(school, "letters")
    assert first.title == f"2026—2027学年{FIRST_CLASS}家长责任书（3份）" and "（2份）" in second.title
    assert first.doc_no == "ZR-2026-JZ-0001—ZR-2026-JZ-0003" and len(first.sources) == 3
    (counted, _) = write_forms(prepare_forms(school, [first, second]))
    assert counted.pages == 3, "each on one page"


def test_a_class_waits_for_its_last_letter_a_month_and_later_ones_are_a_supplement(school: Office) -> None:
    ids = issue_now(school, PARENT).ids
    sign_today(school, *ids[:2])
    assert of_kind(school, "letters") == []
    school.records.clock = school.database.clock = FixedClock(datetime(2026, 10, 8, 9, tzinfo=CHINA))
    late = Office(school.folder, school.database.clock, *rest(school))
    (draft,) = of_kind(late, "letters")
    assert "（2份）" in draft.title
    file_all(late)
    sign_today(late, ids[2])
    (rest_of_it,) = of_kind(late, "letters")
    assert rest_of_it.title == f"2026—2027学年{FIRST_CLASS}家长责任书补交（1份）" and len(rest_of_it.sources) == 1


def rest(office: Office) -> tuple[object, ...]:
    return (office.database, office.registers, office.records, office.search, office.settings)


def test_a_void_letter_holds_nothing_up(school: Office) -> None:
    ids = issue_now(school, PARENT).ids
    sign_today(school, *ids[:2])
    make_void(school.database, ids[2:3], "转学")
    assert "（2份）" in of_kind(school, "letters")[0].title


def test_other_letters_are_one_item_each_and_the_bureau_s_is_kept_longer(school: Office, tmp_path: Path) -> None:
    for kind in (STAFF, CONVENTION, BUREAU):
        sign_today(school, *issue_now(school, kind).ids)
    drafts = of_kind(school, "letters")
    assert len(drafts) == 6 + 2 + 1 and all(len(draft.sources) == 1 for draft in drafts)
    kept = {draft.retention for draft in drafts if "目标责任书" in draft.title}
    assert kept == {"30年"}
    assert f"2026—2027学年学生安全公约（{FIRST_CLASS}）" in [draft.title for draft in drafts]


def test_a_signed_scan_takes_the_place_of_the_printed_letter(school: Office, tmp_path: Path) -> None:
    ids = issue_now(school, STAFF).ids
    attach(school, school.register("letters"), ids[0], store_all(school.folder, [write_paper(tmp_path / "扫描.pdf", "签字页", 2)]))  # fmt: skip
    sign_today(school, ids[0])
    (draft,) = write_forms(prepare_forms(school, of_kind(school, "letters")))
    assert (draft.pages, draft.papers, draft.carrier) == (2, (), "双套")
    (item,) = file_drafts(school, [draft]).ids.values()
    assert [file.name for file in attached(school, FILES, [item])] == ["扫描.pdf"]


def test_a_plan_waits_once_it_is_approved(office: Office, tmp_path: Path) -> None:
    row_id = office.records.save(PLANS, Entry({**FIRE, "guiding": "生命第一" * 400}))
    assert waiting(office) == []
    office.records.save(PLANS, Entry({"approved_by": "李梅"}, row_id))
    (draft,) = waiting(office)
    assert (draft.title, draft.author, draft.pages) == ("火灾应急预案（第1版）", "王强", None)
    (counted,) = write_forms(prepare_forms(office, [draft]))
    assert counted.pages == 2 and len(counted.papers) == 1
    assert codes(office)[draft.class_id or 0] == "A08"
    attach(office, PLANS, row_id, store_all(office.folder, [write_paper(tmp_path / "预案.pdf", "预案", 5)]))
    (counted,) = write_forms(prepare_forms(office, waiting(office)))
    assert (counted.pages, counted.papers) == (5, ())


def test_a_class_that_was_given_up_is_for_the_clerk_to_say(office: Office) -> None:
    drilled(office)
    with office.database.action("test.class") as action:
        action.update("file_class", 9, {"code": "B09"})
    (draft,) = write_forms(prepare_forms(office, waiting(office)))
    assert draft.class_id is None and list(file_drafts(office, [draft]).refused) == [draft.key]


def test_titles_are_in_the_language_of_paper(school: Office) -> None:
    school.settings.put("paper_language", "en")
    sign_today(school, *issue_now(school, PARENT).ids)
    assert of_kind(school, "letters")[0].title.endswith("(3 letters)")


def test_one_school_year_can_be_asked_for(office: Office) -> None:
    drilled(office)
    assert waiting(office, 2025) == [] and len(waiting(office, 2026)) == 1


def test_from_the_command_line(school: Office, capsys: pytest.CaptureFixture[str]) -> None:
    drilled(school)
    sign_today(school, *issue_now(school, STAFF).ids)

    def command(*words: str) -> tuple[int, Any]:
        options = parser(school.paper).parse_args(["archive", *words, "--json"])
        code = COMMANDS["archive", words[0]](school, options, Console(school.paper, True))
        return code, json.loads(capsys.readouterr().out)

    code, listed = command("propose", "--year", "2026")
    assert code == 0 and len(listed) == 7 and all(item["pages"] for item in listed)
    assert listed[0]["class"] == "A09" and listed[0]["sources"] == ["drills/1"]
    code, filed = command("file", "--ids", listed[0]["id"])
    assert code == 0 and filed["filed"][0]["code"] == "WS·2026-D10-A09-0001" and filed["refused"] == []
    assert command("dismiss", "--ids", listed[1]["id"], "--reason", "免存")[1]["dismissed"] == [listed[1]["id"]]
    with pytest.raises(UserError, match="unknown"):
        command("file", "--ids", listed[0]["id"])
    code, rest_filed = command("file", "--all")
    assert code == 0 and len(rest_filed["filed"]) == 5 and command("propose")[1] == []

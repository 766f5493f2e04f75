"""Letters signed with an unfinished clause are filed, packed and bound; the clerk is told what they hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.single_volume import prepare_class, write_single
from safetydesk.operations.filing.confirm import file_drafts
from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.letter_volume import prepare_volume
from safetydesk.operations.office import Office
from safetydesk.operations.wording import save_wording
from safetydesk.registers.records.letters.kinds import STAFF
from safetydesk.registers.records.letters.template import TemplateBlock, read_template, template_text
from tests.letters.small_school import issue_now, settle, sign_today


def test_an_unfinished_clause_of_signed_letters_is_told_and_stops_nothing(office: Office, tmp_path: Path) -> None:
    settle(office)
    template = read_template(template_text("staff", "zh_CN"))
    clause = TemplateBlock("paragraph", {"text": "联系人为×××。"})
    save_wording(office, STAFF, "zh_CN", replace(template, blocks=(*template.blocks, clause)))
    ids = issue_now(office, STAFF).ids
    sign_today(office, *ids)
    assert not file_drafts(office, [replace(draft, pages=1) for draft in waiting(office)]).refused
    told = [("联系人为×××。", len(ids))]
    assert [(one.clause.wording, len(one.printed)) for one in prepare_volume(office, 2026).noted] == told
    built = build(office, 2026, tmp_path / "package.zip")
    volume = write_single(prepare_class(office, 2026, "A04"), tmp_path / "volume.pdf")
    for notes in (built.notes, volume.notes):
        assert [
            (note.values["clause"], note.values["n"]) for note in notes if note.id == "unfinished.note_open"
        ] == told

"""archive propose, file, dismiss: what is waiting to be filed; archive quality, duplicates: how the files stand."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from safetydesk.cli.console import DONE, SOME_REFUSED, Console
from safetydesk.core.share import percent
from safetydesk.errors import UserError, message
from safetydesk.intake.file_text import EMPTY, FAILED, READ
from safetydesk.operations.duplicates import places_said, twins
from safetydesk.operations.file_quality import as_json, measured
from safetydesk.operations.file_texts import forget_texts, read_all
from safetydesk.operations.filing.confirm import dismiss, file_drafts
from safetydesk.operations.filing.draft import Draft, file_classes
from safetydesk.operations.filing.papers import count_forms, prepare_forms, store_papers, sweep_forms, write_forms
from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.office import Office

NAMED = 10


def propose(office: Office, options: Namespace, console: Console) -> int:
    """archive propose: the list, with pages counted; nothing is filed."""
    drafts = count_forms(prepare_forms(office, waiting(office, options.year)), console.progress)
    classes = {one.id: one.code for one in file_classes(office)}
    content = [described(draft, classes) for draft in drafts]
    lines = [console.words.text("filing.cli_line", **{**item, "pages": item["pages"] or "?"}) for item in content]
    console.result(content, *(lines or [console.words.text("filing.nothing")]))
    return DONE


def described(draft: Draft, classes: dict[int, str]) -> dict[str, Any]:
    """A proposal for other programs."""
    return {
        "id": draft.key,
        "class": classes.get(draft.class_id or 0, ""),
        "title": draft.title,
        "author": draft.author,
        "doc_no": draft.doc_no,
        "dated": draft.dated.isoformat() if draft.dated else None,
        "retention": draft.retention,
        "pages": draft.pages,
        "files": len(draft.files),
        "sources": list(draft.sources),
    }


def file_proposed(office: Office, options: Namespace, console: Console) -> int:
    """archive file: the proposals chosen, in one action."""
    drafts = write_forms(prepare_forms(office, chosen(office, options)), console.progress)
    filed = file_drafts(office, drafts, store_papers(office.folder, drafts))
    sweep_forms(office)
    codes = dict(office.database.query("SELECT id, code FROM file_item"))
    refused = {key: [console.why(issue.message) for issue in issues] for key, issues in filed.refused.items()}
    content = {
        "filed": [{"id": key, "item": row_id, "code": codes[row_id]} for key, row_id in filed.ids.items()],
        "refused": [{"id": key, "reasons": reasons} for key, reasons in refused.items()],
        "batch": filed.batch,
    }
    lines = [console.words.text("filing.done", n=len(filed.ids))]
    lines += [f"{key}: {'; '.join(reasons)}" for key, reasons in refused.items()]
    console.result(content, *lines)
    return SOME_REFUSED if refused else DONE


def dismiss_proposed(office: Office, options: Namespace, console: Console) -> int:
    """archive dismiss: not to be filed, and why."""
    drafts = chosen(office, options)
    batch = dismiss(office, drafts, options.reason)
    done = console.words.text("filing.dismissed", n=len(drafts))
    console.result({"dismissed": [draft.key for draft in drafts], "batch": batch}, done)
    return DONE


def chosen(office: Office, options: Namespace) -> Sequence[Draft]:
    """The proposals that were named, or all. Raises UserError for a name that is none."""
    drafts = waiting(office, options.year)
    if getattr(options, "all", False):
        return drafts
    known = {draft.key: draft for draft in drafts}
    unknown = [key for key in options.ids if key not in known]
    if unknown:
        raise UserError(message("filing.unknown", ids=", ".join(unknown[:NAMED])), message("filing.unknown_hint"))
    return [known[key] for key in dict.fromkeys(options.ids)]


def show_quality(office: Office, options: Namespace, console: Console) -> int:
    """archive quality: the four scores, and what was entered late."""
    found = measured(office, options.year if options.year is not None else office.year)
    say = console.words.text
    lines = []
    for score in found.scores:
        share = percent(score.value) if score.value is not None else say("file_quality.nothing")
        counted = say("file_quality.of", have=score.have, wanted=score.wanted)
        lines.append(
            f"{say(f'file_quality.{score.name}')}  {share}  {counted}  {say(f'file_quality.{score.name}_about')}"
        )
    for item in found.late:
        values = {"dated": item.dated.isoformat(), "entered": item.entered.isoformat()}
        lines.append(say("file_quality.late_line", title=item.title, n=item.days_late, **values))
    console.result(as_json(found, office), *lines)
    return DONE


def show_twins(office: Office, options: Namespace, console: Console) -> int:
    """archive duplicates: the same content in several places."""
    found = twins(office)
    content = [
        {
            "sha256": twin.sha256,
            "size": twin.size,
            "places": [
                {"register": place.register, "id": place.record_id, "title": place.title, "name": place.name}
                for place in twin.places
            ],
        }
        for twin in found
    ]
    lines = [f"{twin.places[0].name}: {places_said(console.words, twin.places, twin.sha256)}" for twin in found]
    console.result(content, *(lines or [console.words.text("duplicates.none")]))
    return DONE


def read_files(office: Office, options: Namespace, console: Console) -> int:
    """archive index: the texts of attached files, for searching."""
    if options.rebuild:
        forget_texts(office)
    counts = read_all(office, console.progress)
    content = {"read": counts[READ], "without_text": counts[EMPTY], "failed": counts[FAILED]}
    console.result(content, console.words.text("file_text.done", n=counts.total(), **content))
    return DONE

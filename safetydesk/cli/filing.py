"""archive propose, archive file, archive dismiss: what is waiting to be filed, and filing it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from safetydesk.cli.console import DONE, SOME_REFUSED, Console
from safetydesk.errors import UserError, message
from safetydesk.operations.filing.confirm import dismiss, file_drafts
from safetydesk.operations.filing.draft import Draft, file_classes
from safetydesk.operations.filing.papers import prepare_forms, store_papers, sweep_forms, write_forms
from safetydesk.operations.filing.waiting import waiting
from safetydesk.operations.office import Office

NAMED = 10


def propose(office: Office, options: Namespace, console: Console) -> int:
    """archive propose: the list, with pages counted; nothing is filed."""
    drafts = write_forms(prepare_forms(office, waiting(office, options.year)), console.progress)
    sweep_forms(office)
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
        "pages_estimated": draft.estimated,
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

"""letters issue, print, sign, board, follow-up."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from safetydesk.cli.console import DONE, SOME_REFUSED, Console
from safetydesk.cli.data import read_input
from safetydesk.cli.paper_written import written
from safetydesk.cli.unfinished import notes_told, unless_stopped
from safetydesk.errors import Message, message
from safetydesk.intake.scans.reading import read_pile
from safetydesk.operations.letter_follow_up import follow_up, to_follow_up
from safetydesk.operations.letter_ledgers import write_letter_ledger
from safetydesk.operations.letter_volume import prepare_volume, volume_paper, write_volume
from safetydesk.operations.letters_as_word import ids_of_numbers, prepare_word, record_word, write_word
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_saved
from safetydesk.operations.print_letters import print_letters, select
from safetydesk.operations.scan_intake.filing import file_scans, store_scans
from safetydesk.operations.scan_intake.matching import ScanPage, match
from safetydesk.operations.unread import unread_told
from safetydesk.registers.records.letters.board import board, by_group
from safetydesk.registers.records.letters.class_list import absent
from safetydesk.registers.records.letters.issue import issue
from safetydesk.registers.records.letters.kinds import CONVENTION, LETTER_KINDS, kind_of
from safetydesk.registers.records.letters.signing import sign_numbers
from safetydesk.registers.records.letters.without_duties import WithoutDuties, among_letters, before_issue, named


def issue_letters(office: Office, options: Namespace, console: Console) -> int:
    """letters issue: everyone who needs one and has none gets one, whichever of all and missing is said."""
    kind, year, language = kind_of(options.kind), options.year or office.year, office.settings.paper_language
    bare = before_issue(office.database, kind, year, language)
    made = issue(office.database, office.clock, kind, year, language)
    console.result(
        {"issued": len(made.ids), "numbers": list(made.numbers), "batch": made.batch, "without_duties": objects(bare)},
        console.words.text("cli.issued", n=len(made.ids)),
        *note(bare, console),
    )
    return DONE


def objects(bare: Sequence[WithoutDuties]) -> list[dict[str, Any]]:
    """Letters whose post has no duties, for a program; one that is only being issued has no number yet."""
    return [
        {**({"number": item.number} if item.number else {}), "name": item.name, "posts": list(item.posts)}
        for item in bare
    ]


def note(bare: Sequence[WithoutDuties], console: Console) -> list[str]:
    """The same for a person."""
    who = console.words.listed(named(bare, console.words))
    return [console.words.text("no_duties.note", n=len(bare), who=who)] if bare else []


def print_selected(office: Office, options: Namespace, console: Console) -> int:
    """letters print: nothing unfinished."""
    return unless_stopped(lambda: printed_to_file(office, options, console), console)


def printed_to_file(office: Office, options: Namespace, console: Console) -> int:
    """Print, and say what is printed although it was accepted or printed before. Raises Unfinished."""
    ids = select(office, kind_of(options.kind), options.year or office.year, options.only)
    made = print_letters(office, ids, options.out, console.progress, options.copies)
    printed, told = written(office, options, console)
    noted, lines = notes_told(made.noted, console)
    bare = among_letters(office.database, ids)
    content = {"letters": made.letters, "pages": made.pages, "path": str(made.path), "replaced": made.replaced}
    done = console.words.text("cli.printed", n=made.letters, pages=made.pages, path=str(made.path))
    more = {"printed": printed, **noted, "without_duties": objects(bare)}
    console.result({**content, **more}, done, *told, *lines, *note(bare, console))
    return DONE


def sign_listed(office: Office, options: Namespace, console: Console) -> int:
    """letters sign --numbers FILE|-."""
    numbers = read_input(options.numbers).replace(",", " ").replace("，", " ").split()
    marked = sign_numbers(office.database, office.clock, numbers, options.date)
    refused = [{"number": number, "why": console.why(why)} for number, why in marked.refused]
    console.result(
        {"signed": len(marked.ids), "numbers": list(marked.numbers), "refused": refused, "batch": marked.batch},
        console.words.text("cli.signed", n=len(marked.ids)),
        *(f"{item['number']}\t{item['why']}" for item in refused),
    )
    return SOME_REFUSED if refused else DONE


def take_pile(office: Office, options: Namespace, console: Console) -> int:
    """letters intake SCAN…"""
    reads = read_pile(options.files, console.progress)
    plan = match(office, reads)
    stored = store_scans(office.folder, plan, options.files)
    filed = file_scans(office, plan, stored, options.date or office.clock.today())
    refused = dict(filed.refused)
    pages = [page_told(page, options.files, filed.incomplete, refused, console) for page in plan.pages]
    left = [page for page in pages if page["letter"] is None and page["why"] != console.words.text("scan.why_blank")]
    console.result(
        {
            "pages": pages, "signed": list(filed.signed), "incomplete": list(filed.incomplete), "batch": filed.batch,
            "scan_added": list(filed.kept),
        },
        console.words.text(
            "scan.cli_done",
            n=len(pages), signed=len(filed.signed), incomplete=len(filed.incomplete), open=len(left),
        ),
        *(f"{page['file']}\t{page['page']}\t{page['why']}" for page in left),
    )  # fmt: skip
    return SOME_REFUSED if left else DONE


def page_told(
    page: ScanPage, files: Sequence[Path], incomplete: Sequence[str], refused: Mapping[str, Message], console: Console
) -> dict[str, Any]:
    """A page for a program: its letter, or why it was filed nowhere."""
    number = page.letter.number if page.letter else ""
    why = page.why
    if number in incomplete:
        why = message("scan.why_incomplete", number=number)
    elif number in refused:
        why = message("scan.why_refused", number=number, why=refused[number])
    filed = None if why or not number else number
    return {
        "file": str(files[page.read.file]),
        "page": page.read.page,
        "letter": filed,
        "why": console.why(why) if why else "",
    }


def write_table(office: Office, options: Namespace, console: Console) -> int:
    """letters ledger: signing ledger, rates, or who is missing."""
    kinds = [kind_of(options.kind)] if options.kind else LETTER_KINDS
    year = options.year or office.year
    rows = write_letter_ledger(office, options.form, year, options.format, options.out, kinds)
    done = console.words.text("cli.exported", n=rows, path=str(options.out))
    printed, told = written(office, options, console)
    console.result({"rows": rows, "path": str(options.out), "printed": printed}, done, *told)
    return DONE


def bind_letters(office: Office, options: Namespace, console: Console) -> int:
    """letters volume: the year's letters as one PDF."""
    kinds = [kind_of(options.kind)] if options.kind else LETTER_KINDS
    job = prepare_volume(office, options.year or office.year, kinds)
    made = write_volume(job, options.out, console.progress)
    record_saved(office, volume_paper(job, options.out))
    printed, told = written(office, options, console)
    noted, lines = notes_told(job.noted, console)
    content = {
        "letters": made.letters, "pages": made.pages, "scanned": made.scanned,
        "claim": "PDF/A-2u" if made.archival else "PDF", "path": str(options.out), "printed": printed,
        "unreadable": [asdict(item) for item in made.unread], **noted,
    }  # fmt: skip
    console.result(
        content,
        console.words.text("letter_ledger.bound", n=made.letters, pages=made.pages, scanned=made.scanned),
        *unread_told(console.words, made.unread).splitlines(),
        *told,
        *lines,
    )
    return DONE


def as_word(office: Office, options: Namespace, console: Console) -> int:
    """letters word: letters by number as Word files; nothing unfinished."""
    return unless_stopped(lambda: written_as_word(office, options, console), console)


def written_as_word(office: Office, options: Namespace, console: Console) -> int:
    """Write the files. Raises Unfinished."""
    numbers = read_input(options.numbers).replace(",", " ").replace("，", " ").split()
    job = prepare_word(office, ids_of_numbers(office, numbers))
    files = write_word(job, options.out, console.progress)
    record_word(office, job, options.out)
    noted, lines = notes_told(job.noted, console)
    done = console.words.text("word.done", n=len(files))
    console.result({"files": [str(path) for path in files], **noted}, done, *lines)
    return DONE


def show_board(office: Office, options: Namespace, console: Console) -> int:
    """letters board: due, made, printed, signed and missing by kind and group."""
    year = options.year or office.year
    content: dict[str, Any] = {}
    lines = []
    sheets = absent(office.database, year)
    for kind in LETTER_KINDS:
        line = board(office.database, year)[kind.key]
        content[kind.key] = {
            "level": kind.level, "due": line.due, "made": line.made, "printed": line.printed, "signed": line.signed,
            "groups": [
                {"label": group.label, "due": group.due, "signed": group.signed, "missing": [m.signatory.name for m in group.missing]}
                for group in by_group(office.database, kind, year)
            ],
        }  # fmt: skip
        if kind is CONVENTION:
            for group in content[kind.key]["groups"]:
                signed, names = sheets.get(group["label"], (0, []))
                group.update(pupils_signed=signed, pupils_absent=names)
        lines.append(
            console.words.text(
                "cli.board_line",
                kind=console.words.term("letter_type", kind.type),
                due=line.due,
                made=line.made,
                printed=line.printed,
                signed=line.signed,
            )
        )
    console.result(content, *lines)
    return DONE


def follow_up_letters(office: Office, options: Namespace, console: Console) -> int:
    """letters follow-up: joiners, leavers, changed posts; with --apply it is carried out, in one action."""
    year = options.year or office.year
    found = [item for item in to_follow_up(office, year) if item.reason in options.only]
    done = follow_up(office, year, found if options.apply else [])
    objects = [
        {
            "reason": item.reason, "kind": item.kind.key, "name": item.name,
            "number": item.letter.number if item.letter else None,
            "posts": {"letter": item.letter.post if item.letter else "", "now": item.signatory.post if item.signatory else ""},
        }
        for item in found
    ]  # fmt: skip
    words = console.words
    lines = [
        "\t".join(
            (
                words.text(f"status.reason_{item.reason}"),
                words.term("letter_type", item.kind.type),
                item.name,
                item.letter.number if item.letter else "",
            )
        )
        for item in found
    ]
    content = {"proposals": objects, "ended": list(done.ended), "issued": list(done.issued), "batch": done.batch}
    last = words.text("status.done", ended=len(done.ended), issued=len(done.issued))
    console.result(content, *lines, *([last] if options.apply else []))
    return DONE

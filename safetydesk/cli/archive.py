"""archive build, archive verify."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from safetydesk.cli.console import DONE, REFUSED, Console
from safetydesk.cli.paper_written import written
from safetydesk.export.labels.sheet import stamp_sheet
from safetydesk.operations.archive.boxing import print_boxes, print_stamps, put_into_boxes
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.check import check
from safetydesk.operations.archive.handing_over import hand_over, hand_over_paper, write_hand_over
from safetydesk.operations.archive.single_volume import (
    prepare_box,
    prepare_class,
    refuse_present,
    single_paper,
    write_single,
)
from safetydesk.operations.office import Office
from safetydesk.operations.paper import record_saved
from safetydesk.registers.files.items.boxes import items


def build_package(office: Office, options: Namespace, console: Console) -> int:
    """archive build."""
    year = options.year if options.year is not None else office.year
    built = build(office, year, options.out, console.progress, list_id=options.list, classes=options.classes)
    notes = [console.why(note) for note in built.notes]
    content = {
        "path": str(built.path), "year": year, "items": built.items, "volumes": built.volumes, "files": built.files,
        "classes": options.classes, "notes": notes, "manifest_sha256": built.manifest_sha256,
    }  # fmt: skip
    done = console.words.text(
        "archive.built", n=built.items, volumes=built.volumes, files=built.files, path=str(built.path)
    )
    console.result(content, done, *notes)
    return DONE


def bind_volume(office: Office, options: Namespace, console: Console) -> int:
    """archive volume."""
    refuse_present(options.out)
    if options.box:
        job = prepare_box(office, *options.box)
    else:
        job = prepare_class(office, options.year if options.year is not None else office.year, options.file_class)
    made = write_single(replace(job, with_catalogue=options.with_catalogue), options.out, console.progress)
    record_saved(office, single_paper(job, options.out))
    printed, told = written(office, options, console)
    notes = [console.why(note) for note in made.notes]
    content = {
        "path": str(options.out), "items": made.items, "pages": made.pages, "claim": made.claim,
        "catalogue": options.with_catalogue, "notes": notes, "printed": printed,
    }  # fmt: skip
    done = console.words.text("volume.written", n=made.items, pages=made.pages, claim=made.claim, path=str(options.out))
    console.result(content, done, *notes, *told)
    return DONE


def print_labels(office: Office, options: Namespace, console: Console) -> int:
    """archive labels."""
    if options.form == "stamp":
        ids = [item.id for item in items(office.database, options.year)]
        sides = print_stamps(office, ids, stamp_sheet(), options.out)
    else:
        sides = print_boxes(office, options.form, options.year, options.spine, options.out)
    printed, told = written(office, options, console)
    content = {"pages": sides, "path": str(options.out), "printed": printed}
    console.result(content, console.words.text("boxing.printed", n=sides, path=str(options.out)), *told)
    return DONE


def pack_boxes(office: Office, options: Namespace, console: Console) -> int:
    """archive pack."""
    count = put_into_boxes(office, options.year, options.spine)
    console.result({"boxes": count}, console.words.text("boxing.packed", n=count))
    return DONE


def hand_over_files(office: Office, options: Namespace, console: Console) -> int:
    """archive hand-over."""
    given = hand_over(office, options.to, options.date or office.clock.today(), options.witness)
    write_hand_over(office, given, options.out)
    record_saved(office, hand_over_paper(options.out))
    printed, told = written(office, options, console)
    content = {
        "from": given.giver, "to": given.taker, "date": given.day.isoformat(), "path": str(options.out),
        "printed": printed,
    }  # fmt: skip
    done = console.words.text(
        "handing_over.done", giver=given.giver, taker=given.taker, day=given.day.isoformat(), path=str(options.out)
    )
    console.result(content, done, *told)
    return DONE


def verify_package(options: Namespace, console: Console) -> int:
    """archive verify: needs no data folder."""
    checked = check(options.path, console.progress)
    say = console.words.text
    lines = [
        *(say("archive.changed", file=name) for name in checked.changed),
        *(say("archive.missing", file=name) for name in checked.missing),
        *(say("archive.added", file=name) for name in checked.added),
        *(say("archive.renamed", old=old, new=new) for old, new in checked.renamed),
    ]
    verdict = say("archive.sound", n=checked.files) if checked.ok else say("archive.not_sound", n=len(lines))
    console.result(checked.told(), verdict, *lines)
    return DONE if checked.ok else REFUSED

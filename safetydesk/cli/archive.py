"""archive build, archive verify."""

from __future__ import annotations

from argparse import Namespace

from safetydesk.cli.console import DONE, REFUSED, Console
from safetydesk.operations.archive.build import build
from safetydesk.operations.archive.check import check
from safetydesk.operations.office import Office


def build_package(office: Office, options: Namespace, console: Console) -> int:
    """archive build."""
    year = options.year if options.year is not None else office.year
    built = build(office, year, options.out, console.progress)
    notes = [console.why(note) for note in built.notes]
    content = {
        "path": str(built.path), "year": year, "items": built.items, "volumes": built.volumes, "files": built.files,
        "notes": notes, "manifest_sha256": built.manifest_sha256,
    }  # fmt: skip
    done = console.words.text(
        "archive.built", n=built.items, volumes=built.volumes, files=built.files, path=str(built.path)
    )
    console.result(content, done, *notes)
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

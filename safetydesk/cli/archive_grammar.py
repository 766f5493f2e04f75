"""The grammar of the commands over safety files."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from datetime import date
from pathlib import Path
from typing import TypeAlias

from safetydesk.cli.bureau import add_bureau_commands
from safetydesk.cli.options import add_json, school_year
from safetydesk.cli.paper_written import add_printed
from safetydesk.export.labels.sheet import SPINES
from safetydesk.operations.archive.boxing import FORMS as BOX_FORMS
from safetydesk.words import Words

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def add_archive_commands(commands: Commands, words: Words) -> None:
    """archive: package, boxes, custodians, and filing."""
    archive = commands.add_parser("archive", help=words.text("archive.cli")).add_subparsers(
        dest="action", required=True
    )
    add_bureau_commands(archive, words)
    made = [*package_commands(archive, words), *box_commands(archive, words), *filing_commands(archive, words)]
    for command in made:
        add_json(command, words)


def package_commands(archive: Commands, words: Words) -> list[ArgumentParser]:
    """archive build, verify, hand-over, volume."""
    build = archive.add_parser("build", help=words.text("archive.cli_build"))
    build.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    build.add_argument("--out", type=Path, required=True, metavar="PATH", help=words.text("archive.cli_out"))
    part = build.add_mutually_exclusive_group()
    part.add_argument("--list", type=int, metavar="ID", help=words.text("bureau.cli_list"))
    part.add_argument(
        "--class", dest="classes", nargs="+", default=[], metavar="CODE", help=words.text("archive.cli_class")
    )
    verify = archive.add_parser("verify", help=words.text("archive.cli_verify"))
    verify.add_argument("path", type=Path, metavar="PATH")
    handing = archive.add_parser("hand-over", help=words.text("handing_over.cli"))
    handing.add_argument("--to", required=True, metavar="NAME", help=words.text("handing_over.cli_to"))
    handing.add_argument("--date", type=date.fromisoformat, metavar="D", help=words.text("handing_over.day"))
    handing.add_argument("--witness", default="", metavar="NAME", help=words.text("handing_over.cli_witness"))
    handing.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    volume = volume_command(archive, words)
    for command in (handing, volume):
        add_printed(command, words)
    return [build, verify, handing, volume]


def volume_command(archive: Commands, words: Words) -> ArgumentParser:
    """archive volume."""
    volume = archive.add_parser("volume", help=words.text("volume.cli"))
    which = volume.add_mutually_exclusive_group(required=True)
    which.add_argument("--class", dest="file_class", metavar="A09", help=words.text("volume.cli_class"))
    which.add_argument("--box", type=box_of_year, metavar="2026-1", help=words.text("volume.cli_box"))
    volume.add_argument("--year", type=school_year, metavar="Y", help=words.text("volume.cli_year"))
    volume.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help=words.text("volume.cli_out"))
    volume.add_argument("--with-catalogue", action="store_true", help=words.text("volume.cli_with_catalogue"))
    return volume


def box_of_year(text: str) -> tuple[int, str]:
    """A box by its archive year and number: 2026-1; raises ValueError."""
    year, dash, number = text.partition("-")
    if not dash or not number.strip():
        raise ValueError(text)
    return int(year), number.strip()


def box_commands(archive: Commands, words: Words) -> list[ArgumentParser]:
    """archive labels, pack."""
    labels = archive.add_parser("labels", help=words.text("boxing.cli"))
    labels.add_argument("--form", choices=BOX_FORMS, required=True, help=words.text("boxing.cli_form"))
    labels.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    add_printed(labels, words)
    pack = archive.add_parser("pack", help=words.text("boxing.cli_pack"))
    for command in (labels, pack):
        command.add_argument("--year", type=int, required=True, metavar="Y", help=words.text("boxing.cli_archive_year"))
        command.add_argument("--spine", type=int, choices=SPINES, default=30, help=words.text("boxing.cli_spine"))
    return [labels, pack]


def filing_commands(archive: Commands, words: Words) -> list[ArgumentParser]:
    """archive propose, file, dismiss, quality, duplicates, index."""
    propose = archive.add_parser("propose", help=words.text("filing.cli_propose"))
    file = archive.add_parser("file", help=words.text("filing.cli_file"))
    which = file.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help=words.text("filing.cli_all"))
    which.add_argument("--ids", nargs="+", metavar="ID", help=words.text("filing.cli_ids"))
    dismiss = archive.add_parser("dismiss", help=words.text("filing.cli_dismiss"))
    dismiss.add_argument("--ids", nargs="+", required=True, metavar="ID", help=words.text("filing.cli_ids"))
    dismiss.add_argument("--reason", required=True, metavar="TEXT", help=words.text("filing.cli_reason"))
    for command in (propose, file, dismiss):
        command.add_argument("--year", type=school_year, metavar="Y", help=words.text("filing.cli_year"))
    quality = archive.add_parser("quality", help=words.text("file_quality.cli"))
    quality.add_argument("--year", type=school_year, metavar="Y", help=words.text("cli.year"))
    duplicates = archive.add_parser("duplicates", help=words.text("duplicates.cli"))
    index = archive.add_parser("index", help=words.text("file_text.cli"))
    index.add_argument("--rebuild", action="store_true", help=words.text("file_text.cli_rebuild"))
    return [propose, file, dismiss, quality, duplicates, index]

"""The worst files cost little memory, in the program and in the process that reads for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.making import change_part, understated, workbook, workbook_with_bomb

MOST_MEGABYTES = 300
READ = """
import sys
from pathlib import Path
from safetydesk.errors import UserError
from safetydesk.intake.found import SchoolFacts
from safetydesk.intake.roster import read_roster
try:
    read_roster(Path(sys.argv[1]), SchoolFacts(2026))
except UserError:
    pass
"""
MEASURE = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-c", *sys.argv[1:]], check=True, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
"""A process of its own between: Linux counts to a new process what the one that started it had in memory."""


def peak(path: Path) -> int:
    """Most megabytes that reading the file took, in the program or in its reading process."""
    command = [sys.executable, "-c", MEASURE, READ, str(path)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def bomb(path: Path) -> Path:
    return workbook_with_bomb(path, 300_000_000)


def lying_bomb(path: Path) -> Path:
    return understated(workbook_with_bomb(path, 300_000_000), "xl/worksheets/sheet2.xml")


def merged(path: Path) -> Path:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return change_part(workbook(path), lambda xml: xml.replace("</sheetData>", merge))


def sparse(path: Path) -> Path:
    far = '<row r="300000"><c r="ZZ300000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    return change_part(workbook(path), lambda xml: xml.replace("</sheetData>", far))


def commas(path: Path) -> Path:
    path.write_bytes("姓名,电话\n张三,13800138000".encode() + b"," * 19_000_000)
    return path


def lines(path: Path) -> Path:
    path.write_bytes("姓名,电话\n".encode() + b"x,\n" * 6_000_000)
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="getrusage counts otherwise elsewhere")
@pytest.mark.parametrize("make", [bomb, lying_bomb, merged, sparse, commas, lines], ids=lambda make: make.__name__)
def test_memory_stays_bounded(make: object, tmp_path: Path) -> None:
    path = make(tmp_path / "名单.xlsx")  # type: ignore[operator]
    assert peak(path) < MOST_MEGABYTES

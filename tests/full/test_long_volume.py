"""A volume of 3,000 pages from mixed scans: every page in its place, little memory, progress, and a Cancel that works."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from safetydesk.errors import Cancelled
from safetydesk.operations.archive.single_volume import write_single
from tests.bench.scanned_files import mark_of, volume_of, write_files
from tests.full.lengths import length

PAIRS = length(ordinary=12, full=150)
LONG = length(ordinary=40, full=1000)
"""A pair is a scan and a PDF of one to three pages: three pages on average."""
MOST_MEGABYTES = 128
"""That a long volume may take more than a short one, whatever its length; the file itself has four times that."""
MEASURE = """
import json, sys, time
from pathlib import Path
from safetydesk.operations.archive.single_volume import write_single
from tests.bench.scanned_files import volume_of
from tests.full.memory import peak

folder = Path(sys.argv[1])
paths, seen, told = sorted((folder / "files").iterdir()), [], []
for _ in range(2):  # The faces are loaded anew for each volume; the first set goes when it is collected.
    write_single(volume_of(paths[:2], folder / "scratch"), folder / "short.pdf")
base, start = peak(), time.monotonic()
made = write_single(volume_of(paths, folder / "scratch"), folder / "long.pdf", lambda *step: seen.append(step))
told = {"base": base, "peak": peak(), "seconds": time.monotonic() - start, "pages": made.pages}
print(json.dumps({**told, "seen": seen, "notes": [note.id for note in made.notes]}))
"""


def read_marks(path: Path) -> list[int]:
    """The number on each scan of a volume, in the order of its pages; 0 for a page that is no scan."""
    marks = []
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            pictures = [
                item
                for item in page.resources.get("/XObject", pikepdf.Dictionary()).as_dict().values()
                if item.Subtype == "/Image"
            ]
            marks.append(mark_of(Image.open(BytesIO(pictures[0].read_raw_bytes()))) if pictures else 0)
    return marks


def test_every_page_of_mixed_scans_is_there_in_order(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    files = write_files(tmp_path / "files", PAIRS)
    made = write_single(volume_of([path for path, _ in files], tmp_path / "scratch"), tmp_path / "volume.pdf")
    wanted = [mark for _, marks in files for mark in marks]
    found = read_marks(tmp_path / "volume.pdf")
    front = len(found) - len(wanted)
    assert found == [0] * front + wanted and made.pages == len(found) and front >= 2
    with pypdfium2.PdfDocument(tmp_path / "volume.pdf") as pdf:
        opened = {mark.get_title().partition("　")[0]: mark.get_dest().get_index() for mark in pdf.get_toc() if mark.level == 0}  # fmt: skip
        firsts = [found[opened[str(place)]] for place in range(1, len(files) + 1)]
        numbers = [page.get_textpage().get_text_range().split()[-1] for page in pdf]
    assert firsts == [marks[0] for _, marks in files], "each bookmark leads to its item's first page"
    assert numbers[1:] == [str(number) for number in range(2, len(found) + 1)]
    record_property("pages of mixed scans", len(wanted))


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked of Unix")
def test_a_long_volume_takes_little_memory_and_tells_how_far_it_is(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    files = write_files(tmp_path / "files", LONG, part=2)
    bad = files[len(files) // 2]
    bad[0].write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 20)
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)
    told = json.loads(done.stdout)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    grown = (told["peak"] - told["base"]) / unit
    record_property("pages of the long volume", told["pages"])
    record_property("megabytes for the long volume", round(grown))
    record_property("seconds for the long volume", round(told["seconds"]))
    record_property("megabytes of the long volume", (tmp_path / "long.pdf").stat().st_size >> 20)
    seen = [tuple(step) for step in told["seen"]]
    assert seen == sorted(seen) and seen[-1] == (2 * len(files), 2 * len(files))
    assert len({done for done, _ in seen}) > len(files), "it moves while pages are numbered, too"
    assert told["notes"] == ["archive.file_damaged"]
    wanted = [mark for path, marks in files for mark in marks if path != bad[0]]
    assert [mark for mark in read_marks(tmp_path / "long.pdf") if mark] == wanted
    assert grown < MOST_MEGABYTES


@pytest.mark.parametrize("share", [0.1, *length([], [0.6])])
def test_cancel_leaves_nothing_half_done(tmp_path: Path, share: float) -> None:
    """Among the files; and, where there are pages enough to be asked between them, while they are numbered."""
    files = write_files(tmp_path / "files", LONG // 4, part=2)
    job = volume_of([path for path, _ in files], tmp_path / "scratch")
    (tmp_path / "out").mkdir()
    steps: list[tuple[int, int]] = []

    def late() -> bool:
        return bool(steps) and steps[-1][0] >= share * steps[-1][1]

    with pytest.raises(Cancelled):
        write_single(job, tmp_path / "out" / "volume.pdf", lambda *step: steps.append(step), late)
    assert list((tmp_path / "out").iterdir()) == [] and not job.scratch.exists()
    assert steps[-1][0] < steps[-1][1]

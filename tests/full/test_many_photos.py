"""Twenty photos of twelve megapixels on paper: upright, small, silent about place and time, in little memory."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from safetydesk.export.record_form.pictures import LONG_EDGE
from safetydesk.operations.attaching import attach, attached, change, store_all
from safetydesk.operations.drill_papers import prepare_summaries, print_now
from safetydesk.operations.office import Office
from safetydesk.storage.attachments import hash_file
from tests.drills.conftest import drilled as drilled
from tests.full.lengths import length

PHOTOS = length(ordinary=3, full=20)
SIZE = (4000, 3000)
ORIENTATIONS = (1, 6, 3, 8)
MOST_MEGABYTES = 64
"""That printing all photos may take more than printing one of them."""
GPS, EXIF = 0x8825, 0x8769
TOLD = (b"TESTPHONE", b"Exif", b"GPS", b"2026:09:04", b"10:05:06")
MEASURE = """
import json, sys
from pathlib import Path
from safetydesk.export.fonts import Fonts
from safetydesk.export.record_form.form import Photo, Photos, RecordForm
from safetydesk.export.record_form.writer import write_record
from safetydesk.paths import resources
from safetydesk.words import Words
from tests.full.memory import peak

paths = [Path(name) for name in sys.argv[2:]]
fonts, peaks = Fonts(resources() / "fonts"), []
for some in (paths[:1], paths):
    block = Photos("photos", tuple(map(Photo, some)), 6)
    write_record(RecordForm("x", "", (block,), "zh_CN", "2026-09-04"), Path(sys.argv[1]), Words("zh_CN"), fonts)
    peaks.append(peak())
print(json.dumps(peaks))
"""


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Photos as a phone takes them, each turned in another way, grainy so that they are as large as real ones."""
    folder = tmp_path_factory.mktemp("shots")
    grain = Image.effect_noise(SIZE, 30)
    ground = Image.merge("RGB", (grain, grain.transpose(Image.Transpose.ROTATE_180), grain))
    paths = []
    for number in range(PHOTOS):
        image = ground.copy()
        image.paste((200, 10 * number, 30), (number * 150, 0, number * 150 + 600, 600))
        exif = image.getexif()
        exif[0x0112], exif[0x010F], exif[0x0132] = ORIENTATIONS[number % 4], "TESTPHONE", "2026:09:04 10:05:06"
        exif.get_ifd(GPS).update({1: "N", 2: (30.0, 15.0, 10.0), 29: "2026:09:04"})
        exif.get_ifd(EXIF)[0x9003] = "2026:09:04 10:05:06"
        paths.append(folder / f"{number:02d}.jpg")
        image.save(paths[-1], exif=exif, quality=90)
    return paths


def test_all_photos_are_printed_small_and_silent_and_the_originals_are_kept(
    drilled: Office, shots: list[Path], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    before = [hash_file(path) for path in shots]
    register = drilled.register("drills")
    attach(drilled, register, 1, store_all(drilled.folder, shots))
    for number, item in enumerate(attached(drilled, register, [1])):
        change(drilled, register, item, {"caption": f"说明{number:02d}号"})
    path, seen = tmp_path / "summary.pdf", list[tuple[int, int]]()
    start = time.monotonic()
    job = prepare_summaries(drilled, [1], 6)
    written = print_now(drilled, job, path, lambda done, total: seen.append((done, total)))
    record_property("seconds for photos", round(time.monotonic() - start))
    assert written.unreadable == ()
    assert seen == [(done, PHOTOS + 1) for done in range(PHOTOS + 2)], "it tells of each photo"
    with pikepdf.open(path) as pdf:
        pictures = [item.read_raw_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]  # fmt: skip
    assert len(pictures) == PHOTOS
    for data in pictures:
        assert max(Image.open(BytesIO(data)).size) <= LONG_EDGE
        assert not [told for told in TOLD if told in data]
    stored = attached(drilled, register, [1])
    assert [item.sha256 for item in stored] == before == [hash_file(item.path) for item in stored]
    assert all(Image.open(BytesIO(item.path.read_bytes())).getexif().get_ifd(GPS) for item in stored)


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked of Unix")
def test_memory_does_not_grow_with_the_photos(
    shots: list[Path], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "x.pdf"), *map(str, shots)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    one, all_of_them = (peak / unit for peak in json.loads(done.stdout))
    record_property("megabytes for photos", round(all_of_them - one))
    assert all_of_them - one < MOST_MEGABYTES

"""A picture whose file is small and whose dots are many is printed in bounded memory, measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the peak is asked of a Unix child")

SIZE = (12_000, 7_000)
MOST_MEGABYTES = 520
"""Its dots alone are 336 MB; before they were read in bands, 983 to 1,715 MB."""
CHILD = """
import resource, sys
from pathlib import Path
from safetydesk.export.record_form.pictures import read_picture
from safetydesk.export.volume.pictures import write_picture
source, target = map(Path, sys.argv[1:3])
read_picture(source, 0)
write_picture(source, 0, target)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.parametrize(
    ("name", "mode"), [("a.png", "RGB"), ("a.png", "RGBA"), ("a.png", "I;16"), ("a.tif", "RGB"), ("a.jpg", "CMYK")]
)
def test_a_large_picture_stays_within_memory(
    tmp_path: Path, name: str, mode: str, record_property: Callable[[str, object], None]
) -> None:
    Image.new(mode, SIZE).save(tmp_path / name, **({"compression": "tiff_adobe_deflate"} if name == "a.tif" else {}))
    command = [sys.executable, "-c", CHILD, str(tmp_path / name), str(tmp_path / "a.pdf")]
    peak = int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    record_property(f"peak MB {name} {mode}", peak)
    assert peak < MOST_MEGABYTES

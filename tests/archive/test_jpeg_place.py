"""Where a photo was taken is taken out of it, in place."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from safetydesk.export.volume.jpeg_place import without_place
from tests.archive.filed_school import write_photo

XMP = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta exif:GPSLatitude='31,12N'/>"
PLAIN_XMP = b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta xmp:Rating='5'/>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0f\x1c\x02\x5a\x00\x06Suzhou"


def with_segment(data: bytes, marker: int, content: bytes) -> bytes:
    return data[:2] + bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content + data[2:]


@pytest.fixture
def photo(tmp_path: Path) -> bytes:
    return write_photo(tmp_path / "photo.jpg").read_bytes()


def test_coordinates_are_gone_and_all_else_stays(photo: bytes) -> None:
    clean = without_place(photo)
    assert len(clean) == len(photo)
    with Image.open(BytesIO(clean)) as after, Image.open(BytesIO(photo)) as before:
        kept = {tag: value for tag, value in before.getexif().items() if tag != 0x8825}
        assert dict(after.getexif()) == kept and after.tobytes() == before.tobytes()
    assert without_place(clean) == clean


def test_both_byte_orders(tmp_path: Path) -> None:
    path = tmp_path / "big.jpg"
    exif = Image.Exif()
    exif.endian = ">"
    exif[0x0112] = 3
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 12.0, 30.5)})
    Image.new("RGB", (20, 20)).save(path, exif=exif)
    with Image.open(BytesIO(without_place(path.read_bytes()))) as clean:
        assert clean.getexif()[0x0112] == 3 and not clean.getexif().get_ifd(0x8825)


@pytest.mark.parametrize(("marker", "content", "word"), [(0xE1, XMP, b"GPS"), (0xED, IPTC, b"Suzhou")])
def test_place_names_in_texts(tmp_path: Path, marker: int, content: bytes, word: bytes) -> None:
    plain = write_photo(tmp_path / "plain.jpg", place=False).read_bytes()
    data = with_segment(plain, marker, content)
    clean = without_place(data)
    assert word in data and word not in clean and len(clean) == len(data)
    with Image.open(BytesIO(clean)) as after, Image.open(BytesIO(plain)) as before:
        assert after.tobytes() == before.tobytes()


def test_nothing_to_remove_nothing_changed(tmp_path: Path) -> None:
    plain = write_photo(tmp_path / "plain.jpg", place=False).read_bytes()
    rated = with_segment(plain, 0xE1, PLAIN_XMP)
    assert (without_place(plain), without_place(rated)) == (plain, rated)
    assert without_place(b"GPS is no photo") == b"GPS is no photo"


@given(st.data())
def test_a_damaged_photo_never_stops_it(data: st.DataObject) -> None:
    out = BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 12.0, 30.5)})
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    photo = bytearray(out.getvalue())
    for place in data.draw(st.lists(st.integers(3, 150), max_size=8)):
        photo[place] = data.draw(st.integers(0, 255))
    assert len(without_place(bytes(photo))) == len(photo)

"""Photos on paper: upright, whole, in order, and silent about where and with what they were taken."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms
from pypdfium2 import raw

from safetydesk.core.picture_file import Unread
from safetydesk.export.fonts import Fonts
from safetydesk.export.record_form.form import Photo, Photos, RecordForm
from safetydesk.export.record_form.writer import write_record
from safetydesk.paths import resources
from safetydesk.words import Words
from tests.export.read_pages import MM, read_pages

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
RED, BLUE = (220, 20, 20), (20, 20, 220)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(resources() / "fonts")


def snapshot(path: Path, size: tuple[int, int] = (2400, 1800), orientation: int = 1) -> Path:
    """A phone's photo, red at its left and blue at its right, that knows where it was taken."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[ORIENTATION], exif[MAKE] = orientation, "TESTPHONE"
    exif.get_ifd(GPS).update({1: "N", 2: (30.0, 15.0, 10.0), 29: "2026:09:04"})
    image.save(path, exif=exif, quality=95)
    return path


def form(*photos: Photo) -> RecordForm:
    return RecordForm("记录表", "", (Photos("演练照片", photos),), "zh_CN", "2026-09-04")


def streams(path: Path) -> list[bytes]:
    """Every picture in the file as it lies there."""
    with pikepdf.open(path) as pdf:
        found = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        return [item.read_raw_bytes() for item in found if item.get("/Subtype") == "/Image"]


def shown(path: Path) -> list[list[tuple[float, float, float, float]]]:
    """Where the pictures stand, page by page."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [
            [item.get_bounds() for item in page.get_objects() if item.type == raw.FPDF_PAGEOBJ_IMAGE] for page in pdf
        ]


def colours(data: bytes) -> dict[str, str]:
    """What stands at the four edges of a picture."""
    image = Image.open(BytesIO(data)).convert("RGB")
    wide, high = image.size
    points = {
        "left": (5, high // 2),
        "right": (wide - 6, high // 2),
        "top": (wide // 2, 5),
        "foot": (wide // 2, high - 6),
    }
    told = {}
    for name, point in points.items():
        dot = image.getpixel(point)
        assert isinstance(dot, tuple)
        told[name] = "red" if dot[0] > dot[2] else "blue"
    return told


def test_twelve_photos_stand_three_to_a_page_and_tell_no_place(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    photos = [
        Photo(snapshot(tmp_path / f"{place}.jpg", (2400, 1800 + place)), f"说明{place:02d}号") for place in range(12)
    ]
    path = tmp_path / "out" / "form.pdf"
    write_record(form(*photos), path, words, fonts)
    assert [len(page) for page in shown(path)] == [3, 3, 3, 3]
    text = "".join("".join(page.texts()) for page in read_pages(path))
    assert [text.count(f"说明{place:02d}号") for place in range(12)] == [1] * 12
    for data in [path.read_bytes(), *streams(path)]:
        assert not any(told in data for told in (b"TESTPHONE", b"Exif", b"GPS", b"2026:09:04"))


@pytest.mark.parametrize(("count", "pages"), [(1, [1]), (2, [2]), (4, [2, 2]), (5, [2, 3]), (7, [2, 2, 3])])
def test_photos_are_shared_out_evenly(tmp_path: Path, words: Words, fonts: Fonts, count: int, pages: list[int]) -> None:
    photos = [Photo(snapshot(tmp_path / f"{place}.jpg", (400 + place, 300))) for place in range(count)]
    write_record(form(*photos), tmp_path / "form.pdf", words, fonts)
    assert sorted(map(len, shown(tmp_path / "form.pdf"))) == pages


@pytest.mark.parametrize(
    ("orientation", "turn", "red"),
    [
        (1, 0, "left"),
        (1, 90, "top"),
        (1, 180, "right"),
        (1, 270, "foot"),
        (6, 0, "top"),
        (6, 90, "right"),
        (8, 90, "left"),
    ],
)
def test_a_photo_is_turned_as_camera_and_clerk_say(
    tmp_path: Path, words: Words, fonts: Fonts, orientation: int, turn: int, red: str
) -> None:
    photo = Photo(snapshot(tmp_path / "a.jpg", orientation=orientation), turn=turn)
    write_record(form(photo), tmp_path / "form.pdf", words, fonts)
    (data,) = streams(tmp_path / "form.pdf")
    opposite = {"left": "right", "right": "left", "top": "foot", "foot": "top"}[red]
    told = colours(data)
    assert (told[red], told[opposite]) == ("red", "blue")
    ((left, bottom, right, top),) = shown(tmp_path / "form.pdf")[0]
    size = Image.open(BytesIO(data)).size
    assert max(size) == 1600
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.01)
    assert (size[0] > size[1]) == (red in ("left", "right"))


def test_pictures_stay_within_the_form(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    sizes = ((4000, 300), (300, 4000), (40, 30), (1600, 1200))
    photos = [Photo(snapshot(tmp_path / f"{place}.jpg", size), "长说明" * 40) for place, size in enumerate(sizes)]
    write_record(form(*photos), tmp_path / "form.pdf", words, fonts)
    for page in shown(tmp_path / "form.pdf"):
        assert all(
            left > 28 * MM and right < 188 * MM and bottom > 25 * MM and top < 272 * MM
            for left, bottom, right, top in page
        )


def test_pictures_of_every_usual_kind_are_shown_in_plain_colours(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    base = Image.new("RGB", (300, 200), RED)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = {
        "a.png": base.convert("RGBA"), "b.gif": base.convert("P"), "c.bmp": base, "d.tif": base.convert("CMYK"),
        "e.webp": base, "f.png": base.convert("L"), "g.png": base.convert("1"),
    }  # fmt: skip
    for name, image in made.items():
        image.save(tmp_path / name)
    base.save(tmp_path / "h.jpg", icc_profile=profile)
    photos = [Photo(tmp_path / name) for name in (*made, "h.jpg")]
    written = write_record(form(*photos), tmp_path / "form.pdf", words, fonts)
    assert written.unreadable == ()
    found = [Image.open(BytesIO(data)) for data in streams(tmp_path / "form.pdf")]
    assert {image.mode for image in found} == {"RGB"} and not any("icc_profile" in image.info for image in found)


@pytest.mark.parametrize("content", [b"\0\0\0\x18ftypheic" + bytes(200), b"", b"\xff\xd8\xff\xe0 half"])
def test_what_cannot_be_read_is_an_empty_frame_with_its_name(
    tmp_path: Path, words: Words, fonts: Fonts, content: bytes
) -> None:
    bad = tmp_path / "0af3.heic"
    bad.write_bytes(content)
    good = snapshot(tmp_path / "good.jpg")
    photos = (Photo(bad, "操场", name="IMG_2031🎉.HEIC"), Photo(good), Photo(tmp_path / "gone.jpg"))
    written = write_record(form(*photos), tmp_path / "form.pdf", words, fonts)
    assert written.unreadable == (Unread("IMG_2031🎉.HEIC", "记录表"), Unread("gone.jpg", "记录表"))
    (page,) = read_pages(tmp_path / "form.pdf")
    text = "".join(page.texts())
    assert "IMG_2031〓.HEIC" in text and "gone.jpg" in text and "操场" in text
    assert len(streams(tmp_path / "form.pdf")) == 1


def test_half_a_photo_does_not_stop_the_paper(tmp_path: Path, words: Words, fonts: Fonts) -> None:
    whole = snapshot(tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[: len(whole) // 2])
    written = write_record(form(Photo(tmp_path / "a.jpg")), tmp_path / "form.pdf", words, fonts)
    assert written.unreadable == (Unread("a.jpg", "记录表"),)

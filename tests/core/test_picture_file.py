"""Pictures of every kind come out as a viewer shows them on white, the right way up, and too large ones are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageStat

from safetydesk.core import picture_file
from safetydesk.core.picture_file import BAND, NoPicture, opened_picture, plain_dots, refuse_too_large, small_picture

SIZE = (60, 40)
RED, HALF_RED = (200, 30, 10), (227, 143, 133)
"""The second is the first, half transparent, on white."""


def paletted(transparent: bool) -> Image.Image:
    """Left half red, right half clear, or blue where nothing is clear."""
    image = Image.new("P", SIZE, 1)
    image.putpalette([0, 0, 255, *RED])
    image.paste(0, (30, 0, 60, 40))
    if transparent:
        image.info["transparency"] = 0
    return image


def halves(mode: str, left: object, right: object) -> Image.Image:
    image = Image.new(mode, SIZE, left)  # type: ignore[arg-type]
    image.paste(right, (30, 0, 60, 40))  # type: ignore[arg-type]
    return image


WHITE = (255, 255, 255)
KINDS: dict[str, tuple[Image.Image, tuple[int, int, int], tuple[int, int, int]]] = {
    "bit.png": (halves("1", 0, 1), (0, 0, 0), WHITE),
    "bit.tif": (halves("1", 0, 1), (0, 0, 0), WHITE),
    "grey.png": (halves("L", 90, 200), (90,) * 3, (200,) * 3),
    "grey16.png": (halves("I;16", 90 * 257, 65535), (90,) * 3, WHITE),
    "grey16.tif": (halves("I;16", 90 * 257, 200 * 257), (90,) * 3, (200,) * 3),
    "whole8.tif": (halves("I", 90, 200), (90,) * 3, (200,) * 3),
    "whole16.tif": (halves("I", 90 * 257, 65535), (90,) * 3, WHITE),
    "whole32.tif": (halves("I", 1_000_000, 2_000_000), (0, 0, 0), WHITE),
    "share.tif": (halves("F", 0.5, 1.0), (127,) * 3, WHITE),
    "palette.png": (paletted(False), RED, (0, 0, 255)),
    "clear.png": (paletted(True), RED, WHITE),
    "clear.gif": (paletted(True), RED, WHITE),
    "grey-alpha.png": (halves("LA", (0, 128), (0, 0)), (127,) * 3, WHITE),
    "alpha.png": (halves("RGBA", (*RED, 128), (0, 0, 0, 0)), HALF_RED, WHITE),
    "alpha.webp": (halves("RGBA", (*RED, 128), (0, 0, 0, 0)), HALF_RED, WHITE),
    "colour.bmp": (halves("RGB", RED, WHITE), RED, WHITE),
    "colour.jpg": (halves("RGB", RED, WHITE), RED, WHITE),
    "press.jpg": (halves("CMYK", (0, 200, 100, 20), (0, 0, 0, 0)), (235, 51, 143), WHITE),
    "press.tif": (halves("CMYK", (0, 200, 100, 20), (0, 0, 0, 0)), (235, 51, 143), WHITE),
}


def stored(folder: Path, name: str) -> Path:
    """A picture of a kind as its file."""
    image = KINDS[name][0]
    options: dict[str, object] = {"transparency": 0} if name.startswith("clear") else {}
    if name.endswith((".webp", ".jpg")):
        options["quality"] = 100
    image.save(folder / name, **options)
    return folder / name


def means(image: Image.Image, left: int = 0, right: int = 30) -> list[float]:
    """The mean colour of some columns, edges of dots left out."""
    return ImageStat.Stat(image.convert("RGB").crop((left + 4, 4, right - 4, image.height - 4))).mean


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_has_the_colours_a_viewer_shows_on_white(tmp_path: Path, name: str) -> None:
    image = small_picture(stored(tmp_path, name), 400)
    assert image.mode in ("L", "RGB") and image.size == SIZE and image.info == {}
    _, left, right = KINDS[name]
    assert means(image) == pytest.approx(left, abs=4) and means(image, 30, 60) == pytest.approx(right, abs=4)


def test_grey_whose_white_is_zero_and_grey_of_twelve_bits(tmp_path: Path) -> None:
    halves("I;16", 65535, 0).save(tmp_path / "a.tif", tiffinfo={262: 0})
    assert means(small_picture(tmp_path / "a.tif", 400)) == [0, 0, 0]
    image = halves("I;16", 0, 4095)
    scale, offset = picture_file.shades_of(with_bits(image, 12))
    assert (0 * scale + offset, 4095 * scale + offset) == (0, 255)


def with_bits(image: Image.Image, bits: int) -> Image.Image:
    """As a scanner's TIFF tells its bits; Pillow writes sixteen only."""
    image.tag_v2 = {258: (bits,)}  # type: ignore[attr-defined]
    return image


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
def test_the_camera_s_orientation_is_followed(tmp_path: Path, orientation: int, ending: str) -> None:
    """The upright picture is black in one corner; each orientation stores it another way round."""
    upright = Image.new("RGB", SIZE, "white")
    ImageDraw.Draw(upright).rectangle((0, 0, 19, 9), fill="black")
    back = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    image = upright.transpose(picture_file.UPRIGHT[back]) if back in picture_file.UPRIGHT else upright
    exif = Image.Exif()
    exif[picture_file.ORIENTATION] = orientation
    path = tmp_path / f"a.{ending}"
    image.save(path, exif=exif)
    found = small_picture(path, 400)
    assert found.size == SIZE
    assert [found.convert("L").getpixel(at) < 60 for at in ((5, 4), (55, 4), (5, 35), (55, 35))] == [True] + [False] * 3  # type: ignore[operator]


@pytest.mark.parametrize("ending", ["gif", "webp", "tif"])
def test_of_several_frames_the_first_is_shown(tmp_path: Path, ending: str) -> None:
    frames = [Image.new("RGB", SIZE, colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / f"a.{ending}", save_all=True, append_images=frames[1:])
    assert means(small_picture(tmp_path / f"a.{ending}", 400)) == pytest.approx((255, 0, 0), abs=4)


@pytest.mark.parametrize("height", [BAND - 1, BAND, BAND + 1, 3 * BAND + 7])
@pytest.mark.parametrize("factor", [1, 3])
def test_bands_fit_together_without_a_seam(tmp_path: Path, height: int, factor: int) -> None:
    image = Image.linear_gradient("L").resize((32, height))
    image.save(tmp_path / "a.png")
    with opened_picture(tmp_path / "a.png") as opened:
        made = plain_dots(opened, factor)
    assert made.size == (-(-32 // factor), -(-height // factor))
    whole = image.reduce(factor) if factor > 1 else image
    assert made.tobytes() == whole.tobytes()


@pytest.mark.parametrize("dots", [0, 1])
def test_what_would_unpack_to_too_much_is_refused_before_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dots: int
) -> None:
    weights: dict[str, Callable[[], Image.Image]] = {
        "1": lambda: Image.new("1", SIZE), "2": lambda: Image.new("I;16", SIZE), "4": lambda: Image.new("RGB", SIZE),
    }  # fmt: skip
    for weight, make in weights.items():
        make().save(tmp_path / "a.png")
        monkeypatch.setattr(picture_file, "MOST_BYTES", int(weight) * SIZE[0] * SIZE[1] - dots)
        if dots:
            with pytest.raises(NoPicture, match="60 × 40"):
                small_picture(tmp_path / "a.png", 400)
        else:
            small_picture(tmp_path / "a.png", 400)


def test_a_large_photo_is_read_small_and_so_never_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_file, "MOST_BYTES", 4 * 400 * 300)
    Image.new("RGB", (1600, 1200), RED).save(tmp_path / "a.jpg")
    assert small_picture(tmp_path / "a.jpg", 100).size == (100, 75)
    Image.new("RGB", (1600, 1200), RED).save(tmp_path / "a.png")
    with pytest.raises(NoPicture), opened_picture(tmp_path / "a.png") as image:
        refuse_too_large(image)


@pytest.mark.parametrize("content", [b"\0\0\0\x18ftypheic" + bytes(200), b"", b"GIF89a", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.heic").write_bytes(content)
    with pytest.raises(NoPicture):
        small_picture(tmp_path / "a.heic", 400)

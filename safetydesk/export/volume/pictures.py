"""A picture as pages of A4: its own data unchanged wherever PDF can hold it, turned only by the page around it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import img2pdf
import pikepdf
from PIL import Image, ImageCms

from safetydesk.core.picture_file import (
    ORIENTATION,
    opened_picture,
    plain_dots,
    refuse_too_large,
    unpacked_bytes,
)
from safetydesk.export.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH
from safetydesk.export.pdf_file import save_pdf
from safetydesk.export.volume.jpeg_place import SIGNATURE
from safetydesk.export.volume.paper import NUMBER_HEIGHT
from safetydesk.export.volume.spot import HEAD

AS_THEY_ARE = ("JPEG", "MPO", "PNG", "TIFF")
PLAIN_MODES = ("1", "L", "P", "RGB")
LARGEST_KEPT = 200_000_000
"""Bytes unpacked: to wrap a TIFF it is unpacked and packed again, three times as much in all."""
LONGEST = 7016
"""Dots of the long side where a picture is drawn anew: A4 at 600 dpi."""
MARGIN = 10 * MM
LARGEST_POINT = 1.0
"""Points for each dot at most: a small picture stays small."""
QUALITY = 95

Affine = tuple[float, float, float, float, float, float]
UPRIGHT: dict[int, Affine] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""How the unit square of a picture comes upright, by the orientation its camera noted."""
TURNS: dict[int, Affine] = {0: UPRIGHT[1], 90: UPRIGHT[6], 180: UPRIGHT[3], 270: UPRIGHT[8]}


def write_picture(source: Path, turn: int, target: Path, stamped: bool = False) -> int:
    """Write a picture as pages of A4, the first with room for a stamp if asked; returns how many. Raises NoPicture.

    `turn` is what the clerk turned it by, clockwise, after the camera's own orientation.
    """
    with opened_picture(source) as image:
        pictures, orientation = read_pictures(source, image)
        # Only a scanner's TIFF has pages; what else a phone hangs on to a photo is no second one.
        single = pictures[0].startswith(SIGNATURE)
        wrapped = img2pdf.convert(pictures, nodate=True, rotation=img2pdf.Rotation.none, first_frame_only=single)
    with pikepdf.open(BytesIO(wrapped)) as pdf:
        for place, page in enumerate(pdf.pages):
            head = HEAD if stamped and place == 0 else MARGIN
            lay_out(pdf, page, times(TURNS[turn % 360], UPRIGHT[orientation]), head)
        for key in [key for key in pdf.Root.keys() if key not in ("/Type", "/Pages")]:  # noqa: SIM118 - no mapping.
            del pdf.Root[key]
        save_pdf(pdf, target)
        return len(pdf.pages)


def read_pictures(source: Path, image: Image.Image) -> tuple[list[bytes], int]:
    """The files to wrap, and the orientation that the camera noted. Raises what Pillow raises, and NoPicture."""
    noted = image.getexif().get(ORIENTATION, 1)
    orientation = noted if noted in UPRIGHT else 1
    if kept_as_it_is(image):
        prove(source, str(image.format))
        return [source.read_bytes()], orientation
    frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    return [redrawn(image, frame) for frame in range(frames)], orientation


def kept_as_it_is(image: Image.Image) -> bool:
    """Whether PDF/A can hold the file's own data, on every page of a TIFF, without unpacking too much of it."""
    if image.format not in AS_THEY_ARE or (image.format == "TIFF" and unpacked_bytes(image) > LARGEST_KEPT):
        return False
    modes = (*PLAIN_MODES, "I;16") if image.format == "PNG" else PLAIN_MODES
    frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    for frame in range(frames):
        image.seek(frame)
        if image.mode not in modes or "transparency" in image.info:
            return False
    image.seek(0)
    return True


def prove(source: Path, format: str) -> None:
    """Read the picture to its end, as small as its format allows; raises NoPicture for half a file."""
    with opened_picture(source) as image:
        if format == "PNG":
            image.verify()
        else:
            image.draft("L", (max(image.width // 8, 1), max(image.height // 8, 1)))
            refuse_too_large(image)
            image.load()


def redrawn(image: Image.Image, frame: int = 0) -> bytes:
    """A picture whose data PDF/A cannot hold: on white instead of transparent, RGB instead of CMYK, eight bits."""
    if frame:
        image.seek(frame)
    out = BytesIO()
    photo = image.format in ("JPEG", "MPO")
    if photo and max(image.size) > LONGEST:
        image.draft(None, (image.width // 2, image.height // 2))
    plain = plain_dots(image, -(-max(image.size) // LONGEST))
    plain.save(out, "JPEG" if photo else "PNG", **({"quality": QUALITY} if photo else {}))
    return out.getvalue()


def lay_out(pdf: pikepdf.Pdf, page: pikepdf.Page, turned: Affine, head: float) -> None:
    """Put a page's only picture on A4, upright or across as it is itself, above the page number's room.

    `head` is the height kept free above it.
    """
    picture = next(iter(page.resources.XObject.as_dict().values()))
    keep_sound_colours(picture)
    wide, high = float(picture.Width), float(picture.Height)
    if turned[0] == 0:
        wide, high = high, wide
    across = wide > high
    width, height = (PAGE_HEIGHT, PAGE_WIDTH) if across else (PAGE_WIDTH, PAGE_HEIGHT)
    foot = max(NUMBER_HEIGHT, MARGIN)
    scale = min((width - 2 * MARGIN) / wide, (height - head - foot) / high, LARGEST_POINT)
    x, y = (width - wide * scale) / 2, foot + (height - head - foot - high * scale) / 2
    placed = times((wide * scale, 0, 0, high * scale, x, y), turned)
    numbers = " ".join(f"{value:.3f}" for value in placed)
    box = pikepdf.Array([0, 0, round(width, 3), round(height, 3)])
    fresh = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=box,
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Picture=picture)),
        Contents=pdf.make_stream(f"q {numbers} cm /Picture Do Q".encode()),
    )
    for key in list(page.obj.keys()):
        if key != "/Parent":
            del page.obj[key]
    for key, value in fresh.items():
        page.obj[key] = value


def times(outer: Affine, inner: Affine) -> Affine:
    """First the inner, then the outer."""
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def keep_sound_colours(picture: Any) -> None:
    """A colour profile stays if it is one; a broken one, which no archive may hold, gives way to the plain colours."""
    holder, key = picture, "/ColorSpace"
    space = holder.get(key)
    if isinstance(space, pikepdf.Array) and space[0] == "/Indexed":
        holder, key, space = space, 1, space[1]  # type: ignore[assignment]
    if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased" and not sound(space[1]):
        plain = {1: pikepdf.Name.DeviceGray, 3: pikepdf.Name.DeviceRGB}
        holder[key] = plain[int(space[1].N)]


def sound(profile: Any) -> bool:
    """Whether a profile can be read and is of the kind and colours that its picture needs."""
    try:
        core = ImageCms.ImageCmsProfile(BytesIO(profile.read_bytes())).profile
    except (OSError, ImageCms.PyCMSError):
        return False
    colours = {1: "GRAY", 3: "RGB"}.get(int(profile.N))
    return core.xcolor_space.strip() == colours and core.device_class in ("mntr", "scnr", "prtr", "spac")

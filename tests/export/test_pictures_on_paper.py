"""Each kind of picture, printed: on a record's photo page and in a volume its colours are those on the screen."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from safetydesk.core.picture_file import NoPicture, Unread
from safetydesk.export.fonts import Fonts
from safetydesk.export.record_form.form import Photo, Photos, RecordForm
from safetydesk.export.record_form.writer import write_record
from safetydesk.export.volume import pictures as volume_pictures
from safetydesk.export.volume.pictures import write_picture
from safetydesk.words import Words
from tests.core.test_picture_file import KINDS, SIZE, means, stored

Colour = tuple[float, ...]


def printed(path: Path, page: int = 0) -> tuple[Colour, Colour]:
    """The colours of the left and right half of the only picture on a page, as it is drawn."""
    with pypdfium2.PdfDocument(path) as pdf:
        (found,) = [item for item in pdf[page].get_objects() if item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        left, bottom, right, top = found.get_bounds()
        height = pdf[page].get_height()
        image = pdf[page].render(scale=2).to_pil().convert("RGB")
    whole = image.crop(tuple(round(2 * value) for value in (left, height - top, right, height - bottom)))  # type: ignore[arg-type]
    middle = whole.width // 2
    return tuple(means(whole, 0, middle)), tuple(means(whole, middle, whole.width))


@pytest.mark.parametrize("name", KINDS)
def test_a_volume_shows_every_kind_in_its_colours(tmp_path: Path, name: str) -> None:
    assert write_picture(stored(tmp_path, name), 0, tmp_path / "a.pdf") == 1
    _, left, right = KINDS[name]
    found = printed(tmp_path / "a.pdf")
    assert found[0] == pytest.approx(left, abs=5) and found[1] == pytest.approx(right, abs=5)


@pytest.mark.parametrize("name", KINDS)
def test_a_record_shows_every_kind_in_its_colours(tmp_path: Path, fonts: Fonts, name: str) -> None:
    form = RecordForm("记录", "", (Photos("照片", (Photo(stored(tmp_path, name)),)),), "zh_CN", "2026-09-04")
    assert write_record(form, tmp_path / "a.pdf", Words("zh_CN"), fonts).unreadable == ()
    _, left, right = KINDS[name]
    found = printed(tmp_path / "a.pdf")
    assert found[0] == pytest.approx(left, abs=5) and found[1] == pytest.approx(right, abs=5)


def test_every_page_of_a_tiff_that_has_to_be_drawn_anew_is_bound(tmp_path: Path) -> None:
    colours = [(0, 0, 0, 0), (0, 255, 255, 0), (0, 0, 0, 255)]
    frames = [Image.new("CMYK", SIZE, colour) for colour in colours]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    assert write_picture(tmp_path / "a.tif", 0, tmp_path / "a.pdf") == 3
    found = [printed(tmp_path / "a.pdf", page)[0] for page in range(3)]
    assert found == [pytest.approx(colour, abs=3) for colour in ((255, 255, 255), (255, 0, 0), (0, 0, 0))]


@pytest.mark.parametrize(("over", "anew"), [(0, False), (1, True)])
def test_a_tiff_is_kept_as_it_is_up_to_a_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, over: int, anew: bool
) -> None:
    Image.new("RGB", SIZE, (9, 99, 199)).save(tmp_path / "a.tif")
    drawn: list[int] = []
    redrawn = volume_pictures.redrawn
    monkeypatch.setattr(volume_pictures, "redrawn", lambda image, frame: drawn.append(frame) or redrawn(image, frame))
    monkeypatch.setattr(volume_pictures, "LARGEST_KEPT", 4 * SIZE[0] * SIZE[1] - over)
    write_picture(tmp_path / "a.tif", 0, tmp_path / "a.pdf")
    assert bool(drawn) == anew


@pytest.mark.parametrize("content", [b"\0\0\0\x18ftypheic" + bytes(200), b"GIF89a"])
def test_an_unreadable_one_is_named_with_its_record_and_said_on_the_paper(
    tmp_path: Path, fonts: Fonts, content: bytes
) -> None:
    (tmp_path / "0af3").write_bytes(content)
    photo = Photo(tmp_path / "0af3", name="操场.heic", record="九月疏散")
    form = RecordForm("记录", "", (Photos("照片", (photo,)),), "zh_CN", "2026-09-04")
    words = Words("zh_CN")
    assert write_record(form, tmp_path / "a.pdf", words, fonts).unreadable == (Unread("操场.heic", "九月疏散"),)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as pdf:
        text = "".join(pdf[0].get_textpage().get_text_bounded().split())
    assert "".join(words.text("record_form.no_picture", name="操场.heic").split()) in text
    with pytest.raises(NoPicture):
        write_picture(tmp_path / "0af3", 0, tmp_path / "b.pdf")

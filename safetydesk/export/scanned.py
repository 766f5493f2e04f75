"""Pages of a scanned pile as a PDF of one letter: the scans unchanged, only turned upright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import img2pdf
import pikepdf
from PIL import Image

from safetydesk.export.geometry import PAGE_HEIGHT, PAGE_WIDTH
from safetydesk.export.pdf_file import save_pdf

PDF_MARK = b"%PDF-"
SNIFFED = 1024


@dataclass(frozen=True)
class SourcePage:
    """A page of a file of the pile."""

    path: Path
    page: int
    """From 1."""
    turn: int
    """Degrees clockwise."""


class Sources:
    """The files of a pile, each opened once; pictures are wrapped as they are."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.opened: dict[Path, pikepdf.Pdf] = {}

    def __enter__(self) -> Sources:
        self.scratch.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        for pdf in self.opened.values():
            pdf.close()

    def write(self, pages: Sequence[SourcePage], target: Path) -> None:
        """One letter's pages into a file. Raises what pikepdf and img2pdf raise for a file they cannot use."""
        with pikepdf.new() as letter:
            for source in pages:
                letter.pages.append(self.pdf(source.path).pages[source.page - 1])
                if source.turn:
                    letter.pages[-1].rotate(source.turn, relative=True)
            letter.remove_unreferenced_resources()
            save_pdf(letter, target, deterministic_id=True)

    def pdf(self, path: Path) -> pikepdf.Pdf:
        """A file of the pile as a PDF."""
        if path not in self.opened:
            with path.open("rb") as handle:
                is_pdf = PDF_MARK in handle.read(SNIFFED)
            self.opened[path] = pikepdf.open(path if is_pdf else self.wrapped(path))
        return self.opened[path]

    def wrapped(self, path: Path) -> Path:
        """A picture file as a PDF of pages no larger than A4."""
        target = self.scratch / f"{len(self.opened)}.pdf"
        size = img2pdf.get_layout_fun((PAGE_WIDTH, PAGE_HEIGHT), fit=img2pdf.FitMode.into)
        plain = self.plain(path)
        target.write_bytes(img2pdf.convert(str(plain), nodate=True, layout_fun=size))
        return target

    def plain(self, path: Path) -> Path:
        """The file itself, or a copy without what PDF cannot hold: transparency, a format of the web."""
        with Image.open(path) as image:
            if image.format in ("JPEG", "TIFF", "PNG") and "transparency" not in image.info and image.mode in ("1", "L", "RGB"):  # fmt: skip
                return path
            copy = self.scratch / f"{len(self.opened)}.png"
            image.convert("RGB").save(copy)
            return copy

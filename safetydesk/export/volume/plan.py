"""A volume before it has a page: what stands on its cover, and its items in order."""

from __future__ import annotations

from dataclasses import dataclass

from safetydesk.export.labels.drawing import Fact
from safetydesk.export.volume.sources import Ready
from safetydesk.words import Words


@dataclass(frozen=True)
class Part:
    """One file of an item."""

    title: str
    """Its caption or name, for the bookmark."""
    ready: Ready


@dataclass(frozen=True)
class Filed:
    """One item of a volume."""

    place: int
    code: str
    title: str
    author: str
    day: str
    parts: tuple[Part, ...]
    stamp: tuple[Fact, ...] = ()
    """The six cells of its archive stamp; none where it bears none."""

    @property
    def pages(self) -> int:
        """Pages it has in the volume."""
        return sum(part.ready.pages for part in self.parts)

    @property
    def remark(self) -> str:
        """Key of the remark in the contents: where to look for what is not in the volume."""
        outside = [part for part in self.parts if not part.ready.pages]
        if not self.parts:
            return "paper_only"
        if not outside:
            return ""
        return "also_original" if self.pages else "see_original"


COLUMNS = ("place", "code", "title", "author", "dated", "page", "remark")
"""Of the contents."""


@dataclass(frozen=True)
class Labels:
    """What stands over cover and contents."""

    cover: str
    contents: str
    columns: tuple[str, ...]
    """Headings of the contents, one for each of `COLUMNS`."""


def archive_labels(words: Words) -> Labels:
    """Those of a volume of the archive."""
    columns = tuple(words.text(f"archive.column_{key}") for key in COLUMNS)
    return Labels(words.text("archive.cover"), words.text("archive.contents"), columns)


@dataclass(frozen=True)
class Volume:
    """Everything filed in one class, in the order of the catalogue; or another book that is bound in the same way."""

    title: str
    """The file's title: school, class, year."""
    school: str
    year: str
    name: str
    """Code and name of the class."""
    facts: tuple[tuple[str, str], ...]
    """Lines of the cover's table: label and text."""
    items: tuple[Filed, ...]
    labels: Labels | None = None
    """Those of the archive where there are none."""

    @property
    def ours(self) -> bool:
        """Whether it holds nothing but our own pages and pictures, so that it can be called PDF/A."""
        return all(part.ready.ours for item in self.items for part in item.parts if part.ready.pages)

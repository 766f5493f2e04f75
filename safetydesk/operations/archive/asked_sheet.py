"""The bureau's lists as sheets of the catalogue: each line with the papers that answer it, or that there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from safetydesk.core.sheet import Sheet, SheetColumn
from safetydesk.export.catalogue_xlsx import Section
from safetydesk.operations.archive.gathering import Asked, PackageJob
from safetydesk.operations.archive.naming import Names, safe_sheet

COLUMNS = (("number", 8), ("asked", 44), ("score", 8), ("code", 30), ("title", 44), ("dated", 14))
Links = dict[str, str]


def asked_sections(job: PackageJob, links: Mapping[int, Links], names: Names) -> list[Section]:
    """A sheet for each list; `links` are those of the catalogue's own rows, by item."""
    return [section(job, asked, links, names) for asked in job.asked]


def section(job: PackageJob, asked: Asked, links: Mapping[int, Links], names: Names) -> Section:
    """One list: a row for each paper of each line."""
    rows = list(rows_of(job, asked))
    say = job.words.text
    missing = sum(not line.items for line in asked.lines)
    return Section(
        names.give(safe_sheet(asked.name)),
        Sheet(
            title=asked.name,
            columns=tuple(
                SheetColumn(key, say(f"bureau.column_{key}"), "text", width, "left") for key, width in COLUMNS
            ),
            rows=tuple(row for row, _ in rows),
            subtitle=say("bureau.answered", n=len(asked.lines) - missing, all=len(asked.lines)),
            footer=job.footer,
        ),
        [links.get(item, {}) if item is not None else {} for _, item in rows],
    )


def rows_of(job: PackageJob, asked: Asked) -> Iterator[tuple[tuple[Any, ...], int | None]]:
    """The cells of each row, and the item that it names."""
    values = {item.id: item.values for item in job.items}
    for line in asked.lines:
        head = (line.number, line.title, line.score)
        here = [item for item in line.items if item in values]
        if not here:
            yield (*head, "", job.words.text("bureau.missing"), ""), None
        for place, item in enumerate(here):
            told = values[item]
            own = head if place == 0 else (line.number, "〃", "")
            yield (*own, told["code"] or "", told["title"], told["dated"].strftime("%Y%m%d")), item

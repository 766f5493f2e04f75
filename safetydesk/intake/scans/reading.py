"""Reading a scanned pile in child processes: a hostile or broken file harms only a child, and all cores help."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from safetydesk.errors import Cancelled, UserError, message
from safetydesk.intake.scans.codes import PASSES, CodeFound, codes_of, is_blank
from safetydesk.intake.scans.page_pictures import Unreadable, page_count, pictures
from safetydesk.intake.workbook import limit_memory

AT_ONCE = 8
"""Pages that a child reads before it tells."""
THUMBNAIL = (240, 320)
CHILD_MEMORY = 2_000_000_000
"""Address space of a child, bytes: a page of A3 at 600 dpi fits several times."""
MOST_CHILDREN = 4
MOST_PAGES = 20_000
BLANK, NO_CODE, DAMAGED = "blank", "no_code", "damaged"


@dataclass(frozen=True)
class PageRead:
    """One page of the pile."""

    file: int
    """Place of its file among those given."""
    page: int
    """From 1."""
    codes: tuple[CodeFound, ...] = ()
    why: str = ""
    """blank, no_code or damaged, where there is no code."""
    thumbnail: bytes = field(default=b"", repr=False)
    """A small JPEG of a page that somebody has to look at."""


def read_pile(
    paths: Sequence[Path],
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[PageRead]:
    """Every page of some PDFs and pictures, in their order.

    A file or page that cannot be read is a page with the reason. Raises UserError for a file that is not there or
    brings the reader down, and Cancelled.
    """
    for path in paths:
        if not path.is_file():
            raise UserError(message("scan.no_file", file=path.name), message("scan.no_file_hint"))
    children = min(MOST_CHILDREN, os.cpu_count() or 1)
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(children, context, initializer=limit_memory, initargs=(CHILD_MEMORY,))
    try:
        jobs, found = plan(pool, paths)
        total = sum(last - first for _, first, last in jobs) + len(found)
        for page in finished(pool, paths, jobs, cancelled):
            found.append(page)
            progress(len(found), total)
    except BrokenProcessPool:
        raise UserError(message("scan.reader_died"), message("scan.reader_died_hint")) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return sorted(found, key=lambda page: (page.file, page.page))


def plan(pool: ProcessPoolExecutor, paths: Sequence[Path]) -> tuple[list[tuple[int, int, int]], list[PageRead]]:
    """What there is to read, file and pages; and files that cannot be opened. Raises UserError for an absurd pile."""
    jobs: list[tuple[int, int, int]] = []
    broken: list[PageRead] = []
    for place, count in enumerate(pool.map(count_or_none, [str(path) for path in paths])):
        if count is None:
            broken.append(PageRead(place, 1, why=DAMAGED))
        else:
            jobs.extend((place, first, min(first + AT_ONCE, count)) for first in range(0, count, AT_ONCE))
    if sum(last - first for _, first, last in jobs) > MOST_PAGES:
        raise UserError(message("scan.too_many", most=MOST_PAGES), message("scan.too_many_hint"))
    return jobs, broken


def finished(
    pool: ProcessPoolExecutor,
    paths: Sequence[Path],
    jobs: Sequence[tuple[int, int, int]],
    cancelled: Callable[[], bool],
) -> Iterator[PageRead]:
    """Pages as they are read, a few jobs ahead at a time so that Cancel is heard soon."""
    waiting: set[Future[list[PageRead]]] = set()
    left = list(reversed(jobs))
    while left or waiting:
        while left and len(waiting) < 2 * MOST_CHILDREN:
            place, first, last = left.pop()
            waiting.add(pool.submit(read_pages, place, str(paths[place]), first, last))
        done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        if cancelled():
            raise Cancelled
        for job in done:
            yield from job.result()


def count_or_none(path: str) -> int | None:
    """In a child: the pages of a file, None for one that is broken."""
    try:
        return page_count(Path(path))
    except Unreadable:
        return None


def read_pages(place: int, path: str, first: int, last: int) -> list[PageRead]:
    """In a child: some pages of a file."""
    found: list[PageRead] = []
    try:
        for picture in pictures(Path(path), first, last):
            found.append(read_page(place, first + len(found) + 1, picture))
    except Unreadable:
        found.extend(PageRead(place, page, why=DAMAGED) for page in range(first + len(found) + 1, last + 1))
    return found


def read_page(place: int, page: int, picture: Image.Image) -> PageRead:
    """One page: what looks blank gets a quick look only, all others are looked through until a code is found."""
    blank = is_blank(picture)
    codes = tuple(codes_of(picture, PASSES[:1] if blank else PASSES))
    if blank and not codes:
        return PageRead(place, page, why=BLANK)
    return PageRead(place, page, codes, "" if codes else NO_CODE, thumbnail_of(picture) if len(codes) != 1 else b"")


def thumbnail_of(picture: Image.Image) -> bytes:
    """A small picture to look at."""
    small = picture.copy()
    small.thumbnail(THUMBNAIL)
    out = BytesIO()
    small.save(out, "JPEG", quality=70)
    return out.getvalue()

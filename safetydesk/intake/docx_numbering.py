"""The numbers that Word sets by itself before paragraphs, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from safetydesk.intake.docx_counting import written

PLACE = re.compile(r"%([1-9])")
LEVELS = 9
DEEPEST_CHAIN = 20
"""Styles that a style is based on, at most: a circle of styles ends."""


@dataclass(frozen=True)
class AutoNumber:
    """What Word shows before a paragraph."""

    text: str
    """The number with its marks, 一、 or （3）; empty for a bullet."""
    bullet: bool = False


@dataclass(frozen=True)
class Level:
    """One level of a list as it is defined."""

    format: str
    text: str
    start: int
    restart: int | None
    """Restarts after this level (1 is the topmost) or a higher one; None: after any higher one; 0: never."""
    legal: bool
    style: str


class Styles:
    """The paragraph styles of a document by their id, with what they inherit."""

    def __init__(self, root: Any) -> None:
        found = root.iter(qn("w:style")) if root is not None else ()
        self.by_id = {style.get(qn("w:styleId")): style for style in found}
        self.default = next(
            (id for id, style in self.by_id.items() if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")),
            "",
        )  # fmt: skip

    def chain(self, paragraph: Any) -> Iterator[Any]:
        """The paragraph's style and those it is based on, the nearest first."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        id = own.get(qn("w:val")) if own is not None else self.default
        for _ in range(DEEPEST_CHAIN):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            based = style.find(qn("w:basedOn"))
            id = based.get(qn("w:val")) if based is not None else ""

    def property(self, paragraph: Any, tag: str) -> Any:
        """An element of the paragraph's properties, its own or inherited; None where there is none."""
        for holder in (paragraph, *self.chain(paragraph)):
            found = holder.find(f"{qn('w:pPr')}/{qn(tag)}")
            if found is not None:
                return found
        return None


class Numbering:
    """Counts the paragraphs of one document; ask once for each, in their order."""

    def __init__(self, document: Any, styles: Styles) -> None:
        parts = [part for part in document.part.package.iter_parts() if part.content_type.endswith(".numbering+xml")]
        root = parts[0].element if parts else None
        self.styles = styles
        self.abstracts = {
            item.get(qn("w:abstractNumId")): item for item in (root.iter(qn("w:abstractNum")) if root is not None else ())
        }  # fmt: skip
        self.nums = {item.get(qn("w:numId")): item for item in (root.iter(qn("w:num")) if root is not None else ())}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[tuple[str, int]] = set()
        self.known: dict[str, tuple[str, dict[int, Level]]] = {}

    def number(self, paragraph: Any) -> AutoNumber | None:
        """The number of the next paragraph; None for one without."""
        place = self.place(paragraph)
        if place is None:
            return None
        num, depth = place
        abstract, levels = self.levels(num)
        level = levels.get(depth)
        if level is None:
            return None
        counts = self.count(num, abstract, depth, levels)
        if level.format == "bullet":
            return AutoNumber("", bullet=True)
        text = PLACE.sub(lambda found: self.figure(int(found[1]) - 1, level, levels, counts), level.text).strip()
        return AutoNumber(text) if text else None

    def figure(self, depth: int, shown: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        """The count of one level inside a number of this or a deeper one."""
        level = levels.get(depth)
        if level is None or level.format in ("none", "bullet"):
            return ""
        value = counts[depth]
        return written(level.start if value is None else value, "decimal" if shown.legal else level.format)

    def count(self, num: str, abstract: str, depth: int, levels: dict[int, Level]) -> list[int | None]:
        """Count one paragraph; lists that share a definition share their counts, unless one starts anew."""
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        override = self.nums[num].find(f"{qn('w:lvlOverride')}[@{qn('w:ilvl')}='{depth}']/{qn('w:startOverride')}")
        before = counts[depth]
        if override is not None and (num, depth) not in self.begun:
            self.begun.add((num, depth))
            counts[depth] = whole(override.get(qn("w:val")), 1)
        else:
            counts[depth] = levels[depth].start if before is None else before + 1
        for above in range(depth):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        for below in range(depth + 1, LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or depth < restart:
                counts[below] = None
        return counts

    def place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list that a paragraph belongs to, and its level in it; both may come from its style."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        num, depth = number_of(own)
        for style in () if num else self.styles.chain(paragraph):
            inherited = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            num, by_style = number_of(inherited)
            if num:
                linked = self.linked(num, style.get(qn("w:styleId")))
                depth = next((value for value in (depth, linked, by_style) if value is not None), None)
                break
        return (num, depth or 0) if num and num != "0" and num in self.nums else None

    def linked(self, num: str, style: str) -> int | None:
        """The level of a list that belongs to a style."""
        if num not in self.nums:
            return None
        return next((depth for depth, level in self.levels(num)[1].items() if level.style == style), None)

    def levels(self, num: str) -> tuple[str, dict[int, Level]]:
        """The id of the definition that a list follows, and its levels with the list's own changes."""
        if num not in self.known:
            id = value_of(self.nums[num], "w:abstractNumId")
            abstract = self.abstracts.get(id)
            link = value_of(abstract, "w:numStyleLink")
            if link:
                style = self.styles.by_id.get(link)
                other, _ = number_of(style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if style is not None else None)
                id = value_of(self.nums[other], "w:abstractNumId") if other in self.nums else id
                abstract = self.abstracts.get(id)
            found = dict(map(level_of, abstract.findall(qn("w:lvl")))) if abstract is not None else {}
            found |= dict(map(level_of, self.nums[num].findall(f"{qn('w:lvlOverride')}/{qn('w:lvl')}")))
            self.known[num] = (id, {depth: level for depth, level in found.items() if 0 <= depth < LEVELS})
        return self.known[num]


def level_of(element: Any) -> tuple[int, Level]:
    """A level with its place, 0 for the topmost."""
    format = value_of(element, "w:numFmt") or "decimal"
    if element.find(qn("w:lvlPicBulletId")) is not None:
        format = "bullet"
    restart = element.find(qn("w:lvlRestart"))
    legal = element.find(qn("w:isLgl"))
    return whole(element.get(qn("w:ilvl")), 0), Level(
        format,
        value_of(element, "w:lvlText"),
        whole(value_of(element, "w:start"), 1 if element.find(qn("w:start")) is not None else 0),
        whole(restart.get(qn("w:val")), 0) if restart is not None else None,
        legal is not None and legal.get(qn("w:val")) not in ("0", "false", "off"),
        value_of(element, "w:pStyle"),
    )


def number_of(element: Any) -> tuple[str, int | None]:
    """List and level that a `numPr` names; the level is None where it names none."""
    if element is None:
        return "", None
    depth = value_of(element, "w:ilvl")
    return value_of(element, "w:numId"), whole(depth, 0) if depth else None


def value_of(element: Any, tag: str) -> str:
    """The value of a child; empty where there is none."""
    child = element.find(qn(tag)) if element is not None else None
    return str(child.get(qn("w:val")) or "") if child is not None else ""


def whole(text: str | None, otherwise: int) -> int:
    """A whole number that a file gives."""
    try:
        return int(text or "")
    except ValueError:
        return otherwise

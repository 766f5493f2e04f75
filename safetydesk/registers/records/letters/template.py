"""The wording of letters: TOML texts in two languages, read strictly, and the preset posts with their duties."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from safetydesk.paths import resources

FIELDS = frozenset(
    [
        "school",
        "year_title",
        "number",
        "name",
        "post",
        "dept",
        "class_name",
        "head_teacher",
        "guardian",
        "relation",
        "phone",
        "party_a",
        "principal",
        "term_from",
        "term_to",
        "copies",
        "leader",
    ]
)
"""What a text may name in braces."""
PLACE = re.compile(r"\{(\w+)\}")
LISTS = {"clauses", "lines", "left", "right", "headings"}
KINDS: dict[str, frozenset[str]] = {
    "title": frozenset({"text"}),
    "heading": frozenset({"text", "level"}),
    "paragraph": frozenset({"text", "indent"}),
    "clauses": frozenset({"clauses", "continued"}),
    "duties": frozenset({"heading"}),
    "signatures": frozenset({"left", "right", "date"}),
    "closing": frozenset({"lines"}),
    "receipt": frozenset({"cut", "title", "lines"}),
    "roster": frozenset({"title", "headings"}),
}
"""Blocks, and the members each has."""
NUMBERS = {"level": range(1, 3), "indent": range(5)}
"""Members that may be left out, and the whole numbers each may be."""
FLAGS = frozenset({"continued"})
"""Members that may be left out, true where they are given: `continued` clauses go on with the numbers before."""


@dataclass(frozen=True)
class TemplateBlock:
    """One block as written."""

    kind: str
    members: dict[str, Any]

    def texts(self) -> list[str]:
        """Every text of the block."""
        found: list[str] = []
        for value in self.members.values():
            found.extend([value] if isinstance(value, str) else value if isinstance(value, list) else [])
        return found


@dataclass(frozen=True)
class Template:
    """A kind of letter in one language."""

    kind: str
    language: str
    version: int
    name: str
    number: str
    """How the printed number is introduced, with {number}."""
    blocks: tuple[TemplateBlock, ...]


@dataclass(frozen=True)
class PostPreset:
    """A post that the program brings along; the school edits it as its own."""

    name: str
    name_en: str
    category: str
    duties: tuple[str, ...]
    duties_en: tuple[str, ...]
    basis: str
    needs_letter: bool


def template_text(kind: str, language: str) -> str:
    """The wording that comes with the program, as TOML."""
    return (resources() / "letters" / f"{kind}.{language}.toml").read_text(encoding="utf-8")


def read_template(text: str) -> Template:
    """Parse a wording. Raises ValueError for a block, member or field that there is none of, or that is amiss."""
    content = tomllib.loads(text)
    head = {name: content.get(name) for name in ("kind", "language", "name", "number")}
    if not all(isinstance(value, str) for value in head.values()) or not isinstance(content.get("version"), int):
        raise ValueError(f"{sorted(head)} version")
    if not isinstance(content.get("block"), list):
        raise ValueError("block")
    blocks = tuple(map(read_block, content["block"]))
    texts = [content["number"], *(part for block in blocks for part in block.texts())]
    faults = sorted({name for part in texts for name in PLACE.findall(part)} - FIELDS)
    if faults:
        raise ValueError(", ".join(faults))
    return Template(
        content["kind"], content["language"], content["version"], content["name"], content["number"], blocks
    )


def read_block(block: object) -> TemplateBlock:
    """One block with all its members, each of its type. Raises ValueError."""
    if not isinstance(block, dict) or block.get("kind") not in KINDS:
        raise ValueError(f"block {block}")
    kind = str(block["kind"])
    members = {name: value for name, value in block.items() if name != "kind"}
    amiss = sorted(KINDS[kind] - NUMBERS.keys() - FLAGS - members.keys() | members.keys() - KINDS[kind])
    amiss += [name for name, value in members.items() if name not in amiss and not fits(name, value)]
    if amiss:
        raise ValueError(f"{kind}: {', '.join(amiss)}")
    return TemplateBlock(kind, members)


def fits(name: str, value: object) -> bool:
    """Whether a member is what its name says: a whole number, a list of texts, or a text."""
    if name in NUMBERS:
        return isinstance(value, int) and value in NUMBERS[name]
    if name in FLAGS:
        return isinstance(value, bool)
    if name in LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)


def load_posts() -> tuple[PostPreset, ...]:
    """The preset posts, in the order of the file."""
    content = tomllib.loads((resources() / "posts" / "posts.toml").read_text(encoding="utf-8"))
    return tuple(
        PostPreset(
            post["name"], post["name_en"], post["category"], tuple(post["duties"]), tuple(post["duties_en"]),
            post["basis"], post.get("letter", True),
        )
        for post in content["post"]
    )  # fmt: skip

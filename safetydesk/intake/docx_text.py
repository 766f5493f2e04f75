"""The text of a Word paragraph as it is printed: insertions kept, deletions left out, and what is no text collected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

HOLDERS = frozenset(
    qn(tag) for tag in ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:hyperlink", "w:fldSimple", "w:dir", "w:bdo")
)  # fmt: skip
"""Elements whose content is text of the paragraph."""
PICTURES = frozenset((qn("w:drawing"), qn("w:pict"), qn("w:object")))
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
TAB = 4
"""Underscores for an underlined tab."""
SYMBOLS = {
    "F0A8": "□", "F06F": "□", "F071": "□", "F0FE": "☑", "F052": "☑", "F0FC": "√", "F022": "✂", "F0B7": "•", "F06C": "●",
}  # fmt: skip
"""Characters of Wingdings and Symbol that letters have, by their code."""
OFF = ("0", "false", "off", "none")
PLACEHOLDER = re.compile(r"^(单击|点击|选择|Click|Choose|Tap)", re.IGNORECASE)


@dataclass(frozen=True)
class LeftOut:
    """Something of a Word file that the wording will not have."""

    id: str
    """What it is, an id of the catalogue."""
    text: str = ""
    """Its own text."""


@dataclass
class ParagraphReader:
    """Reads paragraphs one after another; what is not taken collects in `left_out`."""

    left_out: list[LeftOut] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Deleted pieces of the paragraph that is being read."""
    fields: list[bool] = field(default_factory=list)
    """For each open field whether its result has begun."""

    def read(self, paragraph: Any) -> str:
        """The text of one paragraph, line breaks as \\n."""
        self.removed, self.fields = [], []
        text = "".join(self.pieces(paragraph))
        if removed := "".join(self.removed).strip():
            self.left_out.append(LeftOut("wording_docx.lost_deletions", removed))
        return text

    def pieces(self, element: Any) -> Iterator[str]:
        """The text of everything inside an element, in its order."""
        for child in element:
            tag = child.tag
            if tag == qn("w:r"):
                yield from self.run(child)
            elif tag in HOLDERS:
                yield from self.pieces(child)
            elif tag == qn("w:sdt"):
                yield from self.control(child)
            elif tag == qn("w:del"):
                self.removed.extend(item.text or "" for item in child.iter(qn("w:delText"), qn("w:t")))
            elif isinstance(tag, str) and tag.startswith(MATH):
                yield "".join(item.text or "" for item in child.iter(f"{MATH}t"))
            elif tag == ALTERNATE:
                self.picture(child)

    def control(self, element: Any) -> Iterator[str]:
        """The text in a content control; one that still shows its prompt is a blank named by its title."""
        facts, content = element.find(qn("w:sdtPr")), element.find(qn("w:sdtContent"))
        if content is None:
            return
        if facts is not None and facts.find(qn("w:showingPlcHdr")) is not None:
            yield prompt_of(facts, "".join(item.text or "" for item in content.iter(qn("w:t"))))
        else:
            yield from self.pieces(content)

    def run(self, run: Any) -> Iterator[str]:
        """The text of a run: hidden text is left out, an underlined gap is a blank to fill in."""
        facts = run.find(qn("w:rPr"))
        text = "".join(self.characters(run))
        if is_on(facts, "w:vanish"):
            if text.strip():
                self.left_out.append(LeftOut("wording_docx.lost_hidden", text.strip()))
        elif text and not text.strip() and "\n" not in text and is_on(facts, "w:u"):
            yield "_" * max(2, sum(TAB if character in "\t\u3000" else 1 for character in text))
        else:
            yield text

    def characters(self, run: Any) -> Iterator[str]:
        """What a run holds, without the instructions of fields."""
        for child in run:
            tag = child.tag
            if tag == qn("w:fldChar"):
                self.field(child.get(qn("w:fldCharType")))
            elif not all(self.fields):
                continue
            elif tag == qn("w:t"):
                yield child.text or ""
            elif tag in (qn("w:tab"), qn("w:ptab")):
                yield "\t"
            elif tag in (qn("w:br"), qn("w:cr")):
                yield "\n"
            elif tag == qn("w:noBreakHyphen"):
                yield "-"
            elif tag == qn("w:sym"):
                yield self.symbol(child)
            elif tag == qn("w:ruby"):
                base = child.find(qn("w:rubyBase"))
                yield from self.pieces(base) if base is not None else ()
            elif tag in PICTURES or tag == ALTERNATE:
                self.picture(child)

    def field(self, kind: str | None) -> None:
        """Follow a field from its instruction to its result and its end."""
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def symbol(self, element: Any) -> str:
        """A character of a symbol face; one that is not known is listed."""
        code = str(element.get(qn("w:char")) or "").upper()
        if code not in SYMBOLS:
            self.left_out.append(LeftOut("wording_docx.lost_symbols", f"{element.get(qn('w:font'))} {code}"))
        return SYMBOLS.get(code, "")

    def picture(self, element: Any) -> None:
        """A drawing: its text where it is a text box, otherwise what describes it."""
        shown = element.find(CHOICE) if element.tag == ALTERNATE else element
        if shown is None:
            return
        boxes = list(shown.iter(qn("w:txbxContent")))
        for box in boxes:
            if text := text_inside(box):
                self.left_out.append(LeftOut("wording_docx.lost_boxes", text))
        if not boxes:
            named = next(shown.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"), None)  # fmt: skip
            text = (named.get("descr") or named.get("name") or "") if named is not None else ""
            self.left_out.append(LeftOut("wording_docx.lost_pictures", text))


def prompt_of(facts: Any, shown: str) -> str:
    """A blank in the place of a content control's prompt: its title in brackets, or what the prompt says."""
    for tag in ("w:alias", "w:tag"):
        named = facts.find(qn(tag))
        if named is not None and named.get(qn("w:val")):
            return f"【{named.get(qn('w:val'))}】"
    return "_" * 8 if not shown.strip() or PLACEHOLDER.match(shown.strip()) else f"【{shown.strip()}】"


def is_on(facts: Any, tag: str) -> bool:
    """Whether run properties switch something on."""
    found = facts.find(qn(tag)) if facts is not None else None
    return found is not None and found.get(qn("w:val")) not in OFF


def text_inside(element: Any) -> str:
    """All text inside an element that is not deleted, its paragraphs parted by a slash."""
    reader = ParagraphReader()
    paragraphs = (reader.read(paragraph) for paragraph in element.iter(qn("w:p")))
    return " / ".join(" ".join(text.split()) for text in paragraphs if text.strip())

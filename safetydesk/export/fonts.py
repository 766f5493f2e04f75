"""The faces of printed pages, and which of them has a character.

reportlab embeds TrueType outlines only and prints nothing, without an error, for a character a face lacks. So
every text is split by coverage before it is drawn, and a character no face has stops the job.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SERIF, SANS, KAI = "SafetySerif", "SafetySans", "SafetyKai"
FILES = {SERIF: "NotoSerifSC-Regular.ttf", SANS: "NotoSansSC-Regular.ttf", KAI: "LXGWWenKai-Regular.ttf"}
FALLBACK = {SERIF: (SERIF, KAI), SANS: (SANS, SERIF, KAI), KAI: (KAI, SERIF)}
Run = tuple[str, str]
"""Face and text."""


class Fonts:
    """The three faces, loaded once for a job and passed to whoever draws."""

    def __init__(self, folder: Path) -> None:
        lock_down()
        self.faces = {name: TTFont(name, str(folder / file)) for name, file in FILES.items()}
        for face in self.faces.values():
            pdfmetrics.registerFont(face)
        rl_config.canvas_basefontname = SERIF
        self.glyphs = {name: face.face.charToGlyph for name, face in self.faces.items()}
        self.widths = {name: face.face.charWidths for name, face in self.faces.items()}
        self.runs = lru_cache(maxsize=20_000)(self.split)
        self.face_of = lru_cache(maxsize=20_000)(self.find_face)

    def find_face(self, ch: str, wanted: str) -> str:
        """The first face in the order of fallback that has a character; the wanted one where none has."""
        return next((name for name in FALLBACK[wanted] if ord(ch) in self.glyphs[name]), wanted)

    def split(self, text: str, wanted: str) -> tuple[Run, ...]:
        """A text as runs of one face each."""
        runs: list[Run] = []
        for ch in text:
            name = self.face_of(ch, wanted)
            if runs and runs[-1][0] == name:
                runs[-1] = (name, runs[-1][1] + ch)
            else:
                runs.append((name, ch))
        return tuple(runs)

    def width(self, text: str, face: str, size: float) -> float:
        """Width of a text in points."""
        total = sum(self.widths[name].get(ord(ch), 1000) for name, part in self.runs(text, face) for ch in part)
        return float(total) * size / 1000

    def missing(self, text: str) -> str:
        """The characters of a text that no face has, each once."""
        return "".join(dict.fromkeys(ch for ch in text if ch != "\n" and not self.has(ch)))

    def has(self, ch: str) -> bool:
        """Whether any face has a character."""
        return any(ord(ch) in glyphs for glyphs in self.glyphs.values())

    def replaced(self, texts: Iterable[str]) -> str:
        """Characters that the body face lacks and another face stands in for: recorded with the print."""
        return "".join(
            dict.fromkeys(ch for text in texts for ch in text if ch != "\n" and self.face_of(ch, SERIF) != SERIF)
        )


def lock_down() -> None:
    """No file, no address, nothing but our own drawing ever enters a page (faults row 62)."""
    rl_config.trustedSchemes = ["data"]
    rl_config.trustedHosts = []
    rl_config.invariant = 1

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
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from safetydesk.export.system_faces import SystemFaces

SERIF, SANS, KAI = "SafetySerif", "SafetySans", "SafetyKai"
FANG, SONG = "SafetyFang", "SafetySong"
"""Body and title of letters: the system's 仿宋 and 小标宋 where they are there and wanted, else the serif face."""
FILES = {SERIF: "NotoSerifSC-Regular.ttf", SANS: "NotoSansSC-Regular.ttf", KAI: "LXGWWenKai-Regular.ttf"}
FALLBACK = {
    SERIF: (SERIF, KAI, SANS),
    SANS: (SANS, SERIF, KAI),
    KAI: (KAI, SERIF, SANS),
    FANG: (FANG, SERIF, KAI, SANS),
    SONG: (SONG, SERIF, KAI, SANS),
}
"""Every chain ends in every face of ours: a character that any of them has is never a blank."""
HAN, DIGIT, DIGITS = "一", "0", "0123456789"
"""What stands for all Chinese characters and for all figures where only the room they take is asked."""
Run = tuple[str, str]
"""Face and text."""


class Fonts:
    """The three faces, loaded once for a job and passed to whoever draws."""

    def __init__(self, folder: Path, system: SystemFaces | None = None) -> None:
        lock_down()
        self.faces = {name: TTFont(name, str(folder / file)) for name, file in FILES.items()}
        self.faces.update(usable(system or SystemFaces()))
        self.order = {name: tuple(part for part in parts if part in self.faces) for name, parts in FALLBACK.items()}
        for face in self.faces.values():
            pdfmetrics.registerFont(face)
        rl_config.canvas_basefontname = SERIF
        self.glyphs = {name: face.face.charToGlyph for name, face in self.faces.items()}
        self.widths = {name: face.face.charWidths for name, face in self.faces.items()}
        self.known = frozenset(chr(code) for glyphs in self.glyphs.values() for code in glyphs)
        self.char_widths = {name: CharWidths(self, name) for name in FALLBACK}
        self.alike = {name: Alike(widths) for name, widths in self.char_widths.items()}
        self.runs = lru_cache(maxsize=20_000)(self.split)
        self.face_of = lru_cache(maxsize=20_000)(self.find_face)

    def find_face(self, ch: str, wanted: str) -> str:
        """The first face in the order of fallback that has a character; the wanted one where none has."""
        order = self.order[wanted]
        return next((name for name in order if ord(ch) in self.glyphs[name]), order[0])

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
        return float(sum(map(self.char_widths[face].__getitem__, text))) * size / 1000

    def missing(self, text: str) -> str:
        """The characters of a text that no face has, each once."""
        lacking = set(text) - self.known - {"\n"}
        return "".join(dict.fromkeys(ch for ch in text if ch in lacking)) if lacking else ""

    def has(self, ch: str) -> bool:
        """Whether any face has a character."""
        return ch in self.known

    def replaced(self, texts: Iterable[str]) -> str:
        """Characters that the body face lacks and another face stands in for: recorded with the print."""
        used = dict.fromkeys(ch for text in texts for ch in dict.fromkeys(text) if ch != "\n")
        first = self.order[FANG][0]
        return "".join(ch for ch in used if self.face_of(ch, FANG) != first)


class CharWidths(dict[str, float]):
    """Widths of characters as one face sets them, another standing in where it has to; looked up once each."""

    def __init__(self, fonts: Fonts, face: str) -> None:
        super().__init__()
        self.fonts, self.face = fonts, face

    def __missing__(self, ch: str) -> float:
        width = self[ch] = float(self.fonts.widths[self.fonts.face_of(ch, self.face)].get(ord(ch), 1000))
        return width


class Alike(dict[int, int]):
    """For `str.translate`: characters that a line is broken by alike become one, where a face sets them as wide."""

    def __init__(self, widths: CharWidths) -> None:
        super().__init__()
        self.widths = widths

    def __missing__(self, code: int) -> int:
        ch = chr(code)
        like = HAN if "\u4e00" <= ch <= "\u9fff" else DIGIT if ch in DIGITS else ch
        self[code] = ord(like if self.widths[like] == self.widths[ch] else ch)
        return self[code]


def usable(system: SystemFaces) -> dict[str, TTFont]:
    """The system's faces that can be embedded; one that cannot be read is as good as none."""
    found = {}
    for name, path in ((FANG, system.body), (SONG, system.title)):
        if path is not None:
            try:
                found[name] = TTFont(name, str(path))
            except (TTFError, OSError):
                continue
    return found


def lock_down() -> None:
    """No file, no address, nothing but our own drawing ever enters a page (faults row 62)."""
    rl_config.trustedSchemes = ["data"]
    rl_config.trustedHosts = []
    rl_config.invariant = 1
    # reportlab wraps every stream in text a quarter larger, which nothing has needed for thirty years.
    rl_config.useA85 = 0

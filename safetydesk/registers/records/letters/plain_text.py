"""A text as it is matched: width, blanks, line breaks and quotation marks do not hide a word, and every hit is found
again in the text as it was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DROPPED = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff\"'“”‘’「」『』《》〈〉*_~·•`^]")
"""Marks that stand inside words and mean nothing there."""
WIDE = re.compile(r"[\u2e80-\u9fff\U00020000-\U0003ffff，。；：、！？（）]")
QUOTED = re.compile(r"[“「『‘\"][^“”「」『』‘’\"。]{0,60}[”」』’\"]")
BETWEEN = re.compile(r"(?<=[”」』’\"])[,，;；](?=[“「『‘\"])")
COMMAS = re.compile(r"[,，;；]")


@dataclass(frozen=True)
class PlainText:
    """`text` to search in, and for each of its characters the place in `written` that it comes from."""

    written: str
    text: str
    places: tuple[int, ...]

    def found(self, start: int, end: int) -> str:
        """A hit as it was written."""
        return self.written[self.places[start] : self.places[end - 1] + 1]


def narrow(written: str) -> PlainText:
    """NFKC, nothing left out: full-width letters and marks become what they stand for."""
    parts = [(part, place) for place, one in enumerate(written) for part in unicodedata.normalize("NFKC", one)]
    return PlainText(written, "".join(part for part, _ in parts), tuple(place for _, place in parts))


def plain(written: str) -> PlainText:
    """NFKC in lower case; no blanks beside Chinese, one blank elsewhere; a comma in or between quotations parts no clause."""
    calm = QUOTED.sub(lambda quoted: COMMAS.sub("、", quoted[0]), BETWEEN.sub("、", written))
    text: list[str] = []
    places: list[int] = []
    for place, character in enumerate(calm):
        if DROPPED.match(character):
            continue
        if character.isspace():
            if text and text[-1] != " " and not WIDE.match(calm[places[-1]]):
                text.append(" ")
                places.append(place)
            continue
        if WIDE.match(character) and text and text[-1] == " ":
            text.pop()
            places.pop()
        for part in unicodedata.normalize("NFKC", character).casefold():
            text.append(part)
            places.append(place)
    return PlainText(written, "".join(text), tuple(places))

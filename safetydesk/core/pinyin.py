"""How Chinese names sound: for sorting them and for finding them by what is typed on a Latin keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

# Surnames whose sound is not the character's commonest one. Both sounds find the name; the surname's own sorts it.
SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou", "朴": "piao", "翟": "zhai",
    "盖": "ge", "任": "ren", "华": "hua", "缪": "miao", "员": "yun", "尉": "wei", "覃": "qin", "乐": "yue",
    "折": "she", "繁": "po", "佴": "nai", "黑": "he", "秘": "bi", "冼": "xian", "种": "chong", "逄": "pang",
    "召": "shao", "重": "chong", "洗": "xian", "宓": "mi", "晟": "cheng", "车": "che", "俞": "yu", "石": "shi",
    "卜": "bu", "柏": "bai", "贾": "jia", "葛": "ge", "隗": "wei", "郇": "xun", "妫": "gui", "祭": "zhai",
}  # fmt: skip
DOUBLE_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "长孙": ("zhang", "sun"),
    "万俟": ("mo", "qi"),
    "澹台": ("tan", "tai"),
    "令狐": ("ling", "hu"),
}
MOST_SYLLABLES = 6

KEPT_KEYS = 32_768
"""Names whose keys are remembered: each of them is asked for at every sorting."""


class Pinyin:
    """A table from character to toneless syllable, read from resources/pinyin.tsv."""

    def __init__(self, table: Path) -> None:
        self.syllables: dict[str, str] = {}
        for line in table.read_text(encoding="utf-8").splitlines():
            syllable, _, characters = line.partition("\t")
            self.syllables.update(dict.fromkeys(characters, syllable))
        self.key = lru_cache(maxsize=KEPT_KEYS)(self.sort_key)

    def sort_key(self, text: str | None) -> str:
        """Text to sort by: the sound of each character, then the character; Latin text sorts before.

        Used inside SQL as pinyin_key(), through `key`, which remembers the names that a school has; a missing text
        sorts as the empty one.
        """
        if not text:
            return ""
        sounds = self.surname_sounds(text) or ()
        parts = [*sounds, *(self.syllables.get(ch, ch) for ch in text[len(sounds) :])]
        return " ".join(parts) + "\x00" + text

    def surname_sounds(self, name: str) -> tuple[str, ...]:
        """The sounds of a surname that does not sound as its characters commonly do."""
        if name[:2] in DOUBLE_SURNAMES:
            return DOUBLE_SURNAMES[name[:2]]
        return (SURNAMES[name[0]],) if name[0] in SURNAMES else ()

    def spellings(self, name: str) -> Iterator[str]:
        """What a person may type for a name: zhangsan, zs, zhangs, zsan …, for each reading of the surname."""
        heard = [self.syllables.get(ch, "") for ch in name if ch in self.syllables][:MOST_SYLLABLES]
        if not heard:
            return
        readings = {tuple(heard)}
        if sounds := self.surname_sounds(name):
            readings.add((*sounds, *heard[len(sounds) :]))
        for reading in sorted(readings):
            yield from mixtures(reading)


def mixtures(syllables: tuple[str, ...]) -> Iterator[str]:
    """Every mixture of whole syllables and initials, once."""
    if len(syllables) <= 4:
        yield from dict.fromkeys("".join(parts) for parts in product(*((item, item[0]) for item in syllables)))
        return
    yield "".join(syllables)
    yield "".join(item[0] for item in syllables)

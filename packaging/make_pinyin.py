"""Write resources/pinyin.tsv from pypinyin: one toneless syllable a line, then the characters read so.

Run by hand when the table should follow a newer pypinyin; the program itself only reads the result.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF))


def main() -> None:
    """Write the table beside the other resources."""
    by_syllable: dict[str, list[str]] = defaultdict(list)
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            syllable = pinyin(chr(code), style=Style.NORMAL, errors="ignore")
            if syllable and syllable[0][0].isascii() and syllable[0][0].isalpha():
                by_syllable[syllable[0][0].lower()].append(chr(code))
    lines = (f"{syllable}\t{''.join(chars)}\n" for syllable, chars in sorted(by_syllable.items()))
    target = Path(__file__).parents[1] / "resources" / "pinyin.tsv"
    target.write_text("".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

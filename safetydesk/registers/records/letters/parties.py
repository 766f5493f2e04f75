"""The end of a letter made from its wording: who signs, by name, and where a seal goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from safetydesk.export.letter.document import Closing, Party, Signatures
from safetydesk.registers.records.letters.kinds import PARENT

SEALED = re.compile(r"盖章|seal", re.IGNORECASE)
SEAL_NOTE = re.compile(r"\s*[（(](?:盖章|公章|签章|seal)[）)]", re.IGNORECASE)
SIGN_NOTE = re.compile(r"\s*[（(](签字|签名|signature)[）)]", re.IGNORECASE)
PARTY_B = re.compile(r"乙\s*方|party b|家长", re.IGNORECASE)
DATE_LABEL = re.compile(r"^\s*(?:日\s*期|date)\s*[:：]", re.IGNORECASE)
CHINESE_DATE_LABEL = re.compile(r"^\s*日\s*期\s*[:：]\s*")


def signatures(left: Sequence[str], right: Sequence[str], date: str, values: Mapping[str, Any]) -> Signatures:
    """Both parties by name. A wording gives for each the label, then the lines to sign on."""
    return Signatures(party(left, "甲", values), party(right, "乙", values), date)


def party(texts: Sequence[str], side: str, values: Mapping[str, Any]) -> Party:
    """One party. Who signs for nobody but herself has a line of her own: 乙方（签字）： becomes 乙方： and 签字：."""
    label, lines = texts[0], tuple(texts[1:])
    name = str(name_of("乙" if PARTY_B.search(label) else side, values))
    found = SIGN_NOTE.search(label)
    if found and not lines:
        label, word = SIGN_NOTE.sub("", label), found[1]
        lines = (f"{word}：" if word.isascii() is False else f"{word.capitalize()}: ",)
    label = label.rstrip() if not label.isascii() else f"{label.rstrip()} "
    return Party(label, "" if name in label else name, lines, bool(SEALED.search(texts[0])))


def name_of(side: str, values: Mapping[str, Any]) -> str:
    """Who a party is; a parent's letter carries the pupil's name, but is signed by the guardian."""
    if side == "甲":
        return str(values["party_a"])
    return str((values["guardian"] if values["kind"] == PARENT.key else values["party_b"]) or "")


def closing(lines: Sequence[str]) -> Closing:
    """The sender, the date, and whatever else is signed, found by their words."""
    dates = [line for line in lines if DATE_LABEL.match(line)]
    sender = next((line for line in lines if line not in dates and "_" not in line), "")
    others = tuple(line for line in lines if line not in dates and line != sender)
    date = CHINESE_DATE_LABEL.sub("", dates[0]) if dates else ""
    return Closing(SEAL_NOTE.sub("", sender), date, others)

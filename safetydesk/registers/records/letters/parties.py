"""Who signs a letter: the parties of a signature block and the sender of a closing, read from the wording's lines.

A wording says what is written on paper ("甲方（盖章）：", "负责人（签字）："); from it follows who puts a seal there and
where somebody signs. Names come from the letter's record.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from safetydesk.export.letter.document import Closing, Party, Signatures
from safetydesk.registers.records.letters.kinds import PARENT

MARK = re.compile(r"\s*[（(](?P<said>[^（）()]*)[）)]")
"""What a label says in brackets."""
SEALS = re.compile(r"章|\bseal\b|\bstamp\b", re.IGNORECASE)
SIGNS = re.compile(r"签|\bsign", re.IGNORECASE)
DATE_LABEL = re.compile(r"^(?:日\s*期|Date)\s*[:：]\s*", re.IGNORECASE)
DATE = re.compile(r"年[_\s]*\d*[_\s]*月[_\s]*\d*[_\s]*日\s*$|^\d{1,2} [A-Z][a-z]+ \d{4}$")
SIGN_HERE = {"zh_CN": "签字：", "en": "Signature: "}
"""Before the line of a party whose wording has none of its own."""


def signatures(members: Mapping[str, Any], values: Mapping[str, Any], language: str) -> Signatures:
    """A signature block with both parties by name; `members` are the wording's texts, `values` the stored letter."""
    other = values["guardian"] if values["kind"] == PARENT.key else values["party_b"]
    return Signatures(
        party(members["left"], str(values["party_a"] or ""), language),
        party(members["right"], str(other or ""), language),
        members["date"],
    )


def party(texts: Sequence[str], name: str, language: str) -> Party:
    """One party from its lines: the label first, then what stands before each line to sign on."""
    label, *lines = texts
    said = "".join(found["said"] for found in MARK.finditer(label))
    sealed = bool(SEALS.search(said))
    if SIGNS.search(said) and not sealed:
        # Whoever signs in person does so below the name, not beside the label.
        label = MARK.sub("", label)
        lines = [SIGN_HERE[language], *lines]
    elif not lines and (not sealed or SIGNS.search(said)):
        lines = [SIGN_HERE[language]]
    return Party(label.rstrip(), "" if name in label else name, tuple(lines), sealed)


def closing(lines: Sequence[str]) -> Closing:
    """The end of a letter without two parties: the line with a seal names the sender, the last with a date dates it."""
    senders = [line for line in lines if "__" not in line and seals(line)]
    dates = [line for line in lines if line not in senders and (DATE_LABEL.match(line) or DATE.search(line))][-1:]
    others = tuple(line for line in lines if line not in senders and line not in dates)
    names = tuple(MARK.sub("", line).strip() for line in senders)
    return Closing(names, others, bare_date(dates[0]) if dates else "", sealed=bool(senders))


def seals(line: str) -> bool:
    """Whether a line asks for a seal."""
    return any(SEALS.search(found["said"]) for found in MARK.finditer(line))


def bare_date(line: str) -> str:
    """A date without the word for it, unless nothing but a line to write on would be left."""
    date = DATE_LABEL.sub("", line)
    return date if date.strip("_ ") else line

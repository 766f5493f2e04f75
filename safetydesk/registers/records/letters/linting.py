"""Void disclaimers in the text of letters: a school cannot sign its duties away (readiness.md, trap of R02)."""

from __future__ import annotations

import re

VOID_PHRASES = (
    "后果自负", "责任自负", "一切后果由", "概不负责", "概不承担", "概由家长负责", "概由学生负责", "不承担任何责任", "不负任何责任",
    "与学校无关", "免除学校", "生死自负", "at your own risk", "no liability whatsoever", "accepts no responsibility",
    "not be held responsible",
)  # fmt: skip
"""Phrases that courts and the consumer law treat as void in a school's own forms."""
FOUND = re.compile("|".join(re.escape(phrase) for phrase in VOID_PHRASES), re.IGNORECASE)


def void_phrases(text: str) -> tuple[str, ...]:
    """The void disclaimers in a text, each once, in their order."""
    return tuple(dict.fromkeys(found[0] for found in FOUND.finditer(text)))

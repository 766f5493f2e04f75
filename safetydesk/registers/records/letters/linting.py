"""Void disclaimers in the text of letters: a school cannot sign its duties away (readiness.md, trap of R02)."""

from __future__ import annotations

import re

VOID_PHRASES = (
    r"后果\s*自负", r"责任\s*自负", r"一切后果由", r"概不(?:负责|承担)", r"概由(?:家长|学生|监护人)(?:负责|承担)", r"生死自负",
    r"不(?:承担|负)(?:任何|一切)(?:法律)?责任", r"(?:学校|[本我]校)[^。；，]{0,4}不(?:承担|负)(?:法律|相关|赔偿)?责任", r"与[本我]?校无关", r"与学校无关", r"免除(?:本校|学校)", r"(?:学校|本校|我校)免责",
    r"(?:一切|全部)责任(?:均|都|全部)?由(?:家长|学生|监护人|本人|其)", r"后果(?:均|都|全部|一律)?由(?:家长|学生|监护人|本人|其)", r"at (?:your|their|his or her) own risk",
    r"no liability whatsoever", r"(?:accepts?|takes?|bears?|assumes?) no (?:responsibility|liability)",
    r"not be held (?:responsible|liable)", r"(?:is|are|be) not liable", r"shall not be liable",
)  # fmt: skip
"""Patterns of phrases that courts and the consumer law treat as void in a school's own forms."""
FOUND = re.compile("|".join(VOID_PHRASES), re.IGNORECASE)


def void_phrases(text: str) -> tuple[str, ...]:
    """The void disclaimers in a text, each once, in their order."""
    return tuple(dict.fromkeys(found[0] for found in FOUND.finditer(text)))

"""Words that stumbled in earlier versions are shown nowhere any more: not by the catalogues, resources or code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import safetydesk
from safetydesk.paths import resources
from safetydesk.registers.records.drills.kinds import ANNOUNCED
from safetydesk.words import LANGUAGES, read_catalogue

SOURCE = Path(safetydesk.__file__).parent
TEXTS = (".toml", ".md", ".html")
READS = SOURCE / "intake"
"""What is only recognised in other people's files is not shown."""

RETIRED = {
    "zh_CN": (
        "签发", "链条", "断链", "历史链", "预警", "教工", "看不懂", "读不懂", "认不出", "名册中已没有", "没有编排", "转为任务",
        "目录条目", "还没打印", "知道了", "有事由", "慢于最快", "前次", "卷内文件目录", "保障 →", "标准 ≥", "≤",
    ),
    "en": (
        "Faces of letters", "Class convention", "Lines of lists", "Carry out", "Edit the school", "never late",
        "heard first", "utside unit", "Led by", "Note on the contents", "(wanted", " convention", "big safety", "≤", "≥",
    ),
}  # fmt: skip
EXACT = {"zh_CN": ("保障", "不足", "签订人"), "en": ("Look",)}
"""Labels that are retired as a whole, though the word lives on inside longer ones."""


def sentences(language: str) -> list[str]:
    """Everything a catalogue says."""
    return [
        form
        for entry in read_catalogue(language).values()
        for form in (entry.values() if isinstance(entry, dict) else [entry])
    ]


def shipped(language: str) -> Iterator[tuple[str, str]]:
    """Letters, help pages and other texts of a language that are shipped beside the code."""
    others = [name for name in LANGUAGES if name != language]
    for path in sorted(resources().rglob("*")):
        inside = path.relative_to(resources())
        if path.suffix in TEXTS and not any(name in str(inside) for name in others):
            yield str(inside), path.read_text(encoding="utf-8")


def in_code() -> Iterator[tuple[str, str]]:
    """Every string of the code but docstrings and stored values, which keep their words whatever is shown for them."""
    for path in SOURCE.rglob("*.py"):
        if READS in path.parents:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documented]
        texts = [node.value for node in found if isinstance(node.value, str)]
        yield from ((path.name, text) for text in texts if text not in ANNOUNCED.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_use_no_retired_word(language: str) -> None:
    said = sentences(language)
    assert [text for text in said if any(word in text for word in RETIRED[language])] == []
    assert [text for text in said if text in EXACT[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_texts_use_no_retired_word(language: str) -> None:
    assert [(name, word) for name, text in shipped(language) for word in RETIRED[language] if word in text] == []


def test_code_shows_no_retired_word() -> None:
    assert [(name, text) for name, text in in_code() if any(word in text for word in RETIRED["zh_CN"])] == []

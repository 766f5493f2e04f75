"""Both languages say everything, nothing is said that no code asks for, and no sentence stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import safetydesk
from safetydesk.core.field import Choice, Several
from safetydesk.core.linked_field import Rows
from safetydesk.errors import UserError, message
from safetydesk.registers import REGISTERS
from safetydesk.words import LANGUAGES, Entry, Words, read_catalogue

SOURCE = Path(safetydesk.__file__).parent
CATALOGUES = {language: read_catalogue(language) for language in LANGUAGES}
HAN = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\b")


def forms(entry: Entry) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [entry]


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def strings() -> Iterator[tuple[Path, str]]:
    """Every string in the code as a pattern: a constant, or an f-string with .+ for what is put in."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values]
                yield path, "".join(parts)


def test_both_languages_say_the_same_things() -> None:
    assert CATALOGUES["zh_CN"].keys() == CATALOGUES["en"].keys()


@pytest.mark.parametrize("id", sorted(CATALOGUES["zh_CN"]))
def test_both_languages_put_the_same_values_in(id: str) -> None:
    asked = {language: holes(" ".join(forms(entries[id]))) for language, entries in CATALOGUES.items()}
    assert asked["zh_CN"] == asked["en"]
    assert all(form.strip() for entries in CATALOGUES.values() for form in forms(entries[id]))


def test_english_is_english() -> None:
    # Spellings that a rule or a roster is told to use are quoted; a language is named in itself.
    quoted = {
        "settings.window_language_zh_CN",
        "settings.paper_language_zh_CN",
        "rule.letter_pattern",
        "rule.no_class_name",
        "intake.no_header_hint",
        "intake.bad_sex",
    }
    assert {id for id, entry in CATALOGUES["en"].items() if HAN.search(" ".join(forms(entry)))} <= quoted


def test_chinese_is_chinese() -> None:
    commands = {"archive.about_body"}  # A command to be typed is quoted.
    assert {id for id, entry in CATALOGUES["zh_CN"].items() if SENTENCE.search(" ".join(forms(entry)))} <= commands


def test_nothing_is_said_that_nobody_asks_for() -> None:
    patterns = {re.compile(pattern) for _, pattern in strings() if re.match(r"[a-z_]+\\\.", pattern)}
    assert [id for id in CATALOGUES["en"] if not any(pattern.fullmatch(id) for pattern in patterns)] == []


def test_everything_that_is_asked_for_is_there() -> None:
    calls = ("message", "text", "Message")
    missing = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in calls and isinstance(first, ast.Constant) and isinstance(first.value, str):
                missing += [first.value] if "." in first.value and first.value not in CATALOGUES["en"] else []
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_register_has_its_titles(language: str) -> None:
    words = Words(language)
    for register in REGISTERS:
        assert words.text(f"register.{register.key}") and words.text(f"empty.{register.key}")
        for field in register.fields:
            assert words.text(f"field.{register.key}.{field.name}")
            inner = field.fields if isinstance(field, Rows) else ()
            assert all(words.text(f"field.{register.key}.{part.name}") for part in inner)


def test_every_term_has_an_english_name() -> None:
    families = {
        (field.choices.family, value)
        for register in REGISTERS
        for field in register.fields
        if isinstance(field, Choice | Several)
        for value in field.choices.values
    }
    english = Words("en")
    assert [(family, value) for family, value in families if HAN.search(english.term(family, value))] == []


def test_no_sentence_stands_in_the_code_of_the_window() -> None:
    """Window and command line speak through the catalogue: their code holds no Chinese at all."""
    found = []
    for layer in ("ui", "cli"):
        for path in (SOURCE / layer).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            texts = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}  # docstrings
            found += [
                (path.name, node.value)
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in texts
                if (SENTENCE.search(node.value) or HAN.search(node.value))
                and not node.value.lstrip().startswith(("SELECT", "Q"))
            ]
    assert found == []


def test_a_message_may_hold_another_and_a_plural_is_chosen() -> None:
    english, chinese = Words("en"), Words("zh_CN")
    one, two = (english.text("core.where_chosen", n=n) for n in (1, 2))
    assert one != two
    refused = UserError(message("core.no_such_label", label="甲", register=message("register.places")))
    assert english.text("register.places") in english.error(refused)
    assert chinese.text("register.places") in chinese.error(refused)


@pytest.mark.parametrize(("language", "joined"), [("zh_CN", "九月、十月"), ("en", "九月, 十月")])
def test_several_texts_in_a_sentence_are_parted_as_the_language_does(language: str, joined: str) -> None:
    assert joined in Words(language).text("overview.drills_missing", months=("九月", "十月"))
    assert Words(language).listed(["九月", "十月"]) == joined

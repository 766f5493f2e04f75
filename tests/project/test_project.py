"""What holds for the whole project: its size, its layers' strangers, what it must not tell, what it must carry."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "safetydesk").rglob("*.py"))
TEXT = {".py", ".toml", ".md", ".txt", ".sh", ".java", ".spec", ".ini", ""}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager", "util", "helper"}


def kept_files() -> list[Path]:
    """Every file that belongs to the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def test_files_and_functions_stay_small() -> None:
    files = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in CODE if path.stat().st_size)
    lengths = sorted((node.end_lineno or 0) - node.lineno + 1 for _, node in functions())
    assert statistics.median(files) <= 90
    assert files[-1] <= 350
    assert lengths[int(len(lengths) * 0.9)] <= 25
    assert lengths[-1] <= 50


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [path.name for path in CODE if path.stem in FORBIDDEN_NAMES] == []


def test_no_machine_and_no_registry_is_told() -> None:
    telling = re.compile(
        r"/(?:root|home)/\w|[A-Z]:\\Users\\|/usr/(?:local/)?lib/python|index-url|https?://[\w.]*(?:pypi|npm)\w*\."
    )
    found = []
    for path in kept_files():
        if path.suffix in TEXT and path != Path(__file__):
            lines = path.read_text(encoding="utf-8").splitlines()
            found += [(str(path.relative_to(ROOT)), line) for line in lines if telling.search(line)]
    assert found == []


def test_the_top_level_holds_what_convention_expects() -> None:
    allowed = {"safetydesk", "resources", "tests", "packaging", "docs", ".ci"}
    allowed |= {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore", "constraints.txt"}
    assert {path.relative_to(ROOT).parts[0] for path in kept_files()} <= allowed


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=;\[ ]", item)[0].lower().replace("_", "-") for item in wanted}
    pinned = {
        line.split("==")[0].strip() for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    }
    assert names - pinned == set()


def test_every_borrowed_thing_carries_its_licence() -> None:
    for folder in ("fonts", "icons"):
        assert [
            p for p in (ROOT / "resources" / folder).iterdir() if "LICENSE" in p.name.upper() or "OFL" in p.name.upper()
        ]


def test_every_public_thing_says_what_it_is_for() -> None:
    silent = []
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.stat().st_size and not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
        silent += [
            f"{path.name}:{node.name}"
            for node in tree.body
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
            if not ast.get_docstring(node)
        ]
    assert silent == []


def test_every_test_can_fail() -> None:
    """A test without an assertion (or an expected error) promises nothing."""
    empty = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                body = ast.unparse(node)
                if not re.search(r"\bassert\b|raises|wait|check_|assert_|refus", body):
                    empty.append(f"{path.name}:{node.name}")
    assert empty == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_help_has_the_same_pages_in_both_languages(language: str) -> None:
    folder = ROOT / "resources" / "help"
    pages = {name: {page.name for page in (folder / name).iterdir()} for name in ("zh_CN", "en")}
    assert pages[language] == pages["zh_CN"]
    assert all((folder / language / page).read_text(encoding="utf-8").startswith("# ") for page in pages[language])

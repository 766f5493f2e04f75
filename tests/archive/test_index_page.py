"""The package's page for a browser: all documents, links that lead somewhere, and titles that stay text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest

from safetydesk.operations.archive.build import build
from safetydesk.operations.office import Office
from tests.archive.conftest import Built
from tests.archive.filed_school import YEAR

HOSTILE = "</script><script>alert(1)</script> & <b>{{data}}</b>"
OUTSIDE = re.compile(r"(?:src|href)\s*=\s*[\"']?(?:https?:)?//|@import|url\(", re.IGNORECASE)


def page(root: Path) -> str:
    return (root / "index.html").read_text(encoding="utf-8")


def content(root: Path) -> dict:
    found = re.search(r"^var DATA = (.*);$", page(root), re.MULTILINE)
    assert found
    return json.loads(found[1])


class Text(HTMLParser):
    """What stands outside scripts and styles, and how many scripts there are."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.scripts += tag == "script"

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def test_every_document_is_on_the_page_and_every_link_leads_to_a_file(built: Built) -> None:
    items = content(built.root)["items"]
    assert len(items) == built.package.items
    assert {item["group"] for item in items} == {"A04 责任书·公约·家长书", "A09 应急演练", "A12 检查与隐患整改"}
    links = [item["volume"] for item in items if item["volume"]] + [f["path"] for i in items for f in i["files"]]
    assert len(links) > len(items)
    for link in links:
        path, _, place = link.partition("#page=")
        target = built.root / unquote(path)
        assert target.is_file(), link
        if place:
            with pikepdf.open(target) as volume:
                assert 1 <= int(place) <= len(volume.pages)


def test_the_page_needs_nothing_from_outside(built: Built) -> None:
    assert not OUTSIDE.search(page(built.root))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_page_speaks_the_language_of_paper(built: Built, built_english: Built, language: str) -> None:
    text = page((built if language == "zh-CN" else built_english).root)
    assert f'<html lang="{language}">' in text and "{{" not in text
    shown = Text()
    shown.feed(text.split("<script>")[0])
    assert bool(re.search("[\u4e00-\u9fff]", re.sub(r"实验小学", "", "".join(shown.parts[3:])))) == (
        language == "zh-CN"
    )


def test_a_title_is_text_whatever_it_says(filed: Office, tmp_path: Path) -> None:
    with filed.database.action("test.title") as action:
        action.update("file_item", filed.database.query("SELECT min(id) FROM file_item")[0][0], {"title": HOSTILE})
        action.update("school", 1, {"name": "{{data}}<i>小学"})
    root = build(filed, YEAR, tmp_path / "包").path
    assert HOSTILE in [item["title"] for item in content(root)["items"]]
    parsed = Text()
    parsed.feed(page(root))
    assert parsed.scripts == 1
    assert "{{data}}<i>小学" in "".join(parsed.parts)

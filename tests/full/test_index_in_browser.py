"""The package's page in a real browser: a search by title, code and class finds, and every link opens what it names.

The search stands in the page's address (#q=…&class=…), so that the browser's own dump of the page shows what it found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pypdfium2
import pytest
from PIL import Image

from safetydesk.operations.archive.build import BuiltPackage
from safetydesk.operations.archive.gathering import Item, gather
from tests.full.conftest import PACKED_YEAR, Decade
from tests.full.lengths import FULL

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LANGUAGES = ("zh_CN", "en")
PICTURES = Path(__file__).parents[2] / "build" / "index"


@pytest.fixture(scope="session")
def browser() -> str:
    """A Chromium; installed for the full run only."""
    if not os.environ.get(FULL):
        pytest.skip("a browser is asked for in the full run only")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium is installed")
        pytest.skip("no Chromium is installed")
    return found


class Page(HTMLParser):
    """The rows of the table as the browser shows them, the sentence above it, and every link."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.links: list[str] = []
        self.count = ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if named.get("id") in ("rows", "count"):
            self.inside = str(named["id"])
        elif self.inside == "rows" and tag == "tr":
            self.rows.append([])
        elif self.inside == "rows" and tag == "td":
            self.rows[-1].append("")
        elif self.inside == "rows" and tag == "a":
            self.links.append(str(named["href"]))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("tbody", "p"):
            self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "count":
            self.count += data
        elif self.inside == "rows" and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def run(browser: str, profile: Path, *options: str) -> str:
    """The browser without a window, in a profile of its own."""
    command = [browser, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", *options]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8")


@pytest.fixture
def look(browser: str, packages: dict[str, BuiltPackage], tmp_path: Path) -> Callable[..., Page]:
    """What the page of a language shows for a search."""

    def shown(language: str, q: str = "", code: str = "") -> Page:
        address = (packages[language].path / "index.html").as_uri() + f"#q={quote(q)}&class={quote(code)}"
        return Page(run(browser, tmp_path / "profile", "--dump-dom", address))

    return shown


@pytest.fixture(scope="session")
def items(decade: Decade) -> tuple[Item, ...]:
    """What the package holds, read from the records."""
    return gather(decade.office, PACKED_YEAR).items


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_search_every_document_is_there(
    look: Callable[..., Page], items: tuple[Item, ...], language: str
) -> None:
    page = look(language)
    assert [row[0] for row in page.rows] == [item.values["code"] for item in items]
    assert page.count.count(str(len(items))) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["检查", "2025 演练", "WS·2025-D10-A12-0001", "ws·2025-d10-a0", "没有这样的文件"])
def test_a_search_finds_all_by_title_and_code_and_nothing_else(
    look: Callable[..., Page], items: tuple[Item, ...], language: str, typed: str
) -> None:
    page = look(language, typed)
    wanted = [
        item.values["code"] for item in items if all(part in searched(item, language) for part in typed.lower().split())
    ]
    assert bool(wanted) == (typed != "没有这样的文件")
    assert [row[0] for row in page.rows] == wanted


def searched(item: Item, language: str) -> str:
    """Everything of an item that a search may find it by, but the name of its class in English."""
    values = item.values
    own = (values["code"], values["title"], values["author"], values["dated"].isoformat(), item.class_code)
    group = item_class(item) if language == "zh_CN" else ""
    return "\n".join([*own, group, *(file.caption or file.name for file in item.files)]).lower()


def item_class(item: Item) -> str:
    """The class as the records name it."""
    return str(item.values["file_class"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["A06", "A12"])
def test_a_class_shows_its_documents_and_words_narrow_them(
    look: Callable[..., Page], items: tuple[Item, ...], language: str, code: str
) -> None:
    of_class = [item for item in items if item.class_code == code]
    assert [row[0] for row in look(language, code=code).rows] == [item.values["code"] for item in of_class]
    first = of_class[0].values
    assert [first["code"], first["title"]] in [row[:2] for row in look(language, first["title"], code).rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_file_and_to_a_page_that_is_there(
    look: Callable[..., Page], packages: dict[str, BuiltPackage], language: str,
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    links, lengths = look(language).links, dict[Path, int]()
    for link in links:
        parts = urlsplit(link)
        target = packages[language].path / unquote(parts.path)
        assert target.is_file(), link
        if target.suffix == ".pdf":
            lengths.setdefault(target, pages(target))
        if parts.fragment:
            assert 1 <= int(parts.fragment.removeprefix("page=")) <= lengths[target]
    assert links and lengths
    record_property(f"{language} links opened", len(links))


def pages(path: Path) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_can_be_seen(browser: str, packages: dict[str, BuiltPackage], tmp_path: Path, language: str) -> None:
    address = (packages[language].path / "index.html").as_uri()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, search in (("all", ""), ("search", f"#q={quote('检查')}&class=A12")):
        picture = PICTURES / f"{language}-{name}.png"
        run(browser, tmp_path / "profile", "--window-size=1366,768", f"--screenshot={picture}", address + search)
        with Image.open(picture) as image:
            assert len(image.convert("RGB").getcolors(1 << 24)) > 20, "an empty window"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_opens_a_linked_volume_and_its_page_has_something_on_it(
    browser: str, look: Callable[..., Page], packages: dict[str, BuiltPackage], tmp_path: Path, language: str
) -> None:
    root = packages[language].path
    link = next(link for link in look(language, code="A06").links if ".pdf#page=" in link)
    path, _, page = link.partition("#page=")
    for address, opens in ((f"{root.as_uri()}/{link}", True), (f"{root.as_uri()}/not-there.pdf", False)):
        assert bool(run(browser, tmp_path / "profile", "--dump-dom", address).strip()) == opens
    document = pypdfium2.PdfDocument(root / unquote(path))  # The browser's own engine for PDF.
    try:
        drawn = document[int(page) - 1].render().to_pil().convert("L")
    finally:
        document.close()
    assert drawn.getextrema()[0] < 128

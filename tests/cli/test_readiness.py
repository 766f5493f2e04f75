"""readiness, and letters chain."""

from __future__ import annotations

from pathlib import Path

from safetydesk.reports.readiness import CHECKS
from tests.cli.conftest import Desk


def test_readiness_by_the_command_line(desk: Desk, school: list[int]) -> None:
    assert desk("letters", "issue", "--kind", "staff").code == 0
    answer = desk("readiness", "--year", 2026, "--json")
    assert answer.code == 0
    found = {item["id"]: item for item in answer.json}
    assert list(found) == [check.id for check in CHECKS]
    first = found["C01"]
    assert (first["level"], first["result"], first["value"], first["threshold"]) == ("A", "fail", 0.0, 1.0)
    assert first["records"] == [{"register": "letters", "ids": [1, 2, 3]}]
    assert found["C06"]["result"] == "not_applicable" and found["C06"]["value"] is None
    lines = desk("--lang", "en", "readiness", "--year", 2026).out.splitlines()
    assert len(lines) == len(CHECKS) and lines[0] == "C01   failed   Staff letters signed: 0% signed"


def test_the_chain_by_the_command_line(desk: Desk, school: list[int], tmp_path: Path) -> None:
    for kind in ("staff", "head-teacher"):
        assert desk("letters", "issue", "--kind", kind).code == 0
    answer = desk("letters", "chain", "--year", 2026, "--json").json
    links = answer["links"]
    assert links[0]["kind"] == "bureau" and links[0]["broken"] == ["no_bureau"]
    assert {link["kind"] for link in links} == {"bureau", "staff", "head-teacher", "convention", "parent"}
    assert all(links[link["above"]]["kind"] in ("bureau", "head-teacher") for link in links[1:])
    for name in ("c.pdf", "c.xlsx"):
        assert desk("letters", "chain", "--out", tmp_path / name).code == 0
        assert (tmp_path / name).stat().st_size > 1000
    refused = desk("letters", "chain", "--out", tmp_path / "c.docx")
    assert refused.code == 3 and "c.docx" in refused.err

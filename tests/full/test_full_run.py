"""The full run lengthens the tests, gathers their figures and does not end with zero when one of them fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from tests.full import __main__ as full
from tests.full import long_profile

TELLING = """
import os
from hypothesis import settings

def test_it_is_long(record_property):
    record_property("kills", int(os.environ["SAFETYDESK_KILLS"]))
    record_property("staff letters", 7)
    assert os.environ["SAFETYDESK_FULL"] and settings.default.max_examples == 1000
"""
FAILING = "def test_it_fails():\n    assert not 'sound'\n"


def test_the_full_run_tells_figures_and_ends_with_zero(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "test_telling.py").write_text(TELLING)
    assert full.main(["--no-bench", "--kills", "12", str(tmp_path)]) == 0
    shown = [line.split() for line in capfd.readouterr().out.splitlines()]
    assert ["kills", "12"] in shown and ["staff", "letters", "7"] in shown and ["tests", "1"] in shown
    assert ["No", "faults"] in shown


def test_a_failure_is_named_and_the_run_does_not_end_with_zero(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "test_failing.py").write_text(FAILING)
    assert full.main(["--no-bench", str(tmp_path)]) == 1
    out = capfd.readouterr().out
    assert "1 faults" in out and "test_failing::test_it_fails" in out


def test_a_run_that_never_begins_is_a_failure(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert full.main(["--no-bench", str(tmp_path / "nowhere")]) == 1


def test_ten_times_the_examples() -> None:
    assert settings.get_profile("full").max_examples == 10 * long_profile.USUAL >= 1_000
    code = "import tests.full.lengths as l; assert l.length(1, 2) == 2"
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "SAFETYDESK_FULL": "1"}, cwd=full.ROOT, check=False
    )
    assert done.returncode == 0

"""The bench tells each figure as a ratio between two ways of doing the same work, and judges nothing else."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from tests.bench import measuring
from tests.bench.__main__ import main
from tests.bench.measuring import Case, Side, measure

SHAPE = {"name", "variant", "against", "ratio", "goal", "met"}


def loop(count: int) -> Side:
    return Side(f"{count} times", lambda _: sum(range(count)))


def test_what_takes_longer_misses_its_goal_and_what_takes_less_meets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [0.0]

    def taking(seconds: float) -> Side:
        return Side(f"{seconds} s", lambda _: passed.__setitem__(0, passed[0] + seconds))

    monkeypatch.setattr(measuring, "time", SimpleNamespace(perf_counter=lambda: passed[0]))
    slow, quick = taking(5.0), taking(2.0)
    (missed,) = measure(Case("waits", "", slow, ((quick, 2),)), 3)
    (met,) = measure(Case("waits", "", quick, ((slow, 0.5),)), 3)
    assert (missed.met, missed.ratio, missed.seconds) == (False, 2.5, (5.0, 2.0))
    assert (met.met, met.ratio) == (True, 0.4)


def test_each_round_is_set_up_anew_and_put_away() -> None:
    told: list[str] = []
    side = Side("a", told.append, lambda: "state", lambda state: told.append(f"away {state}"))
    measure(Case("loops", "", side, ((loop(1), 2),)), 2)
    assert told == ["state", "away state"] * 3


def test_all_figures_come_as_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--json", "--scale", "0.005", "--rounds", "1"])
    figures = json.loads(capsys.readouterr().out)
    assert all(figure.keys() >= SHAPE and figure["ratio"] > 0 for figure in figures)
    assert code == (0 if all(figure["met"] for figure in figures) else 1)
    names = {figure["name"].partition("-")[0] for figure in figures}
    assert names == {"people", "ids", "page", "search", "roster", "letters", "ledger", "volumes"}


def test_one_figure_can_be_asked_for_and_the_machine_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    main(["people-stored", "--scale", "0.005", "--rounds", "1"])
    head, *lines = capsys.readouterr().out.splitlines()
    assert "Python" in head and "CPUs" in head
    assert [line.split()[0] for line in lines] == ["people-stored"]


def test_a_name_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["moon", "--scale", "0.005"])
    assert stopped.value.code == 2 and "moon" in capsys.readouterr().err

"""The bench tells each figure as a ratio between two ways of doing the same work, and judges nothing else."""

from __future__ import annotations

import json

import pytest

from tests.bench.__main__ import main
from tests.bench.measuring import Case, Side, measure

SHAPE = {"name", "variant", "against", "ratio", "goal", "met"}


def loop(count: int) -> Side:
    return Side(f"{count} times", lambda _: sum(range(count)))


def test_what_takes_longer_misses_its_goal_and_what_takes_less_meets_it() -> None:
    slow, quick = loop(2_000_000), loop(20_000)
    (missed,) = measure(Case("loops", "", slow, ((quick, 2),)), 3)
    (met,) = measure(Case("loops", "", quick, ((slow, 0.5),)), 3)
    assert (missed.met, met.met) == (False, True)
    assert missed.ratio == pytest.approx(missed.seconds[0] / missed.seconds[1], rel=0.1)


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
    assert names == {"people", "ids", "page", "search", "roster", "letters", "ledger"}


def test_one_figure_can_be_asked_for_and_the_machine_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    main(["people-stored", "--scale", "0.005", "--rounds", "1"])
    head, *lines = capsys.readouterr().out.splitlines()
    assert "Python" in head and "CPUs" in head
    assert [line.split()[0] for line in lines] == ["people-stored"]


def test_a_name_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["moon", "--scale", "0.005"])
    assert stopped.value.code == 2 and "moon" in capsys.readouterr().err

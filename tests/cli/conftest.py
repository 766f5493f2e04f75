"""The command line as somebody at a prompt has it: words in, a code, an answer and a complaint out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from safetydesk.__main__ import asked_language
from safetydesk.cli.arguments import parser
from safetydesk.cli.console import USAGE
from safetydesk.cli.run import run
from safetydesk.clock import FixedClock
from safetydesk.paths import DataFolder
from safetydesk.words import Words

STAFF = [
    {"name": "王芳", "kind": "教职工", "post": ["校长"], "phone": "13800138001", "sex": "女", "joined": "2010-08-19"},
    {"name": "李强", "kind": "教职工", "post": ["班主任"], "phone": "13800138002"},
    {"name": "赵铁柱", "kind": "保安", "post": ["保安"], "phone": "13800138003"},
]
PUPILS = [
    {
        "name": "张小明",
        "kind": "学生",
        "class_name": "三(2)班",
        "student_no": "0301",
        "guardian": "张父",
        "relation": "父亲",
    },
    {
        "name": "陈语",
        "kind": "学生",
        "class_name": "三年级2班",
        "student_no": "0302",
        "guardian": "陈母",
        "relation": "母亲",
    },
]


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is one JSON document and nothing else."""
        return json.loads(self.out)


Desk = Callable[..., Answer]


@pytest.fixture
def desk(
    folder: DataFolder, clock: FixedClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    """Give a command to a school's data folder, as `main` does."""

    def command(*words: object, stdin: bytes = b"", data: DataFolder = folder) -> Answer:
        arguments = [str(word) for word in words]
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        try:
            options = parser(Words(asked_language(arguments))).parse_args(arguments)
        except SystemExit as stop:
            code = USAGE if stop.code else 0
        else:
            code = run(options, data, clock)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return command


@pytest.fixture
def add(desk: Desk) -> Callable[..., Any]:
    """Add records, which must all be taken; gives the JSON of the answer."""

    def adding(register: str, *records: dict[str, Any]) -> Any:
        answer = desk("add", register, "-", "--json", stdin=json.dumps(records).encode())
        assert answer.code == 0, answer
        return answer.json

    return adding


@pytest.fixture
def school(add: Callable[..., Any], folder: DataFolder, clock: FixedClock) -> list[int]:
    """A small school with a name, three of its staff and a class of two; gives the ids of the people."""
    from safetydesk.operations.office import open_office

    ids = add("people", *STAFF, *PUPILS)["ids"]
    with open_office(folder, clock) as office, office.database.action("test.name") as action:
        action.update("school", 1, {"name": "实验小学"})
    return ids  # type: ignore[no-any-return]


def one_complaint(answer: Answer, *, code: int = 3) -> str:
    """The refusal: nothing on standard output, on the other one line without a trace; gives the line."""
    assert (answer.code, answer.out) == (code, ""), answer
    lines = answer.err.splitlines()
    assert len(lines) == 1 and lines[0].strip(), answer
    assert "Traceback" not in answer.err and ".py" not in answer.err
    return lines[0]


def written(path: Path, text: str) -> Path:
    """A file of text."""
    path.write_text(text, encoding="utf-8")
    return path

"""What a command may say: JSON or lines on stdout, sentences and progress on stderr."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any

from safetydesk.errors import Message, UserError
from safetydesk.words import Words

DONE, BUG, USAGE, REFUSED, SOME_REFUSED = range(5)
"""Exit codes of command-line.md."""


@dataclass(frozen=True)
class Console:
    """Where a command speaks, and in which language."""

    words: Words
    as_json: bool

    def result(self, content: Any, *lines: str) -> None:
        """The outcome: one JSON document, or lines for a person."""
        if self.as_json:
            print(json.dumps(content, ensure_ascii=False, indent=1, default=str))
        else:
            for line in lines:
                print(line)

    def say(self, id: str, /, **values: Any) -> None:
        """A sentence for a person beside the outcome, on stderr."""
        print(self.words.text(id, **values), file=sys.stderr)

    def why(self, message: Message) -> str:
        """A reason in words."""
        return self.words.say(message)

    def refusal(self, error: UserError) -> None:
        """What was refused and what to do, on stderr."""
        print(self.words.error(error), file=sys.stderr)

    def progress(self, done: int, total: int) -> None:
        """How far a long command is, where somebody is looking."""
        if sys.stderr.isatty() and (done % 50 == 0 or done == total):
            print(f"\r{done} / {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

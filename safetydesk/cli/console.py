"""What a command may say: JSON or lines on stdout, sentences and progress on stderr."""

from __future__ import annotations

import errno
import json
import os
import sys
from dataclasses import dataclass
from typing import Any, TextIO

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
            speak(sys.stdout, json.dumps(content, ensure_ascii=False, indent=1, default=str))
        else:
            speak(sys.stdout, *lines)

    def say(self, id: str, /, **values: Any) -> None:
        """A sentence for a person beside the outcome, on stderr."""
        speak(sys.stderr, self.words.text(id, **values))

    def why(self, message: Message) -> str:
        """A reason in words."""
        return self.words.say(message)

    def refusal(self, error: UserError) -> None:
        """What was refused and what to do, on stderr."""
        speak(sys.stderr, self.words.error(error))

    def progress(self, done: int, total: int) -> None:
        """How far a long command is, where somebody is looking."""
        if sys.stderr.isatty() and (done % 50 == 0 or done == total):
            speak(sys.stderr, f"\r{done} / {total}", end="\n" if done == total else "")


def speak(stream: TextIO, *lines: str, end: str = "\n") -> None:
    """Write lines; where nobody listens any more (`| head -1`), the rest is not said, and what was done stays done."""
    try:
        for line in lines:
            stream.write(line + end)
        stream.flush()
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        if error.errno != errno.EINVAL:  # What Windows calls a closed pipe.
            raise
        silence(stream)


def silence(stream: TextIO) -> None:
    """Let everything still to be written vanish, also what Python writes when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)

"""Starting a second process and ending it with SIGKILL, at a random moment or at a given step."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from random import Random
from typing import Any

LONGEST_LIFE = 0.25
WAIT = 60


def processes() -> Any:
    """Processes that share nothing with this one: forked from a clean server where there is one."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["pytest", "tests.torture.worker"])
    return context


def started(work: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """Run `work(*arguments, pipe)` in a second process."""
    context = processes()
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def killed_at_random(random: Random, work: Callable[..., None], *arguments: Any) -> list[Any]:
    """Let it work for a random while, kill it, and return all that it had acknowledged."""
    process, pipe = started(work, *arguments)
    end = time.monotonic() + random.uniform(0, LONGEST_LIFE)
    heard = []
    while (left := end - time.monotonic()) > 0 and pipe.poll(left):
        heard.append(pipe.recv())
    process.kill()
    return heard + finish(process, pipe)


def killed_at_step(step: int, work: Callable[..., None], *arguments: Any) -> tuple[bool, list[Any]]:
    """Let it kill itself at a step; whether it died of that, and what it had acknowledged."""
    process, pipe = started(work, *arguments, step)
    heard = finish(process, pipe)
    assert process.exitcode in (0, -9, 9), process.exitcode
    return process.exitcode != 0, heard


def finished(work: Callable[..., None], *arguments: Any) -> list[Any]:
    """Let it end by itself; what it said."""
    process, pipe = started(work, *arguments)
    heard = finish(process, pipe)
    assert process.exitcode == 0
    return heard


def finish(process: BaseProcess, pipe: Connection) -> list[Any]:
    """Wait for the end of the process; what was still in the pipe, less a message cut in the middle."""
    heard = []
    try:
        while pipe.poll(WAIT):
            heard.append(pipe.recv())
    except (EOFError, OSError):
        pass
    process.join(WAIT)
    pipe.close()
    return heard

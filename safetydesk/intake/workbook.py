"""Reading a workbook in a child process with little memory and little time: a hostile file harms only the child."""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from safetydesk.errors import UserError, message
from safetydesk.intake.cells import SheetCells
from safetydesk.intake.sniff import MOST_COLUMNS, MOST_ROWS, TooLarge, damaged, too_large

MOST_MEMORY = 700_000_000
"""Address space of the child, bytes."""
MOST_SECONDS = 60


def read_workbook(path: Path) -> tuple[SheetCells, ...]:
    """All sheets of an xlsx, xls, et or ods file. Raises UserError for one that cannot be read within the limits."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=work, args=(str(path), sender), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(MOST_SECONDS):
            raise UserError(message("intake.too_slow", file=path.name), message("intake.split_it"))
        outcome = receiver.recv()
    except EOFError:
        raise damaged(path.name) from None  # The child died: out of memory, or the file broke the reader.
    finally:
        child.kill()
        child.join()
        child.close()
        receiver.close()
    if isinstance(outcome, str):
        raise refusal(outcome, path.name)
    return tuple(outcome)


def refusal(code: str, name: str) -> UserError:
    """The sentence for what the child reports."""
    if code == "password":
        return UserError(message("intake.password", file=name), message("intake.remove_password"))
    return too_large(name) if code == "too_large" else damaged(name)


def work(path: str, sender: Connection) -> None:
    """The child: limit itself, read, send the sheets or a code for what went wrong."""
    limit_memory()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # A reader that runs out of memory writes its trace there.
    from safetydesk.intake.old_workbook import Locked
    from safetydesk.intake.sheets import read_sheets

    try:
        sender.send(read_sheets(Path(path), MOST_ROWS, MOST_COLUMNS))
    except TooLarge:
        sender.send("too_large")
    except MemoryError:
        sender.send("too_large")
    except Locked:
        sender.send("password")
    except Exception as error:  # noqa: BLE001 - whatever the reader raises, the parent gets one word.
        sender.send("password" if "password" in str(error).lower() else "damaged")


def limit_memory(most: int = MOST_MEMORY) -> None:
    """Cap the child's address space where the system can; on Windows only the time is capped."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, most))

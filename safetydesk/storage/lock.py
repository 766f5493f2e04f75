"""One program on one data folder: a lock the operating system drops by itself when the program dies."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from typing import IO

from safetydesk import __version__
from safetydesk.errors import UserError, message

if sys.platform == "win32":
    import msvcrt

    def grab(handle: IO[bytes]) -> None:
        """Lock a byte far behind the text, so that another start can read who holds it; raises OSError if held."""
        handle.seek(1 << 20)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def grab(handle: IO[bytes]) -> None:
        """Lock the file; raises OSError if another process holds it."""
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class FolderLock:
    """Held from opening the data to closing it. It is never taken over, however long the other program is silent."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.handle = path.open("a+b")
        try:
            grab(self.handle)
        except OSError:
            self.handle.close()
            raise UserError(message("storage.in_use", who=holder(path)), message("storage.in_use_hint")) from None
        self.handle.seek(0)
        self.handle.truncate()
        self.handle.write(json.dumps({"pid": os.getpid(), "host": platform.node(), "app": __version__}).encode())
        self.handle.flush()

    def release(self) -> None:
        """Let the next program in."""
        self.handle.close()


def holder(path: Path) -> str:
    """Who wrote the lock, as far as it can be read."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return f"{held['host']} ({held['pid']})"
    except (OSError, ValueError, KeyError):
        return "?"

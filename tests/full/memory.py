"""How much memory a child process took at most, for scripts that are run in one."""

from __future__ import annotations

from pathlib import Path

STATUS = Path("/proc/self/status")


def peak() -> int:
    """The most kilobytes that this process has held so far."""
    if STATUS.exists():  # What getrusage tells on Linux begins with the peak of the process that started this one.
        lines = STATUS.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    import resource  # Not there on Windows.

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

"""One command for each need, on a fresh Debian or Windows machine with Python 3.11 to 3.14 and nothing else:

    python packaging/dev.py run     sample school in the window; without a screen, the same job into out/
    python packaging/dev.py test    lint, types, contracts, tests
    python packaging/dev.py full    the long versions of the tests
    python packaging/dev.py bench   the measured comparisons
    python packaging/dev.py coverage  the tests once more, with what of the program they run and the least it may be

Only the standard library is used here. A virtual environment is made in .venv from constraints.txt.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = ENVIRONMENT / "made-from.txt"
OLDEST, NEWEST = (3, 11), (3, 14)
QT_PACKAGES = ("libegl1", "libgl1", "libglib2.0-0", "libxkbcommon0", "libfontconfig1", "libdbus-1-3")
TEST_PACKAGES = ("default-jdk-headless", "poppler-utils", "qpdf", "unzip")
TEST_TOOLS = {"javac": "default-jdk-headless", "pdftotext": "poppler-utils", "qpdf": "qpdf"}
QT_PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; returns its exit code."""
    commands = {"run": run, "test": test, "full": full, "bench": bench, "coverage": coverage}
    if len(arguments) < 1 or arguments[0] not in commands:
        print(__doc__)
        return 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        print(f"Python 3.11 to 3.14 is needed; this is {sys.version.split()[0]}.")
        return 2
    make_environment()
    add_qt_libraries()
    return commands[arguments[0]](list(arguments[1:]))


def make_environment() -> None:
    """The virtual environment, made anew when what it is made from has changed."""
    wanted = (ROOT / "constraints.txt").read_text() + (ROOT / "pyproject.toml").read_text() + sys.version
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Making the environment in .venv (once, about a minute) …", flush=True)
    try:
        venv.create(ENVIRONMENT, with_pip=True, clear=not PYTHON.exists())
    except subprocess.CalledProcessError:
        sys.exit("This Python has no ensurepip. On Debian type: apt-get install python3-venv")
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-c", "constraints.txt", "-e", ".[dev]"], cwd=ROOT, check=True)
    STAMP.write_text(wanted)


def add_qt_libraries() -> None:
    """The system libraries that Qt lacks on a bare Linux."""
    probe = [str(PYTHON), "-c", QT_PROBE]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    if sys.platform == "linux" and subprocess.run(probe, env=environment, capture_output=True).returncode:
        install_packages(QT_PACKAGES)


def install_packages(names: Sequence[str]) -> None:
    """Install Debian packages where that is allowed, else print the line that does it."""
    line = f"apt-get install -y --no-install-recommends {' '.join(names)}"
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        print(f"Please install what is missing, then start again:\n    sudo {line}")
        return
    subprocess.run([apt, "update", "-qq"], check=False)
    subprocess.run([apt, *line.split()[1:], "-qq"], check=True, stdout=subprocess.DEVNULL)


def safetydesk(data: Path, *arguments: str) -> None:
    """Run the program; stop here if it fails."""
    command = [str(PYTHON), "-m", "safetydesk", "--data", str(data), *arguments]
    subprocess.run(command, cwd=ROOT, check=True)


def run(_: list[str]) -> int:
    """The main job on a sample school: in the window, or without a screen into a folder."""
    out = ROOT / "out"
    data = out / "sample-school"
    if has_screen():
        if not (data / "data").exists():
            safetydesk(data, "demo", "--size", "school", "--no-window")
        safetydesk(data)
        return 0
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    safetydesk(data, "demo", "--size", "school", "--no-window")
    for kind in ("staff", "head-teacher", "convention", "parent"):
        safetydesk(data, "letters", "print", "--kind", kind, "--out", str(out / f"letters-{kind}.pdf"))
    for register in ("letters", "people", "drills", "files"):
        for form in ("xlsx", "pdf"):
            safetydesk(data, "export", register, "--format", form, "--out", str(out / f"{register}.{form}"))
    safetydesk(data, "letters", "board")
    safetydesk(data, "archive", "build", "--out", str(out / "package.zip"))
    safetydesk(data, "archive", "verify", str(out / "package.zip"))
    safetydesk(data, "backup", "create")
    safetydesk(data, "verify")
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1.25")
    safetydesk(data, "pictures", "--out", str(out / "pictures"))
    print(f"\nThere is no screen here. What the program made lies in {out.name}/:")
    for path in sorted(path for path in out.rglob("*") if path.is_file() and data not in path.parents):
        print(f"  {path.relative_to(out)}  {path.stat().st_size:,} bytes")
    return 0


def has_screen() -> bool:
    """Whether a window can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(arguments: list[str]) -> int:
    """Lint, types, contracts, tests; stops at the first that fails. Arguments go to pytest."""
    missing = sorted({package for tool, package in TEST_TOOLS.items() if shutil.which(tool) is None})
    if missing and sys.platform == "linux":
        install_packages([*missing, "unzip"])
    tools = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
    steps = [
        [str(PYTHON), "-m", "ruff", "check", "."],
        [str(PYTHON), "-m", "ruff", "format", "--check", "."],
        [str(PYTHON), "-m", "mypy"],
        [str(tools / "lint-imports")],
        [str(PYTHON), "-m", "pytest", "-q", "-n", "auto", *arguments],
    ]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    for step in steps:
        code = subprocess.run(step, cwd=ROOT, env=environment).returncode
        if code:
            return code
    return 0


def full(arguments: list[str]) -> int:
    """The long versions."""
    return subprocess.run([str(PYTHON), "-m", "tests.full", *arguments], cwd=ROOT).returncode


def bench(arguments: list[str]) -> int:
    """The comparisons."""
    return subprocess.run([str(PYTHON), "-m", "tests.bench", *arguments], cwd=ROOT).returncode


def coverage(arguments: list[str]) -> int:
    """What the tests run; fails below `fail_under` of pyproject.toml, which only ever rises."""
    measured = ["--cov", "--cov-report=term:skip-covered", *arguments]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(PYTHON), "-m", "pytest", "-q", "-n", "auto", *measured], cwd=ROOT, env=environment
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

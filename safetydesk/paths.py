"""Where things lie: the data folder of a school, and the resources that come with the program."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from safetydesk.errors import UserError, message

LONGEST_ROOT = 120
"""Characters of the data folder's path: the store below adds 80 at most, and Windows counts to 260 (faults row 25)."""
SYNC_FOLDERS = (
    "onedrive",
    "dropbox",
    "坚果云",
    "nutstore",
    "百度网盘",
    "baidunetdisk",
    "wps云盘",
    "icloud drive",
    "google drive",
)
REMOVABLE, REMOTE = 2, 4  # GetDriveTypeW


@dataclass(frozen=True)
class DataFolder:
    """One school's data folder; everything the program writes on its own lies below it."""

    root: Path

    @property
    def pointer(self) -> Path:
        """Names the current generation of the database; a restore writes it last."""
        return self.root / "current.json"

    @property
    def current(self) -> Path:
        """The folder of the database in use."""
        if self.pointer.exists():
            return self.root / str(json.loads(self.pointer.read_text(encoding="utf-8"))["folder"])
        return self.root / "data"

    @property
    def database(self) -> Path:
        """The database in use."""
        return self.current / "safetydesk.db"

    @property
    def attachments(self) -> Path:
        """Scans and photos by checksum."""
        return self.root / "attachments"

    @property
    def incoming(self) -> Path:
        """Files on their way into the store."""
        return self.attachments / ".in"

    @property
    def backups(self) -> Path:
        """Verified backups on this PC."""
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        """Logs and crash reports, without personal data."""
        return self.root / "logs"

    @property
    def work(self) -> Path:
        """Scratch space, swept at every start."""
        return self.root / "work"

    @property
    def lock(self) -> Path:
        """Held while the program runs on this folder."""
        return self.root / "safetydesk.lock"

    @property
    def window_state(self) -> Path:
        """Window geometry and column widths."""
        return self.root / "window.ini"

    def sweep(self) -> None:
        """Empty the scratch space of an earlier run, and drop files cut off on their way into the store.

        What another program still holds open is left for next time.
        """
        for path in (*self.work.glob("*"), *self.incoming.glob("*")):
            with suppress(OSError):
                path.unlink()

    def check(self) -> None:
        """Raise UserError, with the reason, for a folder that cannot hold a database safely."""
        root = self.root.absolute()
        if len(str(root)) > LONGEST_ROOT:
            raise UserError(message("storage.path_too_long", limit=LONGEST_ROOT), message("storage.choose_local"))
        if str(root).startswith(("\\\\", "//")) or drive_type(root) == REMOTE:
            raise UserError(message("storage.network_share", path=str(root)), message("storage.choose_local"))
        if drive_type(root) == REMOVABLE:
            raise UserError(message("storage.removable", path=str(root)), message("storage.choose_local"))
        if any(part.lower().startswith(SYNC_FOLDERS) for part in root.parts):
            raise UserError(message("storage.sync_folder", path=str(root)), message("storage.choose_local"))


def drive_type(path: Path) -> int:
    """What Windows calls the drive's type (4: network, 2: removable); 0 elsewhere unless the mount is a network one."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\"))
    return REMOTE if mounted_from_network(path) else 0


def mounted_from_network(path: Path) -> bool:
    """Whether a POSIX path lies on a network file system, as far as /proc/mounts tells."""
    table = Path("/proc/mounts")
    if not table.exists():
        return False
    kinds = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p.network"}
    mounts = [line.split()[1:3] for line in table.read_text(encoding="utf-8", errors="surrogateescape").splitlines()]
    over = [(point, kind) for point, kind in mounts if str(path).startswith(point.rstrip("/") + "/") or point == "/"]
    return max(over, key=lambda item: len(item[0]), default=("", ""))[1] in kinds


def default_data_folder() -> DataFolder:
    """The user's local application data: never roaming, never a synchronised folder."""
    return DataFolder(user_data_path("SafetyDesk", appauthor=False, roaming=False))


def resources() -> Path:
    """Fonts, icons, letter texts and help, from a checkout, an installed wheel or a frozen build."""
    package = Path(__file__).parent
    frozen = Path(getattr(sys, "_MEIPASS", package)) / "resources"
    for folder in (package / "_resources", package.parent / "resources", frozen):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("resources")

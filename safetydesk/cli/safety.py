"""Commands over the safety of the data: backups, verification, undo."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from safetydesk.cli.console import DONE, REFUSED, Console
from safetydesk.operations.office import Office
from safetydesk.operations.undoing import take_back
from safetydesk.paths import DataFolder
from safetydesk.storage import backup
from safetydesk.storage.restore import restore
from safetydesk.storage.verify import verify


def create_backup(office: Office, options: Namespace, console: Console) -> int:
    """backup create."""
    made = backup.create(office.database, options.to)
    console.result(
        {"id": made.id, "path": str(made.path), "verified": True},
        console.words.text("cli.backed_up", path=str(made.path)),
    )
    return DONE


def list_backups(office: Office, options: Namespace, console: Console) -> int:
    """backup list."""
    found = backup.existing(office.folder)
    content = [
        {"id": item.id, "path": str(item.path), "made_at": item.manifest.made_at, "seq": item.manifest.seq}
        for item in found
    ]
    console.result(content, *(f"{item['id']}\t{item['made_at']}" for item in content))
    return DONE


def backup_path(folder: DataFolder, name: str) -> Path:
    """The folder that an id or a path names."""
    return Path(name) if Path(name).exists() else folder.backups / name


def verify_backup(office: Office, options: Namespace, console: Console) -> int:
    """backup verify; raises UserError naming what is wrong."""
    chosen = backup.read(backup_path(office.folder, options.id))
    backup.check(chosen)
    console.result({"id": chosen.id, "ok": True}, console.words.text("cli.backup_ok", id=chosen.id))
    return DONE


def restore_backup(folder: DataFolder, options: Namespace, console: Console) -> int:
    """backup restore --into DIR; the folder must not be open."""
    made = restore(backup_path(folder, options.id), DataFolder(options.into))
    console.result(
        {"path": str(options.into), "folder": made.generation},
        console.words.text("cli.restored", path=str(options.into)),
    )
    return DONE


def verify_data(office: Office, options: Namespace, console: Console) -> int:
    """verify."""
    verdict = verify(office.database, office.folder)
    damaged: list[dict[str, Any]] = []
    for item in verdict.damaged:
        register = office.registers.of_table(item.table)
        columns = {field.stored_in: field.name for field in register.fields} if register else {}
        names = [columns.get(name, name) for name in item.fields] or [""]
        damaged.extend(
            {"register": register.key if register else item.table, "id": item.row_id, "field": name} for name in names
        )
    content = {
        "ok": verdict.ok,
        "damaged": damaged,
        "attachments": {"changed": list(verdict.attachments_changed), "missing": list(verdict.attachments_missing)},
        "chain": {"ok": not verdict.chain, "faults": list(verdict.chain), "seq": office.database.chain_head()[0]},
    }
    key = "cli.verified" if verdict.ok else "cli.damaged"
    console.result(
        content, console.words.text(key, n=len(damaged), chain=len(verdict.chain)), *(str(item) for item in damaged)
    )
    return DONE if verdict.ok else REFUSED


def undo_batch(office: Office, options: Namespace, console: Console) -> int:
    """undo BATCH."""
    batch = take_back(office.database, options.batch)
    console.result({"batch": batch}, console.words.text("cli.undone", batch=batch))
    return DONE

"""Hashes of rows and of the history chain: what makes a change outside the program visible."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

ALGORITHM = "sha256/1"
"""Algorithm and version of the canonical form, stored with each hash."""
START = bytes(32)
"""The link before the first."""
AUDIT_COLUMNS = (
    "seq", "at_utc", "utc_offset", "mono_ns", "boot_id", "clock_flag", "app", "schema", "actor", "name", "action",
    "tbl", "row_id", "batch", "reason", "text_hash", "row_hash", "algo",
)  # fmt: skip


def canonical(values: Mapping[str, Any]) -> bytes:
    """JSON with sorted keys in UTF-8; bytes as hexadecimal."""
    plain = {key: value.hex() if isinstance(value, bytes) else value for key, value in values.items()}
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def row_hash(row: Mapping[str, Any]) -> bytes:
    """Hash of a whole row less its own hash.

    A column that holds nothing is left out, so that rows keep their hash when a later schema adds a column.
    """
    told = {key: value for key, value in row.items() if key != "row_hash" and value is not None}
    return hashlib.sha256(canonical(told)).digest()


def text_hash(salt: bytes, before: str, after: str) -> bytes:
    """Hash of an entry's old and new values; the salt keeps a purged value from being guessed."""
    return hashlib.sha256(salt + before.encode() + b"\x00" + after.encode()).digest()


def link_hash(prev: bytes, entry: Mapping[str, Any]) -> bytes:
    """Hash of an entry chained to the one before it."""
    return hashlib.sha256(prev + canonical({name: entry[name] for name in AUDIT_COLUMNS})).digest()

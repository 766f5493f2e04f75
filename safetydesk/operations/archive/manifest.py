"""The list of checksums of a package: how it is written, and whether one that is read is still as it was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

FORMAT, FIRST_FORMAT = "safetydesk-manifest/2", "safetydesk-manifest/1"
"""The second has a checksum of the list itself."""
ALGORITHM = "SHA-256"
OWN = "files_sha256"


def json_bytes(content: Any) -> bytes:
    """Readable JSON in UTF-8, the same for the same content; dates in ISO form."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode("utf-8", "surrogatepass")


def list_checksum(files: Sequence[Mapping[str, Any]]) -> str:
    """Checksum of the list itself."""
    return hashlib.sha256(json_bytes(list(files))).hexdigest()


def manifest_of(files: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The content of the list."""
    return {"format": FORMAT, "algorithm": ALGORITHM, "files": list(files), OWN: list_checksum(files)}


def as_written(data: bytes, content: Mapping[str, Any]) -> bool:
    """Whether the bytes of a list are the ones that the program wrote; lists of the first format prove nothing."""
    if content.get("format") == FIRST_FORMAT:
        return OWN not in content
    return data == json_bytes(manifest_of(content["files"]))

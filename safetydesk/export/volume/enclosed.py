"""A workbook inside a volume, as PDF/A-3 (ISO 19005-3, 6.8) wants files inside: said what it is and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import md5

import pikepdf
from pikepdf import Array, Dictionary, Name, String

WORKBOOK = Name("/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True)
class Enclosed:
    """The workbook and how it is shown in a viewer's list of files."""

    name: str
    description: str
    data: bytes
    day: str
    """ISO, from the records: it stands for the workbook's making."""


def enclose(pdf: pikepdf.Pdf, file: Enclosed) -> None:
    """Put the workbook into the list of files and bind it to the whole document, whose data it is."""
    moment = f"D:{file.day.replace('-', '')}000000+08'00'"
    stream = pdf.make_stream(file.data)
    stream.Type, stream.Subtype = Name.EmbeddedFile, WORKBOOK
    checksum = md5(file.data, usedforsecurity=False).digest()
    stream.Params = Dictionary(ModDate=String(moment), Size=len(file.data), CheckSum=String(checksum))
    told = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(file.name),
            UF=String(file.name),
            Desc=String(file.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(file.name), told])))
    pdf.Root.AF = Array([told])

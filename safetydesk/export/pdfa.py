"""Our own pages as PDF/A-2u: fonts embedded, text that can be read back, nothing from the clock."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import ImageCms

from safetydesk.export.pdf_file import save_pdf

LONG_CODE = re.compile(rb"<([0-9A-F]{5,6})>")
"""How reportlab writes a character beyond U+FFFF into the table from glyphs to text."""
ICC_DATE = bytes.fromhex("07ea00010001000000000000")
"""A fixed day in the colour profile's header, so that the same pages give the same bytes."""


def write_pdfa(pages: bytes, target: Path, *, title: str, author: str, day: str, language: str) -> None:
    """Turn reportlab's pages into PDF/A-2u. `day` (ISO, from the record) stands for the making of the file."""
    moment = f"{day}T00:00:00+08:00"
    with pikepdf.open(BytesIO(pages)) as pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        if "/Metadata" in pdf.Root:
            del pdf.Root["/Metadata"]
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
            meta["dc:title"] = title
            meta["dc:creator"] = [author]
            meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = moment
            meta["xmp:CreatorTool"] = meta["pdf:Producer"] = "SafetyDesk"
            meta["pdfaid:part"] = "2"
            meta["pdfaid:conformance"] = "U"
        mend_text_tables(pdf)
        profile = pdf.make_stream(colour_profile())
        profile["/N"] = 3
        pdf.Root.OutputIntents = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.OutputIntent,
                    S=pikepdf.Name.GTS_PDFA1,
                    OutputConditionIdentifier="sRGB",
                    Info="sRGB IEC61966-2.1",
                    DestOutputProfile=profile,
                )
            ]
        )
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.Lang = pikepdf.String("zh-CN" if language == "zh_CN" else "en")
        save_pdf(
            pdf,
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
        )


def mend_text_tables(pdf: pikepdf.Pdf) -> None:
    """Characters beyond U+FFFF as the pairs of UTF-16 that the format asks for: else 𠮷 is read back as another."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
            table = item["/ToUnicode"].read_bytes()
            mended = LONG_CODE.sub(lambda found: b"<%s>" % utf16(int(found[1], 16)), table)
            if mended != table:
                item["/ToUnicode"].write(mended)


def utf16(code: int) -> bytes:
    """A character in hexadecimal UTF-16."""
    return chr(code).encode("utf-16-be").hex().upper().encode()


def colour_profile() -> bytes:
    """Pillow's sRGB profile with a fixed date."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = ICC_DATE
    return bytes(data)

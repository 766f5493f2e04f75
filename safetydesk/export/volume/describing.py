"""What a volume says of itself: its title, its day, and which level of PDF/A it keeps."""

from __future__ import annotations

import pikepdf

from safetydesk.export.pdfa import colour_profile
from safetydesk.words import Words

ARCHIVAL, ENCLOSING = ("2", "U"), ("3", "B")
"""Part and conformance of PDF/A: of pages alone, and of pages with a workbook inside."""
Claim = tuple[str, str] | None


def describe(pdf: pikepdf.Pdf, *, title: str, author: str, day: str, words: Words, claim: Claim) -> None:
    """Write the metadata; `day` (ISO, from the records) stands for the making of the file.

    Only with a claim the file calls itself PDF/A and carries the colours it is meant in.
    """
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    moment = f"{day}T00:00:00+08:00"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = title
        meta["dc:creator"] = [author]
        meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = moment
        meta["xmp:CreatorTool"] = meta["pdf:Producer"] = "SafetyDesk"
        if claim:
            meta["pdfaid:part"], meta["pdfaid:conformance"] = claim
    pdf.Root.Lang = pikepdf.String("zh-CN" if words.language == "zh_CN" else "en")
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if claim:
        pdf.Root.OutputIntents = pikepdf.Array([output_intent(pdf)])


def output_intent(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    """sRGB, as PDF/A wants it said."""
    profile = pdf.make_stream(colour_profile())
    profile["/N"] = 3
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=profile,
    )

"""The machine codes of printed letters as bars and squares."""

from __future__ import annotations

from functools import lru_cache

import zxingcpp

SIGNS = b"#" + b" " * 255
"""By the grey of a pixel: black, and everything else."""


def square(text: str) -> list[str]:
    """The QR code of a text: rows of # and blank; level Q survives a quarter of it being unreadable."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    return picture_rows(code.to_image(scale=1, add_quiet_zones=False))


@lru_cache(maxsize=256)
def bars(text: str) -> str:
    """The Code 128 of a text: # for a bar's width, blank for a gap's."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    return picture_rows(code.to_image(scale=1, add_quiet_zones=False))[0]


def picture_rows(image: zxingcpp.Image) -> list[str]:
    """Rows of a black-and-white picture, # for black."""
    view = memoryview(image)  # type: ignore[arg-type]
    height, width = view.shape  # type: ignore[misc]
    data = bytes(view)
    signs = data.translate(SIGNS).decode("ascii")
    return [signs[row * width : (row + 1) * width] for row in range(height)]

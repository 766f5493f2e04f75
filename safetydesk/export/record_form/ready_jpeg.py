"""A finished JPEG handed to reportlab as it is.

reportlab's own reader unpacks every picture to its dots only to give it a name, and lets go of them late: twenty
photos took 250 MB that way. The compressed bytes name a picture as well.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader

from safetydesk.export.record_form.pictures import Picture


class ReadyJpeg(ImageReader):  # type: ignore[misc]
    """What `Canvas.drawImage` asks of a picture, without ever unpacking it."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.fileName = None
        self.mode = "RGB"
        self._dataA: Any = None

    def jpeg_fh(self) -> BytesIO:
        """The file itself, which goes into the PDF unchanged."""
        return BytesIO(self.picture.data)

    def getRGBData(self) -> bytes:
        """What the picture's name is made of."""
        return self.picture.data

    def getSize(self) -> tuple[int, int]:
        """Width and height in dots."""
        return self.picture.width, self.picture.height

    def getTransparent(self) -> None:
        """A JPEG has no clear dots."""
        return

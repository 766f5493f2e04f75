"""Who put the name on the sheet, where that is worth saying: a parent, or somebody in another's place (代签)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from safetydesk.errors import UserError, message


@dataclass(frozen=True)
class Signature:
    """What the sheet shows beside the date. Nothing is supposed: what was not said stays empty."""

    signer: str = ""
    relation: str = ""
    """How the signer is related to the pupil."""
    proxy: bool = False
    proxy_reason: str = ""

    def changes(self) -> dict[str, Any]:
        """The columns that it fills; raises UserError for a proxy signature without signer or reason."""
        signer, reason = self.signer.strip(), self.proxy_reason.strip()
        if self.proxy and not (signer and reason):
            raise UserError(message("status.proxy_incomplete"), message("status.proxy_incomplete_hint"))
        told: dict[str, Any] = {"signer": signer, "signer_relation": self.relation}
        if self.proxy:
            told.update(proxy=True, proxy_reason=reason)
        return {name: value for name, value in told.items() if value}


BY_PARTY = Signature()
"""The signatory in person, with nothing more to say."""
NO_SIGNATURE = {
    "signed_on": None, "signed_entered": None, "signer": "", "signer_relation": None, "proxy": 0, "proxy_reason": "",
}  # fmt: skip
"""The columns of a letter whose signature was taken back."""

"""Enumerated values: Chinese terms that are data in every language, translated only where shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choices:
    """A closed list of terms. `family` names it in the catalogue: term.<family>.<value>."""

    family: str
    values: tuple[str, ...]

    def __contains__(self, value: object) -> bool:
        return value in self.values

"""Characters that no face has: where they stand and what they are, told before anything is printed."""

from __future__ import annotations

from collections.abc import Sequence

NAMED = 10
"""As many places are named; a whole school with one such character needs no longer sentence."""


def places(found: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Each place (a person, a plan, a row) with the characters that lack there and their code points."""
    named = tuple(f"{label}（{' '.join(f'{ch} U+{ord(ch):04X}' for ch in chars)}）" for label, chars in found[:NAMED])
    return (*named, "…") if len(found) > NAMED else named

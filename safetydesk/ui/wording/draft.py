"""A wording being written: its blocks, and every step taken back in order."""

from __future__ import annotations

from dataclasses import replace

from safetydesk.registers.records.letters.template import Template, TemplateBlock
from safetydesk.registers.records.letters.wording import empty_block

STEPS = 200


class Draft:
    """Steps change `template`; `touched` says whether anything was not saved yet."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.steps: list[Template] = []
        self.typing: int | None = None
        """The block that the last step typed in: its next key belongs to the same step."""

    @property
    def touched(self) -> bool:
        """Whether there is something to lose."""
        return bool(self.steps)

    @property
    def blocks(self) -> tuple[TemplateBlock, ...]:
        """The blocks as they stand."""
        return self.template.blocks

    def become(self, template: Template) -> None:
        """Another wording, as one step."""
        self.steps = [*self.steps[-STEPS:], self.template]
        self.template = template
        self.typing = None

    def saved(self) -> None:
        """What stands is stored."""
        self.steps, self.typing = [], None

    def step_back(self) -> bool:
        """Take the last step back; False where there is none."""
        if not self.steps:
            return False
        self.template = self.steps.pop()
        self.typing = None
        return True

    def put(self, row: int, block: TemplateBlock) -> None:
        """A block with other texts; what is typed in one block without a pause elsewhere is one step."""
        before, typing = self.steps, self.typing
        self.become_blocks([block if place == row else old for place, old in enumerate(self.blocks)])
        if typing == row:
            self.steps = before
        self.typing = row

    def add(self, kind: str, row: int) -> None:
        """An empty block at a place."""
        self.become_blocks([*self.blocks[:row], empty_block(kind), *self.blocks[row:]])

    def remove(self, row: int) -> None:
        """Without a block."""
        self.become_blocks([block for place, block in enumerate(self.blocks) if place != row])

    def shift(self, row: int, step: int) -> bool:
        """A block a place up or down; False where there is no such place."""
        if not (0 <= row < len(self.blocks) and 0 <= row + step < len(self.blocks)):
            return False
        blocks = list(self.blocks)
        blocks[row], blocks[row + step] = blocks[row + step], blocks[row]
        self.become_blocks(blocks)
        return True

    def become_blocks(self, blocks: list[TemplateBlock]) -> None:
        """Other blocks, as one step."""
        self.become(replace(self.template, blocks=tuple(blocks)))

"""Preset posts for a data folder that is older than they are.

They are offered and never put in by themselves: a school that threw a post away would get it back with each version,
and duties that it has edited are its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from safetydesk.registers.records.letters.template import PostPreset, load_posts
from safetydesk.storage.database import Database


def post_rows(posts: Iterable[PostPreset]) -> list[dict[str, Any]]:
    """Preset posts as rows of the register."""
    return [
        {
            "name": post.name,
            "name_en": post.name_en,
            "category": post.category,
            "duties": "\n".join(post.duties),
            "duties_en": "\n".join(post.duties_en),
            "basis": post.basis,
            "needs_letter": post.needs_letter,
        }
        for post in posts
    ]


def missing_presets(database: Database) -> list[PostPreset]:
    """Preset posts of which the school has none by that name."""
    here = {row[0] for row in database.query("SELECT name FROM post WHERE deleted_at IS NULL")}
    return [post for post in load_posts() if post.name not in here]


def add_presets(database: Database) -> tuple[int, ...]:
    """Put the missing preset posts in, as one action; returns their ids."""
    rows = post_rows(missing_presets(database))
    if not rows:
        return ()
    with database.action("posts.presets") as action:
        return tuple(action.insert_many("post", rows))

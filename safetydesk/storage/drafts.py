"""What stands in a form that has not been saved, kept against a power cut. Drafts are no records: no history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from safetydesk.storage.database import Database


@dataclass(frozen=True)
class Draft:
    """Texts of a form by field name, and when they were kept."""

    kept_at: datetime
    texts: Mapping[str, str]


def keep_draft(database: Database, form: str, texts: Mapping[str, str]) -> None:
    """Keep the texts of a form; the newest take the place of the older ones."""
    if database.read_only or database.current is not None:
        return
    content = json.dumps(dict(texts), ensure_ascii=False)
    with database.orm.atomic():
        database.orm.execute_sql(
            "INSERT OR REPLACE INTO draft (form, saved_at, content) VALUES (?, ?, ?)",
            (form, database.clock.now().isoformat(), content),
        )


def read_draft(database: Database, form: str) -> Draft | None:
    """The kept texts of a form, if there are any."""
    found = database.query("SELECT saved_at, content FROM draft WHERE form = ?", [form])
    return Draft(datetime.fromisoformat(found[0][0]), json.loads(found[0][1])) if found else None


def drop_draft(database: Database, form: str) -> None:
    """Forget a form's texts: they were saved, or thrown away on purpose."""
    if not database.read_only:
        with database.orm.atomic():
            database.orm.execute_sql("DELETE FROM draft WHERE form = ?", (form,))

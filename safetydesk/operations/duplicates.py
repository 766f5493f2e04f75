"""The same content attached in several places, told by its checksum."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from safetydesk.operations.office import Office
from safetydesk.registers.files.items.sources import source
from safetydesk.words import Words


@dataclass(frozen=True)
class Place:
    """Where a file is attached."""

    sha256: str
    name: str
    register: str
    record_id: int
    title: str
    """The record's label."""


@dataclass(frozen=True)
class Twin:
    """One content and all its places."""

    sha256: str
    size: int
    places: tuple[Place, ...]


def places_of(office: Office, shas: Collection[str]) -> list[Place]:
    """Where some contents are attached, oldest first."""
    sql = (
        "SELECT a.sha256, a.original_name, a.register, a.record_id FROM attachment a WHERE a.deleted_at IS NULL "
        "AND a.sha256 IN (SELECT value FROM json_each(?)) ORDER BY a.id"
    )
    rows = office.database.query(sql, [json.dumps(sorted(shas))])
    titles = titles_of(office, {(register, row_id) for _, _, register, row_id in rows})
    return [
        Place(sha256, name, register, row_id, titles[register, row_id])
        for sha256, name, register, row_id in rows
        if (register, row_id) in titles
    ]


def titles_of(office: Office, records: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Labels of records that are not in the trash."""
    titles: dict[tuple[str, int], str] = {}
    for key in {register for register, _ in records}:
        register = office.registers.get(key)
        if register is None:
            continue
        label = register.field(register.label).sql("t")
        ids = json.dumps([row_id for name, row_id in records if name == key])
        sql = (
            f'SELECT t.id, {label} FROM "{register.table}" t WHERE t.deleted_at IS NULL '
            "AND t.id IN (SELECT value FROM json_each(?))"
        )
        titles.update({(key, row_id): str(text or "") for row_id, text in office.database.query(sql, [ids])})
    return titles


def elsewhere(office: Office, shas: Collection[str], register: str, record_id: int | None) -> list[Place]:
    """Where contents lie already, other than at this record and at what was filed from it or what it was filed from."""
    kin = related(office, register, record_id) if record_id is not None else set()
    return [place for place in places_of(office, shas) if (place.register, place.record_id) not in kin]


def related(office: Office, register: str, record_id: int) -> set[tuple[str, int]]:
    """A record, the item filed from it, and the records an item was filed from: these share their files on purpose."""
    sql = (
        "SELECT 'files', i.id FROM file_item i, json_each(i.sources) part WHERE part.value = ? "
        "UNION SELECT substr(part.value, 1, instr(part.value, '/') - 1), "
        "CAST(substr(part.value, instr(part.value, '/') + 1) AS INTEGER) "
        "FROM file_item i, json_each(i.sources) part WHERE i.id = ? AND ? = 'files'"
    )
    rows = office.database.query(sql, [source(register, record_id), record_id, register])
    return {(register, record_id), *((str(key), int(row_id)) for key, row_id in rows)}


def twins(office: Office) -> list[Twin]:
    """Contents attached in more than one place, less what was filed from its own record; the largest first."""
    sql = (
        "SELECT sha256, max(size) FROM attachment WHERE deleted_at IS NULL GROUP BY sha256 HAVING count(*) > 1 "
        "ORDER BY max(size) DESC, sha256"
    )
    sizes = dict(office.database.query(sql))
    by_content: dict[str, list[Place]] = {}
    for place in places_of(office, sizes):
        by_content.setdefault(place.sha256, []).append(place)
    filed = filed_from(office)
    found = [Twin(sha, size, tuple(apart(by_content.get(sha, ()), filed))) for sha, size in sizes.items()]
    return [twin for twin in found if len(twin.places) > 1]


def filed_from(office: Office) -> set[tuple[int, str]]:
    """Items with each record that they were filed from."""
    sql = "SELECT i.id, part.value FROM file_item i, json_each(i.sources) part WHERE i.deleted_at IS NULL"
    return {(int(row_id), str(named)) for row_id, named in office.database.query(sql)}


def apart(places: Sequence[Place], filed: set[tuple[int, str]]) -> list[Place]:
    """Places without those that share the file on purpose with one before."""
    kept: list[Place] = []
    for place in places:
        if not any(shared(place, other, filed) for other in kept):
            kept.append(place)
    return kept


def shared(one: Place, other: Place, filed: set[tuple[int, str]]) -> bool:
    """Whether one of two places is an item and the other the record it was filed from."""
    return any(
        item.register == "files" and (item.record_id, source(record.register, record.record_id)) in filed
        for item, record in ((one, other), (other, one))
    )


def places_said(words: Words, places: Sequence[Place], sha256: str) -> str:
    """The places of one content, in words."""
    told = [
        words.text("duplicates.place", register=words.text(f"register.{place.register}"), title=place.title)
        for place in places
        if place.sha256 == sha256
    ]
    return words.listed(dict.fromkeys(told))

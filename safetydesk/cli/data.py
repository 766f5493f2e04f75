"""Commands over registers: import, list, add, export, fields."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from fractions import Fraction
from pathlib import Path
from typing import Any

from safetydesk.cli.console import DONE, SOME_REFUSED, Console
from safetydesk.cli.paper_written import written
from safetydesk.core.field import Choice, Field, Phone, Several, Text
from safetydesk.core.filter import AnyOf, Condition, Holds
from safetydesk.core.linked_field import Derived, Link, Many, Rows
from safetydesk.core.listing import Query, column
from safetydesk.core.records import given_texts
from safetydesk.core.register import Register
from safetydesk.core.share import shown_number
from safetydesk.errors import UserError, message
from safetydesk.intake.found import Reading, SchoolFacts
from safetydesk.intake.roster import read_roster
from safetydesk.operations.ledger import CSV_FOR_OLDER, write_ledger
from safetydesk.operations.office import Office
from safetydesk.operations.people_import import apply_import, as_object, plan_import


def import_people(office: Office, options: Namespace, console: Console) -> int:
    """people import FILE…"""
    stages = office.database.query("SELECT stages FROM school")
    school = SchoolFacts(office.year, tuple(json.loads(stages[0][0])) if stages else ())
    reading = Reading(kind=options.kind, fill_down=options.fill_down)
    plan = plan_import(office, [read_roster(path, school, reading) for path in options.files])
    batch = "" if options.dry_run else apply_import(office, plan)
    refused = [as_object(item, console.why(item.why)) for item in plan.refused]
    counts = {"added": len(plan.added), "changed": len(plan.changed), "same": len(plan.same)}
    left = [{"name": known.name, "kind": known.kind, "class_name": known.class_name} for known in plan.left]
    console.result(
        {**counts, "left": left, "refused": refused, "batch": batch},
        console.words.text("cli.imported", **counts, left=len(left), refused=len(refused)),
        *(console.words.text("cli.refused_row", **item) for item in refused),
    )
    return SOME_REFUSED if refused else DONE


def query_of(register: Register, options: Namespace) -> Query:
    """The query that --year, --where and --search ask for; raises UserError for a field that is none."""
    conditions: list[Condition] = []
    for given in options.where:
        name, mark, value = given.partition("=")
        if not mark or name not in register.by_name:
            raise UserError(message("cli.bad_where", given=given, names=tuple(register.by_name)))
        several = isinstance(register.field(name), Many | Several)
        conditions.append(Holds(name, value) if several else AnyOf(name, (value,)))
    return Query(year=options.year, search=options.search, conditions=tuple(conditions))


def list_register(office: Office, options: Namespace, console: Console) -> int:
    """list REGISTER."""
    register = office.register(options.register)
    listing = office.listing(register)
    ids = listing.ids(query_of(register, options))
    objects = [as_row(register, row) for row in listing.values(ids)]
    words = console.words
    columns = [column(register, item, words) for item in register.columns]
    lines = [
        "\t".join(one.text(value) for one, value in zip(columns, row, strict=True))
        for row in listing.cells(ids, register.columns, words)
    ]
    head = "\t".join(one.title for one in columns)
    console.result(objects, head, *lines)
    return DONE


def as_row(register: Register, row: tuple[Any, ...]) -> dict[str, Any]:
    """A record by field name; enumerated values stay the terms that they are, whatever the language."""
    return {item.name: plain(item, value) for item, value in zip(register.fields, row, strict=True)}


def plain(item: Field, value: Any) -> Any:
    """A value for JSON: a share from 0 to 1, rounded as it is shown."""
    if isinstance(value, Fraction):
        return shown_number(value)
    return "" if value is None and is_text(item) else value


def is_text(item: Field) -> bool:
    """Whether a missing value reads as an empty text."""
    kind = item.kind if isinstance(item, Derived) else item
    return isinstance(kind, Text | Phone | Choice | Several | Many | Link)


def add_records(office: Office, options: Namespace, console: Console) -> int:
    """add REGISTER FILE|-; raises UserError for what is no JSON list of objects."""
    register = office.register(options.register)
    if not register.grows:
        raise UserError(message("cli.not_by_hand", register=message(f"register.{register.key}")))
    try:
        given = json.loads(read_input(options.file))
    except (ValueError, RecursionError) as error:
        raise UserError(message("cli.bad_json", file=options.file), message("cli.bad_json_hint")) from error
    records = given if isinstance(given, list) else [given]
    if not all(isinstance(record, dict) for record in records):
        raise UserError(message("cli.bad_json", file=options.file), message("cli.bad_json_hint"))
    stored = office.records.save_texts(register, [(None, given_texts(register, record)) for record in records])
    refused = [
        {"record": place, "field": issue.field, "why": console.why(issue.message)}
        for place, issues in sorted(stored.refused.items())
        for issue in issues
        if issue.blocking
    ]
    ids = [stored.ids[place] for place in sorted(stored.ids)]
    console.result(
        {"added": len(ids), "ids": ids, "refused": refused, "batch": stored.batch},
        console.words.text("cli.added", n=len(ids)),
        *(console.words.text("cli.refused_record", **item) for item in refused),
    )
    return SOME_REFUSED if refused else DONE


def read_input(name: str) -> str:
    """A file's text, or standard input for "-"; raises UserError."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(message("cli.no_file", file=name), message("cli.no_file_hint")) from error


def export_register(office: Office, options: Namespace, console: Console) -> int:
    """export REGISTER. Raises UserError as the writers do."""
    register = office.register(options.register)
    count = write_ledger(office, register, query_of(register, options), format_of(options), options.out)
    printed, told = written(office, options, console)
    done = console.words.text("cli.exported", n=count, path=str(options.out))
    content = {"rows": count, "path": str(options.out)}
    console.result({**content, "printed": True} if printed else content, done, *told)
    return DONE


def format_of(options: Namespace) -> str:
    """The format with its encoding; raises UserError for an encoding of what is no CSV."""
    if options.encoding and options.format != "csv":
        raise UserError(message("cli.encoding_of_csv", format=options.format), message("cli.encoding_of_csv_hint"))
    return CSV_FOR_OLDER if options.encoding == "gb18030" else str(options.format)


def describe_fields(office: Office, options: Namespace, console: Console) -> int:
    """fields REGISTER."""
    register = office.register(options.register)
    fields = [describe(register, item, console) for item in register.fields]
    console.result(fields, *(f"{item['name']}\t{item['kind']}\t{item['title']}" for item in fields))
    return DONE


def describe(register: Register, item: Field, console: Console) -> dict[str, Any]:
    """One field for a program that wants to write records."""
    content: dict[str, Any] = {
        "name": item.name,
        "kind": type(item).__name__.lower(),
        "title": console.words.text(f"field.{register.key}.{item.name}"),
        "required": item.required,
        "editable": item.editable,
    }
    if isinstance(item, Choice | Several):
        content["values"] = list(item.choices.values)
    if isinstance(item, Rows):
        content["fields"] = [{"name": part.name, "kind": type(part).__name__.lower()} for part in item.fields]
    return content

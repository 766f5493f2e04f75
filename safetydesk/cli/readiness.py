"""readiness; letters chain."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from safetydesk.cli.console import DONE, Console
from safetydesk.cli.paper_written import written
from safetydesk.errors import UserError, message
from safetydesk.operations.chain_papers import CHART, TABLE, read_chain, write_chain
from safetydesk.operations.office import Office
from safetydesk.operations.readiness import as_json, judged
from safetydesk.registers.records.letters.chain import Chain, Link
from safetydesk.reports.chain_table import chain_table
from safetydesk.reports.said import value_said


def show_readiness(office: Office, options: Namespace, console: Console) -> int:
    """readiness: every check; what fails is the outcome, not a failure of the command."""
    outcomes = judged(office, options.year or office.year)
    words = console.words
    lines = [
        words.text(
            "checks.cli_line",
            id=item.check.id,
            result=words.text(f"checks.{item.result}"),
            title=words.text(f"checks.{item.check.id}_title"),
            value=value_said(item, words),
        )
        for item in outcomes
    ]
    console.result([as_json(item) for item in outcomes], *lines)
    return DONE


def show_chain(office: Office, options: Namespace, console: Console) -> int:
    """letters chain: every link, or with --out the chart or the table as a file."""
    year = options.year or office.year
    if options.out:
        forms = {".pdf": CHART, ".xlsx": TABLE}
        form = forms.get(options.out.suffix.lower())
        if form is None:
            raise UserError(message("chain.cli_bad_out", file=options.out.name), message("chain.cli_bad_out_hint"))
        found = write_chain(office, year, form, options.out)
        printed, told = written(office, options, console)
    else:
        found = read_chain(office, year)
        printed, told = False, []
    sheet = chain_table(found, console.words, "")
    lines = ["  ".join(str(cell) for cell in row if cell) for row in sheet.rows]
    content = described(found) | ({"printed": printed} if options.out else {})
    console.result(content, *lines, *told)
    return DONE


def described(found: Chain) -> dict[str, Any]:
    """The chain for other programs: links from the top down, each with the place of the one above."""
    links = list(found.links())
    places = {id(link): place for place, link in enumerate(links)}
    return {
        "year": found.year,
        "broken": len(found.broken()),
        "links": [link_json(link, places) for link in links],
    }


def link_json(link: Link, places: dict[int, int]) -> dict[str, Any]:
    """One link."""
    return {
        "kind": link.kind.key,
        "label": link.label,
        "signer": link.signer,
        "number": link.number,
        "state": link.state,
        "due": link.due,
        "signed": link.signed,
        "letters": list(link.letter_ids),
        "above": places.get(id(link.above)),
        "broken": list(link.flaws),
        "cut_off": link.cut_off,
    }

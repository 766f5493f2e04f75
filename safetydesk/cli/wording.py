"""letters wording: look at, replace or reset what a kind of letter says."""

from __future__ import annotations

from argparse import Namespace

from safetydesk.cli.console import DONE, Console
from safetydesk.cli.data import read_input
from safetydesk.errors import UserError, message
from safetydesk.intake.letter_docx import read_letter_docx
from safetydesk.operations.office import Office
from safetydesk.operations.wording import reset_wording, save_wording
from safetydesk.operations.wording_from_word import guesses, wording_from_word
from safetydesk.registers.records.letters.kinds import LetterKind, kind_of
from safetydesk.registers.records.letters.template import Template, read_template
from safetydesk.registers.records.letters.wording import wording_in_use


def wording(office: Office, options: Namespace, console: Console) -> int:
    """letters wording."""
    kind = kind_of(options.kind)
    language = options.language or office.settings.paper_language
    if options.reset:
        reset_wording(office, kind, language)
        console.result({"reset": True}, console.words.text("wording.cli_reset_done"))
        return DONE
    if options.set is not None:
        row_id = save_wording(office, kind, language, given(office, options, kind, language))
        console.result({"id": row_id}, console.words.text("wording.cli_saved", id=row_id))
        return DONE
    text = wording_in_use(office.database, kind, language)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
    console.result({"kind": kind.key, "language": language, "wording": text}, text if options.out is None else str(options.out))  # fmt: skip
    return DONE


def given(office: Office, options: Namespace, kind: LetterKind, language: str) -> Template:
    """The wording in a file. Raises UserError."""
    if options.set.suffix.lower() == ".docx":
        letter = read_letter_docx(options.set)
        base = read_template(wording_in_use(office.database, kind, language))
        return wording_from_word(letter, dict(enumerate(guesses(letter))), base)
    try:
        return read_template(read_input(str(options.set)))
    except (ValueError, KeyError) as error:
        raise UserError(message("wording.unknown", what=str(error)), message("wording.unknown_hint")) from error

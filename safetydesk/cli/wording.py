"""letters wording: look at, replace or reset what a kind of letter says."""

from __future__ import annotations

from argparse import Namespace

from safetydesk.cli.console import DONE, Console
from safetydesk.cli.data import read_input
from safetydesk.errors import UserError, message
from safetydesk.intake.letter_docx import WordLetter, read_letter_docx
from safetydesk.operations.office import Office
from safetydesk.operations.wording import findings_of, letters_with, reset_wording, save_wording
from safetydesk.operations.wording_from_word import guesses, wording_from_word
from safetydesk.registers.records.letters.kinds import LetterKind, kind_of
from safetydesk.registers.records.letters.template import Template, read_template
from safetydesk.registers.records.letters.unfinished import Finding
from safetydesk.registers.records.letters.wording import wording_in_use
from safetydesk.words import Words


def wording(office: Office, options: Namespace, console: Console) -> int:
    """letters wording."""
    kind = kind_of(options.kind)
    language = options.language or office.settings.paper_language
    if options.reset:
        reset_wording(office, kind, language)
        console.result({"reset": True}, console.words.text("wording.cli_reset_done"))
        return DONE
    if options.set is not None:
        template, left_out = given(office, options, kind, language)
        row_id = save_wording(office, kind, language, template)
        console.result(
            *saved(row_id, letters_with(office, row_id), findings_of(office, kind, template), left_out, console.words)
        )
        return DONE
    text = wording_in_use(office.database, kind, language)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
    console.result({"kind": kind.key, "language": language, "wording": text}, text if options.out is None else str(options.out))  # fmt: skip
    return DONE


def saved(
    row_id: int, handed_over: int, found: list[Finding], letter: WordLetter | None, words: Words
) -> tuple[dict[str, object], str]:
    """What to say of a version just stored: letters that were stopped and have it now, what the Word file had and the
    wording has not, what will stop its letters."""
    left_out = [*(words.text(id) for id in letter.lost), *letter.signing] if letter is not None else []
    warned = [words.text("unfinished.line", why=finding.sentence, clause=finding.clause.wording) for finding in found]
    lines = [words.text("wording.cli_saved", id=row_id)]
    if handed_over:
        lines.append(words.text("unfinished.handed_over", n=handed_over))
    if left_out:
        lines.append(words.text("wording.word_lost", lost="\n  ".join(["", *left_out])))
    told = {"id": row_id, "left_out": left_out, "warned": warned, "letters": handed_over}
    return told, "\n".join([*lines, *warned])


def given(office: Office, options: Namespace, kind: LetterKind, language: str) -> tuple[Template, WordLetter | None]:
    """The wording in a file, and the Word letter that it was read from. Raises UserError."""
    if options.set.suffix.lower() == ".docx":
        letter = read_letter_docx(options.set)
        base = read_template(wording_in_use(office.database, kind, language))
        return wording_from_word(letter, dict(enumerate(guesses(letter))), base), letter
    try:
        return read_template(read_input(str(options.set))), None
    except ValueError as error:
        raise UserError(message("wording.unknown", what=str(error)), message("wording.unknown_hint")) from error

"""letters wording: look at, replace or reset what a kind of letter says."""

from __future__ import annotations

from argparse import Namespace

from safetydesk.cli.console import DONE, Console
from safetydesk.cli.data import read_input
from safetydesk.errors import UserError, message
from safetydesk.intake.letter_docx import WordLetter, read_letter_docx
from safetydesk.operations.office import Office
from safetydesk.operations.wording import findings_of, letters_with, reset_wording, save_wording
from safetydesk.operations.wording_from_word import guesses, left_out, typed_guesses, wording_from_word
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
        template, letter = given(office, options, kind, language)
        before = read_template(wording_in_use(office.database, kind, language))
        row_id = save_wording(office, kind, language, template)
        console.result(
            *saved(
                row_id, letters_with(office, row_id), findings_of(office, kind, template), letter, before, console.words
            )
        )
        return DONE
    text = wording_in_use(office.database, kind, language)
    if options.out is not None:
        options.out.write_text(text, encoding="utf-8")
    console.result({"kind": kind.key, "language": language, "wording": text}, text if options.out is None else str(options.out))  # fmt: skip
    return DONE


def saved(
    row_id: int, handed_over: int, found: list[Finding], letter: WordLetter | None, before: Template, words: Words
) -> tuple[dict[str, object], str]:
    """What to say of a version just stored: letters that were stopped and have it now, what became a field, what the
    Word file had and the wording has not, what will stop its letters. `before` is the wording in use until then."""
    not_taken = lost_texts(letter, before, words) if letter is not None else []
    made = made_fields(letter, before.kind, words) if letter is not None else []
    warned = [words.text("unfinished.line", why=finding.sentence, clause=finding.clause.wording) for finding in found]
    lines = [words.text("wording.cli_saved", id=row_id)]
    if handed_over:
        lines.append(words.text("unfinished.handed_over", n=handed_over))
    lines += [words.text("wording.word_filled", shown=shown, field=field) for shown, field in made]
    if not_taken:
        lines += [words.text("wording.word_lost_n", n=len(not_taken)), *(f"  {text}" for text in not_taken)]
    fields = [{"text": shown, "field": field} for shown, field in made]
    told = {"id": row_id, "fields": fields, "left_out": not_taken, "warned": warned, "letters": handed_over}
    return told, "\n".join([*lines, *warned])


def lost_texts(letter: WordLetter, before: Template, words: Words) -> list[str]:
    """What the wording will not have of a Word file, each by name with its own text."""
    lost = [(words.text(item.id), item.text) for item in left_out(letter, before)]
    return [words.text("wording.word_left", what=what, text=text) if text else what for what, text in lost]


def made_fields(letter: WordLetter, kind: str, words: Words) -> list[tuple[str, str]]:
    """Places of a Word file that became fields, among the words before them, with the field's title."""
    blanks = zip(letter.blanks, guesses(letter, kind), strict=True)
    pairs = [*blanks, *zip(letter.typed, typed_guesses(letter, kind), strict=True)]
    pairs.sort(key=lambda pair: (pair[0].block, pair[0].text, pair[0].start))
    return [(f"{blank.before}{blank.shown}", words.text(f"wording.field_{field}")) for blank, field in pairs if field]


def given(office: Office, options: Namespace, kind: LetterKind, language: str) -> tuple[Template, WordLetter | None]:
    """The wording in a file, and the Word letter that it was read from. Raises UserError."""
    if options.set.suffix.lower() == ".docx":
        letter = read_letter_docx(options.set)
        base = read_template(wording_in_use(office.database, kind, language))
        return wording_from_word(letter, dict(enumerate(guesses(letter, kind.key))), base), letter
    try:
        return read_template(read_input(str(options.set))), None
    except ValueError as error:
        raise UserError(message("wording.unknown", what=str(error)), message("wording.unknown_hint")) from error

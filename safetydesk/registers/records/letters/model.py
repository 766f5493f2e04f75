"""The stored letter. What is printed is copied into the row: a reprint next year reads as it did."""

from __future__ import annotations

from peewee import IntegerField, TextField

from safetydesk.storage.row import ListField, Row


class LetterText(Row):
    """One version of the wording of a kind of letter, as TOML; letters point at the version they were issued with."""

    kind = TextField()
    language = TextField()
    wording = TextField()
    edited = IntegerField(null=True)
    """1 for the school's own wording, nothing for the one that comes with the program."""

    class Meta:
        table_name = "letter_text"


class AcceptedClause(Row):
    """A clause that is printed although something in it looks unfinished or void, and why; in every version of the
    wording of its kind and language that has it."""

    kind = TextField()
    language = TextField()
    clause = TextField()
    """As the wording has it: fields in braces, without a number."""
    reason = TextField()

    class Meta:
        table_name = "accepted_clause"


class Letter(Row):
    """One letter to one signatory."""

    number = TextField()
    serial = IntegerField()
    key = TextField()
    year = IntegerField()
    type = TextField()
    level = TextField()
    kind = TextField()
    text_id = IntegerField()
    party_a = TextField()
    principal = TextField()
    person_id = IntegerField(null=True)
    class_id = IntegerField(null=True)
    party_b = TextField()
    class_name = TextField()
    head_teacher = TextField()
    dept = TextField()
    post = TextField()
    guardian = TextField()
    relation = TextField()
    phone = TextField()
    pupils = ListField()
    duties = ListField()
    term_from = TextField()
    term_to = TextField()
    copies = IntegerField()
    issued_on = TextField()
    state = TextField()
    printed_on = TextField(null=True)
    handed_on = TextField(null=True)
    signed_on = TextField(null=True)
    signed_entered = TextField(null=True)
    filed_on = TextField(null=True)
    signer = TextField()
    proxy = IntegerField()
    proxy_reason = TextField()
    exempt_reason = TextField()
    void_reason = TextField()
    signed_pupils = ListField()
    unit_id = IntegerField(null=True)
    leader = TextField(null=True)
    """Who signs for a department, an outside unit or the school."""
    targets = ListField(null=True)
    """What the bureau's letter asks for: item, group, weight, standard."""
    paper_place = TextField(null=True)
    """Where the signed sheet lies, for whoever keeps paper and no scan."""
    ended_on = TextField(null=True)
    ended_reason = TextField(null=True)
    """Why a letter stopped counting before its term: the signatory left, the post changed."""
    signer_relation = TextField(null=True)
    """How the signer is related to the pupil; `relation` is what was printed from the roster, and stays."""

    class Meta:
        table_name = "letter"

"""Blocks of a form as strips: widths shared out, texts broken into lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from safetydesk.export.fonts import SANS, SERIF, Fonts
from safetydesk.export.geometry import HAND, Measure
from safetydesk.export.line_breaking import Line
from safetydesk.export.record_form.form import (
    Block,
    Column,
    Long,
    Pair,
    Pairs,
    Photo,
    Photos,
    RecordForm,
    Signatures,
    Table,
)
from safetydesk.export.record_form.head import Head
from safetydesk.export.record_form.sizes import CHINESE, ENGLISH, Sizes
from safetydesk.export.record_form.strips import (
    AIR,
    FEWEST,
    HEIGHT,
    LEFT,
    PAD,
    WIDTH,
    Cell,
    CellStrip,
    PictureStrip,
    SignedStrip,
    Strip,
)
from safetydesk.export.typesetter import Typesetter
from safetydesk.words import Words

NARROWEST, WIDEST = 62.0, 90.0
"""Of the labels at the left."""
LABEL_SHARE = 0.55
"""Of its part of the row that a label may take at most."""
ON_A_PAGE = 3
"""Photos at most, where nobody says how many."""
COLUMNS = {4: 2, 6: 2}
"""Photos beside each other, by how many there are to a page."""
BEFORE_SIGNATURES = 4
"""Lines of text that stand above signatures on their page, so that nobody signs a sheet without a text."""
TOGETHER = 4
"""Rows of facts that stay on one page."""
LARGEST = 118 * 72 / 25.4
"""Height of a photo with its caption: a picture that is alone does not fill the page."""


class Setting:
    """Turns the blocks of one form into strips."""

    def __init__(self, form: RecordForm, fonts: Fonts, words: Words, sizes: Sizes | None = None) -> None:
        self.form = form
        self.words = words
        self.sizes = sizes or sizes_of(form)
        self.setter = Typesetter(fonts, Measure(self.sizes.body, self.sizes.step, self.sizes.body))
        self.head = Head(form, self.setter)
        self.labelled = self.label_width(list(first_labels(form.blocks)), WIDTH / 2)

    def strips(self) -> list[Strip]:
        """The whole form from top to bottom; signatures never stand on a page without lines of text above them."""
        found: list[Strip] = []
        for block in self.form.blocks:
            if isinstance(block, Signatures):
                glue_text_before(found)
            found.extend(self.of_block(block))
        return found

    def of_block(self, block: Block) -> Iterator[Strip]:
        """The strips of one block."""
        if isinstance(block, Pairs):
            yield from self.pairs(block)
        elif isinstance(block, Long):
            yield self.long(block)
        elif isinstance(block, Table):
            yield from self.table(block)
        elif isinstance(block, Photos):
            yield from self.photos(block)
        else:
            yield from self.signatures(block)

    def label_width(self, labels: Sequence[str], part: float) -> float:
        """Wide enough for the widest label, as far as that is sensible; longer ones run over lines."""
        widest = max((self.setter.width(label, SANS) for label in labels), default=0.0) + 2 * PAD + 1
        return min(max(widest, NARROWEST), WIDEST, part * LABEL_SHARE)

    def cell(self, text: str, left: float, width: float, face: str = SERIF, **style: object) -> Cell:
        """A text broken into the lines of a cell."""
        lines = self.setter.lines(printed(text), face, self.sizes.body, width - 2 * PAD, 0.0)
        return Cell(left, width, lines, face, **style)  # type: ignore[arg-type]

    def label(self, text: str, left: float, width: float) -> Cell:
        """A label in the middle of its cell."""
        return self.cell(text, left, width, SANS, align="center")

    def strip(self, *cells: Cell, **style: object) -> CellStrip:
        """A row of the form."""
        return CellStrip(cells, self.sizes.step, self.sizes.row, self.sizes.air, **style)  # type: ignore[arg-type]

    def pairs(self, block: Pairs) -> Iterator[Strip]:
        """Rows of labels and values; the last value of a row reaches to its end."""
        part = WIDTH / block.per_row
        rows = list(self.rows_of(block, part))
        for number, row in enumerate(rows, 1):
            cells: list[Cell] = []
            for place, pair in enumerate(row):
                left = LEFT + place * part
                label = self.pair_label(block, place, part)
                end = LEFT + WIDTH if place + 1 == len(row) else left + part
                cells.append(self.label(pair.label, left, label))
                face = SANS if pair.strong else SERIF
                cells.append(self.cell(pair.value, left + label, end - left - label, face, bold=pair.strong))
            yield self.strip(*cells, glued=number < len(rows) <= TOGETHER)

    def pair_label(self, block: Pairs, place: int, part: float) -> float:
        """Width of the labels at a place in the row: the first stand under those of the whole form."""
        if place == 0:
            return min(self.labelled, part * 0.6)
        return self.label_width([pair.label for pair in block.pairs if not pair.wide], part)

    def rows_of(self, block: Pairs, part: float) -> Iterator[list[Pair]]:
        """Pairs by rows. A value that would run over many lines in its part has the row to itself."""
        row: list[Pair] = []
        for pair in block.pairs:
            room = part - self.labelled - 2 * PAD
            wide = pair.wide or self.setter.width(pair.value) > 2 * room or "\n" in pair.value
            if row and (wide or len(row) == block.per_row):
                yield row
                row = []
            row.append(pair)
            if wide:
                yield row
                row = []
        if row:
            yield row

    def long(self, block: Long) -> Strip:
        """A label at the left, the text at its right, with room for a hand where it is short."""
        again = self.words.text("record_form.continued", label=block.label)
        body = replace(self.running(block.text, LEFT + self.labelled, WIDTH - self.labelled), bold=block.bold)
        strip = self.strip(
            body,
            label=self.label(block.label, LEFT, self.labelled),
            again=self.label(again, LEFT, self.labelled),
            flows=True,
        )
        return replace(strip, least=max(strip.least, block.least * self.sizes.step + 2 * self.sizes.air))

    def running(self, text: str, left: float, width: float) -> Cell:
        """Running text; a single paragraph of several lines begins a little to the right, as Chinese text does."""
        indent = self.sizes.indent * self.sizes.body
        lines: list[Line] = []
        paragraphs = printed(text).split("\n")
        for paragraph in paragraphs:
            lines.extend(self.setter.lines(paragraph, SERIF, self.sizes.body, width - 2 * PAD, 0.0))
        if len(paragraphs) > 1 or len(lines) == 1:
            return Cell(left, width, tuple(lines), from_top=True)
        indented = self.setter.lines(paragraphs[0], SERIF, self.sizes.body, width - 2 * PAD, indent)
        return Cell(left, width, indented, from_top=True, indent=indent)

    def table(self, block: Table) -> Iterator[Strip]:
        """Title, head, rows; narrow tables in parts beside each other."""
        if block.title:
            yield self.heading(block.title)
        columns = block.columns * block.across
        places = self.places_of(columns)
        head = self.strip(*(self.label(c.title, *place) for c, place in zip(columns, places, strict=True)), glued=True)
        yield head
        for start in range(0, len(block.rows), block.across):
            texts = [text for row in block.rows[start : start + block.across] for text in row]
            texts += [""] * (len(columns) - len(texts))
            cells = [
                self.cell(text, *place, align=column.align)
                for text, place, column in zip(texts, places, columns, strict=True)
            ]
            strip = self.strip(*cells, head=(head,))
            # The first row takes the second along: a head over a single row reads as the end of the table.
            strip = replace(strip, glued=start == 0 and len(block.rows) > block.across)
            yield self.as_high(strip, block.height) if block.height else strip
        if not block.rows:
            yield self.strip(self.cell(self.words.text("page.none"), LEFT, WIDTH, align="center"))

    def heading(self, text: str) -> CellStrip:
        """The title of a part, across the form."""
        return self.strip(self.cell(text, LEFT, WIDTH, SANS, align="center", bold=True), glued=True)

    def places_of(self, columns: Sequence[Column]) -> list[tuple[float, float]]:
        """Left edge and width of columns: their shares, but no narrower than the widest word of the heading."""
        total = sum(column.share for column in columns)
        widths = [WIDTH * column.share / total for column in columns]
        needed = [max(map(self.heading_width, column.title.split()), default=0.0) for column in columns]
        lacking = sum(max(least - width, 0) for width, least in zip(widths, needed, strict=True))
        spare = sum(max(width - least, 0) for width, least in zip(widths, needed, strict=True))
        if 0 < lacking < spare:
            given = lacking / spare
            widths = [
                least if width < least else width - (width - least) * given
                for width, least in zip(widths, needed, strict=True)
            ]
        return [(LEFT + sum(widths[:place]), width) for place, width in enumerate(widths)]

    def heading_width(self, word: str) -> float:
        """Width of a column that holds a word."""
        return self.setter.width(word, SANS) + 2 * PAD + 1

    def as_high(self, strip: CellStrip, height: float) -> CellStrip:
        """A row of a height of its own, lower than others if need be."""
        return replace(strip, least=height, air=min(max((height - self.sizes.step) / 2, 0.5), self.sizes.air))

    def photos(self, block: Photos) -> Iterator[Strip]:
        """Pictures on pages of their own: so many to a page as is asked for, or shared out evenly."""
        title = self.heading(block.title)
        columns = COLUMNS.get(block.per_page, 1)
        for page, some in enumerate(pages_of(block)):
            yield replace(title, fresh=True)
            above = self.head.height if page == 0 and block is self.form.blocks[0] else self.head.running
            down = max(-(-(block.per_page or len(some)) // columns), 2)
            height = min((HEIGHT - above - title.height) / down, LARGEST)
            for start in range(0, len(some), columns):
                beside = some[start : start + columns]
                width = WIDTH / columns
                captions = tuple(
                    self.cell(photo.caption, LEFT + place * width, width, align="center")
                    for place, photo in enumerate(beside)
                )
                last = start + columns >= len(some)
                yield PictureStrip(beside, captions, self.sizes.step, height, glued=not last)

    def signatures(self, block: Signatures) -> Iterator[Strip]:
        """Up to three beside each other."""
        count = len(block.roles)
        across = count if count <= 3 else 2
        width = WIDTH / across
        height = self.sizes.step * 4 + 4 * AIR
        for start in range(0, count, across):
            roles = tuple(
                self.cell(role, LEFT + place * width, width, SANS, from_top=True)
                for place, role in enumerate(block.roles[start : start + across])
            )
            rule = min(HAND, width - 4 * PAD)
            yield SignedStrip(
                roles, block.date, self.sizes.body, self.sizes.step, height, rule, glued=start + across < count
            )


def sizes_of(form: RecordForm) -> Sizes:
    """The usual type and rows of a form's language."""
    return CHINESE if form.language == "zh_CN" else ENGLISH


def glue_text_before(strips: list[Strip]) -> None:
    """Keep the last lines of text with the signatures that come next; of a text that may be cut, its last lines."""
    lines = 0
    for place in range(len(strips) - 1, -1, -1):
        strip = strips[place]
        if not isinstance(strip, CellStrip) or lines >= BEFORE_SIGNATURES:
            return
        strips[place] = replace(strip, glued=True, tail=max(BEFORE_SIGNATURES - lines, FEWEST))
        lines += strip.lines


def pages_of(block: Photos) -> Iterator[tuple[Photo, ...]]:
    """The photos page by page."""
    count = len(block.photos)
    if block.per_page:
        yield from (block.photos[start : start + block.per_page] for start in range(0, count, block.per_page))
        return
    pages = -(-count // ON_A_PAGE)
    yield from (block.photos[count * page // pages : count * (page + 1) // pages] for page in range(pages))


def first_labels(blocks: Sequence[Block]) -> Iterator[str]:
    """The labels at the left edge of the form."""
    for block in blocks:
        if isinstance(block, Long):
            yield block.label
        elif isinstance(block, Pairs):
            yield from (pair.label for pair in block.pairs)


def printed(text: str) -> str:
    """A stored text as it is set: a tab is no character of any face."""
    return text.replace("\t", "    ")

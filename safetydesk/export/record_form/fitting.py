"""A form set a little closer where that saves its last page, so that no page bears two rows and the signatures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from safetydesk.export.fonts import Fonts
from safetydesk.export.record_form.form import RecordForm
from safetydesk.export.record_form.paging import FormPage, Paging
from safetydesk.export.record_form.setting import Setting, sizes_of
from safetydesk.export.record_form.sizes import CLOSER
from safetydesk.export.record_form.strips import HEIGHT, Strip
from safetydesk.words import Words

MOST_OVER = 0.15
"""Of whole pages: how far a form may be over them to be set closer. Rows lose more of their height than letters do."""


def fitted(form: RecordForm, fonts: Fonts, words: Words) -> tuple[Setting, list[FormPage]]:
    """How a form is set, and its pages."""
    setting = Setting(form, fonts, words)
    strips = setting.strips()
    pages = placed(setting, strips)
    if may_save_a_page(setting, strips, pages):
        for sizes in CLOSER[sizes_of(form)]:
            closer = Setting(form, fonts, words, sizes)
            fewer = placed(closer, closer.strips())
            if len(fewer) < len(pages):
                return closer, fewer
    return setting, pages


def placed(setting: Setting, strips: Sequence[Strip]) -> list[FormPage]:
    """Strips on pages; the title takes some of the first."""
    return Paging(HEIGHT - setting.head.height, HEIGHT - setting.head.running).place(strips)


def may_save_a_page(setting: Setting, strips: Sequence[Strip], pages: Sequence[FormPage]) -> bool:
    """Whether the text before the photos is so little over whole pages that closer rows are worth a try."""
    text = sum(strip.height for strip in takewhile(lambda strip: not strip.fresh, strips))
    count = sum(not any(strip.fresh for strip in page.strips) for page in pages)
    whole = HEIGHT - setting.head.height + (count - 2) * (HEIGHT - setting.head.running)
    return count > 1 and text <= whole * (1 + MOST_OVER)

"""The chain of letters as boxes for one page: the bureau and the school on top, below them what hangs on them."""

from __future__ import annotations

from safetydesk.export.chain_chart import Box, Branch, Chart
from safetydesk.registers.records.letters.chain import Chain, Link
from safetydesk.registers.records.letters.kinds import CONVENTION, LetterKind
from safetydesk.reports.chain_table import flaws_said, name_of, state_of
from safetydesk.words import Words


def chain_chart(chain: Chain, words: Words, school: str, bureau: str, footer: str) -> Chart:
    """Every department, class and unit in its box, with how many have signed below it."""
    broken = len(chain.broken())
    told = words.text("chain.count_broken", n=broken) if broken else words.text("chain.whole")
    year = words.text("core.year", first=chain.year, last=chain.year + 1)
    direct = [link for link in (*chain.staff, *chain.parents) if link.above is chain.school]
    return Chart(
        title=f"{school}{words.text('chain.chart_title')}"
        if words.language == "zh_CN"
        else words.text("chain.chart_title"),
        subtitle=("　" if words.language == "zh_CN" else "   ").join((year, told)),
        footer=footer,
        top=Box(bureau or words.text("chain.bureau"), ()),
        school=box(chain, chain.school, words),
        branches=tuple(
            Branch(words.text(f"chain.branch_{name}"), tuple(box(chain, link, words) for link in links))
            for name, links in (
                ("departments", (*chain.departments, *direct)),
                ("classes", chain.head_teachers),
                ("units", chain.units),
            )
            if links
        ),
    )


def box(chain: Chain, link: Link, words: Words) -> Box:
    """Who it is, the state of the letter, signed of due below, and the word that says that it is broken."""
    name = name_of(link, words)
    title = f"{name} {link.signer}" if link.signer and link.signer != name else name
    lines = [f"{link.number} {state_of(link, words)}".strip()]
    below: dict[LetterKind, list[Link]] = {}
    if link is not chain.school:
        for item in chain.below.get(id(link), ()):
            below.setdefault(item.kind, []).append(item)
    counted = [counts(kind, items, words) for kind, items in below.items()]
    if counted:
        lines.append("  ".join(counted))
    return Box(title, tuple(lines), flaws_said(link, words))


def counts(kind: LetterKind, items: list[Link], words: Words) -> str:
    """Signed of due of one kind below a box; a convention is one letter, and only said to be signed or not."""
    name = words.text(f"chain.short_{kind.key}")
    if kind is CONVENTION:
        whole = all(item.signed == item.due for item in items)
        return f"{name} {words.text('chain.yes' if whole else 'chain.no')}"
    return f"{name} {sum(item.signed for item in items)}/{sum(item.due for item in items)}"

"""A one-line notation for briefings in tests.

    briefing("# Title", "## Heading", "Text", "- item", "1. first", "~ Regards", "~ A B, role")

A line that begins with `#` is the title, `##` … `######` a heading, `-` a bullet item, a number
with a full stop an ordered item, `~` the closing and then the signatories (`Name, role`).
Anything else is a paragraph. `[text](sv)` marks a language of part, `[text](mailto:a@b.se)` a link.
"""

import re
from datetime import date
from itertools import groupby

from pipeline.edition import Contact, DocumentInfo, Edition, Issuer, State
from pipeline.model import (
    Block,
    Briefing,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Signatory,
    SignOff,
    Span,
    Text,
    text_of,
)

MARK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


def text(notation: str) -> Text:
    spans: list[Span] = []
    position = 0
    for mark in MARK.finditer(notation):
        spans.append(Span(notation[position : mark.start()]))
        content, target = mark.groups()
        is_link = ":" in target
        spans.append(Span(content, None if is_link else target, target if is_link else None))
        position = mark.end()
    return text_of(*spans, notation[position:])


def briefing(*lines: str, language: str = "sv") -> Briefing:
    title: Text = text_of("Titel")
    blocks: list[Block] = []
    for kind, group in groupby(lines, _kind):
        members = list(group)
        if kind == "title":
            title = text(members[0][2:])
        elif kind in ("bullet", "ordered"):
            blocks.append(_list(members, f"b{len(blocks) + 1}", kind == "ordered", blocks))
        elif kind == "sign_off":
            blocks.append(_sign_off(members, f"b{len(blocks) + 1}"))
        else:
            for line in members:
                blocks.append(_simple(line, f"b{len(blocks) + 1}"))
    return Briefing(language, title, tuple(blocks))


def edition(*lines: str, language: str = "sv", notices: tuple[str, ...] = ()) -> Edition:
    return Edition(
        DocumentInfo("lagesbild", date(2020, 5, 12)),
        Issuer("Hallstahammars kommun"),
        Contact("kundcenter", "0220-240 00", "kundcenter@hallstahammar.se"),
        State.DRAFT if notices else State.ORIGINAL,
        briefing(*lines, language=language),
        tuple(text(notice) for notice in notices),
    )


def _kind(line: str) -> str:
    if line.startswith("# "):
        return "title"
    if line.startswith("- "):
        return "bullet"
    if re.match(r"\d+\. ", line):
        return "ordered"
    return "sign_off" if line.startswith("~ ") else "simple"


def _list(lines: list[str], identity: str, ordered: bool, before: list[Block]) -> ListBlock:
    lead_in = before[-1].id if before and isinstance(before[-1], Paragraph) else None
    items = tuple(
        ListItem(f"{identity}.{n}", text(line.split(" ", 1)[1])) for n, line in enumerate(lines, 1)
    )
    start = int(lines[0].split(".")[0]) if ordered else 1
    return ListBlock(identity, items, ordered, start, lead_in)


def _sign_off(lines: list[str], identity: str) -> SignOff:
    signatories = []
    for number, line in enumerate(lines[1:], 1):
        name, _, role = line[2:].partition(", ")
        signatories.append(Signatory(f"{identity}.{number}", name, text(role)))
    return SignOff(identity, text(lines[0][2:]), tuple(signatories))


def _simple(line: str, identity: str) -> Block:
    if line.startswith("##"):
        hashes, _, content = line.partition(" ")
        return Heading(identity, len(hashes), text(content))
    return Paragraph(identity, text(line))

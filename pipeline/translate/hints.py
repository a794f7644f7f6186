"""What a translator should know about each text: where it stands, and what stays as it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf

from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.messages import Message, message
from pipeline.model import Block, Briefing, Heading, ListBlock, Paragraph, SignOff, Text, plain
from pipeline.translate.segments import TITLE_ID, Key, segments

QUOTED = re.compile('[”“"«»]([^”“"«»]+)[”“"«»]')
NAME_IN_QUOTES = re.compile(r"\s[^\W\d_a-zà-öø-ÿ]")
"""A capital letter inside the quotation, not only at its beginning: ”Vi i Hallsta”."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A distinct text of the source with what its catalog entry tells the translator.

    `references` are the places (`lagesbild.txt:14`), `hints` sentences in Swedish.
    """

    context: str
    text: str
    references: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What identifies its catalog entry."""
        return (self.context, self.text)


def source_texts(
    briefing: Briefing, file_name: str, lines: Mapping[str, int]
) -> tuple[SourceText, ...]:
    """The distinct texts of a briefing, in document order.

    `lines` has the line in the source for the id of a block, item or signatory, and `title`.
    A text that stands twice in one context is one, with both places.
    """
    known = _hints(briefing)
    names = _signatory_names(briefing)
    texts: dict[Key, SourceText] = {}
    for segment in segments(briefing):
        before = texts.get(segment.key) or SourceText(*segment.key)
        told = (*known.get(segment.id, ()), *_names_that_stay(segment.text, names))
        hints = tuple(_sentence(hint) for hint in told)
        texts[segment.key] = SourceText(
            before.context,
            before.text,
            (*before.references, _reference(file_name, lines.get(segment.id))),
            tuple(dict.fromkeys(before.hints + hints)),
        )
    return tuple(texts.values())


def _sentence(hint: Message) -> str:
    """One line in Swedish, the language that the translator translates from."""
    return " ".join(interface(SOURCE_TAG).show(hint).split())


def _reference(file_name: str, line: int | None) -> str:
    isolated = f"\u2068{file_name}\u2069" if re.search(r"\s", file_name) else file_name
    return isolated if line is None else f"{isolated}:{line}"


def _hints(briefing: Briefing) -> dict[str, tuple[Message, ...]]:
    """The sentences for each id."""
    found: dict[str, tuple[Message, ...]] = {TITLE_ID: (message("The title of the document."),)}
    lead_ins = {block.lead_in for block in briefing.blocks if isinstance(block, ListBlock)}
    texts: dict[str, Text] = {}
    outline: list[Heading] = []
    for block in briefing.blocks:
        if isinstance(block, Heading | Paragraph):
            texts[block.id] = block.text
        level = _outline_level(block)
        outline = [heading for heading in outline if heading.level < level]
        for identity, own in _block_hints(block, texts):
            found[identity] = (*own, *_section(outline))
        if block.id in lead_ins:
            found[block.id] += (message("Introduces the list that follows."),)
        if isinstance(block, Heading):
            outline.append(block)
    return found


def _outline_level(block: Block) -> float:
    """The block stands in the sections of headings of a lower level; a closing in none."""
    match block:
        case Heading():
            return block.level
        case SignOff():
            return 0
        case _:
            return inf


def _section(outline: list[Heading]) -> tuple[Message, ...]:
    if not outline:
        return ()
    return (message("In the section “{heading}”.", heading=plain(outline[-1].text)),)


def _block_hints(
    block: Block, texts: Mapping[str, Text]
) -> Iterator[tuple[str, tuple[Message, ...]]]:
    match block:
        case Heading():
            yield block.id, (message("A heading of level {level}.", level=block.level),)
        case Paragraph():
            yield block.id, ()
        case ListBlock():
            lead_in = plain(texts.get(block.lead_in or "", ()))
            introduced = (message("The list begins with “{lead_in}”.", lead_in=lead_in),)
            for number, item in enumerate(block.items, 1):
                template = "Item {number} of {count} in a list."
                place = message(template, number=number, count=len(block.items))
                yield item.id, (place, *(introduced if lead_in else ()))
        case SignOff():
            yield block.id, (message("The greeting at the end of the letter."),)
            for signatory in block.signatories:
                yield (
                    signatory.id,
                    (message("The role of {name}, who signs.", name=signatory.name),),
                )


def _signatory_names(briefing: Briefing) -> tuple[str, ...]:
    return tuple(
        signatory.name
        for block in briefing.blocks
        if isinstance(block, SignOff)
        for signatory in block.signatories
    )


def _names_that_stay(text: str, names: tuple[str, ...]) -> Iterator[Message]:
    quoted = (q for q in QUOTED.findall(text) if NAME_IN_QUOTES.search(q))
    for name in (*(n for n in names if n in text), *quoted):
        yield message("Stays as it is: {name}", name=name)

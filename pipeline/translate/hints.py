"""What a translator should know about each text: where it stands, what its tags say, and what
stays as it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG, all_languages
from pipeline.messages import Message, message
from pipeline.model import Briefing, SignOff, Span, one_line
from pipeline.texts import placed_texts
from pipeline.translate.inline import marked_up
from pipeline.translate.places import told_places
from pipeline.translate.segments import Key, Segment, segments
from pipeline.translate.tags import alone, pair

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

    `lines` has the line in the source for the id of a block, item or signatory, and `title`;
    what is inside a block may have none of its own.
    A text that stands twice in one context is one, with both places.
    """
    known = told_places(briefing)
    names = _signatory_names(briefing)
    texts: dict[Key, SourceText] = {}
    for segment in segments(briefing):
        before = texts.get(segment.key) or SourceText(*segment.key)
        told = (
            *known.get(segment.id, ()),
            *_told_tags(segment, briefing),
            *_names_that_stay(segment.characters, names),
        )
        hints = tuple(_sentence(hint) for hint in told)
        texts[segment.key] = SourceText(
            before.context,
            before.text,
            (*before.references, _reference(file_name, _line(segment.id, lines))),
            tuple(dict.fromkeys(before.hints + hints)),
        )
    return tuple(texts.values())


def _line(identity: str, lines: Mapping[str, int]) -> int | None:
    """The line of a text, or else of what it stands in: `b3` for `b3.caption`."""
    while identity not in lines and "." in identity:
        identity = identity.rpartition(".")[0]
    return lines.get(identity)


def _sentence(hint: Message) -> str:
    """One line in Swedish, the language that the translator translates from."""
    return " ".join(interface(SOURCE_TAG).show(hint).split())


def _reference(file_name: str, line: int | None) -> str:
    isolated = f"\u2068{file_name}\u2069" if re.search(r"\s", file_name) else file_name
    return isolated if line is None else f"{isolated}:{line}"


def _told_tags(segment: Segment, briefing: Briefing) -> Iterator[Message]:
    """What each tag says about its words."""
    for number, form in enumerate(marked_up(segment.source).forms, 1):
        if form.note:
            told = message("note {number}", number=briefing.note_number(form.note))
            tag = alone(number)
        else:
            told, tag = _joined(tuple(_properties(form, briefing))), pair(number)
        yield message("{tag}: {meaning}", tag=tag, meaning=told)


def _joined(told: tuple[Message, ...]) -> Message:
    first, *others = told
    for other in others:
        first = message("{first}, {second}", first=first, second=other)
    return first


def _properties(form: Span, briefing: Briefing) -> Iterator[Message]:
    if form.link:
        yield _link(form.link, briefing)
    if form.strong:
        yield message("bold")
    if form.emphasis:
        yield message("italic")
    if form.language:
        known = all_languages().get(form.language)
        name = known.swedish if known else form.language
        yield message("in another language than Swedish: {language}", language=name)


def _link(link: str, briefing: Briefing) -> Message:
    if not link.startswith("#"):
        address = link.removeprefix("mailto:").removeprefix("tel:")
        return message("link to {address}", address=address)
    found = (p.text for p in placed_texts(briefing) if p.id == link[1:])
    text = one_line(next(found, ()))
    if not text:
        return message("link to another place in the document")
    return message("link to “{text}” in the document", text=text)


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

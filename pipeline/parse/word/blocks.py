"""The parts of the body to the blocks of a document, and its title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.messages import message
from pipeline.model import Block, Callout, Heading, Paragraph, Quote, Text, plain, text_of
from pipeline.parse.word.captions import with_captions
from pipeline.parse.word.flows import flow, runs
from pipeline.parse.word.handmade import with_bold_headings, with_typed_lists
from pipeline.parse.word.lists import lists
from pipeline.parse.word.notebook import Notebook, excerpt
from pipeline.parse.word.styles import Role
from pipeline.parse.word.written import Part, Written


def title_and_rest(
    parts: Sequence[Part], notebook: Notebook
) -> tuple[tuple[Text, str] | None, list[Part]]:
    """The title that the document marks as such, with its place, and everything else.

    A title of two paragraphs is one; another title further down is a heading. Text above the
    title stands below it, with a note.
    """
    first = next((n for n, part in enumerate(parts) if _is_title(part)), None)
    if first is None:
        return None, list(parts)
    above = next((part for part in parts[:first] if isinstance(part, Written)), None)
    if above is not None:
        reason = "“{text}” stands above the title, and is below it now."
        shown = message(reason, text=excerpt(plain(above.text)))
        notebook.note("above-title", shown, above.place)
    end = first
    texts: list[Text] = []
    while end < len(parts) and isinstance(part := parts[end], Written) and _is_title(part):
        texts.append(part.text)
        end += 1
    title: Text = texts[0]
    for text in texts[1:]:
        title = text_of(*title, " ", *text)
    place = parts[first]
    rest = [_heading(part) for part in (*parts[:first], *parts[end:])]
    return (title, place.place if isinstance(place, Written) else ""), rest


def _is_title(part: Part) -> bool:
    return isinstance(part, Written) and part.role is Role.TITLE


def _heading(part: Part) -> Part:
    is_title = isinstance(part, Written) and part.role is Role.TITLE
    if is_title and isinstance(part, Written):
        return replace(part, role=Role.HEADING, level=1)
    return part


def blocks_of(parts: Sequence[Part], notebook: Notebook) -> tuple[Block, ...]:
    """The blocks of the body in order; their ids are places."""
    captioned = with_captions(parts, notebook)
    headed = with_bold_headings(with_typed_lists(captioned, notebook), notebook)
    return tuple(_blocks(headed, notebook))


def _kind(part: Part) -> Role | None:
    """What makes neighbouring paragraphs one block: a quotation, or lines drawn around them."""
    if not isinstance(part, Written) or part.role is Role.HEADING:
        return None
    if part.role is Role.CALLOUT or part.is_boxed:
        return Role.CALLOUT
    return Role.QUOTE if part.role is Role.QUOTE else None


def _blocks(parts: Sequence[Part], notebook: Notebook) -> Iterator[Block]:
    for kind, group in groupby(parts, _kind):
        members = list(group)
        if kind is None:
            for run in runs(members):
                yield from _run(run, notebook)
            continue
        inner = [
            replace(part, role=Role.BODY, is_boxed=False)
            for part in members
            if isinstance(part, Written)
        ]
        made = Callout if kind is Role.CALLOUT else Quote
        yield made(inner[0].place, flow(inner, notebook))


def _run(run: Sequence[Part], notebook: Notebook) -> Iterator[Block]:
    first = run[0]
    if not isinstance(first, Written):
        yield first
    elif first.role is Role.HEADING:
        yield Heading(first.place, first.level, first.text)
    elif first.item is not None:
        yield from lists([part for part in run if isinstance(part, Written)], notebook)
    else:
        yield Paragraph(first.place, first.text)

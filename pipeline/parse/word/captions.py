"""Captions to the table or picture that they belong to."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.messages import message
from pipeline.model import Figure, Table, Text, plain, text_of
from pipeline.parse.word.notebook import Notebook, excerpt
from pipeline.parse.word.styles import Role
from pipeline.parse.word.written import Part, Written

_OF_TABLE = re.compile(r"(?:tabell|table|taulukko|tabelle)\b", re.IGNORECASE)
_OF_FIGURE = re.compile(r"(?:bild|figur|figure|kuva|kuvio|abbildung) [0-9]", re.IGNORECASE)


def with_captions(parts: Sequence[Part], notebook: Notebook) -> list[Part]:
    """The parts with captions in their tables and figures.

    Word puts a caption above a table and below a picture; people do it the other way too.
    """
    found = list(parts)
    for index, part in enumerate(parts):
        if not isinstance(part, Written) or part.role is not Role.CAPTION:
            continue
        owner = _owner(found, index, part.text)
        if owner is None:
            reason = "The caption “{text}” stands beside no table and no picture; it is text now."
            shown = message(reason, text=excerpt(plain(part.text)))
            notebook.note("caption", shown, part.place)
            found[index] = replace(part, role=Role.BODY, item=None)
            continue
        found[owner] = _captioned(found[owner], part.text)
        found[index] = _Taken
    return [_with_own_caption(part, notebook) for part in found if part is not _Taken]


def _with_own_caption(part: Part, notebook: Notebook) -> Part:
    """A table without a caption beside it with the one in its properties."""
    if not isinstance(part, Table) or part.caption or part.id not in notebook.table_captions:
        return part
    caption = notebook.table_captions.pop(part.id)
    notebook.add(caption)
    return replace(part, caption=text_of(caption))


_Taken = Written("", ())
"""Stands where a caption was, until all have found their places."""


def _captioned(owner: Part, caption: Text) -> Part:
    if isinstance(owner, Table | Figure):
        return replace(owner, caption=caption)
    return owner


def _owner(parts: Sequence[Part], index: int, caption: Text) -> int | None:
    """The index of what a caption belongs to."""
    characters = plain(caption)
    kinds: tuple[type[Table | Figure], ...] = (Figure, Table)
    if _OF_TABLE.match(characters):
        kinds = (Table, Figure)
    elif _OF_FIGURE.match(characters):
        kinds = (Figure,)
    places = {Table: (index + 1, index - 1), Figure: (index - 1, index + 1)}
    for kind in kinds:
        for place in places[kind]:
            near = parts[place] if 0 <= place < len(parts) else None
            if isinstance(near, kind) and not near.caption:
                return place
    return None

"""Captions of tables and pictures: paragraphs that say of themselves that they are one."""

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Block, Figure, Paragraph, Table, Text, plain
from pipeline.parse.found import Found, part_of
from pipeline.parse.markdown.reading import Reading

# "Tabell: Öppettider" (pandoc: "Table: …" or ": …"). A number stays: "Tabell 2: Öppettider" is
# what the text refers to.
TABLE_CAPTION = re.compile(r"\s*(?:(?:Tabell|Table)?: +|(?=(?:Tabell|Table) [0-9]+[:.] ))")
FIGURE_CAPTION = re.compile(
    r"\s*(?:(?:Bild|Figur|Figure): +|(?=(?:Bild|Figur|Figure) [0-9]+[:.] ))"
)


def with_captions(found: Found, reading: Reading) -> Found:
    """The same with each caption at its table or picture.

    Between two tables it is that of the one below, as the custom is; a picture's stands below it.
    """
    blocks: list[Block] = []
    caption: Paragraph | None = None
    for block, below in pairwise((*found.blocks, None)):
        above = blocks[-1] if blocks else None
        if isinstance(block, Table) and caption:
            text = _caption(caption, TABLE_CAPTION, reading)
            blocks.append(replace(block, caption=text))
            caption = None
        elif not isinstance(block, Paragraph):
            blocks.extend([block] if block else [])
        elif isinstance(below, Table) and _is(block, TABLE_CAPTION):
            caption = block
        elif isinstance(above, Table) and not above.caption and _is(block, TABLE_CAPTION):
            blocks[-1] = replace(above, caption=_caption(block, TABLE_CAPTION, reading))
        elif isinstance(above, Figure) and not above.caption and _is(block, FIGURE_CAPTION):
            blocks[-1] = replace(above, caption=_caption(block, FIGURE_CAPTION, reading))
        else:
            blocks.append(block)
    return replace(found, blocks=tuple(blocks))


def _is(block: Paragraph, pattern: re.Pattern[str]) -> bool:
    return pattern.match(plain(block.text)) is not None


def _caption(block: Paragraph, pattern: re.Pattern[str], reading: Reading) -> Text:
    characters = plain(block.text)
    mark = pattern.match(characters)
    end = mark.end() if mark else 0
    reading.removed.append(characters[:end])
    return part_of(block.text, end, len(characters))

"""Captions of tables and pictures: paragraphs that say of themselves that they are one."""

import re
from dataclasses import replace

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

    That is the one below, or the one above if that has none yet; of pictures only the one
    above, since their captions stand below them.
    """
    blocks: list[Block] = []
    waiting: Paragraph | None = None
    for block in found.blocks:
        if isinstance(block, Table) and waiting:
            block = replace(block, caption=_caption(waiting, TABLE_CAPTION, reading))  # noqa: PLW2901
        elif waiting:
            blocks.append(waiting)
        waiting = None
        above = blocks[-1] if blocks else None
        if not isinstance(block, Paragraph):
            blocks.append(block)
        elif isinstance(above, Table) and not above.caption and _is(block, TABLE_CAPTION):
            blocks[-1] = replace(above, caption=_caption(block, TABLE_CAPTION, reading))
        elif isinstance(above, Figure) and not above.caption and _is(block, FIGURE_CAPTION):
            blocks[-1] = replace(above, caption=_caption(block, FIGURE_CAPTION, reading))
        elif _is(block, TABLE_CAPTION):
            waiting = block
        else:
            blocks.append(block)
    if waiting:
        blocks.append(waiting)
    return replace(found, blocks=tuple(blocks))


def _is(block: Paragraph, pattern: re.Pattern[str]) -> bool:
    return pattern.match(plain(block.text)) is not None


def _caption(block: Paragraph, pattern: re.Pattern[str], reading: Reading) -> Text:
    characters = plain(block.text)
    mark = pattern.match(characters)
    end = mark.end() if mark else 0
    reading.removed.append(characters[:end])
    return part_of(block.text, end, len(characters))

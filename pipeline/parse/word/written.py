"""A document between its file and the model: paragraphs with what Word says about them."""

from dataclasses import dataclass

from pipeline.model import Callout, Figure, Separator, Table, Text
from pipeline.parse.word.numbering import Item
from pipeline.parse.word.styles import Role


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph that has text.

    `place` is its number in the document. `level` is that of a heading, from 1. `indent` is in
    twips, `size`, that of its smallest text, in half points. `is_boxed` tells whether lines are
    drawn around it.
    """

    place: str
    text: Text
    role: Role = Role.BODY
    level: int = 0
    item: Item | None = None
    indent: int = 0
    size: int = 20
    is_boxed: bool = False


Part = Written | Table | Figure | Callout | Separator
"""What a story consists of. The ids of blocks are places."""

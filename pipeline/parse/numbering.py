"""The ids of a briefing's blocks and of what is in them, and the lead-ins of its lists."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from pipeline.model import (
    Block,
    Callout,
    Cell,
    Flow,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    SignOff,
    Table,
    one_line,
)
from pipeline.parse.headings import is_preamble_text


@dataclass(slots=True)
class Numbering:
    """Gives ids as `Briefing` describes them, and remembers the place of each."""

    lines: dict[str, int] = field(default_factory=dict)

    def numbered(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks, whose ids are places as yet, with their ids."""
        preamble = sum(1 for _ in takewhile(_is_preamble, blocks))
        introduction: str | None = None
        for number, block in enumerate(blocks, 1):
            identity = self._at(f"b{number}", block.id)
            yield self._block(block, identity, introduction)
            introduces = isinstance(block, Paragraph) and number > preamble
            introduction = identity if introduces else None

    def _at(self, identity: str, place: str) -> str:
        self.lines[identity] = int(place)
        return identity

    def _block(self, block: Block, identity: str, introduction: str | None) -> Block:
        match block:
            case ListBlock():
                return self._list(block, identity, introduction)
            case Quote() | Callout():
                return replace(block, id=identity, blocks=self._flow(block.blocks, identity))
            case Table():
                rows = tuple(
                    tuple(self._cells(row, f"{identity}.{number}"))
                    for number, row in enumerate(block.rows, 1)
                )
                return replace(block, id=identity, rows=rows)
            case SignOff():
                signatories = tuple(
                    replace(signatory, id=self._at(f"{identity}.{number}", signatory.id))
                    for number, signatory in enumerate(block.signatories, 1)
                )
                return replace(block, id=identity, signatories=signatories)
            case _:
                return replace(block, id=identity)

    def _flow(self, blocks: Iterable[Flow], outer: str) -> tuple[Flow, ...]:
        result: list[Flow] = []
        for number, block in enumerate(blocks, 1):
            identity = self._at(f"{outer}.{number}", block.id)
            above = result[-1] if result else None
            introduction = above.id if isinstance(above, Paragraph) else None
            match block:
                case Paragraph():
                    result.append(replace(block, id=identity))
                case ListBlock():
                    result.append(self._list(block, identity, introduction))
        return tuple(result)

    def _list(self, block: ListBlock, identity: str, introduction: str | None) -> ListBlock:
        items = tuple(
            self._item(item, self._at(f"{identity}.{number}", item.id))
            for number, item in enumerate(block.items, 1)
        )
        return replace(block, id=identity, items=items, lead_in=introduction)

    def _item(self, item: ListItem, identity: str) -> ListItem:
        return replace(item, id=identity, blocks=self._flow(item.blocks, identity))

    def _cells(self, row: Sequence[Cell], outer: str) -> Iterator[Cell]:
        for number, cell in enumerate(row, 1):
            identity = self._at(f"{outer}.{number}", cell.id)
            yield replace(cell, id=identity, blocks=self._flow(cell.blocks, identity))


def _is_preamble(block: Block) -> bool:
    return isinstance(block, Paragraph) and is_preamble_text(one_line(block.text))

"""The flow of a document: rows one below the other, and where a page may end between them.

A row is a line of text, a row of a table, a picture or a rule. Distances are in pt; those of
what a row holds run downwards from its upper edge, and sideways from the page's left edge.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import NamedTuple

from pipeline.colours import Colour
from pipeline.render.pdf.look import NOTICE_PADDING_PT

NOTICES_GAP_PT = 6.0
"""Space below the box of the notices, beside what the text after it wants."""


class Break(IntEnum):
    """Whether a page may end before a row."""

    ALLOWED = 0
    DISCOURAGED = 1
    """Only if what belongs together is longer than a page."""
    FORBIDDEN = 2


class FrameKind(StrEnum):
    """What is painted around rows that stand in one container."""

    NOTICES = "notices"
    CALLOUT = "callout"
    QUOTE = "quote"

    @property
    def padding_pt(self) -> float:
        """How far the frame reaches above its first row and below its last one on a page."""
        return 0.0 if self is FrameKind.QUOTE else NOTICE_PADDING_PT


@dataclass(frozen=True, slots=True)
class Frame:
    """One container with something painted around it; `id` is that of its block."""

    kind: FrameKind
    id: str


class LineAt(NamedTuple):
    """A line of a unit in a row, both by their index, and how far down its base line is."""

    unit: int
    line: int
    base_pt: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle: a rule, or the ground under a row."""

    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float
    colour: Colour

    def lowered(self, by_pt: float) -> "Fill":
        """The same rectangle further down."""
        return replace(self, top_pt=self.top_pt + by_pt)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `figure` is the id of its block."""

    figure: str
    left_pt: float
    top_pt: float
    width_pt: float
    height_pt: float

    def lowered(self, by_pt: float) -> "Picture":
        """The same picture further down."""
        return replace(self, top_pt=self.top_pt + by_pt)


class Row(NamedTuple):
    """What is never divided between pages, with the space above it.

    `repeated` are the header rows of its table, which stand above it again if it begins a page.
    `anchors` are the ids of the blocks that begin with it.
    """

    height_pt: float
    lines: tuple[LineAt, ...] = ()
    fills: tuple[Fill, ...] = ()
    picture: Picture | None = None
    gap_pt: float = 0
    break_before: Break = Break.ALLOWED
    frame: Frame | None = None
    repeated: tuple["Row", ...] = ()
    anchors: tuple[str, ...] = ()

    @property
    def lead_pt(self) -> float:
        """The space that it needs above it at a page's head: a call-out begins below the edge."""
        is_callout = self.frame is not None and self.frame.kind is FrameKind.CALLOUT
        return FrameKind.CALLOUT.padding_pt if is_callout else 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """Rows that belong together, with the space that they wish for, and their neighbours' ties.

    `before` and `after` tell whether the page may end there.
    """

    rows: tuple[Row, ...]
    gap_before_pt: float = 0
    gap_after_pt: float = 0
    before: Break = Break.ALLOWED
    after: Break = Break.ALLOWED
    frame: Frame | None = None
    anchors: tuple[str, ...] = ()


def joined(items: Iterable[Item]) -> Iterator[Row]:
    """The rows of all items. Between two, the space is the greater of the two wishes.

    The anchors of an item without rows go to the next one.
    """
    previous: Item | None = None
    anchors: tuple[str, ...] = ()
    for item in items:
        anchors += item.anchors
        if not item.rows:
            continue
        for index, row in enumerate(item.rows):
            if index:
                yield row._replace(frame=item.frame) if item.frame else row
                continue
            yield row._replace(
                gap_pt=_gap(previous, item) if previous else 0,
                break_before=max(previous.after, item.before) if previous else Break.ALLOWED,
                frame=item.frame,
                anchors=anchors,
            )
        previous, anchors = item, ()


def height(rows: Iterable[Row]) -> float:
    """The height of rows one below the other."""
    return sum(row.gap_pt + row.height_pt for row in rows)


def _gap(previous: Item, current: Item) -> float:
    gap = max(previous.gap_after_pt, current.gap_before_pt)
    if previous.frame == current.frame:
        return gap
    frames = (previous.frame, current.frame)
    gap += sum(frame.kind.padding_pt for frame in frames if frame)
    is_after_notices = previous.frame and previous.frame.kind is FrameKind.NOTICES
    return gap + (NOTICES_GAP_PT if is_after_notices else 0)

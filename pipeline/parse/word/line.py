"""What stands in one paragraph, as it is read."""

from dataclasses import dataclass, field

from pipeline.model import Span
from pipeline.parse.word.names import Element


@dataclass(frozen=True, slots=True)
class Drawing:
    """A `w:drawing`, `w:pict` or `w:object` in a paragraph; `is_first` if no text comes before."""

    element: Element
    is_first: bool


@dataclass(slots=True)
class Line:
    """What stands in a paragraph, as read."""

    spans: list[Span] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    size: int = 0
    """The smallest size of its text, in half points."""
    has_text: bool = False

    def add(self, span: Span) -> None:
        """The next piece of text."""
        self.spans.append(span)
        self.has_text = self.has_text or bool(span.text.strip())

    def go_on(self, other: "Line") -> None:
        """Takes what stands in the next paragraph as its own."""
        for drawing in other.drawings:
            is_first = drawing.is_first and not self.has_text
            self.drawings.append(Drawing(drawing.element, is_first))
        self.spans.extend(other.spans)
        self.size = min(self.size or other.size, other.size or self.size)
        self.has_text = self.has_text or other.has_text

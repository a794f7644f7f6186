"""Running text as a translator sees it, `Ring <1>112</1> vid fara`, and back.

Tags (`tags.py`) are numbered from 1 in the order in which they open, and each carries what its
words have in common: a link, a language, strong, emphasis. Properties of exactly the same words
are one tag; of two that overlap the one that goes further is outside. A reference to a note
stands alone, `<2/>`. A line break is a line break.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.messages import Message
from pipeline.model import Span, Text, plain, text_of
from pipeline.translate.tags import Piece, alone, closing, difference, escaped, opening, pieces

_Layer = tuple[str, str]
_SET = "set"
"""The value of a layer that is only there or not."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Running text as a string with numbered tags.

    `forms[n - 1]` is what tag n says: a span with the properties that it adds to those of the
    tags around it, and with the characters that stand in it.
    """

    text: str
    forms: tuple[Span, ...] = ()


def marked_up(text: Text) -> Marked:
    """The text with tags; `restored` gives an equal text back.

    A text without properties is what it was, but for what looks like a tag in it.
    """
    writer = _Writer([], [])
    writer.write(text)
    return Marked(writer.finished(), tuple(writer.forms))


def restored(marked: Marked, target: str) -> Text | Message:
    """The translation of a marked-up text as running text, or what is wrong with its tags."""
    found = pieces(target)
    if isinstance(found, Message):
        return found
    problem = difference(pieces(marked.text), found)
    return problem or text_of(*(_span(piece, marked.forms) for piece in found))


def piece_of(text: Text, start: int, end: int) -> Text:
    """The running text between two places of its characters."""
    cut: list[Span] = []
    position = 0
    for span in text:
        first, last = max(start - position, 0), max(end - position, 0)
        cut.append(replace(span, text=span.text[first:last]))
        position += len(span.text)
    return text_of(*cut)


def stripped(text: Text) -> Text:
    """The running text without white space at its ends."""
    whole = plain(text)
    bare_text = whole.strip()
    if bare_text == whole:
        return text
    start = len(whole) - len(whole.lstrip())
    return piece_of(text, start, start + len(bare_text))


@dataclass(slots=True)
class _Writer:
    """Collects the string and its forms; `literal` are characters that no tag has followed."""

    parts: list[str]
    forms: list[Span]
    literal: str = ""

    def write(self, spans: Sequence[Span]) -> None:
        position = 0
        while position < len(spans):
            span = spans[position]
            if span.is_plain:
                self.literal += span.text
                position += 1
                continue
            layers = {layer: _end_of_run(spans, position, layer) for layer in _layers(span)}
            end = max(layers.values(), default=position + 1)
            if span.note and end == position + 1:
                self.forms.append(span)
                self.tag(alone(len(self.forms)))
            else:
                self.pair(spans[position:end], {la for la, last in layers.items() if last == end})
            position = end

    def pair(self, spans: Sequence[Span], shared: set[_Layer]) -> None:
        """The spans in one tag for what they share."""
        self.forms.append(_with_layers(plain(tuple(spans)), shared, None))
        number = len(self.forms)
        self.tag(opening(number))
        self.write([_with_layers(s.text, _layers(s) - shared, s.note) for s in spans])
        self.tag(closing(number))

    def tag(self, tag: str) -> None:
        self.parts += [escaped(self.literal, before_tag=True), tag]
        self.literal = ""

    def finished(self) -> str:
        return "".join(self.parts) + escaped(self.literal)


def _layers(span: Span) -> set[_Layer]:
    found = {
        "link": span.link,
        "language": span.language,
        "strong": _SET if span.strong else None,
        "emphasis": _SET if span.emphasis else None,
    }
    return {(name, value) for name, value in found.items() if value}


def _with_layers(text: str, layers: set[_Layer], note: str | None) -> Span:
    values = dict(layers)
    return Span(
        text,
        values.get("language"),
        values.get("link"),
        "strong" in values,
        "emphasis" in values,
        note,
    )


def _end_of_run(spans: Sequence[Span], start: int, layer: _Layer) -> int:
    """The index after the last of the neighbouring spans that have this property too."""
    end = start
    while end < len(spans) and layer in _layers(spans[end]):
        end += 1
    return end


def _span(piece: Piece, forms: Sequence[Span]) -> Span:
    """The characters with the properties of all the tags that they stand in."""
    own = forms[piece.alone - 1] if piece.alone else Span(piece.text)
    layers = _layers(own).union(*(_layers(forms[number - 1]) for number in piece.inside))
    return _with_layers(own.text, layers, own.note)

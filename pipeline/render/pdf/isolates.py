"""The isolates of a paragraph: between LRI or RLI and PDI while its levels are computed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.isolation import isolated_ranges
from pipeline.languages import Language, described
from pipeline.render.pdf.glyphs import StyledSpan

LRI = "\u2066"
RLI = "\u2067"
PDI = "\u2069"


@dataclass(frozen=True, slots=True)
class Isolate:
    """`text[start:end]` stands between `control` (LRI or RLI) and PDI."""

    start: int
    end: int
    control: str = LRI


def paragraph_isolates(spans: Sequence[StyledSpan], language: Language) -> list[Isolate]:
    """The isolates of a paragraph: figures and addresses in right-to-left text, and neighbouring
    spans in a language of the other direction as one. Raises UnknownLanguageError.

    One around another stands before it.
    """
    isolates: list[Isolate] = []
    rest: list[str] = []
    start = 0
    for other, group in groupby(spans, key=lambda span: language_of(span, language)):
        text = without_raised(tuple(group))
        bare = text.strip()
        if other.is_rtl == language.is_rtl or not bare:
            rest.append(text)
        else:
            first = start + text.index(bare)
            isolates.append(Isolate(first, first + len(bare), RLI if other.is_rtl else LRI))
            if other.is_rtl:
                isolates += [Isolate(first + a, first + b) for a, b in isolated_ranges(bare)]
            rest.append("\ufffc" * len(text))
        start += len(text)
    if language.is_rtl:
        isolates += [Isolate(a, b) for a, b in isolated_ranges("".join(rest))]
    return isolates


def language_of(span: StyledSpan, language: Language) -> Language:
    """The language of a span in a paragraph of that language. Raises UnknownLanguageError."""
    return language if span.language == language.tag else described(span.language)


def without_raised(spans: Sequence[StyledSpan]) -> str:
    """The text with the numbers of notes replaced by neutral characters.

    They belong to no figure beside them, and stand after what they are for in its direction.
    """
    texts = ("\ufffc" * len(span.text) if span.is_raised else span.text for span in spans)
    return "".join(texts)


def raised_ranges(spans: Sequence[StyledSpan]) -> list[tuple[int, int]]:
    """The ranges of the numbers of notes, each with the character before it."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for span in spans:
        end = start + len(span.text)
        if span.is_raised:
            ranges.append((max(start - 1, 0), end))
        start = end
    return ranges


def with_isolates(text: str, isolates: Sequence[Isolate]) -> tuple[str, list[int]]:
    """The text with the controls put in, and the offset in `text` of each of them, in order.

    Of isolates with the same text the first is the outer one.
    """
    events = [(isolate.end, 0, -isolate.start, PDI) for isolate in isolates]
    events += [(isolate.start, 1, -isolate.end, isolate.control) for isolate in isolates]
    events.sort(key=lambda event: event[:3])
    pieces: list[str] = []
    position = 0
    for offset, _, _, control in events:
        pieces += (text[position:offset], control)
        position = offset
    return "".join((*pieces, text[position:])), [event[0] for event in events]


def without_controls(levels: bytes, offsets: Sequence[int]) -> bytes:
    """The levels of the characters of the text, from those of the text with controls."""
    kept: list[bytes] = []
    position = 0
    for count, offset in enumerate(offsets):
        kept.append(levels[position : offset + count])
        position = offset + count + 1
    return b"".join((*kept, levels[position:]))


def seams(levels: bytes, offsets: Sequence[int]) -> dict[int, int]:
    """The edges of isolates that part two characters of higher levels, with their own level.

    `levels` are those of the text with controls, `offsets` those of the controls in the text
    without. UAX #9 does not remove the controls of isolates (X9), so an edge keeps what stands
    on both its sides from being turned round as one (L2): a number after a Latin name in
    right-to-left text stands to the left of it.
    """
    edges: dict[int, int] = {}
    for count, offset in enumerate(offsets):
        level = levels[offset + count]
        edges[offset] = min(level, edges.get(offset, level))
    bare = without_controls(levels, offsets)
    return {
        offset: level
        for offset, level in edges.items()
        if 0 < offset < len(bare) and level < min(bare[offset - 1], bare[offset])
    }

"""Hypothesis strategies: briefings as values, with every block and span that the model has.

`briefings()` gives any that the model allows; `settled_briefings()` those that a reader of
structured text could have made: no level of heading is skipped, spaces stand outside of spans,
links lead to blocks that are there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from pipeline.model import (
    NOTE_MARK,
    Block,
    Briefing,
    Callout,
    Cell,
    Figure,
    Flow,
    Heading,
    ListBlock,
    ListItem,
    Note,
    Paragraph,
    Quote,
    Separator,
    Signatory,
    SignOff,
    Span,
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.texts import Context, placed_texts, with_texts
from tests.builders import image

COLOURS = ("red", "green", "blue")
LINKS = ("https://example.se/", "https://example.se/?q=a&b=(c)", "tel:+4622024000", "#b1")

visible = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters=NOTE_MARK),
    min_size=1,
    max_size=8,
)
references = st.sampled_from(["n1", "n2", "n3"]).map(lambda note: Span(NOTE_MARK, note=note))
any_spans = st.builds(
    Span,
    visible,
    st.sampled_from([None, "fi", "sv-simple"]),
    st.sampled_from([None, *LINKS]),
    st.booleans(),
    st.booleans(),
)
any_texts = st.lists(
    st.one_of(any_spans, any_spans, any_spans, references), min_size=1, max_size=4
).map(lambda parts: text_of("a", *parts))

# Words that a format might take for its own signs.
WORDS = (
    *("kommunen", "åtta", "öppnar", "Covid-19", "0220-240 00", "den\u00a012\u00a0maj", "مرحبا"),
    *("*stjärna", "a_b_c", "1.", "3)", "#", "##", "[x]", "[^1]", "-", "–", "+", "<b>", "&amp;"),
    *("|", "a|b", "\\", "\\|", "{x}", "{#x}", ":", "!", "![a](b)", ">", "`kod`", "~~", "***"),
    *("---", "===", "(a)", "[a]:", "http://a.se", "$x$", "\\n", '"a"', "'", "^a^", "=a="),
)
plain_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
edges = st.sampled_from(["kommunen", "Åre", "2020", "مرحبا", "hjälp oss", "x * y", "a [b] c"])


@st.composite
def _settled_span(draw: st.DrawFn) -> list[Span]:
    """A span with properties, perhaps with a reference to a note at its end."""
    language = draw(st.sampled_from([None, None, "fi", "sv-simple"]))
    link = draw(st.sampled_from([None, *LINKS]))
    strong, emphasis = draw(st.booleans()), draw(st.booleans())
    spans = [Span(draw(edges), language, link, strong, emphasis)]
    if link and strong and not emphasis and draw(st.booleans()):
        spans.append(Span(f" {draw(edges)}", language, link))
    if draw(st.integers(0, 4)) == 0:
        spans.append(draw(references))
    return spans


@st.composite
def settled_texts(draw: st.DrawFn) -> Text:
    """Words and spans with a space or a line break between them."""
    spans: list[Span | str] = []
    for number in range(draw(st.integers(1, 4))):
        if number:
            spans.append(draw(st.sampled_from([" ", " ", " ", "\n"])))
        spans.extend(draw(st.one_of(plain_words.map(lambda word: [Span(word)]), _settled_span())))
    return text_of(*spans)


@dataclass(frozen=True)
class Kind:
    """What one family of briefings may have."""

    texts: st.SearchStrategy[Text]
    signatories: st.SearchStrategy[tuple[str, Text]]
    closings: st.SearchStrategy[Text]
    is_settled: bool


ANY = Kind(
    any_texts,
    st.tuples(visible, st.one_of(st.just(()), any_texts)),
    st.one_of(st.just(()), any_texts),
    is_settled=False,
)
SETTLED = Kind(
    settled_texts(),
    st.tuples(
        st.sampled_from(["Anna Berg", "Jonas af Klercker", "Leïla Ben Saïd"]),
        st.sampled_from([(), text_of("kommunchef"), text_of("rektor på Näslundskolan")]),
    ),
    st.sampled_from(["Med vänlig hälsning", "Mvh", "Vänliga hälsningar,"]).map(text_of),
    is_settled=True,
)


@st.composite
def briefings(draw: st.DrawFn, kind: Kind = ANY) -> Briefing:
    """Any briefing of that kind, with its ids in order and its notes in that of the text."""
    count = draw(st.integers(1 if kind.is_settled else 0, 5))
    blocks: list[Block] = []
    level = 1
    for number in range(1, count + 1):
        block = draw(_block(f"b{number}", kind, blocks[-1] if blocks else None))
        if isinstance(block, Heading):
            level = draw(st.integers(2, min(level + 1, 6) if kind.is_settled else 6))
            block = replace(block, level=level)
        blocks.append(block)
        if isinstance(block, SignOff) and kind.is_settled:
            break
    language = "sv" if kind.is_settled else draw(st.sampled_from(["sv", "ar", "sv-simple"]))
    title = text_of("Läget ", *draw(kind.texts))
    value = Briefing(language, title, tuple(blocks))
    if not kind.is_settled:
        header, footer = (draw(st.one_of(st.just(()), any_texts)) for _ in range(2))
        value = replace(value, page_header=header, page_footer=footer)
    return _with_targets(_with_notes(value, draw(st.lists(kind.texts, min_size=3, max_size=3))))


settled_briefings = briefings(SETTLED)


def _with_notes(value: Briefing, texts: list[Text]) -> Briefing:
    """The notes that the text refers to, in the order in which it does."""
    order: list[str] = []
    for placed in placed_texts(value):
        order.extend(s.note for s in placed.text if s.note and s.note not in order)
    numbers = {note: f"n{number}" for number, note in enumerate(order, 1)}
    notes = tuple(
        Note(f"n{number}", text_of(*(s for s in text if not s.note)))
        for number, text in enumerate(texts[: len(order)], 1)
    )

    def renumbered(_: str, context: Context, text: Text) -> Text:
        if context is Context.NOTE:
            return text
        return tuple(replace(s, note=numbers[s.note]) if s.note else s for s in text)

    return with_texts(replace(value, notes=notes), value.language, renumbered)


def _with_targets(value: Briefing) -> Briefing:
    """The links to a block lead to the last one that has words."""
    targets = [b.id for b in value.blocks if not isinstance(b, Separator | SignOff)]

    def aimed(_: str, __: Context, text: Text) -> Text:
        return text_of(
            *(
                replace(s, link=f"#{targets[-1]}" if targets else None) if s.link == "#b1" else s
                for s in text
            )
        )

    return with_texts(value, value.language, aimed)


@st.composite
def _block(draw: st.DrawFn, identity: str, kind: Kind, above: Block | None) -> Block:
    lead_in = above.id if isinstance(above, Paragraph) else None
    makers: list[Callable[[], Block]] = [
        lambda: Heading(identity, 2, draw(kind.texts)),
        lambda: Paragraph(identity, draw(kind.texts)),
        lambda: draw(_list(identity, kind, 3, lead_in)),
        lambda: draw(_table(identity, kind)),
        lambda: draw(_figure(identity, kind)),
        lambda: Quote(identity, draw(_flows(identity, kind, 1))),
        lambda: Callout(identity, draw(_flows(identity, kind, 1))),
        lambda: Separator(identity),
        lambda: draw(_sign_off(identity, kind)),
    ]
    return draw(st.sampled_from(makers))()


@st.composite
def _flows(draw: st.DrawFn, identity: str, kind: Kind, fewest: int) -> tuple[Flow, ...]:
    blocks: list[Flow] = []
    for number in range(1, draw(st.integers(fewest, 3)) + 1):
        inner = f"{identity}.{number}"
        above = blocks[-1] if blocks else None
        depth = identity.count(".")
        if depth < 4 and draw(st.booleans()):
            lead_in = above.id if isinstance(above, Paragraph) else None
            blocks.append(draw(_list(inner, kind, 1, lead_in)))
        else:
            blocks.append(Paragraph(inner, draw(kind.texts)))
    return tuple(blocks)


@st.composite
def _list(draw: st.DrawFn, identity: str, kind: Kind, most: int, lead_in: str | None) -> ListBlock:
    items = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        inner = f"{identity}.{number}"
        has_blocks = inner.count(".") < 4 and draw(st.integers(0, 3)) == 0
        blocks = draw(_flows(inner, kind, 0)) if has_blocks else ()
        items.append(ListItem(inner, draw(kind.texts), blocks))
    ordered = draw(st.booleans())
    start = draw(st.integers(0, 99)) if ordered else 1
    return ListBlock(identity, tuple(items), ordered, start, lead_in)


@st.composite
def _table(draw: st.DrawFn, identity: str, kind: Kind) -> Table:
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    free = {(r, c) for r in range(height) for c in range(width)}
    rows: list[tuple[Cell, ...]] = []
    for r in range(height):
        row: list[Cell] = []
        for c in range(width):
            if (r, c) not in free:
                continue
            columns = rows_spanned = 1
            if not kind.is_settled:
                while (r, c + columns) in free and draw(st.integers(0, 2)) == 0:
                    columns += 1
                rows_spanned = draw(st.integers(1, height - r))
            free -= {(r + y, c + x) for y in range(rows_spanned) for x in range(columns)}
            where = f"{identity}.{r + 1}.{len(row) + 1}"
            if kind.is_settled:
                is_empty = draw(st.integers(0, 4)) == 0
                blocks: tuple[Flow, ...] = (
                    () if is_empty else (Paragraph(f"{where}.1", draw(kind.texts)),)
                )
            else:
                blocks = draw(_flows(where, kind, 0))
            row.append(Cell(where, blocks, columns, rows_spanned))
        rows.append(tuple(row))
    caption = draw(st.one_of(st.just(()), kind.texts))
    heads = draw(st.integers(0, height)), draw(st.integers(0, width))
    return Table(identity, tuple(rows), caption, *heads)


@st.composite
def _figure(draw: st.DrawFn, identity: str, kind: Kind) -> Figure:
    alternative = plain(tuple(span for span in draw(kind.texts) if not span.note))
    caption = draw(st.one_of(st.just(()), kind.texts))
    one_line = " ".join(alternative.split())
    chosen = draw(st.sampled_from(["", one_line]))
    return Figure(identity, image(draw(st.sampled_from(COLOURS))), chosen, caption)


@st.composite
def _sign_off(draw: st.DrawFn, identity: str, kind: Kind) -> SignOff:
    people = draw(st.lists(kind.signatories, min_size=1, max_size=3))
    signatories = tuple(
        Signatory(f"{identity}.{number}", name, role)
        for number, (name, role) in enumerate(people, 1)
    )
    return SignOff(identity, draw(kind.closings), signatories)

"""Documents of the engine at random: every structure, filled with text of every script."""

from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import strategies as st

from pipeline.languages import all_languages, described
from pipeline.model import (
    NOTE_MARK,
    Block,
    Briefing,
    Callout,
    Figure,
    Heading,
    Note,
    Paragraph,
    Quote,
    Separator,
    Signatory,
    SignOff,
    Span,
    Text,
    plain,
    text_of,
)
from pipeline.render.pdf import Document
from tests.builders import image
from tests.render.pdf.exact.alphabets import (
    DIGITS,
    INVISIBLE,
    PUNCTUATION,
    SPACES,
    all_marks,
    all_others,
    alphabets,
    can_be_set,
    graphemes,
    that_can_be_set,
)
from tests.strategies import all_numbered, flows_of, numbered, table_at, tables

LINKS = ("https://a.se/", "tel:+46220", "mailto:a@b.se", "#b1")
NEVER_SET = "😀👩\U0001f3ff\U000e0041\u2028\u2029\x00\x07\t\ue000\U0001f1f8"
"""Characters that no font of the package may draw."""

CHUNKS = (
    *["word"] * 6,
    *["joint"] * 3,
    *("digits", "punctuation", "invisible", "spaces", "marks", "others", "figure", "long"),
)
JOINTS = (" ", " ", "  ", "\n", "\u00ad", "\u00a0", "\u2011", "\u202f")
FIGURES = ("0220-240 00", "12-15", "a@b.se", "https://b.se/x?y=1", "covid-19", "ffi")


@st.composite
def _of(draw: st.DrawFn, characters: str, most: int, least: int = 1) -> str:
    count = draw(st.integers(least, most))
    last = len(characters) - 1
    return "".join(characters[draw(st.integers(0, last))] for _ in range(count))


@st.composite
def _words(draw: st.DrawFn) -> str:
    """A word of one script: letters, some with marks on them."""
    alphabet = draw(st.sampled_from(range(len(alphabets()))))
    own = alphabets()[alphabet]
    if not own.marks or draw(st.booleans()):
        return draw(_of(own.letters, 8))
    letters = draw(_of(own.letters, 5))
    return "".join(letter + draw(_of(own.marks, 3, 0)) for letter in letters)


@st.composite
def _chunks(draw: st.DrawFn) -> str:
    """A piece of text: a word above all, and whatever stands between words."""
    match draw(st.sampled_from(CHUNKS)):
        case "word":
            return draw(_words()) + draw(
                st.sampled_from(("", " ", " ", "\u00ad", "\u200c", "\u200d"))
            )
        case "joint":
            return draw(st.sampled_from(JOINTS))
        case "digits":
            return draw(_of(draw(st.sampled_from(DIGITS)), 5))
        case "punctuation":
            return draw(_of(PUNCTUATION, 3))
        case "invisible":
            return draw(_of(INVISIBLE, 3))
        case "spaces":
            return draw(_of(SPACES, 3))
        case "marks":
            return draw(st.sampled_from(("", " ", "1", "٣", "("))) + draw(_of(all_marks(), 4))
        case "others":
            return draw(_of(all_others(), 3))
        case "figure":
            return draw(st.sampled_from(FIGURES))
        case _:
            return draw(_words()) * draw(st.integers(2, 80))


@st.composite
def strings(draw: st.DrawFn, most: int = 10) -> str:
    """Text that can be set in every weight."""
    count = draw(st.integers(1, most))
    return that_can_be_set("".join(draw(_chunks()) for _ in range(count)))


OTHER_LANGUAGES = ("ur", "he", "bn", "hy", "ka", "el", "ja", "zh-Hant", "yi", "ks")
"""Languages that no resident has a translation in, for whose letters there are fonts."""


@cache
def languages() -> tuple[str, ...]:
    """The languages that the fonts have the name of, which stands on every page."""
    return tuple(
        tag
        for tag in (*all_languages(), *OTHER_LANGUAGES)
        if all(map(can_be_set, graphemes(described(tag).endonym)))
    )


@st.composite
def texts(draw: st.DrawFn, most: int = 10) -> Text:
    """Running text of up to four spans."""
    text = text_of(
        *(
            Span(
                draw(strings(most)),
                draw(st.sampled_from((None, None, None, *languages()))),
                draw(st.sampled_from((None, None, None, *LINKS))),
                draw(st.booleans()),
                draw(st.booleans()),
            )
            for _ in range(draw(st.integers(0, 4)))
        )
    )
    # spans that became one can have another cluster where they meet
    return text_of(*(replace(span, text=that_can_be_set(span.text)) for span in text))


def _long(text: Text) -> Text:
    """The text so many times that it goes over pages."""
    return text_of(*(text_of(*text, Span(" ")) * (4000 // (len(plain(text)) + 1))))


@st.composite
def _blocks(draw: st.DrawFn, references: Text) -> list[Block]:
    running = texts()
    flows = flows_of(running, st.sampled_from([1, 1, 7, 99]))
    kinds = ["flow", "flow", "long", "quote", "callout", "table", "figure", "heading", "sign_off"]
    blocks: list[Block] = [Paragraph("b1", text_of("x", *references))]
    for kind in draw(st.lists(st.sampled_from([*kinds, "separator"]), max_size=4)):
        identity = f"b{len(blocks) + 1}"
        match kind:
            case "flow":
                blocks.append(numbered(draw(flows), identity))
            case "long":
                blocks.append(Paragraph(identity, _long(draw(texts(4)))))
            case "quote" | "callout":
                inside = all_numbered(draw(st.lists(flows, min_size=1, max_size=3)), identity)
                blocks.append((Quote if kind == "quote" else Callout)(identity, inside))
            case "table":
                cells = flows_of(texts(3), st.just(1))
                blocks.append(table_at(draw(tables(cells, texts(3))), identity))
            case "figure":
                alternative = draw(st.just("") | strings(3))
                blocks.append(Figure(identity, image(), alternative, draw(st.just(()) | running)))
            case "heading":
                blocks.append(Heading(identity, draw(st.integers(2, 6)), draw(running)))
            case "sign_off":
                people = draw(st.lists(st.tuples(strings(3), st.just(()) | running), max_size=2))
                signatories = [
                    Signatory(f"{identity}.{n}", *person) for n, person in enumerate(people, 1)
                ]
                blocks.append(SignOff(identity, draw(running), tuple(signatories)))
            case _:
                blocks.append(Separator(identity))
    return blocks


def _can_run_on(title: Text) -> bool:
    """Whether a title can also be set without its spans, in the header of the next page."""
    characters = plain(title)
    return that_can_be_set(characters) == characters


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document in any language, of any blocks."""
    tag = draw(st.sampled_from(languages()))
    notes = tuple(
        Note(f"n{n}", text) for n, text in enumerate(draw(st.lists(texts(), max_size=2)), 1)
    )
    references = tuple(Span(NOTE_MARK, note=note.id) for note in notes)
    title = draw(texts(3).filter(_can_run_on))
    blocks = draw(_blocks(references))
    header, footer = draw(st.tuples(*[st.just(()) | texts(3)] * 2))
    briefing = Briefing(tag, title, tuple(blocks), notes, header, footer)
    return document(briefing, tuple(draw(st.lists(texts(5), max_size=2))))


def document(briefing: Briefing, notices: tuple[Text, ...] = ()) -> Document:
    """A document around a briefing, with short furniture."""
    return Document(
        briefing,
        described(briefing.language),
        "Hallstahammar",
        "sv",
        "2020-05-12",
        date(2020, 5, 12),
        ("0220-240 00", "a@b.se"),
        "{page} ({pages})",
        notices,
    )


def paragraphs(*texts: Text | str, tag: str = "sv") -> Document:
    """A document of these paragraphs."""
    running = (text if isinstance(text, tuple) else text_of(text) for text in texts)
    blocks = tuple(Paragraph(f"b{n}", text) for n, text in enumerate(running, 1))
    return document(Briefing(tag, text_of("T"), blocks))

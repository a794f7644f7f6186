"""The corpus: the same several hundred documents every time."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from pipeline.errors import RenderError
from pipeline.languages import Language, all_languages
from tests.render.pdf.conformance import oddities, pictures
from tests.render.pdf.conformance.blocks import ALL_KINDS, ENDS, KINDS, everything
from tests.render.pdf.conformance.case import Case, case
from tests.render.pdf.conformance.words import names, paragraph, sentence, words

TWO_DIRECTIONS = ("sv", "ar")
LINES_BEFORE_A_BREAK = range(33, 42, 2)
"""So many one-line paragraphs bring a block to the foot of page 1, in steps across the break."""
SENTENCES = {"sv": 22, "ar": 16}
"""So many fill a page with a heading, a list and a link."""
PAIRED = (
    *("paragraph", "skipped headings", "bullets", "large numbers", "spanned table"),
    *("picture", "decorative picture with caption", "quote", "call-out", "separator", "links"),
)
BROKEN = (
    *("long paragraph", "bullets", "nested list", "table", "spanned table", "picture"),
    *("quote", "call-out", "headings", "links", "sign-off", "notes"),
)


def corpus() -> Iterator[Case]:
    """All documents."""
    yield from _languages()
    yield from _kinds()
    yield from _pairs()
    yield from _breaks()
    yield from _lengths()
    yield from _lists()
    yield from _headings()
    yield from _tables()
    yield from _links()
    yield from _notes()
    yield from pictures.cases()
    yield from oddities.cases()


@cache
def languages() -> tuple[Language, ...]:
    """The languages that the engine has fonts for, so that a new font brings its languages."""
    return tuple(known for known in all_languages().values() if _has_fonts(known.tag))


def _has_fonts(tag: str) -> bool:
    all_names = words(tag, len(names(tag)))
    try:
        case("probe", f"# {all_names}", f"**{all_names}** _{all_names}_", tag=tag).pdf()
    except RenderError:
        return False
    return True


def _languages() -> Iterator[Case]:
    for tag in (known.tag for known in languages()):
        title = f"# {words(tag, 3)}"
        yield case(f"languages/{tag}", title, *everything(tag), tag=tag)
        yield case(f"languages/{tag} text", title, paragraph(tag, 16), tag=tag)


def _kinds() -> Iterator[Case]:
    """Each kind alone, after a title."""
    for tag, (kind, lines) in product(TWO_DIRECTIONS, ALL_KINDS.items()):
        yield case(f"kinds/{kind} {tag}", f"# {words(tag, 2)}", *lines(tag), tag=tag)


def _pairs() -> Iterator[Case]:
    """Each kind right before each other kind."""
    for number, kind in enumerate(PAIRED):
        tag = TWO_DIRECTIONS[number % 2]
        lines = [f"# {words(tag, 2)}"]
        for other in PAIRED:
            between = ("***",) if kind == other else ()
            lines += (*KINDS[kind](tag), *between, *KINDS[other](tag), "x")
        yield case(f"pairs/{kind} {tag}", *lines, tag=tag)


def _breaks() -> Iterator[Case]:
    """A block at each place around the end of page 1."""
    for (number, kind), count in product(enumerate(BROKEN), LINES_BEFORE_A_BREAK):
        tag = TWO_DIRECTIONS[(number + count // 2) % 2]
        before = (words(tag, 1, n) for n in range(count))
        lines = (f"# {words(tag, 1)}", *before, *ALL_KINDS[kind](tag))
        yield case(f"breaks/{kind} after {count} {tag}", *lines, tag=tag)


def _lengths() -> Iterator[Case]:
    """Documents of 1 to 12 sections of a page each, with links to sections before and after."""
    for sections in range(1, 13):
        tag = TWO_DIRECTIONS[sections % 2]
        lines: list[str] = []
        for section in range(sections):
            lines += [f"## {words(tag, 2, section)}", paragraph(tag, SENTENCES[tag], section)]
            lines += ["- a", "- b", f"[{words(tag, 2)}](#b{4 * (sections - section) - 3}) x"]
        ends = [line for kind in ENDS.values() for line in kind(tag)]
        yield case(f"pages/{sections} {tag}", f"# {words(tag, 2)}", *lines, *ends, tag=tag)


def _lists() -> Iterator[Case]:
    """Lists of each depth, of bullets and numbers, in each place that may have one."""
    for depth, first, second in product(range(1, 6), ("-", "1."), ("-", "7.")):
        marks = [first if step % 2 == 0 else second for step in range(depth)]
        down = [f"{'  ' * step}{mark} {words('sv', 3, step)}" for step, mark in enumerate(marks)]
        up = [f"{'  ' * step}{marks[step]} upp" for step in reversed(range(depth))]
        for place in ("", "> ", "! "):
            name = f"lists/{depth} {first}{second} {place.strip()}".replace(">", "quote").strip()
            yield case(name.replace("!", "call-out"), "# T", *[f"{place}{x}" for x in down + up])


def _headings() -> Iterator[Case]:
    """Headings that go up and down, and skip levels."""
    orders = ("2", "6", "23456", "65432", "26262", "35246", "4422", "2345666", "6", "242526")
    for number, order in enumerate(orders):
        lines = [f"{'#' * int(level)} {words('sv', 2, int(level))}" for level in order]
        yield case(f"headings/{number} {order}", "# T", *lines)
        texts = [line for each in lines for line in (each, "Text", "- punkt")]
        yield case(f"headings/{number} {order} with text", "# T", *texts)
    yield case(
        "headings/marked", "# T", "## **a** _b_ [c](fi) [d](https://a.se/) // e[^1]", "[^1] n"
    )
    yield case("headings/many", "# T", *(f"## {words('sv', 12, n)}" for n in range(90)))


def _tables() -> Iterator[Case]:
    for name, lines in TABLES.items():
        for tag in TWO_DIRECTIONS:
            yield case(f"tables/{name} {tag}", f"# {words(tag, 1)}", *lines, tag=tag)


TABLES: dict[str, Sequence[str]] = {
    "one cell": ("| a",),
    "one header cell": ("|= a",),
    "no header": ("| a | b", "| c | d"),
    "header column": ("|! a | b", "|! c | d"),
    "both headers": ("|=  | b", "|! c | d"),
    "two header rows": ("|= a | b | <", "|= ^ | c | d", "| 1 | 2 | 3"),
    "header over groups": ("|= a | < | b | <", "|= c | d | e | f", *["| 1 | 2 | 3 | 4"] * 60),
    "rows of rows": ("|= a | b", "|! c | d", "|! ^ | e", "|! ^ | f", "|! g | h"),
    "all spanned": ("| a | <", "| ^ | ^"),
    "empty cells": ("|=  | ", "|  | ", "|  | x"),
    "lists in cells": ("|= a | b", "| - x \\\\ - y \\\\   1. z | 1. p \\\\ q \\\\ - r"),
    "languages in cells": ("|= [a](fi) | [b](en)", "| [suomi](fi) | [x](https://a.se/) **y**"),
    "ten columns": (f"|= {' | '.join('abcdefghij')}", *[f"| {' | '.join('1234567890')}"] * 50),
    "a row of a page": ("|= a | b", f"| {'ord ' * 600}| b", "| c | d"),
    "a cell over pages": ("|= a | b", "| x | 0", *[f"| ^ | {n}" for n in range(90)]),
    "caption over lines": (f"|: {'ord ' * 60}[^1]", "|= a | b", "| c[^1] | d", "[^1] Not."),
    "two after each other": ("|= a", "| b", "mellan", "|= c", "| d"),
}


def _links() -> Iterator[Case]:
    target = ("## Mål", "Här", "***")
    for name, address in ADDRESSES.items():
        for tag in TWO_DIRECTIONS:
            lines = (f"x [{words(tag, 2)}]({address}) y", f"[{words(tag, 20)}]({address})")
            yield case(f"links/{name} {tag}", f"# {words(tag, 1)}", *target, *lines, tag=tag)
    link = "[a **b** _c_](https://a.se/)"
    places = (f"^^ {link}", f"# T {link}", f"## {link}", f"- {link}", f"  - {link}", f"> {link}")
    more = (f"! {link}", f"|: {link}", f"|= {link}", f"| {link}", f"![r](red) {link}", f"~ {link}")
    yield case("links/every place", *places, *more, "~ A", f"[^1] {link}", f"__ {link}", "x[^1]")
    yield case("links/over pages", "# T", *["rad"] * 30, f"[{paragraph('sv', 12)}](https://a.se/)")
    yield case("links/after each other", "# T", "[a](https://a.se/)[b](https://b.se/)[c](#b1)")
    yield case(
        "links/to each block", "# T", *everything("sv"), *[f"[x](#b{n})" for n in range(1, 30)]
    )


ADDRESSES = {
    "web": "https://www.hallstahammar.se/a?b=c&d=e#f",
    "letters": "https://www.hallstahammar.se/läge/på ön/صورة",
    "escapes": "https://a.se/%20%C3%A5'\"<>{}|^`",
    "mail": "mailto:kundcenter@hallstahammar.se?subject=Fråga (1)",
    "telephone": "tel:+4622024000",
    "inside": "#b1",
    "long": "https://a.se/" + "x" * 3000,
}


def _notes() -> Iterator[Case]:
    for tag in TWO_DIRECTIONS:
        title = f"# {words(tag, 2)}[^1]"
        many = [f"{words(tag, 2, n)}[^{n}]" for n in range(1, 30)]
        texts = [f"[^{n}] {sentence(tag, 6, n)}" for n in range(1, 30)]
        yield case(f"notes/many {tag}", title, *many, *texts, tag=tag)
        yield case(f"notes/one often {tag}", title, *["x[^1] y[^1]"] * 20, texts[0], tag=tag)
        long = f"[^1] {paragraph(tag, 50)}"
        yield case(f"notes/long {tag}", title, *["x"] * 25, long, tag=tag)
        places = ("## a[^1]", "- b[^1]", "> c[^1]", "! d[^1]", "|: e[^1]", "|= f[^1]", "| g[^1]")
        end = ("![r](red) h[^1]", "~ i[^1]", "~ A, j[^1]", "[^1] [k](fi)", "^^ l[^1]", "__ m[^1]")
        yield case(f"notes/every place {tag}", title, *places, *end, tag=tag)

"""The lines of each kind of block, in any language: the notation of `tests.builders`."""

from collections.abc import Callable, Sequence

from tests.render.pdf.conformance.words import paragraph, sentence, words

Lines = Sequence[str]


def _table(tag: str) -> Lines:
    head = f"|= {words(tag, 1)} | {words(tag, 1, 20)} | {words(tag, 1, 40)}"
    rows = (f"| {words(tag, 1, 9 * n)} | {n},5 | {words(tag, 2, 5 * n)}" for n in range(5))
    return (f"|: {sentence(tag, 3, 30)}", head, *rows)


def _spanned_table(tag: str) -> Lines:
    one, two, three = words(tag, 1, 50), words(tag, 1, 60), words(tag, 1, 70)
    return (
        f"|= {one} | {two} | < | {three}",
        f"|= ^ | {one} | {three} | ^",
        f"|! {two} | 1 | - {one} \\\\ - {two} | {three} \\\\ {one}",
        f"|! {three} | 2 | < | ^",
        f"|! ^ | 3 | 4 | [{one}](https://a.se/)",
    )


def _wide_table(tag: str) -> Lines:
    head = (words(tag, 1, 5 * n)[:6].strip() for n in range(10))
    return (f"|= {' | '.join(head)}", *["| " + " | ".join("abcdefghij")] * 3)


def _nested_list(tag: str) -> Lines:
    steps = ("- ", "  1. ", "    - ", "      7. ", "        - ")
    down = [f"{step}{words(tag, 2, 13 * n)}" for n, step in enumerate(steps)]
    return (*down, f"  {sentence(tag, 6)}", f"- {words(tag, 2)}")


def _links(tag: str) -> Lines:
    one, two = words(tag, 2, 80), words(tag, 1, 90)
    links = (
        f"[{one}](https://www.hallstahammar.se/läge?a=b&c=d)",
        "[kundcenter@hallstahammar.se](mailto:kundcenter@hallstahammar.se)",
        "[0220-240 00](tel:+4622024000)",
        f"[{words(tag, 12)}](https://a.se/lång)",
    )
    return (f"{two} {f' {two} '.join(links)}.",)


def _languages(tag: str) -> Lines:
    others = (("suomeksi", "fi"), ("صورة الوضع", "ar"), ("in English", "en"), ("فارسی", "fa"))
    parts = (f"{words(tag, 1, n)} [{text}]({other})" for n, (text, other) in enumerate(others))
    return (" ".join(parts) + ".",)


def _long_table(tag: str) -> Lines:
    rows = (f"| {n} | {words(tag, 3, n)} | {words(tag, 2, n)}" for n in range(45))
    return (f"|= {words(tag, 1)} | {words(tag, 1, 3)} | {words(tag, 1, 5)}", *rows)


KINDS: dict[str, Callable[[str], Lines]] = {
    "paragraph": lambda tag: (paragraph(tag, 2),),
    "long paragraph": lambda tag: (paragraph(tag, 24),),
    "line breaks": lambda tag: (" // ".join(words(tag, 2, n) for n in range(5)),),
    "strong and emphasis": lambda tag: (
        f"**{words(tag, 2)}** _{words(tag, 2, 9)}_ **_{words(tag, 1, 12)}_**.",
    ),
    "headings": lambda tag: tuple(
        line
        for level in (2, 3, 4, 5, 6, 3, 2)
        for line in (f"{'#' * level} {words(tag, 2, level)}", sentence(tag, 5, level))
    ),
    "skipped headings": lambda tag: tuple(
        f"{'#' * level} {words(tag, 1, level)}" for level in (4, 2, 6, 3, 5, 2)
    ),
    "bullets": lambda tag: tuple(f"- {sentence(tag, 9, n)}" for n in range(3)),
    "numbers": lambda tag: tuple(f"{n}. {sentence(tag, 9, n)}" for n in range(9, 12)),
    "large numbers": lambda tag: (f"998. {words(tag, 3)}", f"999. {words(tag, 2)}"),
    "nested list": _nested_list,
    "lead-in": lambda tag: (f"{words(tag, 3)}:", f"- {words(tag, 1)}", f"- {words(tag, 2)}"),
    "table": _table,
    "spanned table": _spanned_table,
    "wide table": _wide_table,
    "long table": _long_table,
    "picture": lambda tag: (f"![{sentence(tag, 3)}](red) {sentence(tag, 4)}",),
    "picture without caption": lambda tag: (f"![{sentence(tag, 3)}](blue)",),
    "decorative picture": lambda tag: ("![](green)", words(tag, 1)),
    "decorative picture with caption": lambda tag: (f"![](teal) {words(tag, 2)}",),
    "quote": lambda tag: (f"> {sentence(tag, 9)}", f"> - {words(tag, 2)}", f"> {words(tag, 3)}"),
    "call-out": lambda tag: (f"! **{words(tag, 2)}** {sentence(tag, 7)}", f"! - {words(tag, 1)}"),
    "separator": lambda tag: (words(tag, 1), "***", words(tag, 2)),
    "links": _links,
    "languages": _languages,
}
"""What a document may have between its title and its end."""

ENDS: dict[str, Callable[[str], Lines]] = {
    "sign-off": lambda tag: (
        f"~ {words(tag, 2)}",
        f"~ Carin Becker-Åström, {words(tag, 1)}",
        "~ Trygghetsrådet",
    ),
    "notes": lambda tag: (
        f"{words(tag, 3)}[^1] {words(tag, 2)}[^2] {words(tag, 1)}[^1].",
        f"[^1] {sentence(tag, 8)}",
        f"[^2] {words(tag, 2)} [{words(tag, 1)}](https://a.se/).",
    ),
    "page header and footer": lambda tag: (
        f"^^ {sentence(tag, 6)}",
        words(tag, 3),
        f"__ {words(tag, 2)} [{words(tag, 1)}](https://a.se/)",
    ),
}
"""What stands at a document's end or around its pages."""

ALL_KINDS = {**KINDS, **ENDS}


def everything(tag: str) -> Lines:
    """All kinds but the long ones, with a word between them: tables would become one."""
    kinds = (lines for kind, lines in ALL_KINDS.items() if not kind.startswith("long"))
    return tuple(line for kind in kinds for line in (*kind(tag), words(tag, 1)))

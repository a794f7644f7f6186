"""What is painted in a finished file against what was laid out, and its ActualText."""

from collections.abc import Iterator
from itertools import groupby

from pipeline.render.pdf import Document
from pipeline.render.pdf.layout import Layout
from tests.render.pdf.exact.alphabets import SOFT_HYPHEN
from tests.render.pdf.tag_tree import File, Node, Painted

NEAR_PT = 0.03

Place = tuple[int, float, float]
"""A glyph's number in its font file, x and y in pt."""


def laid_out_places(document: Document, layout: Layout) -> Iterator[Place]:
    """All content in the order of drawing, from the layout alone; labels are left out."""
    for page in layout.pages:
        for fragment in page.fragments:
            unit = layout.units[fragment.unit]
            last = fragment.first_line + len(fragment.base_lines_pt)
            lines = unit.lines[fragment.first_line : last]
            for line, base_line in zip(lines, fragment.base_lines_pt, strict=True):
                x = unit.area.line_x(line, document.language, unit.look.indent_pt)
                y = layout.geometry.height - base_line
                for run in line.runs:
                    scale = run.size_pt / run.font.units_per_em
                    for cluster in run.clusters:
                        for glyph in cluster.glyphs:
                            yield glyph.id, x + run.x_pt + glyph.x * scale, y + glyph.y * scale


def painted_glyphs(file: File) -> list[Painted]:
    """The glyphs of all content but labels, in the order of the streams."""
    return [
        glyph
        for page in file.marked
        for _, content in sorted(page.items())
        if content.tag != "/Lbl"
        for glyph in content.glyphs
    ]


def misplaced(document: Document, layout: Layout, file: File) -> list[tuple[Painted | None, Place]]:
    """Glyphs that are not painted where the layout has them."""
    painted, expected = painted_glyphs(file), list(laid_out_places(document, layout))
    if len(painted) != len(expected):
        return [(None, place) for place in expected]
    return [
        (glyph, place)
        for glyph, place in zip(painted, expected, strict=True)
        if glyph.glyph_id != place[0]
        or abs(glyph.x - place[1]) > NEAR_PT
        or abs(glyph.y - place[2]) > NEAR_PT
    ]


def wrong_actual_texts(file: File) -> list[str]:
    """Texts that are longer than a word, or need no ActualText, or not for so many glyphs.

    Nor may a soft hyphen be read with another character: it is read where a line ends.
    """
    hidden = [f"{glyph}" for glyph in file.glyphs if SOFT_HYPHEN in glyph.text and glyph.text[1:]]
    return hidden + [
        f"{text!a} over {glyphs}"
        for page in file.marked
        for content in page.values()
        for text, glyphs in content.replaced
        if not is_needed(text, [glyph.text for glyph in glyphs])
    ]


def is_needed(text: str, under: list[str]) -> bool:
    """Whether an ActualText is within a word, needed, and over as few glyphs as can be.

    It is not as small as it could be if its text has more than one character and its first
    glyph, or its last one, reads right from ToUnicode alone.
    """
    if " " in text or "".join(under) == text:
        return False
    return len(text) == 1 or not (text.startswith(under[0]) or text.endswith(under[-1]))


def sequences_out_of_place(root: Node) -> list[str]:
    """Elements with more marked-content sequences on a page than they have spans there.

    A paragraph of one span has one on each of its pages; the pages follow each other.
    """
    wrong: list[str] = []
    for node in root.walk():
        if node.pages != sorted(node.pages):
            wrong.append(f"{node.kind}: pages {node.pages}")
        is_inline = any(child.kind in ("Span", "Link", "Reference") for child in node.children)
        for page, group in groupby(node.pages):
            if node.kind == "Lbl" and len(list(group)) > 1:
                wrong.append(f"{node.kind}: more than one sequence on page {page}")
        if not is_inline and node.pages:
            runs = len(list(groupby(node.pages)))
            if runs != len(set(node.pages)):
                wrong.append(f"{node.kind}: comes back to a page")
    return wrong

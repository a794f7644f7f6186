"""A short notation for setting text in tests, and ways to look at the lines."""

from collections.abc import Sequence

from pipeline.edition import Edition
from pipeline.languages import described
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf.glyphs import Cluster, GlyphRun, Line, StyledSpan, Weight
from pipeline.render.pdf.layout import Layout, lay_out
from pipeline.render.pdf.text import set_paragraph
from pipeline.style import Style

SIZE_PT = 10.0


def span(text: str, tag: str = "sv", weight: Weight = "regular") -> StyledSpan:
    return StyledSpan(text, tag, weight)


def lines(
    text: str | Sequence[StyledSpan], tag: str = "sv", width_pt: float = 10_000
) -> tuple[Line, ...]:
    spans = [span(text, tag)] if isinstance(text, str) else text
    return set_paragraph(
        spans, language=described(tag), width_pt=width_pt, size_pt=SIZE_PT, where="b1"
    )


def line(text: str | Sequence[StyledSpan], tag: str = "sv") -> Line:
    (only,) = lines(text, tag)
    return only


def clusters(of: Line) -> list[Cluster]:
    return [cluster for run in of.runs for cluster in run.clusters]


def text_of_line(of: Line) -> str:
    return "".join(cluster.text for cluster in clusters(of))


def texts(of: Sequence[Line]) -> list[str]:
    return [text_of_line(each) for each in of]


def left_pt(run: GlyphRun, cluster: Cluster) -> float:
    """Where a cluster's leftmost glyph stands on its line."""
    return run.x_pt + min(glyph.x for glyph in cluster.glyphs) * run.size_pt / (
        run.font.units_per_em
    )


def visual_indices(of: Line) -> list[int]:
    """The characters' offsets in the line, in the order of their x.

    Where two stand at one x, as the parts of an Arabic ligature do, reading order decides.
    """
    placed: list[tuple[float, int, list[int]]] = []
    offset = 0
    for run in of.runs:
        for cluster in run.clusters:
            indices = list(range(offset, offset + len(cluster.text)))
            offset += len(cluster.text)
            is_rtl = run.level % 2
            x = round(left_pt(run, cluster), 3) if cluster.glyphs else run.x_pt
            placed.append((x, -offset if is_rtl else offset, indices[::-1] if is_rtl else indices))
    return [index for *_, indices in sorted(placed) for index in indices]


def visual(text: str, tag: str = "ar") -> str:
    """The characters of a line from left to right; brackets are the logical ones."""
    return "".join(text[index] for index in visual_indices(line(text, tag)))


def laid_out(item: Edition) -> Layout:
    return lay_out(pdf_document(item), Style())

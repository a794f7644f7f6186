"""The lines of a document as they were laid out, each with the text that it was made from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.languages import Language
from pipeline.render.pdf import Document
from pipeline.render.pdf.glyphs import GlyphRun, Line, StyledSpan
from pipeline.render.pdf.layout import Layout, lay_out
from pipeline.render.pdf.units import styled
from pipeline.style import Style
from tests.render.pdf.exact.alphabets import SOFT_HYPHEN


@dataclass(frozen=True, slots=True)
class SetText:
    """A text of a document and its lines. `spans` are what the text layer was given."""

    where: str
    spans: tuple[StyledSpan, ...]
    language: Language
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The characters; a line break is a space."""
        return "".join(span.text for span in self.spans).replace("\n", " ")


def set_texts(document: Document, layout: Layout | None = None) -> Iterator[SetText]:
    """All texts of a document with their lines."""
    for unit in (layout or lay_out(document, Style())).units:
        spans = styled(
            unit.unit.text,
            document.language,
            unit.look.weight,
            is_tabular=unit.look.is_tabular,
        )
        lines = tuple(line for line in unit.lines if line.runs)
        yield SetText(unit.unit.where, spans, document.language, lines)


def text_of_runs(runs: Sequence[GlyphRun]) -> str:
    return "".join(cluster.text for run in runs for cluster in run.clusters)


def has_hyphen(line: Line) -> bool:
    """Whether a hyphen is seen at the end, where the line ends inside a word."""
    last = line.runs[-1].clusters[-1]
    return last.text.endswith(SOFT_HYPHEN) and bool(last.glyphs)


def line_texts(of: SetText) -> Iterator[tuple[Line, str]]:
    """Each line with its part of the text, without a hyphen that divides a word."""
    start = 0
    for line in of.lines:
        text = text_of_runs(line.runs)
        if has_hyphen(line) and not of.text.startswith(text, start):
            text = text.removesuffix(SOFT_HYPHEN)
        assert of.text.startswith(text, start)
        yield line, text
        start += len(text)
    assert start == len(of.text)

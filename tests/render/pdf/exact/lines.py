"""The lines of a document as they were laid out, each with the text that it was made from."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.languages import Language
from pipeline.render.pdf import Document
from pipeline.render.pdf.glyphs import Cluster, GlyphRun, Line, StyledSpan
from pipeline.render.pdf.layout import Layout, lay_out
from pipeline.render.pdf.units import styled
from pipeline.style import Style


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
        spans = styled(unit.unit.text, document.language, unit.look.weight)
        lines = tuple(line for line in unit.lines if line.runs)
        yield SetText(unit.unit.where, spans, document.language, lines)


def text_of_runs(runs: list[GlyphRun]) -> str:
    return "".join(cluster.text for run in runs for cluster in run.clusters)


def clusters_of(line: Line) -> Iterator[tuple[GlyphRun, Cluster]]:
    for run in line.runs:
        for cluster in run.clusters:
            yield run, cluster

"""Text boxes, tables of one cell and framed paragraphs: call-outs."""

from collections.abc import Sequence

from pipeline.model import Callout, Figure, Separator
from pipeline.parse.word.captions import with_captions
from pipeline.parse.word.flows import flow
from pipeline.parse.word.notebook import Notebook
from pipeline.parse.word.written import Part


def boxed(parts: Sequence[Part], notebook: Notebook, place: str) -> list[Part]:
    """A call-out with what stands in a box, and after it the pictures that stood there.

    A box with nothing but a picture and its caption is only the picture.
    """
    captioned = with_captions(parts, notebook)
    figures = [part for part in captioned if isinstance(part, Figure)]
    rest = [part for part in captioned if not isinstance(part, Figure | Separator)]
    blocks = flow(rest, notebook)
    callout: list[Part] = [Callout(place, blocks)] if blocks else []
    return [*callout, *figures]

"""Poppler, MuPDF and PDFium as judges: what they say the text of a file is, without white space.

Each has a page's text in its own order and puts its own line ends in, so that white space is
left out on both sides. What they are known to see otherwise is a function for each.
"""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from tests.render.pdf.exact.alphabets import SOFT_HYPHEN
from tests.render.pdf.tag_tree import Content, File, Node

EMBEDDING = re.compile("[\u202a-\u202e]")
REPEATED = re.compile(r"(.)\1+", re.DOTALL)

Program = Callable[[str], str]


def bare(text: str) -> str:
    return "".join(text.split())


def _output(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def by_poppler(file: Path, program: Program) -> str:
    """The text of all pages, by `pdftotext`."""
    return bare(_output(program("pdftotext"), "-raw", file, "-"))


def by_poppler_structure(file: Path, program: Program) -> str:
    """The text through the structure tree, by `pdfinfo`."""
    lines = _output(program("pdfinfo"), "-struct-text", file).split("\n")
    texts = (line.strip() for line in lines)
    return bare("".join(text[1:-1] for text in texts if text.startswith('"')))


def by_mupdf(file: Path, program: Program) -> str:
    """The text of all pages, by `mutool`."""
    return bare(_output(program("mutool"), "draw", "-q", "-F", "text", "-o", "-", file))


def by_pdfium(file: Path, program: Program) -> str:  # noqa: ARG001  # a library
    """The text of all pages, by the library that Chromium shows PDF with."""
    with pypdfium2.PdfDocument(file) as document:
        return bare("".join(page.get_textpage().get_text_range() for page in document))


def poppler_adds_controls(text: str) -> str:
    """`pdftotext` puts embedding controls around right-to-left text, and drops those of ours."""
    return EMBEDDING.sub("", text)


def in_any_order(text: str) -> str:
    return "".join(sorted(text))


def mupdf_drops_repeated(text: str) -> str:
    """MuPDF takes a glyph over the same glyph as bold type made by hand, and drops it."""
    return REPEATED.sub(r"\1", text)


def poppler_loses_after_actual_text(file: File) -> str:
    """What Poppler's structure has: it takes the end of an ActualText for that of all content.

    What follows in the marked-content sequence is lost, and the ActualText is not used.
    """
    return "".join(_until_actual_text(file.root))


def _until_actual_text(node: Node | Content) -> list[str]:
    if isinstance(node, Node):
        return [text for part in node.own for text in _until_actual_text(part)]
    if not node.replaced:
        return [node.text]
    _, last = node.replaced[0]
    return ["".join(glyph.text for glyph in node.glyphs[: node.glyphs.index(last[-1]) + 1])]


def without_soft_hyphens(text: str) -> str:
    return text.replace(SOFT_HYPHEN, "")

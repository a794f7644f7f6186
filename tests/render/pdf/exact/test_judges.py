"""Finished files as other programs read them; each disagreement is listed with its reason.

A disagreement that is not listed fails, and one that no longer occurs fails too.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.model import plain
from pipeline.reading import reading_sequence
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf import Document, render
from pipeline.style import Style
from tests.render.pdf.exact.documents import documents, paragraphs
from tests.render.pdf.exact.judges import by_pdfminer, programs
from tests.render.pdf.exact.judges.by_pdfminer import Reading
from tests.render.pdf.exact.judges.programs import Program, bare
from tests.render.pdf.samples import all_samples
from tests.render.pdf.tag_tree import Content, File, Node, read
from tests.samples import EPOCH, FIGURES, RICH_EDITIONS

EDITIONS = {
    **all_samples(),
    "figures": FIGURES,
    "rich": RICH_EDITIONS[0],
    "rich Arabic": RICH_EDITIONS[1],
}
DOCUMENTS = int(os.environ.get("EXACT_DOCUMENTS", "100")) // 5

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

Normal = Callable[[str], str]


def same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Found:
    """A finished file, as our reader and pdfminer.six have it."""

    path: Path
    file: File
    reading: Reading


@dataclass(frozen=True, slots=True)
class Judge:
    """A program, what its text has to be, and how far it may differ, for the `reason`.

    `normal` is applied to both sides; `example` is a text where the reason shows.
    """

    read: Callable[[Path, Program], str]
    expected: Callable[[Found], str]
    normal: Normal
    reason: str
    example: Document


def tree_text(found: Found) -> str:
    return found.file.root.text


JUDGES = {
    "poppler": Judge(
        programs.by_poppler,
        lambda found: found.reading.stream,
        programs.poppler_adds_controls,
        "pdftotext puts embedding controls around text in the other direction",
        paragraphs("نص 12", tag="ar"),
    ),
    "poppler, marks": Judge(
        programs.by_poppler,
        lambda found: found.reading.stream,
        lambda text: programs.in_any_order(programs.poppler_adds_controls(text)),
        "pdftotext puts a right-to-left letter with an ActualText after the marks on it",
        paragraphs("אב \ufb2f\u05ac\u05c7 אב", tag="he"),
    ),
    "poppler, structure": Judge(
        programs.by_poppler_structure,
        lambda found: programs.poppler_loses_after_actual_text(found.file),
        programs.without_soft_hyphens,
        "pdfinfo loses what follows an ActualText in its marked-content sequence",
        paragraphs("কো কখ", tag="bn"),
    ),
    "mupdf": Judge(
        programs.by_mupdf,
        lambda found: found.reading.bare,
        programs.mupdf_drops_repeated,
        "mutool drops a mark that stands on the same mark",
        paragraphs("a\u0302\u0302 厘\u302a\u302a", tag="zh"),
    ),
    "pdfium": Judge(
        programs.by_pdfium,
        lambda found: found.reading.stream,
        same,
        "PDFium takes right-to-left letters to be painted from left to right, and turns them round",
        paragraphs("نص عربي", tag="ar"),
    ),
}
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def plain_of(item: Edition) -> str:
    return "".join(plain(unit.text) for unit in reading_sequence(item))


def found_in(item: Document, folder: Path) -> Found:
    data = render(item, Style(), epoch=EPOCH)
    path = folder / "a.pdf"
    path.write_bytes(data)
    return Found(path, read(data), by_pdfminer.read(data))


def elements(node: Node) -> list[tuple[str, str]]:
    """Type and own text of each structure element in order."""
    own = "".join(_own(part) for part in node.own)
    below = [child for child in node.children if child.kind not in _INLINE]
    return [(node.kind, own), *(found for child in below for found in elements(child))]


_INLINE = ("Span", "Link", "Reference")


def _own(part: Node | Content) -> str:
    if isinstance(part, Content):
        return part.text
    return "".join(map(_own, part.own)) if part.kind in _INLINE else ""


def disagreement(judge: Judge, found: Found, program: Program) -> tuple[str, str] | None:
    """What the judge has and what it should have, if these differ."""
    got = judge.normal(judge.read(found.path, program))
    wanted = judge.normal(bare(judge.expected(found)))
    return None if got == wanted else (got, wanted)


def judges_of(found: Found, *names: str) -> list[str]:
    """Those that can judge a file: PDFium turns right-to-left letters round, so it cannot then."""
    is_rtl = RIGHT_TO_LEFT.search(found.reading.stream)
    return [name for name in names if name != "pdfium" or not is_rtl]


@pytest.mark.parametrize("item", EDITIONS.values(), ids=EDITIONS.keys())
def test_other_programs_read_what_we_read(item: Edition, tmp_path: Path, program: Program) -> None:
    found = found_in(pdf_document(item), tmp_path)
    assert list(found.reading.elements) == elements(found.file.root)
    for name in judges_of(found, "poppler", "poppler, structure", "mupdf", "pdfium"):
        assert disagreement(JUDGES[name], found, program) is None, name


@pytest.mark.parametrize(
    "item",
    [item for item in EDITIONS.values() if not RIGHT_TO_LEFT.search(plain_of(item))],
    ids=[name for name, item in EDITIONS.items() if not RIGHT_TO_LEFT.search(plain_of(item))],
)
def test_left_to_right_text_is_the_same_to_all(
    item: Edition, tmp_path: Path, program: Program
) -> None:
    found = found_in(pdf_document(item), tmp_path)
    for name in ("poppler", "mupdf", "pdfium"):
        assert JUDGES[name].read(found.path, program) == bare(found.reading.stream), name
    structure = JUDGES["poppler, structure"].read(found.path, program)
    assert structure == bare(tree_text(found))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("judged")


@given(item=documents())
@settings(
    max_examples=DOCUMENTS,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
def test_other_programs_read_any_document(item: Document, folder: Path, program: Program) -> None:
    try:
        found = found_in(item, folder)
    except RenderError:
        return  # which ones may be refused is told in test_documents.py
    assert list(found.reading.elements) == elements(found.file.root)
    for name in ("poppler, marks", "poppler, structure", "mupdf"):
        assert disagreement(JUDGES[name], found, program) is None, name


@pytest.mark.parametrize("name", JUDGES)
def test_each_listed_disagreement_still_occurs(name: str, tmp_path: Path, program: Program) -> None:
    judge = JUDGES[name]
    found = found_in(judge.example, tmp_path)
    truth = tree_text(found) if "structure" in name else found.reading.stream
    got = judge.read(found.path, program)
    if name == "poppler, marks":
        got, truth = programs.poppler_adds_controls(got), programs.poppler_adds_controls(truth)
    assert got != bare(truth), f"no longer so: {judge.reason}"
    if judges_of(found, name):
        assert disagreement(judge, found, program) is None

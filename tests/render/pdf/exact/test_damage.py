"""What these tests would find: finished files and lines that are damaged on purpose.

Each damage is one that an error in the engine could do; the check that has to see it is named.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from pipeline.model import Span, text_of
from pipeline.render.pdf import Document, render
from pipeline.render.pdf.glyphs import GlyphRun
from pipeline.render.pdf.layout import lay_out
from pipeline.style import Style
from tests.conftest import require
from tests.render.pdf.exact import fribidi, hb_shape
from tests.render.pdf.exact.documents import paragraphs
from tests.render.pdf.exact.lines import SetText, set_texts
from tests.render.pdf.exact.outline import expected_outline, outline
from tests.render.pdf.exact.painted import misplaced, sequences_out_of_place, wrong_actual_texts
from tests.render.pdf.tag_tree import read
from tests.samples import EPOCH

ITEM = paragraphs(
    text_of("Ett ord, e\u0323\u0301 och ", Span("länken", link="https://a.se/"), " här."),
    text_of(Span("نص عربي (قصير) ١٢", "ar")),
    text_of(Span("কো কখ", "bn"), " slut"),
)


def findings(item: Document, data: bytes) -> set[str]:
    """The checks that find something wrong in a file."""
    file = read(data)
    found = {
        "outline": outline(file) != expected_outline(item),
        "misplaced": bool(misplaced(item, lay_out(item, Style()), file)),
        "actual text": bool(wrong_actual_texts(file)),
        "sequences": bool(sequences_out_of_place(file.root)),
    }
    return {name for name, is_wrong in found.items() if is_wrong}


def damaged(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(render(ITEM, Style(), epoch=EPOCH))) as pdf:
        change(pdf)
        result = BytesIO()
        pdf.save(result)
        return result.getvalue()


def in_content(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    """The first match of a pattern in the first page's content replaced."""

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[0].Contents
        before = contents.read_bytes()
        after, count = re.subn(old, new, before, count=1, flags=re.DOTALL)
        assert count
        assert after != before
        contents.write(after)

    return change


def in_to_unicode(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            before = font.ToUnicode.read_bytes()
            if re.search(old, before):
                font.ToUnicode.write(re.sub(old, new, before, count=1))
                return
        raise AssertionError("nothing to damage")

    return change


def glyph_off_by_one(pdf: pikepdf.Pdf) -> None:
    """The glyph of the last code of a font is the next one."""
    descendant = next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0]
    glyphs = bytearray(descendant.CIDToGIDMap.read_bytes())
    glyphs[-1] = (glyphs[-1] + 1) % 256
    descendant.CIDToGIDMap.write(bytes(glyphs))


def paragraphs_of(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K


def swapped(pdf: pikepdf.Pdf) -> None:
    kids = list(paragraphs_of(pdf).K)
    kids[-1], kids[-2] = kids[-2], kids[-1]
    paragraphs_of(pdf).K = pikepdf.Array(kids)


def without_language(pdf: pikepdf.Pdf) -> None:
    """The Arabic words lose their language."""
    for element in pdf.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Span":
            del element.Lang
            return


def elsewhere(pdf: pikepdf.Pdf) -> None:
    """The link leads to another address."""
    pdf.pages[0].Annots[0].A.URI = pikepdf.String("https://b.se/")


def replaced_by_itself(pdf: pikepdf.Pdf) -> None:
    """An ActualText over a glyph whose ToUnicode says the same."""
    contents = pdf.pages[0].Contents
    before = contents.read_bytes()
    glyph = re.search(rb"/H1<</MCID \d+>> BDC\n(.*?)ET", before, re.DOTALL)
    assert glyph
    inner = glyph[1].replace(b"[(", b"/Span<</ActualText(T)>>BDC\n[(", 1)
    inner = inner.replace(b"]TJ\n", b"]TJ\nEMC\n", 1)
    contents.write(before.replace(glyph[1], inner, 1))


ACTUAL_TEXT = rb"ActualText<FEFF[0-9A-F]{4}>"

DAMAGES: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "ToUnicode of a space is empty": (in_to_unicode(rb"<0020>", b"<>"), "outline"),
    "ToUnicode of a letter is another's": (in_to_unicode(rb"<00E4>", b"<0061>"), "outline"),
    "a mark is lost": (in_to_unicode(rb"<0301>", b"<>"), "outline"),
    "a bracket is mirrored": (in_to_unicode(rb"<0028>", b"<0029>"), "outline"),
    "ActualText one character short": (in_content(ACTUAL_TEXT, b"ActualText<FEFF>"), "outline"),
    "ActualText too long": (
        in_content(ACTUAL_TEXT, b"ActualText<FEFF099500200995>"),
        "actual text",
    ),
    "ActualText without need": (replaced_by_itself, "actual text"),
    "two paragraphs change places": (swapped, "outline"),
    "a language is lost": (without_language, "outline"),
    "a link leads elsewhere": (elsewhere, "outline"),
    "a glyph is off by one": (glyph_off_by_one, "misplaced"),
    "a line is moved": (in_content(rb"(MCID 1>> BDC.*?Td\n)", rb"\g<1>3 0 Td\n"), "misplaced"),
    "a move inside a line is lost": (in_content(rb"\)-?\d\d+\(", b")("), "misplaced"),
}


def test_nothing_is_found_in_a_whole_file() -> None:
    assert findings(ITEM, damaged(lambda _: None)) == set()


@pytest.mark.parametrize(("change", "finder"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found(change: Callable[[pikepdf.Pdf], None], finder: str) -> None:
    assert finder in findings(ITEM, damaged(change))


def test_a_paragraph_that_comes_back_to_a_page_is_found() -> None:
    item = paragraphs("Ord " * 2000)
    file = read(render(item, Style(), epoch=EPOCH))
    (paragraph,) = file.root.find("P")
    paragraph.pages.append(0)
    assert sequences_out_of_place(file.root)


Change = Callable[[list[GlyphRun]], list[GlyphRun]]


def with_runs(of: SetText, change: Change) -> SetText:
    line = of.lines[0]
    return replace(of, lines=(replace(line, runs=tuple(change(list(line.runs)))),))


def arabic() -> SetText:
    (found,) = (t for t in set_texts(paragraphs("نص عربي Anna ١٢", tag="ar")) if t.where == "b1")
    return found


def places_swapped(runs: list[GlyphRun]) -> list[GlyphRun]:
    """The first and the last run of a line change places."""
    first, *others, last = runs
    return [first._replace(x_pt=last.x_pt), *others, last._replace(x_pt=first.x_pt)]


def level_off(runs: list[GlyphRun]) -> list[GlyphRun]:
    return [runs[0]._replace(level=runs[0].level + 1), *runs[1:]]


def next_glyph(runs: list[GlyphRun]) -> list[GlyphRun]:
    first, *others = runs
    cluster, *clusters = first.clusters
    glyph = cluster.glyphs[0]._replace(id=cluster.glyphs[0].id + 1)
    changed = cluster._replace(glyphs=(glyph, *cluster.glyphs[1:]))
    return [first._replace(clusters=(changed, *clusters)), *others]


def glyph_lost(runs: list[GlyphRun]) -> list[GlyphRun]:
    first, *others = runs
    cluster, *clusters = first.clusters
    return [first._replace(clusters=(cluster._replace(glyphs=()), *clusters)), *others]


@pytest.mark.parametrize("change", [places_swapped, level_off])
def test_damage_to_the_order_is_found(
    change: Change,
) -> None:
    try:
        order = fribidi.FriBidi()
    except OSError:
        order = None
    require("libfribidi is not installed (ci/install-system-packages)", order is not None)
    assert order is not None
    assert list(fribidi.disagreements(order, arabic())) == []
    assert list(fribidi.disagreements(order, with_runs(arabic(), change))) != []


@pytest.mark.parametrize("change", [next_glyph, glyph_lost])
def test_damage_to_the_glyphs_is_found(change: Change, program: Callable[[str], str]) -> None:
    path = program("hb-shape")
    assert hb_shape.disagreements(path, hb_shape.stretches(arabic())) == []
    wrong = with_runs(arabic(), change)
    assert hb_shape.disagreements(path, hb_shape.stretches(wrong)) != []

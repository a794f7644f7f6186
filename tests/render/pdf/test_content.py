import pytest

from pipeline.edition import Edition
from pipeline.render.pdf.content import (
    FontTable,
    PageContent,
    TextObject,
    WordTable,
    divided,
)
from pipeline.render.pdf.fonts import load_font
from pipeline.render.pdf.glyphs import Cluster, Glyph, GlyphRun
from pipeline.render.pdf.writer import PdfFile
from pipeline.style import TEXT_COLOUR
from tests.render.pdf.samples import all_samples
from tests.render.pdf.setting import laid_out
from tests.render.pdf.tag_tree import Content, File, read
from tests.samples import pdf_file

FONT = load_font("NotoSans-Regular")
A, B, ACUTE = map(FONT.glyph_id, "ab\u0301")


def glyph(identity: int, x: int, y: int = 0) -> Glyph:
    return Glyph(identity, x, y, FONT.advance(identity))


def drawn(*clusters: Cluster, x: float = 100) -> tuple[File, Content]:
    """A page with one run, read back."""
    words = WordTable(FontTable())
    text = TextObject(words)
    text.show(GlyphRun(FONT, 10, 0, 0, 0, 0, clusters), x, 500)
    page = PageContent()
    page.text("P<</MCID 0>>", text, TEXT_COLOUR)
    file = PdfFile((595, 842))
    file.add_page(page.stream(), 0, [])
    words.fonts.write(file)
    root = file.reserve()
    element = file.add(f"<</S/P/P {root}/Pg {file.page(0)}/K 0>>")
    file.fill(root, f"<</Type/StructTreeRoot/K {element}>>")
    file.set_catalog(StructTreeRoot=root)
    result = read(file.to_bytes(info=file.add("<<>>")))
    return result, result.marked[0][0]


def test_clusters_of_one_glyph_need_no_actual_text() -> None:
    _, content = drawn(Cluster("a", (glyph(A, 0),)), Cluster("b", (glyph(B, 561),)))
    assert content.text == content.to_unicode == "ab"
    assert content.actual_texts == []


def test_the_same_glyph_can_have_two_texts() -> None:
    clusters = [Cluster("a", (glyph(A, 0),)), Cluster("b", (glyph(A, 561),))]
    _, content = drawn(*clusters)
    assert content.to_unicode == "ab"
    assert [g.glyph_id for g in content.glyphs] == [A, A]


def test_glyphs_in_logical_order_stand_at_their_visual_places() -> None:
    _, content = drawn(Cluster("א", (glyph(A, 561),)), Cluster("ב", (glyph(B, 0),)))
    assert content.to_unicode == "אב"
    assert [round(g.x, 2) for g in content.glyphs] == [105.61, 100.0]


def test_a_raised_mark_comes_back_down() -> None:
    clusters = [Cluster("a\u0301", (glyph(A, 0), glyph(ACUTE, 561, 200)))]
    _, content = drawn(*clusters, Cluster("b", (glyph(B, 561),)))
    assert content.to_unicode == "a\u0301b"
    assert [round(g.y, 2) for g in content.glyphs] == [500, 502, 500]


def test_one_character_of_two_glyphs_has_actual_text() -> None:
    _, content = drawn(
        Cluster("á", (glyph(A, 0), glyph(ACUTE, 561))), Cluster("b", (glyph(B, 561),))
    )
    assert content.text == "áb"
    assert content.actual_texts == ["á"]
    assert content.to_unicode.replace("\u2060", "") == "áb"


def test_an_undrawn_soft_hyphen_is_left_out_and_other_text_is_not() -> None:
    hyphen, joiner = Cluster("\u00ad", ()), Cluster("\u200b", ())
    _, content = drawn(joiner, Cluster("a", (glyph(A, 0),)), hyphen, joiner)
    assert content.text == "\u200ba\u200b"


@pytest.mark.parametrize(
    ("text", "count", "expected"),
    [
        ("fi", 1, ["fi"]),
        ("ab", 2, ["a", "b"]),
        ("abc", 2, ["ab", "c"]),
        ("a", 3, ["a", "\u2060", "\u2060"]),
    ],
)
def test_the_text_of_a_cluster_is_divided_over_its_glyphs(
    text: str, count: int, expected: list[str]
) -> None:
    assert list(divided(text, count)) == expected


def test_hundreds_of_codes_need_no_escape() -> None:
    clusters = tuple(Cluster(chr(0x4E00 + n), (glyph(A, 561 * n),)) for n in range(700))
    _, content = drawn(*clusters)
    assert content.to_unicode == "".join(cluster.text for cluster in clusters)


def expected_places(item: Edition) -> list[tuple[int, float, float]]:
    """Glyph, x and y of all content, from the layout alone."""
    layout = laid_out(item)
    places: list[tuple[int, float, float]] = []
    for page in layout.pages:
        for fragment in page.fragments:
            unit = layout.units[fragment.unit]
            last = fragment.first_line + len(fragment.base_lines_pt)
            lines = unit.lines[fragment.first_line : last]
            for line, base_line in zip(lines, fragment.base_lines_pt, strict=True):
                x = layout.geometry.start_x(line, item.language, unit.look.indent_pt)
                y = layout.geometry.height - base_line
                for run in line.runs:
                    scale = run.size_pt / run.font.units_per_em
                    places.extend(
                        (g.id, x + run.x_pt + g.x * scale, y + g.y * scale)
                        for cluster in run.clusters
                        for g in cluster.glyphs
                    )
    return places


@pytest.mark.parametrize("item", all_samples().values(), ids=all_samples().keys())
def test_glyphs_are_painted_where_the_layout_has_them(item: Edition) -> None:
    file = read(pdf_file(item))
    painted = [
        g
        for page in file.marked
        for _, content in sorted(page.items())
        if content.tag != "/Lbl"
        for g in content.glyphs
    ]
    expected = expected_places(item)
    assert [g.glyph_id for g in painted] == [identity for identity, _, _ in expected]
    for g, (_, x, y) in zip(painted, expected, strict=True):
        assert abs(g.x - x) < 0.03
        assert abs(g.y - y) < 0.03

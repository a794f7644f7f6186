import io

import pikepdf

from pipeline.render.pdf.addresses import uri
from pipeline.render.pdf.fonts import load_font
from pipeline.render.pdf.glyphs import GlyphRun, Line
from pipeline.render.pdf.links import address_entry, annotation_entries, link_areas
from pipeline.render.pdf.writer import PdfFile

FONT = load_font("NotoSans-Regular")


def run(span: int, x: float, width: float) -> GlyphRun:
    return GlyphRun(FONT, 10, 0, span, x, width, ())


def test_neighbouring_words_are_one_area() -> None:
    line = Line((run(0, 0, 10), run(1, 10, 20), run(1, 30, 5)), 35)
    (area,) = link_areas(line, range(1, 2), 100, 500, 10)
    assert (area.left, area.right) == (110, 135)
    assert area.bottom < 500 < area.top


def test_a_link_that_mixed_directions_part_has_two_areas() -> None:
    line = Line((run(1, 60, 40), run(1, 0, 20), run(0, 20, 40)), 100)
    assert [(a.left, a.right) for a in link_areas(line, range(1, 2), 0, 0, 10)] == [
        (0, 20),
        (60, 100),
    ]


def test_neighbouring_spans_of_one_link_are_one_area() -> None:
    line = Line((run(0, 0, 10), run(1, 10, 20), run(2, 30, 5), run(3, 35, 5)), 40)
    (area,) = link_areas(line, range(1, 3), 100, 500, 10)
    assert (area.left, area.right) == (110, 135)


def test_white_space_that_hangs_is_left_out() -> None:
    line = Line((run(1, 0, 23), run(1, 23, 3)), 20)
    assert [(a.left, a.right) for a in link_areas(line, range(1, 2), 0, 0, 10)] == [(0, 20)]


def test_a_span_on_another_line_has_no_area() -> None:
    assert link_areas(Line((run(0, 0, 10),), 10), range(1, 2), 0, 0, 10) == []


def test_an_address_is_plain_ascii_and_cannot_end_its_string() -> None:
    file = PdfFile((100, 100))
    areas = link_areas(Line((run(0, 0, 10),), 10), range(1), 0, 50, 10)
    found = uri("https://a.se/å?b=(c)&d=%20\\")
    assert isinstance(found, str)
    address = address_entry(found)
    annotation = file.add(f"<<{annotation_entries('läs mer', areas, 7)}{address}>>")
    file.add_page("0 g", 0, [annotation])
    pdf = pikepdf.open(io.BytesIO(file.to_bytes(info=file.add("<<>>"))))
    (annotation,) = pdf.pages[0].Annots
    assert str(annotation.A.URI) == "https://a.se/%C3%A5?b=%28c%29&d=%20%5C"
    assert str(annotation.Contents) == "läs mer"
    assert annotation.StructParent == 7

"""Tables on their pages: complete, in their columns, kept together, mirrored."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.languages import language
from pipeline.model import Table
from pipeline.reading import Kind
from pipeline.render.pdf.layout import Layout
from pipeline.tables import headers_of, placed_cells
from tests.builders import edition
from tests.render.pdf.everything import everything, long_table, shapes, tall_cells
from tests.render.pdf.setting import laid_out
from tests.render.pdf.tag_tree import read
from tests.samples import pdf_file

SHAPES = shapes()


def laid(*lines: str, tag: str = "sv") -> Layout:
    return laid_out(edition("# T", *lines, language=tag))


def base_lines(layout: Layout) -> dict[tuple[str, int], tuple[int, float]]:
    """Page and base line of each line of text that is read, by its id and index."""
    return {
        (layout.units[fragment.unit].unit.where, fragment.first_line + index): (page, y)
        for page, items in enumerate(layout.pages)
        for fragment in items.fragments
        for index, y in enumerate(fragment.base_lines_pt)
    }


def pages_of(layout: Layout, kind: Kind) -> list[int]:
    return [
        page
        for page, items in enumerate(layout.pages)
        for fragment in items.fragments
        if layout.units[fragment.unit].unit.kind is kind
    ]


def assert_complete(layout: Layout) -> None:
    wanted = {(u.unit.where, i) for u in layout.units for i in range(len(u.lines))}
    assert set(base_lines(layout)) == wanted


def assert_inside(layout: Layout) -> None:
    """Every line stands in its area, and every area and base line on its page."""
    geometry = layout.geometry
    for unit in layout.units:
        area = unit.area
        assert area.left_pt >= geometry.side - 0.01
        assert area.left_pt + area.width_pt <= geometry.width - geometry.side + 0.01
        for line in unit.lines:
            assert line.width_pt <= area.width_pt - unit.look.indent_pt + 0.01
    own = {"header", "footer"}
    for (where, _), (page, y) in base_lines(layout).items():
        top = geometry.top if page else geometry.first_top
        assert where in own or top < y < geometry.bottom


@pytest.mark.parametrize("item", SHAPES.values(), ids=SHAPES.keys())
def test_every_line_stands_once_in_its_place(item: Edition) -> None:
    layout = laid_out(item)
    assert_complete(layout)
    assert_inside(layout)


cells = st.one_of(
    st.just(""),
    st.sampled_from(["^", "<"]),
    st.integers(1, 120).map(lambda count: ("ord " * count).strip()),
    st.integers(1, 12).map(lambda count: " \\\\ ".join(f"- punkt {n}" for n in range(count))),
)


@st.composite
def tables(draw: st.DrawFn) -> Sequence[str]:
    """Rows of a table whose spans are rectangles."""
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=12))
    header = draw(st.integers(0, 2))
    lines = []
    for index, row in enumerate(rows):
        allowed = [
            "x" if (c == "<" and (not i or row[i - 1] in "^<")) or (c == "^" and (
                index in (0, header) or (i + 1 < width and row[i + 1] == "<")
                or rows[index - 1][i] == "<" or (i + 1 < width and rows[index - 1][i + 1] == "<")
            )) else c
            for i, c in enumerate(row)
        ]  # fmt: skip
        rows[index] = allowed
        lines.append(f"{'|=' if index < header else '|'} {' | '.join(allowed)}")
    return lines


@given(tables(), st.sampled_from(["sv", "ar"]), st.integers(0, 40))
@settings(deadline=None, max_examples=60)
def test_any_table_is_complete_and_its_cells_do_not_meet(
    table: Sequence[str], tag: str, filling: int
) -> None:
    item = edition("# T", *["rad"] * filling, *table, "efter", language=tag)
    layout = laid_out(item)
    assert_complete(layout)
    assert_inside(layout)
    for one, other in overlapping(layout, item):
        raise AssertionError((one, other))


@given(tables(), st.integers(0, 1))
@settings(deadline=None, max_examples=20)
def test_the_headers_of_every_cell_are_those_of_the_model(
    table: Sequence[str], header_columns: int
) -> None:
    item = edition("# T", *table)
    (block,) = item.briefing.blocks
    assert isinstance(block, Table)
    block = replace(block, header_columns=header_columns)
    item = replace(item, briefing=replace(item.briefing, blocks=(block,)))
    placed = placed_cells(block)
    wanted = [[head.cell.id for head in headers_of(placed, cell)] for cell in placed]
    file = read(pdf_file(item))
    attributes = [node.value.get("/A", {}) for node in file.root.find("TH", "TD")]
    assert [[str(name) for name in found.get("/Headers", ())] for found in attributes] == wanted


def overlapping(layout: Layout, item: Edition) -> Iterator[tuple[str, str]]:
    """Pairs of cells whose text stands over each other."""
    (table,) = (b for b in item.briefing.blocks if b.type == "table")
    boxes: list[tuple[str, int, float, float, float, float]] = []
    places = base_lines(layout)
    for placed in placed_cells(table):
        for unit in layout.units:
            if unit.unit.where.startswith(f"{placed.cell.id}."):
                left, right = unit.area.left_pt, unit.area.left_pt + unit.area.width_pt
                for index in range(len(unit.lines)):
                    page, y = places[unit.unit.where, index]
                    reach = unit.look.leading_pt * 0.49
                    boxes.append((placed.cell.id, page, left, right, y - reach, y + reach))
    for i, (one, page, left, right, top, bottom) in enumerate(boxes):
        for other, page2, left2, right2, top2, bottom2 in boxes[i + 1 :]:
            beside = right <= left2 or right2 <= left
            apart = bottom <= top2 or bottom2 <= top
            if one != other and page == page2 and not beside and not apart:
                yield one, other


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_the_first_column_stands_where_reading_starts(tag: str) -> None:
    layout = laid("| ett | två | tre", "| fyra | < | fem", tag=tag)
    areas = {unit.unit.characters: unit.area for unit in layout.units}
    lefts = [areas[text].left_pt for text in ("ett", "två", "tre")]
    is_rtl = language(tag).is_rtl
    assert lefts == sorted(lefts, reverse=is_rtl)
    wide, parts = areas["fyra"], [areas["ett"], areas["två"]]
    assert abs(wide.left_pt - min(part.left_pt for part in parts)) < 0.01
    ends = [part.left_pt + part.width_pt for part in parts]
    assert abs(wide.left_pt + wide.width_pt - max(ends)) < 0.01


def test_rows_stay_whole_and_with_their_caption_and_header() -> None:
    for filling in range(20, 44):
        rows = [f"| rad {n} | {'några ord till ' * 12}" for n in range(12)]
        layout = laid(*["rad"] * filling, "|: Bildtext", "|= A | B", *rows)
        lines = base_lines(layout)
        pages = {where: page for (where, _), (page, _) in lines.items()}
        assert all(pages[where] == page for (where, _), (page, _) in lines.items())
        table = f"b{filling + 1}"
        together = [f"{table}.caption", f"{table}.1.1.1", f"{table}.2.1.1", f"{table}.2.2.1"]
        assert len({pages[where] for where in together}) == 1


def test_rows_that_a_cell_ties_together_stay_together() -> None:
    for filling in range(20, 44):
        layout = laid(*["rad"] * filling, "| a | b", "| c | d", "| ^ | e", "| ^ | f")
        table = f"b{filling + 1}"
        lines = base_lines(layout)
        assert len({lines[f"{table}.{row}.1.1", 0][0] for row in (2, 3, 4)}) == 1


def test_no_row_of_the_body_stands_alone_and_a_small_table_is_whole() -> None:
    for filling in range(15, 44):
        for rows in (3, 12):
            lines = [f"| {n} | rad" for n in range(rows)]
            layout = laid(*["rad"] * filling, "|= A | B", *lines)
            table = f"b{filling + 1}"
            places = base_lines(layout)
            pages = [places[f"{table}.{row + 2}.1.1", 0][0] for row in range(rows)]
            assert pages[0] == pages[1]
            assert pages[-2] == pages[-1]
            assert rows == 12 or len(set(pages)) == 1


def test_header_rows_stand_again_above_what_follows() -> None:
    layout = laid_out(long_table("sv"))
    for page in layout.pages[1:]:
        repeated = [item for item in page.items if getattr(item, "artifact", "")]
        texts = [layout.units[item.unit].unit.characters for item in repeated]
        assert len(texts) == 3
        assert texts[0] == "N"
        lowest = max(y for item in repeated for y in item.base_lines_pt)
        assert lowest < min(page.fragments[0].base_lines_pt) - 10


def test_only_a_row_higher_than_a_page_is_divided() -> None:
    layout = laid_out(tall_cells())
    assert len(layout.pages) > 5
    assert len(set(pages_of(layout, Kind.CELL))) == len(layout.pages)


def test_a_table_is_only_as_wide_as_it_needs() -> None:
    layout = laid("| a | b")
    (last,) = (unit for unit in layout.units if unit.unit.characters == "b")
    assert last.area.left_pt + last.area.width_pt < layout.geometry.width / 3


def test_text_gets_smaller_before_words_are_broken() -> None:
    def sizes(word: str) -> set[float]:
        layout = laid(f"| {word} | {word} | {word} | {word}")
        cells = [unit for unit in layout.units if unit.unit.kind is Kind.CELL]
        assert all(len(unit.lines) == 1 for unit in cells)
        return {unit.look.size_pt for unit in cells}

    assert sizes("Personuppgifter") == {11}
    assert sizes("Personuppgifterna") == {11 * 0.9}
    assert sizes("Personuppgiftslagen") == {11 * 0.8}


def test_too_many_columns_are_refused_with_the_name_of_the_table() -> None:
    with pytest.raises(RenderError, match=r"b2.*Många.*30"):
        laid("x", "|: Många", "|" + "|".join([" Personuppgifter "] * 30))


def test_a_table_that_fits_in_swedish_is_refused_in_no_translation() -> None:
    def is_refused(columns: int, tag: str) -> bool:
        try:
            layout = laid("|" + "|".join([" Personuppgifter "] * columns), tag=tag)
        except RenderError:
            return True
        assert_complete(layout)
        return False

    counts = range(9, 15)
    refused = {tag: [is_refused(n, tag) for n in counts] for tag in ("sv", "ar")}
    assert refused["sv"] == refused["ar"]
    assert not refused["sv"][1]
    assert refused["sv"][-1]


def test_a_list_without_room_in_its_column_is_refused_with_its_cell() -> None:
    cells = [" Personuppgifter "] * 8
    with pytest.raises(RenderError, match=r"b1\.1\.9.*room"):
        laid("|" + "|".join([*cells, f" 1{'0' * 12}. lista "]))


def test_lists_nested_very_deeply_stay_in_their_area() -> None:
    deep = [f"{'  ' * depth}- punkt som är lång nog för mer än en enda rad" for depth in range(30)]
    for lines in (deep, [f"> {line}" for line in deep]):
        layout = laid(*lines)
        assert_complete(layout)
        assert_inside(layout)
        indents = [unit.look.indent_pt for unit in layout.units]
        assert indents == sorted(indents)
        assert indents[-1] < layout.geometry.text_width * 0.51


def test_pictures_are_shown_in_their_size_and_fit() -> None:
    layout = laid_out(everything("ar"))
    (picture,) = (i for page in layout.pages for i in page.items if hasattr(i, "figure"))
    geometry = layout.geometry
    assert (round(picture.width_pt, 1), round(picture.height_pt, 1)) == (19.2, 9.6)
    assert abs(picture.left_pt + picture.width_pt - (geometry.width - geometry.side)) < 0.01


DIGITS = {"Latin": "0123456789", "Arabic": "٠١٢٣٤٥٦٧٨٩", "Persian": "۰۱۲۳۴۵۶۷۸۹"}


def digit_widths(layout: Layout, kind: Kind, digits: str) -> set[float]:
    """The widths of the digits in the units of a kind, in 1/1000 em."""
    return {
        sum(glyph.advance for glyph in cluster.glyphs) / run.font.units_per_em
        for unit in layout.units
        if unit.unit.kind is kind
        for line in unit.lines
        for run in line.runs
        for cluster in run.clusters
        if cluster.text in digits
    }


@pytest.mark.parametrize("tag", ["sv", "ar"])
@pytest.mark.parametrize("digits", DIGITS.values(), ids=DIGITS.keys())
def test_digits_in_cells_have_one_width(tag: str, digits: str) -> None:
    item = edition("# T", digits, "|= a | b", f"| {digits} | {digits[::-1]}", language=tag)
    layout = laid_out(item)
    assert len(digit_widths(layout, Kind.CELL, digits)) == 1
    is_latin = digits == DIGITS["Latin"]
    assert (len(digit_widths(layout, Kind.PARAGRAPH, digits)) == 1) == is_latin
    if tag == "ar":
        assert not check_pdf(pdf_file(item), item, "")


def test_numbers_of_as_many_digits_are_as_wide_as_each_other() -> None:
    numbers = ("111", "808", "471", "940")
    layout = laid("|= a | b", *(f"| x | {number}" for number in numbers))
    found = [u.lines[0].width_pt for u in layout.units if u.unit.characters in numbers]
    assert found == [pytest.approx(found[0])] * len(numbers)

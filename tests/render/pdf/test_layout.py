import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.edition import Edition
from pipeline.reading import Kind
from pipeline.render.pdf.layout import Fragment, Layout
from tests.builders import edition
from tests.real_editions import real_editions
from tests.render.pdf.samples import LANGUAGES, all_samples, long_sample
from tests.render.pdf.setting import laid_out, text_of_line

sentences = st.integers(1, 400).map(lambda count: "ord " * count)
lines = st.one_of(
    sentences,
    st.sampled_from(["## Rubrik", "### Underrubrik"]),
    st.integers(1, 60).map(lambda count: "- " + "punkt " * count),
)


def parts(layout: Layout) -> list[tuple[int, Fragment]]:
    return [(n, fragment) for n, page in enumerate(layout.pages) for fragment in page.fragments]


def assert_complete(layout: Layout) -> None:
    """Every line of every unit stands on a page, once and in order."""
    seen = [
        (fragment.unit, fragment.first_line + index)
        for _, fragment in parts(layout)
        for index in range(len(fragment.base_lines_pt))
    ]
    assert seen == [(n, i) for n, unit in enumerate(layout.units) for i in range(len(unit.lines))]


def assert_kept(layout: Layout) -> None:
    """No widows, no orphans, and nothing parted from what it introduces."""
    fragments = parts(layout)
    for (page, fragment), following in zip(fragments, [*fragments[1:], None], strict=True):
        unit = layout.units[fragment.unit]
        shown = len(fragment.base_lines_pt)
        if shown < len(unit.lines):
            assert shown >= 2
            assert unit.unit.kind not in (Kind.HEADING, Kind.TITLE)
        if unit.keep_with_next and following:
            assert following[0] == page or shown < len(unit.lines)


def assert_inside(layout: Layout) -> None:
    geometry = layout.geometry
    for _, fragment in parts(layout):
        lines = fragment.base_lines_pt
        assert list(lines) == sorted(set(lines))
        assert geometry.top <= lines[0]
        assert lines[-1] <= geometry.bottom


@given(st.lists(lines, max_size=60))
@settings(deadline=None, max_examples=40)
def test_page_breaks_keep_their_rules(content: Sequence[str]) -> None:
    layout = laid_out(edition("# Titel", *content))
    assert_complete(layout)
    assert_kept(layout)
    assert_inside(layout)


@pytest.mark.parametrize("item", all_samples().values(), ids=all_samples().keys())
def test_every_line_stands_inside_the_margins(item: Edition) -> None:
    layout = laid_out(item)
    assert_complete(layout)
    assert_inside(layout)
    geometry = layout.geometry
    for unit in layout.units:
        for line in unit.lines:
            x = geometry.start_x(line, item.language, unit.look.indent_pt)
            assert x >= geometry.side - 0.01
            assert x + line.width_pt <= geometry.width - geometry.side + 0.01


def test_a_heading_never_ends_a_page() -> None:
    for filling in range(20, 60):
        layout = laid_out(edition("# T", *["rad"] * filling, "## Rubrik", "text " * 80))
        for page in layout.pages:
            last = layout.units[page.fragments[-1].unit]
            assert last.unit.kind is not Kind.HEADING


def test_a_lead_in_stays_with_the_first_item() -> None:
    for filling in range(15, 40):
        layout = laid_out(edition("# T", *["rad"] * filling, "Ansvar:", "- ett", "- två"))
        pages = {fragment.unit: number for number, fragment in parts(layout)}
        lead_in = filling + 1
        assert pages[lead_in] == pages[lead_in + 1]


def test_no_list_item_stands_alone_on_a_page() -> None:
    for filling in range(15, 40):
        item = edition("# T", *["rad"] * filling, "- a", "- b", "- c", "- d")
        layout = laid_out(item)
        pages = [number for number, fragment in parts(layout) if fragment.unit > filling]
        assert pages[0] == pages[1]
        assert pages[2] == pages[3]


def test_a_sign_off_stays_together() -> None:
    for filling in range(15, 40):
        item = edition("# T", *["rad"] * filling, "~ Hej", "~ A, b", "~ C, d", "~ E, f")
        layout = laid_out(item)
        pages = [number for number, fragment in parts(layout) if fragment.unit > filling]
        assert len(set(pages)) == 1


def test_an_empty_document_has_a_page() -> None:
    assert len(laid_out(edition("# ")).pages) == 1


@pytest.mark.parametrize("tag", LANGUAGES)
def test_full_lines_of_the_real_briefing_have_60_to_75_characters(tag: str) -> None:
    layout = laid_out(real_editions()[tag])
    full = [
        len(text_of_line(line))
        for unit in layout.units
        if unit.unit.kind is Kind.PARAGRAPH
        for line in unit.lines[:-1]
    ]
    assert len(full) > 30
    assert 60 <= sum(full) / len(full) <= 75


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_day_and_its_month_stand_on_one_line(tag: str) -> None:
    layout = laid_out(real_editions()[tag])
    lines = [text_of_line(line) for unit in layout.units for line in unit.lines]
    assert any(re.search(r"\b12\.? \w", line) for line in lines)
    assert not [line for line in lines if re.search(r"\b\d{1,2}\.? *$", line) and "19" not in line]
    assert not [line for line in lines if line.endswith("/")]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_text_is_at_least_eleven_points(tag: str) -> None:
    layout = laid_out(long_sample(tag))
    assert min(unit.look.size_pt for unit in layout.units) >= 11


@pytest.mark.parametrize("sign", [">", "!"])
def test_a_container_over_pages_has_a_frame_on_each(sign: str) -> None:
    for filling in range(20, 44):
        inner = [f"{sign} {'ord ' * 60}"] * 8
        layout = laid_out(edition("# T", *["rad"] * filling, *inner, "efter"))
        geometry = layout.geometry
        framed = 0
        for number, page in enumerate(layout.pages):
            own = [f for f in page.fragments if layout.units[f.unit].unit.within]
            if not own:
                continue
            (box,) = page.boxes
            framed += 1
            first, last = own[0].base_lines_pt[0], own[-1].base_lines_pt[-1]
            assert box.top_pt < first - 8 < last + 3 < box.bottom_pt
            assert box.top_pt >= (geometry.top if number else geometry.first_top)
            assert box.bottom_pt <= geometry.bottom + 10
            others = [f for f in page.fragments if f not in own]
            lines = [y for fragment in others for y in fragment.base_lines_pt]
            assert not any(box.top_pt < y < box.bottom_pt for y in lines)
        assert framed >= 1


@pytest.mark.parametrize("sign", [">", "!"])
def test_no_single_line_of_a_container_stands_alone_on_a_page(sign: str) -> None:
    long = f"{sign} {'ord ' * 40}"
    for filling in range(15, 44):
        inner = (f"{sign} Titel", long, long, f"{sign} Källa")
        layout = laid_out(edition("# T", *["rad"] * filling, *inner))
        pages = [n for n, f in parts(layout) if layout.units[f.unit].unit.within]
        assert pages[0] == pages[1]
        assert pages[-2] == pages[-1]


def test_a_picture_stays_with_its_caption() -> None:
    for filling in range(15, 44):
        layout = laid_out(edition("# T", *["rad"] * filling, "![a](red) bildtext"))
        (number,) = (n for n, p in enumerate(layout.pages) if len(p.items) > len(p.fragments))
        last = layout.pages[number].fragments[-1]
        assert layout.units[last.unit].unit.characters == "bildtext"

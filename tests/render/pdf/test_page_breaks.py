"""What stays together at a page's foot, wherever the page happens to end; and steady lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest

from pipeline.reading import Kind
from pipeline.render.pdf.layout import Layout
from pipeline.render.pdf.rows import Picture
from tests.builders import edition
from tests.real_editions import real_editions
from tests.render.pdf.setting import laid_out

LONG = "ord " * 90
"""A paragraph of six lines."""
FILLINGS = range(14, 36)
"""Numbers of one-line paragraphs that move what follows over the first page's foot."""


def everywhere(*lines: str, tag: str = "sv") -> Iterator[Layout]:
    """A document with these lines at each place of a page; they cross its foot at least once."""
    crossing = 0
    for filling in FILLINGS:
        layout = laid_out(edition("# T", *["rad"] * filling, *lines, language=tag))
        crossing += len(layout.pages) > 1
        yield layout
    assert crossing > 2


def pages(layout: Layout, text: str) -> list[int]:
    """The page of each line of all units whose text begins so."""
    return [
        number
        for number, page in enumerate(layout.pages)
        for fragment in page.fragments
        if layout.units[fragment.unit].unit.characters.startswith(text)
        for _ in fragment.base_lines_pt
    ]


def picture_page(layout: Layout) -> int:
    (found,) = (
        n for n, p in enumerate(layout.pages) if any(isinstance(i, Picture) for i in p.items)
    )
    return found


@pytest.mark.parametrize(
    "headings",
    [
        ["## Rubrik"],
        ["## Rubrik", "### Rubrik under"],
        ["## Rubrik", "### Rubrik under", "#### Rubrik längst ned", "##### Rubrik " + "lång " * 30],
    ],
)
def test_headings_in_a_row_stay_with_two_lines_of_text(headings: Sequence[str]) -> None:
    for layout in everywhere(*headings, LONG):
        together = {*pages(layout, "Rubrik"), *pages(layout, "ord")[:2]}
        assert len(together) == 1


def test_headings_stay_with_a_paragraph_of_one_line() -> None:
    for layout in everywhere("## Rubrik", "### Rubrik under", "kort", "rad"):
        assert len({*pages(layout, "Rubrik"), *pages(layout, "kort")}) == 1


TABLE = ("|= Verksamhet | Öppet", *(f"| Rad {n:02} | 8–16" for n in range(30)))


@pytest.mark.parametrize("caption", [(), ("|: Verksamheternas tider",)])
def test_a_heading_stays_with_the_first_rows_of_a_table(caption: Sequence[str]) -> None:
    for layout in everywhere("## Rubrik", *caption, *TABLE):
        first = [page for n in range(2) for page in pages(layout, f"Rad {n:02}")]
        header = pages(layout, "Verksamhet")
        assert len({*pages(layout, "Rubrik"), *header, *first}) == 1


def test_a_lead_in_of_a_table_is_no_widow_and_its_heading_stays_with_it() -> None:
    for layout in everywhere("## Rubrik", LONG, *TABLE):
        own = pages(layout, "ord")
        assert own[0] == own[1]
        assert own[-1] == own[-2]
        assert {*pages(layout, "Rubrik")} == {own[0]}


@pytest.mark.parametrize("caption", ["", " Bildtext"])
def test_a_heading_stays_with_a_picture_and_its_caption(caption: str) -> None:
    for layout in everywhere("## Rubrik", f"![a](red){caption}", LONG):
        assert {*pages(layout, "Rubrik"), *pages(layout, "Bildtext")} == {picture_page(layout)}


def test_a_heading_stays_with_a_lead_in_and_that_with_its_list() -> None:
    for layout in everywhere("## Rubrik", "Ansvar:", "- ett", "- två", "- tre", "- fyra"):
        together = [*pages(layout, "Rubrik"), *pages(layout, "Ansvar"), *pages(layout, "ett")]
        assert len({*together, *pages(layout, "två")}) == 1
        assert pages(layout, "tre") == pages(layout, "fyra")


def test_a_lead_in_of_several_lines_keeps_two_of_them_with_its_list() -> None:
    for layout in everywhere(LONG, "- ett", "- två", "- tre"):
        own = pages(layout, "ord")
        assert own[-1] == own[-2] == pages(layout, "ett")[0]


@pytest.mark.parametrize("sign", [">", "!"])
def test_a_heading_stays_with_the_beginning_of_a_box(sign: str) -> None:
    for layout in everywhere("## Rubrik", f"{sign} Titel", f"{sign} {LONG}", f"{sign} {LONG}"):
        own = pages(layout, "ord")
        assert len({*pages(layout, "Rubrik"), *pages(layout, "Titel"), *own[:2]}) == 1
        assert own[-1] == own[-2]


def test_the_rule_above_the_notes_stays_with_two_lines_of_the_first_note() -> None:
    for layout in everywhere("slut[^1][^2]", f"[^1] Not {LONG}", "[^2] Not två"):
        rules = [
            (number, fill.top_pt) for number, page in enumerate(layout.pages) for fill in page.fills
        ]
        ((page, _),) = rules
        assert pages(layout, "Not ord")[:2] == [page, page]


@pytest.mark.parametrize("tag", ["sv", "fi", "en", "so", "ar"])
def test_base_lines_of_a_unit_are_a_steady_distance_apart(tag: str) -> None:
    """Whatever stands on the lines: other fonts, strong words, numbers of notes, brackets."""
    mixed = "ord **fet** [خبر](ar) _kursiv_ نص (A–Ö)[^1] 25 % ﷲ ½ [suomeksi](fi) Ñ́ " * 25
    layouts = (
        laid_out(real_editions()[tag]),
        laid_out(edition("# T", mixed, f"- {mixed}", f"> {mixed}", f"[^1] {LONG}", language=tag)),
    )
    checked = 0
    for layout in layouts:
        for page in layout.pages:
            for fragment in page.fragments:
                look = layout.units[fragment.unit].look
                for one, other in pairwise(fragment.base_lines_pt):
                    assert other - one == pytest.approx(look.leading_pt)
                    checked += 1
    assert checked > 60


@pytest.mark.parametrize("tag", ["sv", "ar"])
def test_gaps_between_paragraphs_are_alike(tag: str) -> None:
    layout = laid_out(edition("# T", *["ord " * 40] * 12, language=tag))
    gaps = set()
    for page in layout.pages:
        own = [f for f in page.fragments if layout.units[f.unit].unit.kind is Kind.PARAGRAPH]
        gaps |= {round(b.base_lines_pt[0] - a.base_lines_pt[-1], 3) for a, b in pairwise(own)}
    (gap,) = gaps
    look = layout.units[1].look
    assert gap == pytest.approx(look.leading_pt + look.gap_after_pt)

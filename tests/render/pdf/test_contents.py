from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipeline.check.pdf import check_pdf
from pipeline.check.results import Outcome
from pipeline.check.verapdf import check_with_verapdf
from pipeline.edition import Edition
from pipeline.interface import interface
from pipeline.model import Heading, one_line
from pipeline.reading import Kind
from pipeline.render.edition_pdf import pdf_document
from pipeline.render.pdf import render
from pipeline.render.pdf.contents import LONGEST_WITHOUT
from pipeline.render.pdf.layout import Layout, lay_out
from pipeline.style import Style
from tests.builders import edition
from tests.defects.pdf_changes import Change, elements, harmed, kids
from tests.render.pdf.setting import laid_out
from tests.render.pdf.tag_tree import File, Node, read
from tests.samples import EPOCH, pdf_file

WORDS = {
    "sv": ("Kommunens verksamhet", "Nämnden sammanträder i kommunhuset om budgeten. "),
    "fi": ("Kunnan toiminta", "Lautakunta kokoontuu kunnantalolla talousarviosta. "),
    "en": ("The municipality", "The committee meets in the town hall on the budget. "),
    "so": ("Degmada", "Guddigu wuxuu ku kulmaa xarunta degmada. "),
    "ar": ("أنشطة البلدية", "تجتمع اللجنة في مبنى البلدية بشأن الميزانية. "),
}
languages = pytest.mark.parametrize("tag", WORDS)


@cache
def long_document(tag: str, sections: int = 14) -> Edition:
    """Sections with two subsections each; a deeper one now and then; some headings are long."""
    heading, sentence = WORDS[tag]
    lines = [f"# {heading}", sentence * 3]
    for number in range(1, sections + 1):
        many = 9 if number % 5 == 2 else 1
        lines += [f"## {' – '.join([heading] * many)} {number}", sentence * 12]
        lines += [f"### {heading} {number}.1", sentence * 9, f"### {heading} {number}.2"]
        lines += [sentence * 9, *(["#### Djupt", sentence * 5] if number % 4 == 1 else [])]
    return edition(*lines, language=tag, notices=("Notis.",))


def plainly(item: Edition) -> int:
    """The pages of a document that has no table of contents."""
    return len(lay_out(replace(pdf_document(item), contents_title=""), Style()).pages)


def headings(item: Edition, deepest: int = 3) -> list[Heading]:
    return [b for b in item.briefing.blocks if isinstance(b, Heading) if b.level <= deepest]


def entries(root: Node) -> list[Node]:
    return [item.children[0] for item in root.find("TOCI")]


def heading_pages(file: File, count: int) -> list[int]:
    """The pages, from 1, of the headings of levels 2 and 3 behind the contents' own."""
    found = [node for node in file.root.find("H2", "H3", "H4") if node.kind != "H4"]
    assert len(found) == count + 1
    return [node.pages[0] + 1 for node in found[1:]]


@languages
def test_the_entries_are_the_headings_with_their_pages(tag: str) -> None:
    item = long_document(tag)
    file = read(pdf_file(item))
    wanted = headings(item)
    pages = heading_pages(file, len(wanted))
    assert len(set(pages)) > LONGEST_WITHOUT - 2
    found = [entry.text for entry in entries(file.root)]
    assert found == [f"{one_line(h.text)} {page}" for h, page in zip(wanted, pages, strict=True)]
    (section,) = (node for node in file.root.find("Sect") if node.find("TOC") and node.children)
    assert section.children[0].text == interface(tag).resident("Contents")


@languages
def test_the_rest_of_the_text_is_as_without_it(tag: str) -> None:
    item = long_document(tag)
    plain = replace(pdf_document(item), contents_title="")
    without = read(render(plain, Style(), epoch=EPOCH)).root
    root = read(pdf_file(item)).root
    children = [child for child in root.children if not child.find("TOC")]
    assert len(children) == len(root.children) - 1
    assert [child.text for child in children] == [child.text for child in without.children]
    assert [child.kind for child in root.children][:3] == ["H1", "Div", "Sect"]


@languages
def test_every_entry_is_a_link_to_its_heading(tag: str) -> None:
    item = long_document(tag)
    data = pdf_file(item)
    pages = heading_pages(read(data), len(headings(item)))
    pdf = pikepdf.open(BytesIO(data))
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    links = [link for entry in elements(pdf, "TOCI") for link in _links(entry)]
    assert len(links) == len(pages)
    for link, page in zip(links, pages, strict=True):
        annotations = [kid.Obj for kid in kids(link) if _is_object_reference(kid)]
        assert annotations
        assert {numbers[a.Dest[0].objgen] for a in annotations} == {page}


def _links(item: pikepdf.Object) -> list[pikepdf.Object]:
    references = [kid for kid in kids(item) if kid.S == "/Reference"]  # type: ignore[attr-defined]
    return [kid for reference in references for kid in kids(reference)]  # type: ignore[misc]


def _is_object_reference(kid: object) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


def test_entries_of_level_3_stand_inside_the_one_above_them() -> None:
    (outer, *_) = read(pdf_file(long_document("sv"))).root.find("TOC")
    assert [child.kind for child in outer.children] == ["TOCI"] * 14
    for item in outer.children:
        reference, inner = item.children
        assert [child.kind for child in reference.children] == ["Link"]
        assert (inner.kind, [c.kind for c in inner.children]) == ("TOC", ["TOCI"] * 2)


@languages
def test_numbers_stand_at_the_reading_end_and_the_words_begin_at_the_start(tag: str) -> None:
    layout = laid_out(long_document(tag))
    is_rtl = tag == "ar"
    area = layout.geometry.area
    numbers = 0
    for unit in layout.units:
        if unit.unit.kind is not Kind.CONTENTS:
            continue
        last = unit.lines[-1]
        number = [run for run in last.runs if run.span == len(unit.spans) - 1]
        text = [run for run in last.runs if run.span < len(unit.spans) - 1]
        left = area.left_pt if is_rtl else area.left_pt + unit.look.indent_pt
        start = min(run.x_pt for run in number) + left
        end = max(run.x_pt + run.width_pt for run in number) + left
        numbers += 1
        if is_rtl:
            assert start == pytest.approx(area.left_pt)
            assert end < left + min(max(run.x_pt, 0) for run in text)
        else:
            assert end == pytest.approx(area.left_pt + area.width_pt)
            assert start > left + max(run.x_pt + run.width_pt for run in text)
    assert numbers == 42


def test_only_documents_of_more_than_eight_pages_have_one() -> None:
    seen = set()
    for sections in range(4, 14):
        item = long_document("sv", sections)
        pages = plainly(item)
        layout = laid_out(item)
        seen.add(pages > LONGEST_WITHOUT)
        assert bool(layout.contents) == (pages > LONGEST_WITHOUT)
        assert len(layout.pages) >= pages
        assert layout.contents or len(layout.pages) == pages
    assert seen == {True, False}


@pytest.mark.parametrize(
    "lines", [[], ["## Bara en"], ["#### Djup"] * 4, ["#### Djup", "## Bara en"]]
)
def test_without_two_headings_to_lead_to_there_is_none(lines: Sequence[str]) -> None:
    item = edition("# T", *["ord " * 400] * 20, *lines)
    layout = laid_out(item)
    assert len(layout.pages) > LONGEST_WITHOUT
    assert not layout.contents
    assert not check_pdf(pdf_file(item), item, "")


def test_a_document_without_a_title_for_it_has_none() -> None:
    item = long_document("sv")
    assert not lay_out(replace(pdf_document(item), contents_title=""), Style()).contents


def test_notes_strong_words_lines_and_languages_in_a_heading() -> None:
    filling = ["ord " * 400] * 20
    item = edition(
        "# T", "### Först djupt[^1]", *filling, "## Rad // två **fet** [^1]", "text",
        "### [suomeksi](fi) och [mer](https://a.se)", "text", "[^1] not",
    )  # fmt: skip
    data = pdf_file(item)
    assert not check_pdf(data, item, "")
    (first, second, third) = entries(read(data).root)
    assert first.text.startswith("Först djupt ")
    assert second.text.startswith("Rad två fet ")
    assert third.text.startswith("suomeksi och mer ")
    assert [(span.language, span.text) for span in third.find("Span")] == [("fi", "suomeksi")]
    assert len(third.find("Link")) == 1


def test_a_table_over_many_pages_keeps_its_rules() -> None:
    lines = [line for n in range(150) for line in (f"## Rubrik {n}", f"### Under {n}", "text")]
    item = edition("# T", *lines)
    layout = laid_out(item)
    pages = pages_of_entries(layout)
    assert len(set(pages)) > 5
    assert not check_pdf(pdf_file(item), item, "")
    # A section's entry is not the last one on a page, nor is the first or the last one alone.
    for (page, depth), (following, _) in pairwise(zip(pages, [0, 1] * 150, strict=True)):
        assert page == following or depth == 1


def pages_of_entries(layout: Layout) -> list[int]:
    return [
        number
        for number, page in enumerate(layout.pages)
        for fragment in page.fragments
        if layout.units[fragment.unit].unit.kind is Kind.CONTENTS
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(2, 5), st.text("abå ", max_size=90).filter(str.strip), st.integers(0, 900)
        ),
        min_size=4,
        max_size=30,
    ),
    st.sampled_from(["sv", "ar"]),
)
@settings(deadline=None, max_examples=8, phases=(Phase.generate,))
def test_any_headings_pass_the_check(parts: list[tuple[int, str, int]], tag: str) -> None:
    lines = [
        line
        for level, text, words in parts
        for line in (f"{'#' * level} {text}", "ord " * (words + 40))
    ]
    item = edition("# T", *lines, *["ord " * 420] * 6, language=tag)
    assert not check_pdf(pdf_file(item), item, "")


def _leads_elsewhere(pdf: pikepdf.Pdf) -> None:
    """The contents' second entry leads where the first one does."""
    first, second = (_links(entry)[0] for entry in elements(pdf, "TOCI")[:2])
    target = next(kid.Obj for kid in kids(first) if _is_object_reference(kid))
    moved = next(kid.Obj for kid in kids(second) if _is_object_reference(kid))
    moved.Dest = target.Dest


def _exchange(pdf: pikepdf.Pdf) -> None:
    (table, *_) = elements(pdf, "TOC")
    table.K = pikepdf.Array([table.K[1], table.K[0], *list(table.K)[2:]])


def _drop(pdf: pikepdf.Pdf) -> None:
    (table, *_) = elements(pdf, "TOC")
    table.K = pikepdf.Array(list(table.K)[1:])


def _after_the_text(pdf: pikepdf.Pdf) -> None:
    (document,) = elements(pdf, "Document")
    children = list(document.K)
    document.K = pikepdf.Array([*children[:2], *children[3:], children[2]])


def _other_page(pdf: pikepdf.Pdf) -> None:
    """One page is taken out of its place, so that its headings have another number."""
    page = pdf.pages[6]
    pdf.pages.insert(4, page)
    del pdf.pages[7]


@pytest.mark.parametrize(
    "change", [_leads_elsewhere, _exchange, _drop, _after_the_text, _other_page]
)
def test_harm_to_the_table_is_found(change: Change) -> None:
    item = long_document("sv")
    found = check_pdf(harmed(pdf_file(item), change), item, "")
    assert "pdf.contents" in {finding.rule for finding in found}


def test_a_table_that_is_missing_or_not_wanted_is_found() -> None:
    item = long_document("sv")
    plain = render(replace(pdf_document(item), contents_title=""), Style(), epoch=EPOCH)
    assert [f.rule for f in check_pdf(plain, item, "")] == ["pdf.contents"]
    other = replace(pdf_document(item), contents_title="Innehål")
    wrong = render(other, Style(), epoch=EPOCH)
    assert [f.rule for f in check_pdf(wrong, item, "")] == ["pdf.contents"]


def test_verapdf_finds_nothing(verapdf_jar: Path, tmp_path: Path) -> None:
    for tag in ("sv", "ar"):
        (tmp_path / f"{tag}.pdf").write_bytes(pdf_file(long_document(tag)))
    rows = check_with_verapdf(tmp_path, ["sv.pdf", "ar.pdf"], verapdf_jar)
    assert {row.outcome for row in rows} == {Outcome.PASSED}

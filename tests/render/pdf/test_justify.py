"""Justified lines: which are, how far their spaces open, and what stays as it was."""

from collections.abc import Callable
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check.pdf import check_pdf
from pipeline.edition import Edition
from pipeline.languages import language
from pipeline.reading import Kind
from pipeline.render.edition_pdf import pdf_document, render_pdf
from pipeline.render.pdf.glyphs import Line, StyledSpan
from pipeline.render.pdf.justify import MOST_EM
from pipeline.render.pdf.layout import Layout, lay_out
from pipeline.render.pdf.text import set_paragraph
from pipeline.style import Style
from tests.builders import edition
from tests.defects.pdf_changes import harmed
from tests.real_editions import real_editions
from tests.render.pdf.everything import LANGUAGES, everything
from tests.render.pdf.setting import SIZE_PT, left_pt, span, texts
from tests.samples import EPOCH

JUSTIFIED = Style(alignment="justified")
WORDS = [
    "ord",
    "mötet",
    "Carin",
    "0220-240 00",
    "نص",
    "البلدية",
    "(8–16.30)",
    "i",
    "  ",
    "a\u00adb",
]


def both(
    spans: list[StyledSpan], tag: str, width_pt: float
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The same text ragged and justified."""

    def lines(*, is_justified: bool) -> tuple[Line, ...]:
        return set_paragraph(
            spans, language=language(tag), width_pt=width_pt, size_pt=SIZE_PT, where="b1",
            is_justified=is_justified,
        )  # fmt: skip

    return lines(is_justified=False), lines(is_justified=True)


def gaps(of: Line) -> list[float]:
    """The space between neighbouring runs, from left to right."""
    runs = sorted(of.runs, key=lambda run: run.x_pt)
    return [b.x_pt - a.x_pt - a.width_pt for a, b in pairwise(runs)]


def drawn(of: Line) -> list[tuple[str, list[int], int]]:
    """Each cluster from left to right, with its glyphs and level."""
    placed = [
        (round(left_pt(run, cluster), 3), cluster.text, [g.id for g in cluster.glyphs], run.level)
        for run in of.runs
        for cluster in run.clusters
        if cluster.glyphs
    ]
    placed.sort(key=lambda item: item[0])
    return [(text, ids, level) for _, text, ids, level in placed]


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["sv", "ar"])), max_size=30),
    st.floats(60, 400),
    st.sampled_from(["sv", "ar"]),
)
@settings(deadline=None)
def test_justified_lines_fill_the_width_and_change_nothing_else(
    words: list[tuple[str, str]], width_pt: float, tag: str
) -> None:
    spans = [span(f"{word} ", own) for word, own in words]
    ragged, justified = both(spans, tag, width_pt)
    assert texts(ragged) == texts(justified)
    for before, after in zip(ragged, justified, strict=True):
        assert drawn(before) == drawn(after)
        opened = [gap for gap in gaps(after) if abs(gap) > 1e-6]
        if after.width_pt == pytest.approx(before.width_pt):
            assert not opened
            continue
        assert after.width_pt == pytest.approx(width_pt)
        assert after is not justified[-1]
        assert sum(opened) == pytest.approx(width_pt - before.width_pt)
        assert min(opened) > 0
    if justified:
        assert justified[-1].width_pt == ragged[-1].width_pt


@pytest.mark.parametrize("tag", ["sv", "fi", "en", "so", "ar"])
def test_most_lines_of_the_real_briefing_fill_the_width(tag: str) -> None:
    layout = lay_out(pdf_document(real_editions()[tag]), JUSTIFIED)
    full = ragged = 0
    for unit in layout.units:
        room = unit.area.width_pt - unit.look.indent_pt - unit.look.narrowed_pt
        is_running = unit.unit.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.NOTICE, Kind.NOTE)
        for line in unit.lines[:-1]:
            if is_running and line.width_pt == pytest.approx(room):
                full += 1
                spaces = sum(1 for gap in gaps(line) if gap > 1e-6)
                widest = max(gaps(line), default=0)
                assert not spaces or widest <= MOST_EM * unit.look.size_pt * 2 + 1e-6
            else:
                ragged += is_running
                assert is_running or all(abs(gap) < 1e-6 for gap in gaps(line))
    assert full > 1.5 * ragged


def test_forced_lines_and_last_lines_are_ragged() -> None:
    text = "ett par ord till\nett par ord till och ett par ord till och mer"
    ragged, justified = both([span(text)], "sv", 105)
    widths = [line.width_pt == pytest.approx(105) for line in justified]
    assert texts(justified)[0] == "ett par ord till "
    assert not widths[0]
    assert any(widths)
    assert not widths[-1]
    assert len(ragged) == len(justified)


def test_a_line_that_would_have_holes_stays_ragged() -> None:
    ragged, justified = both([span("ett verksamhetsplaneringsdokument ett")], "sv", 181)
    assert ragged[0].width_pt == justified[0].width_pt


@pytest.mark.parametrize("tag", ["th", "zh"])
def test_scripts_without_spaces_are_ragged(tag: str) -> None:
    from pipeline.reading import ReadingUnit
    from pipeline.render.pdf.look import Looks

    unit = ReadingUnit(Kind.PARAGRAPH, "b1", ())
    assert not Looks(JUSTIFIED, language(tag)).of(unit).is_justified
    assert Looks(JUSTIFIED, language("ar")).of(unit).is_justified


def laid_out(item: Edition) -> Layout:
    return lay_out(pdf_document(item), JUSTIFIED)


def test_tables_and_headings_are_ragged() -> None:
    item = edition(
        "# " + "Titel " * 30, "|= a | b",
        f"| {'ord och mer ' * 9} | {'ord ' * 40} \\\\ {'ord ' * 40}",
        "## " + "Rubrik om ord " * 9,
    )  # fmt: skip
    for unit in laid_out(item).units:
        assert len(unit.lines) == 1 or unit.unit.characters.startswith(("Titel", "ord", "Rubrik"))
        assert all(abs(gap) < 1e-6 for line in unit.lines for gap in gaps(line))


@pytest.mark.parametrize("tag", sorted(LANGUAGES))
def test_documents_with_everything_pass_the_check(tag: str) -> None:
    item = everything(tag)
    assert not check_pdf(render_pdf(item, JUSTIFIED, epoch=EPOCH), item, "")


PARAGRAPH = edition(
    "# T",
    "Nämnden sammanträder i kommunhuset om budgeten för nästa år, och alla som vill får vara med. "
    * 5,
)


def moves(pdf: pikepdf.Pdf, change: Callable[[list[float]], list[float]], line: int) -> None:
    """Change the widened spaces of one line of the paragraph."""
    page = pdf.pages[0]
    operators = list(pikepdf.parse_content_stream(page))
    begin = next(
        n for n, i in enumerate(operators)
        if str(i.operator) == "BDC" and str(i.operands[0]) == "/P"
    )  # fmt: skip
    shown = [i for i in operators[begin:] if str(i.operator) == "TJ"][line]
    array = shown.operands[0]
    places = [n for n, item in enumerate(array) if not isinstance(item, pikepdf.String)]
    large = [n for n in places if float(array[n]) < -30]
    for place, value in zip(large, change([float(array[n]) for n in large]), strict=True):
        array[place] = round(value)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))


HARMS: dict[str, Callable[[list[float]], list[float]]] = {
    "one space wider": lambda widths: [widths[0] - 60, *widths[1:]],
    "a space closed": lambda widths: [*widths[:-1], 260],
    "all far wider": lambda widths: [width - 300 for width in widths],
    "all narrower": lambda widths: [-width for width in widths],
    "all a little wider, so that the line ends elsewhere": lambda w: [width - 40 for width in w],
}


@pytest.mark.parametrize("change", HARMS.values(), ids=HARMS.keys())
def test_spaces_that_are_widened_otherwise_are_found(
    change: Callable[[list[float]], list[float]],
) -> None:
    data = render_pdf(PARAGRAPH, JUSTIFIED, epoch=EPOCH)
    assert not check_pdf(data, PARAGRAPH, "")
    broken = harmed(data, lambda pdf: moves(pdf, change, 1))
    assert "pdf.spacing" in {finding.rule for finding in check_pdf(broken, PARAGRAPH, "")}

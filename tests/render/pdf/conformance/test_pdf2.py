"""The same documents as PDF/UA-2 and PDF/A-4."""

from pathlib import Path

import pikepdf
import pytest

from pipeline.check.verapdf import VeraPdf, find_verapdf, validate
from pipeline.render.pdf import Standard, render
from tests.render.pdf.conformance.case import Case, case
from tests.render.pdf.conformance.corpus import corpus
from tests.render.pdf.tag_tree import File, read

EACH = 6
"""Each such document of the corpus is one of the sample."""
PDF_2 = "http://iso.org/pdf2/ssn"
PDF_1_7 = "http://iso.org/pdf/ssn"


def pdf_2(each: Case) -> bytes:
    return render(each.document, each.style, epoch=each.epoch, standard=Standard.UA2_A4)


def opened(*lines: str) -> File:
    return read(pdf_2(case("pdf2", *lines)))


def references(element: pikepdf.Object) -> set[tuple[int, int]]:
    return {other.objgen for other in element.get("/Ref", [])}


@pytest.fixture(scope="module")
def sample() -> list[Case]:
    return list(corpus())[::EACH]


def test_verapdf_finds_nothing(sample: list[Case], verapdf_jar: Path, tmp_path: Path) -> None:
    tool = find_verapdf(verapdf_jar)
    assert isinstance(tool, VeraPdf)
    files = []
    for each in sample:
        files.append(tmp_path / f"{each.name.replace('/', ' ')}.pdf")
        files[-1].write_bytes(pdf_2(each))
    assert len(files) >= 60
    for flavour in ("ua2", "4", "wt1a"):
        problems = validate(tool, flavour, files)
        found = {file.stem: each for file, each in zip(files, problems, strict=True) if each}
        assert found == {}, flavour


def test_the_text_of_the_tag_tree_is_that_of_the_other_standard(sample: list[Case]) -> None:
    for each in sample:
        assert read(pdf_2(each)).root.text == read(each.pdf()).root.text, each.name


def test_the_pages_are_the_same() -> None:
    each = case("pages", "# T[^1]", "**a** _b_ [c](#b2)", "## d", "![r](red) c", "[^1] n")
    one, other = (read(data).pdf for data in (each.pdf(), pdf_2(each)))
    painted = [
        [(list(o), str(op)) for o, op in pikepdf.parse_content_stream(page) if str(op) != "BDC"]
        for page in (one.pages[0], other.pages[0])
    ]
    assert painted[0] == painted[1]


def test_the_header_the_trailer_and_the_metadata_say_pdf_2() -> None:
    data = pdf_2(case("pdf2", "# T", "x"))
    assert data.startswith(b"%PDF-2.0\n")
    with read(data).pdf as file:
        assert "/Info" not in file.trailer
        metadata = file.Root.Metadata.read_bytes().decode()
    for claim in ("pdfuaid:part>2<", "pdfuaid:rev>2024<", "pdfaid:part>4<", "pdfaid:rev>2020<"):
        assert claim in metadata
    assert "conformance>" not in metadata
    assert "{" not in metadata


def test_each_element_names_the_namespace_of_its_type() -> None:
    file = opened("# T[^1]", "> a", "- b", "| c", "![r](red) d", "[^1] n")
    spaces = {node.kind: str(node.value.NS.NS) for node in file.root.walk()}
    assert {kind for kind, space in spaces.items() if space == PDF_1_7} == {
        "BlockQuote",
        "Reference",
    }
    assert set(spaces.values()) == {PDF_1_7, PDF_2}
    assert [str(each.NS) for each in file.pdf.Root.StructTreeRoot.Namespaces] == [PDF_2, PDF_1_7]


def test_a_note_and_its_references_lead_to_each_other() -> None:
    file = opened("# T[^1]", "a[^2] b[^1]", "[^1] n", "[^2] m")
    first, second = file.root.find("FENote")
    one, other, again = file.root.find("Link")
    assert references(one.value) == references(again.value) == {first.value.objgen}
    assert references(other.value) == {second.value.objgen}
    assert references(first.value) == {one.value.objgen, again.value.objgen}
    assert references(second.value) == {other.value.objgen}
    assert first.value.A.NoteType == "/Endnote"
    assert file.root.find("Note") == []


def test_strong_and_emphasised_text_is_told() -> None:
    file = opened("# T", "a **b** _c_ **_d_** [**e**](fi) [f](fi) [**g** h](https://a.se/)")
    strong = file.root.find("Strong")
    assert [(node.text, node.language) for node in strong] == [
        ("b", None),
        ("d", None),
        ("e", "fi"),
        ("g", None),
    ]
    assert [node.text for node in file.root.find("Em")] == ["c"]
    assert [(node.text, node.language) for node in file.root.find("Span")] == [("f", "fi")]
    assert file.root.find("Link")[0].children == [strong[-1]]


BLOCKS = (
    ("## b", "H2"),
    ("b", "P"),
    ("- b", "L"),
    ("| b", "Table"),
    ("> b", "BlockQuote"),
    ("! b", "Div"),
    ("![r](red)", "Figure"),
    ("![r](red) b", "Sect"),
    ("~ b", "P"),
)


@pytest.mark.parametrize(("line", "kind"), BLOCKS)
def test_a_link_inside_leads_to_the_element_of_its_block(line: str, kind: str) -> None:
    file = opened("# T", "[a](#b2)", line)
    (annotation,) = file.root.find("Link")[0].annotations
    element = annotation.A.SD[0]
    assert f"/{kind}" == element.S
    assert annotation.A.D[0].objgen == file.pdf.pages[0].obj.objgen
    assert "/Dest" not in annotation


@pytest.mark.parametrize("line", ["***", "![](red)", "~ \n~ A"])
def test_a_block_without_an_element_has_that_around_it(line: str) -> None:
    file = opened("# T", "## S", "[a](#b3)", *line.split("\n"), "slut")
    (annotation,) = file.root.find("Link")[0].annotations
    assert annotation.A.SD[0].S in ("/Sect", "/P")


def test_bookmarks_lead_to_headings() -> None:
    file = opened("# T", "## a", "### b")
    with file.pdf.open_outline() as outline:
        first = outline.root[0]
        found = [first, *first.children, *first.children[0].children]
        kinds = [each.action.SD[0].S for each in found]
    assert kinds == ["/H1", "/H2", "/H3"]


def test_an_entry_of_the_contents_refers_to_its_heading() -> None:
    file = read(pdf_2(next(each for each in corpus() if each.name == "pages/12 sv")))
    entries, (_contents, *headings) = file.root.find("TOCI"), file.root.find("H2")
    assert len(entries) == 12
    for entry, heading in zip(entries, headings, strict=True):
        assert references(entry.value) == {heading.value.objgen}


def test_a_picture_and_its_caption_stand_together() -> None:
    file = opened("# T", "![r](red) a", "![](blue) b", "|: c", "| d")
    (group,) = file.root.find("Sect")
    assert [node.kind for node in group.children] == ["Figure", "Caption"]
    assert [node.text for node in file.root.find("Caption")] == ["a", "c"]
    assert [node.text for node in file.root.find("P")] == ["b"]

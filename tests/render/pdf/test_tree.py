"""The tag tree of every kind of block, read from finished files."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from pipeline.check.results import Outcome
from pipeline.check.verapdf import check_with_verapdf
from pipeline.edition import Edition
from pipeline.errors import RenderError
from pipeline.model import Paragraph, Span
from pipeline.reading import Kind, reading_sequence
from tests.builders import edition
from tests.render.pdf.everything import LANGUAGES, everything, long_table, shapes
from tests.render.pdf.tag_tree import Node, read
from tests.samples import pdf_file

SHAPES = shapes()
samples = pytest.mark.parametrize("item", SHAPES.values(), ids=SHAPES.keys())
languages = pytest.mark.parametrize("tag", LANGUAGES)

TEXTS = frozenset(("P", "Caption", "LBody", "TH", "TD", *(f"H{n}" for n in range(1, 7))))
INLINE = frozenset(("Span", "Link", "Reference"))


def own_text(node: Node) -> str:
    """The text that belongs to an element directly, with that of the elements in its lines."""
    return "".join(
        part.text for part in node.own if not isinstance(part, Node) or part.kind in INLINE
    )


def texts(root: Node) -> list[str]:
    """Every text of the tree: what has content of its own, and alternatives of pictures."""
    found: list[str] = []
    for node in root.walk():
        if node.kind == "Figure":
            found.append(str(node.value.Alt))
        elif node.kind in TEXTS and (text := own_text(node)):
            found.append(text)
    return found


def outline(node: Node) -> list[object]:
    """Kinds, nested; elements without blocks in them are just their kind."""
    return [
        [child.kind, *outline(child)] if any(c.kind not in INLINE for c in child.children)
        else child.kind
        for child in node.children
        if child.kind not in INLINE
    ]  # fmt: skip


def tree(*lines: str, tag: str = "sv") -> Node:
    return read(pdf_file(edition("# T", *lines, language=tag))).root


@samples
def test_text_through_the_tag_tree_is_the_edition(item: Edition) -> None:
    """But for the soft hyphen that a word has where a line's end divides it."""
    wanted = [unit.characters.replace("\n", " ") for unit in reading_sequence(item)]
    found = texts(read(pdf_file(item)).root)
    assert [text.replace("\u00ad", "") for text in found] == [
        text.replace("\u00ad", "") for text in wanted if text
    ]


@samples
def test_labels_are_those_of_the_reading_sequence(item: Edition) -> None:
    wanted = [unit.label for unit in reading_sequence(item) if unit.label]
    assert [node.text for node in read(pdf_file(item)).root.find("Lbl")] == wanted


def test_page_header_and_footer_are_the_first_and_the_last_element() -> None:
    root = tree("^^ sidhuvud", "Text", "~ Hej", "__ sidfot", "[^1] not")
    assert [(node.kind, node.text) for node in (root.children[0], root.children[-1])] == [
        ("P", "sidhuvud"),
        ("P", "sidfot"),
    ]
    assert outline(root) == ["P", "H1", "P", "P", ["Note", "Lbl", "P"], "P"]


def test_nested_lists_stand_in_the_body_of_their_item() -> None:
    root = tree("- a", "  b", "  - c", "    1. d", "- e")
    item = [
        "LI",
        "Lbl",
        ["LBody", "P", ["L", ["LI", "Lbl", ["LBody", ["L", ["LI", "Lbl", "LBody"]]]]]],
    ]
    assert outline(root) == ["H1", ["L", item, ["LI", "Lbl", "LBody"]]]
    assert [node.attributes for node in root.find("L")] == ["/Disc", "/Disc", "/Decimal"]
    body = root.find("LBody")[0]
    assert own_text(body) == "a"
    assert body.text == "ab•c1.d"


def test_a_table_has_caption_head_and_body() -> None:
    root = tree("|: c", "|= a | b", "|! d | e", "| f | g \\\\ - h")
    assert outline(root) == [
        "H1",
        [
            "Table",
            "Caption",
            ["THead", ["TR", "TH", "TH"]],
            [
                "TBody",
                ["TR", "TH", "TD"],
                ["TR", "TH", ["TD", "P", ["L", ["LI", "Lbl", "LBody"]]]],
            ],
        ],
    ]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (("|= a", "| b"), ["THead", "TBody"]),
        (("|= a", "|= b"), ["TBody"]),
        (("|= a | b", "| ^ | c", "| d | e"), ["TBody"]),
    ],
)
def test_a_head_never_stands_alone_nor_reaches_below_itself(
    lines: tuple[str, ...], parts: list[str]
) -> None:
    (table,) = (node for node in tree(*lines).walk() if node.kind == "Table")
    assert [node.kind for node in table.children] == parts


def test_a_table_without_header_rows_has_only_a_body() -> None:
    assert outline(tree("| a | b"))[1:] == [["Table", ["TBody", ["TR", "TD", "TD"]]]]
    assert outline(tree("|= a | b"))[1:] == [["Table", ["TBody", ["TR", "TH", "TH"]]]]


def test_an_empty_cell_is_an_element() -> None:
    root = tree("|= | b", "| c | ")
    assert [node.text for node in root.find("TH", "TD")] == ["", "b", "c", ""]


@languages
def test_header_cells_have_scope_and_are_named_by_their_cells(tag: str) -> None:
    root = tree("|= A | B | <", "|= ^ | C | D", "|! E | 1 | 2", "|! F | 3 | ^", tag=tag)
    heads = {str(node.value.ID): node for node in root.find("TH")}
    assert {node.text: str(node.value.A.Scope) for node in heads.values()} == {
        **dict.fromkeys("ABCD", "/Column"),
        **dict.fromkeys("EF", "/Row"),
    }
    named = {
        node.text: "".join(heads[str(name)].text for name in node.value.A.Headers)
        for node in root.find("TD", "TH")
        if "/A" in node.value and "/Headers" in node.value.A
    }
    assert named == {"C": "B", "D": "B", "E": "A", "F": "A", "1": "BCE", "2": "BDEF", "3": "BCF"}
    spans = {
        node.text: (int(node.value.A.get("/ColSpan", 1)), int(node.value.A.get("/RowSpan", 1)))
        for node in root.find("TD", "TH")
        if {"/ColSpan", "/RowSpan"} & set(node.value.A.keys())
    }
    assert spans == {"A": (1, 2), "B": (2, 1), "2": (1, 2)}


@languages
def test_every_identifier_is_in_the_tree_of_identifiers(tag: str) -> None:
    file = read(pdf_file(everything(tag)))
    named = {str(n.value.ID): n.value.objgen for n in file.root.walk() if "/ID" in n.value}
    names = list(file.pdf.Root.StructTreeRoot.IDTree.Names)
    assert {str(k): v.objgen for k, v in zip(names[::2], names[1::2], strict=True)} == named
    assert [bytes(name) for name in names[::2]] == sorted(bytes(name) for name in names[::2])
    assert sum(node.kind == "Note" for node in file.root.walk()) == sum(n[0] == "n" for n in named)


def test_cells_are_in_reading_order_in_every_direction() -> None:
    for tag in ("sv", "ar"):
        root = tree("| a | b", "| c | d", tag=tag)
        assert "".join(node.text for node in root.find("TD")) == "abcd"


def test_pictures_captions_quotations_and_call_outs() -> None:
    root = tree("![a](red) b", "![](red) c", "![](red)", "![d](red)", "> e", "> - f", "! g", "***")
    assert outline(root) == [
        "H1",
        ["Div", "Figure", "Caption"],
        ["Div", "Caption"],
        "Figure",
        ["BlockQuote", "P", ["L", ["LI", "Lbl", "LBody"]]],
        ["Div", "P"],
    ]
    assert [str(node.value.Alt) for node in root.find("Figure")] == ["a", "d"]


def test_a_reference_leads_to_its_note() -> None:
    file = read(pdf_file(edition("# T[^2]", "a[^1] b[^2]", *["x"] * 60, "[^1] ett", "[^2] två")))
    references = file.root.find("Reference")
    assert [reference.text for reference in references] == ["2", "1", "2"]
    notes = {str(node.value.ID): node for node in file.root.find("Note")}
    assert [node.find("Lbl")[0].text for node in notes.values()] == ["1", "2"]
    for reference in references:
        (link,) = reference.children
        (annotation,) = link.annotations
        assert link.kind == "Link"
        assert str(annotation.Contents) == link.text
        page, top = destination(file.pdf, annotation)
        first = notes[f"n{link.text}"].find("P")[0].own[0].glyphs[0]
        assert page == first.page
        assert 0 < top - first.y < 20


def destination(pdf: pikepdf.Pdf, annotation: pikepdf.Object) -> tuple[int, float]:
    page, how, _, top, _ = annotation.Dest
    assert str(how) == "/XYZ"
    pages = [p.obj.objgen for p in pdf.pages]
    return pages.index(page.objgen), float(top)


@pytest.mark.parametrize(
    ("block", "first"),
    [
        ("mål", "mål"),
        ("## mål", "mål"),
        ("- mål", "mål"),
        ("> mål", "mål"),
        ("! mål", "mål"),
        ("|= mål | a", "mål"),
        ("|: mål", "mål"),
        ("~ mål", "mål"),
    ],
)
def test_an_inner_link_leads_to_the_page_and_height_of_its_block(block: str, first: str) -> None:
    filling = ["x"] * 60
    table = ["| a | b"] if block.startswith("|:") else []
    item = edition("# T", "[länk](#b62)", *filling, block, *table, "***", "efter")
    file = read(pdf_file(item))
    (annotation,) = file.root.find("Link")[0].annotations
    page, top = destination(file.pdf, annotation)
    (glyphs,) = [c.glyphs for marked in file.marked for c in marked.values() if c.text == first]
    assert page == glyphs[0].page > 0
    assert 0 < top - glyphs[0].y < 30


def test_a_link_that_leads_nowhere_is_named_with_its_block() -> None:
    with pytest.raises(RenderError, match=r"b1.*“hit”"):
        pdf_file(edition("# T", "[hit](#b9)"))


def test_neighbouring_spans_of_one_link_are_one_link() -> None:
    item = edition("# T", "x")
    link = "https://a.se/"
    spans = (
        Span("ett ", None, link),
        Span("två", None, link, strong=True),
        Span(" suomi", "fi", link),
        Span(" och", None, "https://b.se/"),
        Span(" sv", "fi", "https://c.se/"),
    )
    item = replace(item, briefing=replace(item.briefing, blocks=(Paragraph("b1", spans),)))
    file = read(pdf_file(item))
    links = file.root.find("Link")
    assert [(link.text, link.language, len(link.annotations)) for link in links] == [
        ("ett två suomi", None, 1),
        (" och", None, 1),
        (" sv", "fi", 1),
    ]
    assert str(links[0].annotations[0].Contents) == "ett två suomi"
    assert [(node.text, node.language) for node in links[0].children] == [(" suomi", "fi")]


def fonts_of(root: Node, text: str) -> set[str]:
    found = [
        part for node in root.walk() for part in node.own
        if not isinstance(part, Node) and part.text == text
    ]  # fmt: skip
    return {glyph.font.partition("+")[2] for part in found for glyph in part.glyphs}


def test_weight_shows_what_is_strong_or_emphasised() -> None:
    root = tree("ett **två** tre _fyra_ fem", "## a _b_", "**[sex](#b1)** och _**sju**_")
    assert fonts_of(root, "två") == {"NotoSans-Bold"}
    assert fonts_of(root, "fyra") == {"NotoSans-Italic"}
    assert fonts_of(root, "a ") == {"NotoSans-Bold"}
    assert fonts_of(root, "b") == {"NotoSans-BoldItalic"}
    assert fonts_of(root, "sex") == {"NotoSans-Bold"}
    assert fonts_of(root, "sju") == {"NotoSans-BoldItalic"}
    arabic = tree("نص **مهم** هنا _جدا_ نص", tag="ar")
    assert fonts_of(arabic, "مهم") == fonts_of(arabic, "جدا") == {"NotoNaskhArabic-Bold"}


def test_a_line_break_reads_as_a_space() -> None:
    (paragraph,) = tree("ett // två").find("P")
    assert paragraph.text == "ett två"
    (content,) = paragraph.own
    assert len({glyph.y for glyph in content.glyphs}) == 2


def test_header_rows_are_repeated_as_artifacts() -> None:
    for tag in ("sv", "ar"):
        item = long_table(tag)
        file = read(pdf_file(item))
        pages = len(file.pdf.pages)
        assert pages >= 3
        heads = [u.characters for u in reading_sequence(item) if u.kind is Kind.HEADER_CELL]
        assert [node.text for node in file.root.find("TH")] == heads
        repeated = [content.text for content in file.artifacts if content.text in heads]
        assert repeated == heads * (pages - 1)


def test_the_source_s_own_header_is_on_each_page_and_read_once() -> None:
    for lines in (1, 3):
        words = "Krisledningen " * 9 * lines
        item = edition(f"^^ {words}[länk](https://a.se) slut", "# T", *["x"] * 60, f"__ {words}ut")
        file = read(pdf_file(item))
        pages = len(file.pdf.pages)
        for end in ("slut", "ut"):
            repeated = [content for content in file.artifacts if content.text.endswith(f" {end}")]
            assert len(repeated) == pages - 1
        header, footer = file.root.children[0], file.root.children[-1]
        assert header.pages[0] == footer.pages[0] == 0
        assert header.text == f"{words}länk slut"


def test_bookmarks_have_no_numbers_of_notes_and_no_line_breaks() -> None:
    pdf = read(pdf_file(edition("# Läget[^1] // nu", "## Sist[^1]", "[^1] not"))).pdf
    with pdf.open_outline() as found:
        (title,) = found.root
        assert [title.title, title.children[0].title] == ["Läget nu", "Sist"]
    assert str(pdf.docinfo["/Title"]) == "Läget nu"


def test_a_page_header_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(RenderError, match="header"):
        pdf_file(edition("^^ " + "ord " * 400, "# T"))


def test_no_glyph_is_outside_tags_and_artifacts() -> None:
    for item in SHAPES.values():
        file = read(pdf_file(item))
        assert file.unmarked == []
        assert file.pdf.check_pdf_syntax() == []


def test_verapdf_finds_nothing(verapdf_jar: Path, tmp_path: Path) -> None:
    names = [f"{name}.pdf" for name in SHAPES]
    for name, item in SHAPES.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf_file(item))
    rows = check_with_verapdf(tmp_path, names, verapdf_jar)
    assert len(rows) == 2 * len(names)
    assert [row for row in rows if row.outcome is not Outcome.PASSED] == []

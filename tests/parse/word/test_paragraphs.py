"""Paragraphs and runs: roles by style, look, links, languages, fields, tracked changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import briefing
from tests.parse.generated import unhurried
from tests.parse.word.builder import (
    NAMESPACES,
    NUMBERS,
    docx,
    errors_of,
    field,
    heading,
    link,
    notes_of,
    p,
    parse_docx,
    parsed,
    r,
    text_box,
    title,
)

TEXT = p("Kommunen arbetar.")
BOLD, ITALIC = "<w:b/>", "<w:i/>"


def blocks(*body: str, **options: object):
    return parsed(title(), *body, **options).briefing.blocks


def test_headings_by_name_by_basis_and_by_outline_level() -> None:
    body = [
        heading(1, "Ett"), TEXT, p("Två", style="Avsnitt"), TEXT, p("Tre", style="Djup"), TEXT,
        p("Fyra", more='<w:outlineLvl w:val="3"/>'), TEXT, p("Fem", style="Brodtext"),
    ]  # fmt: skip
    text = "Kommunen arbetar."
    assert (
        blocks(*body)
        == briefing(
            "## Ett", text, "### Två", text, "#### Tre", text, "##### Fyra", text, "Fem"
        ).blocks
    )


@pytest.mark.parametrize("name", ["Rubrik 1", "Heading 1", "Überschrift 1", "Otsikko 1"])
def test_translated_names_of_headings(name: str) -> None:
    style = f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{name}"/></w:style>'
    assert (
        blocks(p("Läget", style="X"), TEXT, styles=style)
        == briefing("## Läget", "Kommunen arbetar.").blocks
    )


def test_a_title_of_two_paragraphs_is_one() -> None:
    result = parsed(title("Lägesbild"), title("Covid-19"), p("Vecka 20", style="Subtitle"))
    assert result.briefing == briefing("# Lägesbild Covid-19", "Vecka 20")


def test_the_only_first_heading_is_the_title() -> None:
    result = parsed(heading(1, "Lägesbild"), TEXT, heading(2, "Skola"), TEXT)
    text = "Kommunen arbetar."
    assert result.briefing == briefing("# Lägesbild", text, "## Skola", text)


def test_runs_that_word_has_split_are_one() -> None:
    assert (
        blocks(p("Hall", "stahammar", r("s ", BOLD), r("kommun", BOLD)))
        == briefing("Hallstahammar**s kommun**").blocks
    )


def test_spaces_at_the_edge_of_bold_text_are_not_bold() -> None:
    assert blocks(p("Ring ", r(" 112 ", BOLD), " nu")) == briefing("Ring **112** nu").blocks


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        (BOLD, "**text**"),
        (ITALIC, "_text_"),
        ('<w:rStyle w:val="Stark"/>', "**text**"),
        ('<w:rStyle w:val="Betoning"/>', "_text_"),
        ('<w:b w:val="0"/>', "text"),
        ('<w:rStyle w:val="Stark"/><w:b w:val="false"/>', "**text**"),
        ("<w:rtl/><w:bCs/>", "**text**"),
        ("<w:bCs/>", "text"),
        ("<w:caps/>", "text"),
        ("<w:u/>", "text"),
    ],
)
def test_strong_and_emphasis(properties: str, shown: str) -> None:
    assert blocks(p("En ", r("text", properties), " här")) == briefing(f"En {shown} här").blocks


def test_bold_of_a_style_and_of_a_run_undo_each_other() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Fet"><w:name w:val="Fet"/><w:rPr><w:b/></w:rPr>'
        "</w:style>"
    )
    body = p("Fet och ", r("normal", '<w:rStyle w:val="Fet"/>'), style="Ingress")
    assert blocks(body, styles=styles) == briefing("**Fet och** normal").blocks


def test_the_look_of_headings_and_quotations_is_no_emphasis() -> None:
    body = [p(r("Läget", BOLD), style="Rubrik1"), p(r("Vi klarar det.", ITALIC), style="Citat")]
    assert blocks(*body) == briefing("## Läget", "> Vi klarar det.").blocks


def test_hidden_text_is_left_out_and_told() -> None:
    result = parsed(
        title(), p("Synlig", r(" dold", "<w:vanish/>"), r("a", '<w:rStyle w:val="Dold"/>'))
    )
    assert result.briefing.blocks == briefing("Synlig").blocks
    assert "note word-hidden" in notes_of(result)


def test_characters_that_are_elements() -> None:
    inside = (
        "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t>"
        '<w:br/><w:t>e</w:t><w:br w:type="page"/><w:t>f</w:t><w:cr/><w:t>g</w:t>'
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B0"/>'
    )
    [block] = blocks(p(r(inside)))
    assert block == briefing("a b‑c\u00add // e f // g✓°").blocks[0]


def test_letters_in_a_symbol_font_are_what_they_look_like() -> None:
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    assert blocks(p("Klart ", r("ü", font), " \uf0e0 nu")) == briefing("Klart ✓ → nu").blocks


def test_an_unknown_sign_is_an_error_that_says_where() -> None:
    result = parsed(title(), p("Efter ", r('<w:sym w:font="Konstig" w:char="F0FC"/>')))
    [sentence] = errors_of(result)
    assert sentence == (
        "A sign of the font Konstig (number F0FC) is not known, after “Efter”; write a character "
        "of a usual font."
    )


def test_raised_digits_are_small_characters() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    assert blocks(p("10 m", r("2", up), " CO", r("2", down))) == briefing("10 m² CO₂").blocks
    result = parsed(title(), p("1", r("a", up)))
    assert result.briefing.blocks == briefing("1a").blocks
    assert notes_of(result) == ["note raised:2"]


def test_links() -> None:
    links = ["https://hallstahammar.se/", "mailto:a@b.se", "http://gammal.se/x"]
    body = p(
        "Se ", link("link1", "sidan "), "och ", link("link2", "skriv"), ". ", link("link3", "Mer")
    )
    result = parsed(title(), body, links=links)
    assert (
        result.briefing.blocks
        == briefing(
            "Se [sidan](https://hallstahammar.se/) och [skriv](mailto:a@b.se). [Mer](https://gammal.se/x)"
        ).blocks
    )
    assert notes_of(result) == ["note secure-link:2"]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///C:/a.docx", "ftp://a.se/", "plan.pdf", "..\\a.docx"]
)
def test_links_that_residents_cannot_open_are_errors(target: str) -> None:
    result = parsed(title(), p(link("link1", "planen")), links=[target])
    assert len(errors_of(result)) == 1
    assert "cannot be opened by residents" in errors_of(result)[0]


def test_links_within_the_document() -> None:
    mark = '<w:bookmarkStart w:id="1" w:name="mal"/><w:bookmarkEnd w:id="1"/>'
    body = [
        p(f'<w:hyperlink w:anchor="mal">{r("Se nedan")}</w:hyperlink>'),
        p(field('HYPERLINK \\l "mal" \\o "tips"', "eller här")),
        p(mark, "Målet", style="Rubrik1"),
        TEXT,
    ]
    text = "Kommunen arbetar."
    assert blocks(*body) == briefing("[Se nedan](#b3)", "[eller här](#b3)", "## Målet", text).blocks


def test_a_field_may_be_a_link() -> None:
    simple = (
        f'<w:fldSimple w:instr=\'HYPERLINK "https://a.se/" \\t "_blank"\'>{r("A")}</w:fldSimple>'
    )
    body = p(simple, " och ", field('HYPERLINK "https://b.se/x" \\l "del"', "B"))
    assert blocks(body) == briefing("[A](https://a.se/) och [B](https://b.se/x#del)").blocks


def test_fields_show_their_results() -> None:
    nested = field('IF "1" = "1"', field("DATE", "12 maj 2020"))
    assert (
        blocks(p("Datum: ", nested, ", bild ", field("SEQ Bild", "3")))
        == briefing("Datum: 12 maj 2020, bild 3").blocks
    )


def test_a_page_number_in_the_text_needs_a_look() -> None:
    result = parsed(title(), p("Se sidan ", field("PAGEREF _Ref1 \\h", "7")))
    assert result.briefing.blocks == briefing("Se sidan 7").blocks
    assert notes_of(result) == ["warning page-reference:2"]


def test_a_table_of_contents_is_left_out() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = [
        p("Innehåll", style="Innehllsfrteckningsrubrik"),
        p(begin, f'<w:hyperlink w:anchor="_Toc1">{r("Läget")}</w:hyperlink>',
          r("<w:tab/>"), field("PAGEREF _Toc1", "1"), style="Innehll1"),
        p(r("Skolan"), end),
        heading(1, "Läget"), TEXT,
    ]  # fmt: skip
    result = parsed(title(), *body)
    assert result.briefing.blocks == briefing("## Läget", "Kommunen arbetar.").blocks
    assert notes_of(result) == ["note word-contents"]
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    content = f"<w:sdtContent>{body[0]}{p('Läget 1')}</w:sdtContent>"
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr>{content}</w:sdt>"
    assert blocks(control, TEXT) == briefing("Kommunen arbetar.").blocks


def test_content_controls_are_what_is_in_them() -> None:
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('inom')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtContent>{p('Ett ', inline)}</w:sdtContent></w:sdt>"
    assert blocks(block) == briefing("Ett inom").blocks


def test_a_place_that_nobody_has_filled_in_is_an_error() -> None:
    properties = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    inline = f"<w:sdt>{properties}<w:sdtContent>{r('Klicka här')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt>{properties}<w:sdtContent>{p('Skriv namn')}</w:sdtContent></w:sdt>"
    result = parsed(title(), p("Namn: ", inline), block, TEXT)
    sentence = "“{}” is a place to be filled in; write the text, or take it away."
    assert errors_of(result) == [sentence.format("Klicka här"), sentence.format("Skriv namn")]


def test_tracked_changes_are_read_as_accepted() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    body = [
        p("Ett ", f"<w:ins w:id='1'>{r('nytt ')}</w:ins>",
          "<w:del w:id='2'><w:r><w:delText>gammalt </w:delText></w:r></w:del>", "ord"),
        p("Första ", more=mark),
        p("och andra"),
        p("<w:moveFrom w:id='3'><w:r><w:t>Flyttat</w:t></w:r></w:moveFrom>", more=mark),
        p(f"<w:moveTo w:id='3'>{r('Flyttat')}</w:moveTo>"),
    ]  # fmt: skip
    result = parsed(title(), *body)
    assert result.briefing.blocks == briefing("Ett nytt ord", "Första och andra", "Flyttat").blocks
    assert notes_of(result) == ["note word-insertions", "note word-deletions"]


def test_comments_are_left_out() -> None:
    body = p('<w:commentRangeStart w:id="1"/>', "Text", r('<w:commentReference w:id="1"/>'))
    result = parsed(title(), body)
    assert result.briefing.blocks == briefing("Text").blocks
    assert notes_of(result) == ["note word-comments"]


def test_a_drop_cap_belongs_to_its_word() -> None:
    cap = p("D", more='<w:framePr w:dropCap="drop"/>')
    assert blocks(cap, p("et var en gång")) == briefing("Det var en gång").blocks


@pytest.mark.parametrize(
    ("mark", "content", "tag"),
    [
        ("fi-FI", "Kysy kunnalta", "fi"),
        ("en-US", "Ask the municipality about it", "en"),
        ("ar-SA", "اسأل البلدية", "ar"),
        ("en-US", "Kommunen och regionen samverkar", None),
        ("en-GB", "Black Friday", None),
        ("sv-FI", "Fråga kommunen", None),
        ("x-none", "Fråga kommunen", None),
        ("de-DE", "Kommunen är öppen och fri", None),
        ("fi-FI", "112", None),
        ("de-DE", "Öffnungszeiten der Gemeinde", "de"),
        ("de-DE", "Gemeinde bei Västerås", "de"),
        ("de-DE", "Öppet hela året", None),
        ("nb-NO", "Spør kommunen", "nb"),
        ("nb-NO", "Kommunens webbplats", None),
    ],
)
def test_a_language_counts_if_the_words_agree(mark: str, content: str, tag: str | None) -> None:
    shown = f"[{content}]({tag})" if tag else content
    run = r(content, f'<w:lang w:val="{mark}"/>')
    assert blocks(p("Se här: ", run, ".")) == briefing(f"Se här: {shown}.").blocks


def test_a_right_to_left_run_has_its_language_in_another_place() -> None:
    run = r("اسأل", '<w:rtl/><w:lang w:val="en-US" w:bidi="ar-SA"/>')
    assert blocks(p("Fråga: ", run)) == briefing("Fråga: [اسأل](ar)").blocks


def test_formulas_and_unknown_parts_with_text_are_errors() -> None:
    formula = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    unknown = f"<w:okant>{r('viktigt')}</w:okant>"
    result = parsed(
        title(), p("Formel: ", formula), p("Text", unknown), f"<w:annat>{p('Tio.')}</w:annat>"
    )
    assert errors_of(result) == [
        "The formula after “Formel:” cannot be read; write it as text or as a picture.",
        "A part of the kind “okant” cannot be read: “viktigt”. Write it as ordinary text in Word.",
        "A part of the kind “annat” cannot be read: “Tio.”. Write it as ordinary text in Word.",
    ]


def test_a_text_box_is_a_call_out_and_read_once() -> None:
    for fallback in (True, False):
        box = text_box(p("Ring 112"), p("vid fara", num=(1, 0)), fallback=fallback)
        assert (
            blocks(p("Text", box), TEXT)
            == briefing("Text", "! Ring 112", "! - vid fara", "Kommunen arbetar.").blocks
        )


def test_framed_paragraphs_are_a_call_out_and_a_line_is_a_separator() -> None:
    edges = "".join(f'<w:{e} w:val="single"/>' for e in ("top", "left", "bottom", "right"))
    framed = f"<w:pBdr>{edges}</w:pBdr>"
    line = '<w:pBdr><w:bottom w:val="single"/></w:pBdr>'
    body = [p("Ett", more=framed), p("två", more=framed), p(more=line), TEXT]
    assert blocks(*body) == briefing("! Ett", "! två", "***", "Kommunen arbetar.").blocks


def test_quotations_one_after_the_other_are_one() -> None:
    body = [p("Ett", style="Citat"), p("Två", style="Starktcitat"), TEXT]
    assert blocks(*body) == briefing("> Ett", "> Två", "Kommunen arbetar.").blocks


def test_a_bold_paragraph_alone_is_a_heading() -> None:
    body = [TEXT, p(r("Skolor och förskolor", BOLD)), TEXT, p(r("Äldreomsorg", BOLD)), TEXT]
    result = parsed(title(), *body)
    text = "Kommunen arbetar."
    assert (
        result.briefing.blocks
        == briefing(text, "## Skolor och förskolor", text, "## Äldreomsorg", text).blocks
    )
    assert notes_of(result) == ["note bold-heading:3", "note bold-heading:5"]


def test_a_bold_paragraph_of_an_item_is_no_heading() -> None:
    body = [
        p("ett", num=(NUMBERS, 0)),
        p(r("Viktigt", BOLD), more='<w:ind w:left="720"/>'),
        p("två", num=(NUMBERS, 0)),
    ]
    found = briefing("Kommunen arbetar.", "1. ett", "  **Viktigt**", "2. två").blocks
    assert blocks(TEXT, *body) == found


def test_larger_bold_text_is_a_higher_heading() -> None:
    large = '<w:b/><w:sz w:val="32"/>'
    body = [TEXT, p(r("Skola", large)), TEXT, p(r("Mat", BOLD)), TEXT, p(r("Vård", large)), TEXT]
    text = "Kommunen arbetar."
    assert (
        blocks(*body) == briefing(text, "## Skola", text, "### Mat", text, "## Vård", text).blocks
    )


def test_bold_text_that_is_no_heading() -> None:
    for content in ("Det här är en hel mening.", "Ring oss på 0220-240 00", "12 maj 2020"):
        found = blocks(TEXT, p(r(content, BOLD)), TEXT)
        assert found[1] == briefing("x", f"**{content}**").blocks[1]
    assert blocks(TEXT, p(r("Sist", BOLD)))[1] == briefing("x", "**Sist**").blocks[1]


def test_numbered_headings_keep_their_numbers() -> None:
    body = [p("Bakgrund", style="Rubrik1", num=(NUMBERS, 0)), TEXT,
            p("Syfte", style="Rubrik1", num=(NUMBERS, 0)), TEXT]  # fmt: skip
    text = "Kommunen arbetar."
    assert blocks(*body) == briefing("## 1. Bakgrund", text, "## 2. Syfte", text).blocks


def test_a_sign_off_is_found_in_paragraphs_and_in_lines() -> None:
    paragraphs = [p("Med vänlig hälsning"), p("Anna Berg"), p("kommunchef")]
    lines = p(r("<w:t>Med vänlig hälsning</w:t><w:br/><w:t>Anna Berg, kommunchef</w:t>"))
    for body in (paragraphs, [lines]):
        assert (
            blocks(TEXT, *body)
            == briefing(
                "Kommunen arbetar.", "~ Med vänlig hälsning", "~ Anna Berg, kommunchef"
            ).blocks
        )


def test_strict_documents_have_other_names() -> None:
    usual = docx(title(), heading(1, "Läget"), TEXT)
    strict = NAMESPACES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ).replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    other = docx(title(), heading(1, "Läget"), TEXT, namespaces=strict)
    assert parse_docx(other, "x").briefing == parse_docx(usual, "x").briefing


WORDS = st.lists(
    st.tuples(
        st.text("aå 1.,\n\u00a0", min_size=1, max_size=8),
        st.booleans(),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@unhurried
@given(WORDS, st.data())
def test_however_runs_are_split_the_text_is_the_same(words, data) -> None:
    def run(content: str, bold: bool, italic: bool) -> str:
        return r(content.replace("\n", " "), BOLD * bold + ITALIC * italic)

    whole = [run(*word) for word in words]
    split: list[str] = []
    for content, bold, italic in words:
        cut = data.draw(st.integers(0, len(content)))
        split += [run(content[:cut], bold, italic), run(content[cut:], bold, italic)]
    begin, end = p("Början"), p("Slut")
    assert blocks(begin, p("x", *whole), end) == blocks(begin, p("x", *split), end)


def test_a_field_that_never_ends_is_an_error() -> None:
    """What stands after it would be hidden, or left out with a table of contents."""
    for code in (
        "",
        '<w:r><w:instrText>TOC \\o</w:instrText><w:fldChar w:fldCharType="separate"/></w:r>',
    ):
        begin = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}'
        result = parsed(title(), p("Text"), p(begin), TEXT)
        assert ["does not end" in error for error in errors_of(result)] == [True]


def test_what_only_word_draws_is_an_error() -> None:
    for code in ("FORMCHECKBOX", "FORMDROPDOWN", "LISTNUM", "AUTONUM"):
        (error,) = errors_of(parsed(title(), p("Val: ", field(code, "<w:r/>"), " ja")))
        assert f"field {code} after “Val:”" in error


def test_every_character_of_a_link_is_in_it() -> None:
    """Word keeps hyphens that do not break, tabs and symbols apart from the text around."""
    inner = r("e") + r("<w:noBreakHyphen/>") + r("post") + r("<w:tab/>") + r("till")
    arrow = r('<w:sym w:font="Symbol" w:char="F0AE"/>', BOLD)
    linked = field('HYPERLINK "https://a.se/"', inner)
    assert (
        blocks(p("Skriv ", linked, " ", r("så", BOLD), arrow))
        == briefing("Skriv [e\u2011post till](https://a.se/) **så→**").blocks
    )


def test_a_link_without_an_address_is_an_error() -> None:
    (error,) = errors_of(parsed(title(), p("Läs ", link("nowhere", "mer"))))
    assert error.startswith("The link “mer” leads nowhere")


def test_a_table_of_contents_may_hold_anything() -> None:
    mark = '<w:bookmarkStart w:id="7" w:name="innehall"/>'
    moved = "<w:moveFrom><w:r><w:t>bort</w:t></w:r></w:moveFrom>"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('Rubrik 1', text_box(p('ruta')), moved, mark)}"
        "</w:sdtContent></w:sdt>"
    )
    back = '<w:hyperlink w:anchor="innehall"><w:r><w:t>Tillbaka</w:t></w:r></w:hyperlink>'
    result = parsed(title(), contents, TEXT, p(back))
    assert notes_of(result) == ["note word-contents"]
    assert len(result.briefing.blocks) == 2


def test_text_that_is_struck_out_is_an_error() -> None:
    """It would be published as if it were valid; one sentence is enough for a paragraph."""
    for struck in ("<w:strike/>", "<w:dstrike/>"):
        result = parsed(title(), p("Öppet ", r("måndag", struck), r(" tisdag", struck + BOLD)))
        assert notes_of(result) == ["error struck-out:2"]
    assert not errors_of(parsed(title(), p("Öppet ", r("måndag", '<w:strike w:val="0"/>'))))


def test_a_filled_in_place_is_text() -> None:
    properties = '<w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr>'
    body = f"<w:sdt>{properties}<w:sdtContent>{r('Anna')}</w:sdtContent></w:sdt>"
    assert blocks(p("Hej ", body)) == briefing("Hej Anna").blocks


def test_a_digit_that_is_a_little_lower_and_smaller_is_a_small_one() -> None:
    """So LibreOffice writes lowered text that came from a web page."""
    low = r("2", '<w:position w:val="-2"/><w:sz w:val="19"/>')
    assert blocks(p("H", low, "O")) == briefing("H₂O").blocks
    assert blocks(p("H", r("2", '<w:position w:val="-2"/>'), "O")) == briefing("H2O").blocks


def test_the_bold_of_a_title_without_a_style_is_its_look() -> None:
    """Also where it does not have the form of a heading, such as a name in capitals."""
    for text in ("HALLSTAHAMMARS KOMMUN", "Läget i kommunen"):
        result = parsed(p(r(text, BOLD)), p("Läget", style="Rubrik1"), TEXT)
        assert [span.strong for span in result.briefing.title] == [False]

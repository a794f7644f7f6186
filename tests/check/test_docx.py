"""The DOCX check: what its findings say, and what it reads as a word processor would."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.check.docx import check_docx
from pipeline.check.docx_definitions import Numbering, Styles
from pipeline.check.docx_package import UnreadableError, open_package
from pipeline.edition import Edition
from pipeline.findings import Severity
from tests.builders import edition
from tests.render.docx_everything import EVERYTHING
from tests.render.docx_package import W, change
from tests.samples import ARABIC, FINNISH, SWEDISH, docx_file

DOCUMENT = "word/document.xml"


def text_changed(of: Edition, old: str, new: str) -> bytes:
    def harm(root: etree._Element) -> None:
        text = next(t for t in root.iter(f"{W}t") if old in (t.text or ""))
        text.text = (text.text or "").replace(old, new)

    return change(docx_file(of), DOCUMENT, harm)


def test_a_finding_names_file_block_position_and_excerpt() -> None:
    data = text_changed(SWEDISH, "ordinarie", "ordinära")
    (finding,) = check_docx(data, SWEDISH, "lagesbild.sv.docx")
    assert finding.rule == "docx.text"
    assert finding.where == "lagesbild.sv.docx b5.1"
    assert finding.severity is Severity.ERROR
    assert str(finding.message) == (
        "From character 43: “…la ordinarie verksamhete…” was expected, "
        "the file has “…la ordinära verksamheter”."
    )


def test_an_edition_is_not_another_language_of_it() -> None:
    rules = {finding.rule for finding in check_docx(docx_file(FINNISH), ARABIC, "f")}
    assert {"docx.lost", "docx.direction", "docx.language", "docx.properties"} <= rules


def test_equal_paragraphs_and_items_in_different_lists_are_no_findings() -> None:
    of = edition("Ja:", "- ett", "- ett", "Ja:", "- ett", "Ja:", "1. ett", "Ja:", "1. ett")
    assert check_docx(docx_file(of), of, "f") == ()


def test_two_swedish_parts_in_a_page_footer_are_two_or_one() -> None:
    of = edition("__ رقم القيد ([dnr](sv)) [KS](sv) 2020/0000 (مثال).", language="ar")
    assert check_docx(docx_file(of), of, "f") == ()


def test_an_edition_without_blocks_is_only_its_title() -> None:
    of = edition("# Bara titel")
    assert check_docx(docx_file(of), of, "f") == ()


@pytest.mark.parametrize("tag", ["en", "so"])
def test_latin_languages(tag: str) -> None:
    of = edition("# Title", "By [Carin Becker-Åström](sv).", language=tag)
    assert check_docx(docx_file(of), of, "f") == ()


def package(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return data.getvalue()


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    with pytest.raises(UnreadableError, match=r"document\.xml"):
        open_package(package({"word/document.xml": bomb}))


def numbering(*lists: str) -> Numbering:
    shape = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    )
    space = W.strip("{}")
    xml = f'<w:numbering xmlns:w="{space}">{shape}{"".join(lists)}</w:numbering>'
    return Numbering(etree.fromstring(xml))


def a_list(number: int, start: int | None = None) -> str:
    override = f'<w:startOverride w:val="{start}"/>' if start is not None else ""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{override}</w:lvlOverride></w:num>'
    )


def test_lists_of_one_definition_count_on() -> None:
    counted = numbering(a_list(1), a_list(2))
    assert [counted.label(n, "0") for n in ("1", "1", "2")] == ["1.", "2.", "3."]


def test_a_list_with_a_start_of_its_own_counts_from_there_once() -> None:
    counted = numbering(a_list(1), a_list(2, 5))
    assert [counted.label(n, "0") for n in ("1", "2", "2", "1")] == ["1.", "5.", "6.", "7."]


def test_levels_count_for_themselves_and_anew_after_an_outer_item() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="%{n + 1}."/></w:lvl>'
        for n in range(2)
    )
    space = W.strip("{}")
    xml = (
        f'<w:numbering xmlns:w="{space}"><w:abstractNum w:abstractNumId="0">{levels}'
        f"</w:abstractNum>{a_list(1)}</w:numbering>"
    )
    counted = Numbering(etree.fromstring(xml))
    labels = [counted.label("1", level) for level in "0110101"]
    assert labels == ["1.", "1.", "2.", "2.", "1.", "3.", "1."]


def test_a_list_that_is_not_defined_has_no_label() -> None:
    assert numbering(a_list(1)).label("9", "0") == ""


def test_style_properties_come_down_through_based_on() -> None:
    styles = Styles.read(
        etree.fromstring(
            f'<w:styles xmlns:w="{W.strip("{}")}">'
            '<w:style w:styleId="A"><w:rPr><w:color w:val="112233"/></w:rPr></w:style>'
            '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
            '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
            "</w:styles>"
        )
    )
    colour = styles.run((None, "B"), None, "color")
    assert colour is not None
    assert colour.get(f"{W}val") == "112233"
    assert styles.run(("Loop",), None, "color") is None


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", "utf-8")
    for encoding in ("utf-8", "utf-16"):
        bomb = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'.encode(encoding)
        data = with_part(docx_file(SWEDISH), DOCUMENT, bomb)
        (finding,) = check_docx(data, SWEDISH, "f")
        assert finding.rule == "docx.package"
        assert "secret" not in str(finding.message).replace("secret.txt", "")


def test_what_unpacks_to_too_much_is_not_unpacked() -> None:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target,
        target.open(DOCUMENT, "w") as part,
    ):
        for _ in range(129):
            part.write(bytes(2**20))
    assert [f.rule for f in check_docx(data.getvalue(), SWEDISH, "f")] == ["docx.package"]


def test_too_many_entries_are_refused() -> None:
    data = package({f"{number}.txt": "" for number in range(1100)})
    assert [f.rule for f in check_docx(data, SWEDISH, "f")] == ["docx.package"]


def has_part(of: Edition, name: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(docx_file(of))) as source:
        return name in source.namelist()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(changed, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, content if entry == name else source.read(entry))
    return changed.getvalue()


PARTS = (
    DOCUMENT,
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/footer1.xml",
    "word/header2.xml",
    "word/footnotes.xml",
    "word/_rels/document.xml.rels",
)
FRAGMENTS = (
    b"", b"<", b">", b"/", b"&", b"&#0;", b'"', b"x", b"0", b"-", b"--1", b"99999999999", b"\xff",
    b"<w:p/>", b"</w:p>", b"<w:r>", b"</w:r>", b"<!-- -->", b"<?x y?>", b"<![CDATA[x]]>",
    b"<!DOCTYPE a>", b'<w:t xml:space="preserve">', b'w:val="', b"rId", b"\xc2\xb2",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([SWEDISH, ARABIC, *EVERYTHING]),
    st.sampled_from(PARTS),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(FRAGMENTS)),
        min_size=1,
        max_size=4,
    ),
)
def test_any_xml_gives_findings_and_no_exception(
    of: Edition, name: str, changes: list[tuple[float, int, bytes]]
) -> None:
    with zipfile.ZipFile(io.BytesIO(docx_file(of))) as source:
        assume(name in source.namelist())
        content = source.read(name)
    for place, length, fragment in changes:
        start = int(place * len(content))
        content = content[:start] + fragment + content[start + length :]
    for finding in check_docx(with_part(docx_file(of), name, content), of, "f"):
        assert finding.rule.startswith("docx.")
        assert str(finding.message)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_bytes_give_findings_and_no_exception(changes: list[tuple[float, int]]) -> None:
    data = bytearray(docx_file(ARABIC))
    for place, byte in changes:
        data[int(place * (len(data) - 1))] = byte
    check_docx(bytes(data), ARABIC, "f")


@given(st.binary(max_size=200))
def test_other_files_are_no_documents(data: bytes) -> None:
    assert [f.rule for f in check_docx(data, SWEDISH, "f")] == ["docx.package"]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([FINNISH, ARABIC, *EVERYTHING]),
    st.sampled_from([n for n in PARTS if n.startswith("word/") and n.endswith(".xml")]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(["vanish", "webHidden", "caps", "framePr", "sdt", "altChunk", "object", "sym"]),
)
def test_an_element_that_is_not_ours_is_found_anywhere(
    of: Edition, name: str, place: float, added: str
) -> None:
    assume(has_part(of, name))

    def harm(root: etree._Element) -> None:
        every = list(root.iter())
        etree.SubElement(every[int(place * len(every))], W + added)

    assert check_docx(change(docx_file(of), name, harm), of, "f")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([FINNISH, ARABIC, *EVERYTHING]),
    st.sampled_from([n for n in PARTS if n.startswith("word/") and n.endswith(".xml")]),
    st.floats(0, 1, exclude_max=True),
    st.sampled_from(["themeColor", "hAnsiTheme", "beforeAutospacing", "anchor", "orient"]),
)
def test_an_attribute_that_is_not_ours_is_found_anywhere(
    of: Edition, name: str, place: float, added: str
) -> None:
    assume(has_part(of, name))

    def harm(root: etree._Element) -> None:
        every = list(root.iter())
        every[int(place * len(every))].set(W + added, "1")

    assert check_docx(change(docx_file(of), name, harm), of, "f")

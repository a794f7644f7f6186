"""The DOCX check: what its findings say, and what it reads as a word processor would."""

import io
import zipfile

import pytest
from lxml import etree

from pipeline.check.docx import check_docx
from pipeline.check.docx_package import UnreadableError, open_package
from pipeline.check.docx_reader import Numbering, Styles
from pipeline.edition import Edition
from pipeline.findings import Severity
from tests.builders import edition
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


def test_an_edition_without_blocks_is_only_its_title() -> None:
    of = edition("# Bara titel")
    assert check_docx(docx_file(of), of, "f") == ()


@pytest.mark.parametrize("tag", ["en", "so"])
def test_latin_languages(tag: str) -> None:
    of = edition("# Title", "By [Carin Becker-Åström](sv).", language=tag)
    assert check_docx(docx_file(of), of, "f") == ()


def package(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        for name, content in parts.items():
            target.writestr(name + ".xml", content)
    return data.getvalue()


def test_a_document_type_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    with pytest.raises(UnreadableError, match=r"document\.xml"):
        open_package(package(document=bomb))


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

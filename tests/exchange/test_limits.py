"""How much a translation that comes back may have, and what staff are told of more."""

from collections.abc import Callable

import pytest

from pipeline.errors import CatalogError
from pipeline.exchange import limits, xml
from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.tmx import parse_tmx
from pipeline.exchange.xliff import parse_xliff
from tests.exchange.test_xliff_of_others import xliff

Wrap = Callable[[str], bytes]


def tmx(content: str) -> bytes:
    return (
        '<tmx><header><prop type="x-document">lage</prop><prop type="x-language">fi</prop>'
        f'</header><body><tu>{content}<tuv xml:lang="fi"><seg>b</seg></tuv></tu></body></tmx>'
    ).encode()


def xliff_note(text: str) -> bytes:
    return xliff(f"<notes><note>{text}</note></notes><segment><source>a</source></segment>")


def tmx_note(text: str) -> bytes:
    return tmx(f"<note>{text}</note>")


def xliff_source(text: str) -> bytes:
    return xliff(f"\n<segment>\n<source>{text}</source></segment>")


def tmx_source(text: str) -> bytes:
    return tmx(f'\n<tuv xml:lang="sv">\n<seg>{text}</seg></tuv>')


def read(data: bytes) -> Exchanged:
    return (parse_tmx if data.startswith(b"<tmx") else parse_xliff)(data, "a.xml")


def refusal(data: bytes) -> str:
    with pytest.raises(CatalogError) as caught:
        read(data)
    return str(caught.value)


@pytest.mark.parametrize("wrap", [xliff, tmx])
@pytest.mark.parametrize("piece", ["<a/>", "<!---->", "<![CDATA[]]>", "<?a?>", '<a b=""/>'])
def test_more_markup_than_a_translation_has_is_refused(
    monkeypatch: pytest.MonkeyPatch, wrap: Wrap, piece: str
) -> None:
    monkeypatch.setattr(xml, "MOST_PIECES", 1000)
    read(wrap(piece * 400))
    told = refusal(wrap(piece * 1001))
    assert told.startswith("a.xml:")
    assert "more than 1000 pieces of markup" in told


@pytest.mark.parametrize("wrap", [xliff, tmx])
def test_so_much_markup_that_its_tree_would_fill_the_memory_is_refused(wrap: Wrap) -> None:
    assert "500000 pieces of markup" in refusal(wrap("<a/>" * (limits.MOST_PIECES + 1)))


@pytest.mark.parametrize("wrap", [xliff_source, tmx_source])
def test_elements_too_deep_in_each_other_are_refused_with_their_line(wrap: Wrap) -> None:
    read(wrap("<mrk>" * 90 + "a" + "</mrk>" * 90))
    told = refusal(wrap("\n" + "<mrk>" * 101 + "a" + "</mrk>" * 101))
    assert told.startswith("a.xml:4:")
    assert "more than 100 deep" in told


@pytest.mark.parametrize("wrap", [xliff_source, tmx_source, xliff_note, tmx_note])
def test_a_text_longer_than_any_paragraph_is_refused_with_its_line(wrap: Wrap) -> None:
    assert read(wrap("x" * limits.LONGEST_TEXT)).entries
    told = refusal(wrap("x" * (limits.LONGEST_TEXT + 1)))
    assert told.startswith("a.xml:")
    assert "more than 500000 characters" in told


def test_segments_of_one_unit_are_one_text() -> None:
    half = f"<segment><source>{'x' * (limits.LONGEST_TEXT // 2 + 1)}</source></segment>"
    assert read(xliff(half)).entries
    assert "more than 500000 characters" in refusal(xliff(half * 2))


def test_original_data_that_is_repeated_by_many_tags_does_not_fill_the_memory() -> None:
    data = f'<originalData><data id="d">{"x" * 1000}</data></originalData>'
    tags = '<ph id="1" dataRef="d"/>'
    assert len(read(xliff(f"{data}<segment><source>{tags * 500}</source></segment>")).entries) == 1
    told = refusal(xliff(f"{data}<segment><source>{tags * 501}</source></segment>"))
    assert "more than 500000 characters" in told


def test_many_texts_made_of_repeated_data_do_not_fill_the_memory() -> None:
    data = f'<originalData><data id="d">{"x" * 5000}</data></originalData>'
    tags = '<ph id="1" dataRef="d"/>' * 100
    unit = f"{data}<segment><source>{tags}</source></segment></unit><unit>"
    assert len(read(xliff(unit * 40)).entries) == 41
    assert "more than 20 MB" in refusal(xliff(unit * 41))


@pytest.mark.parametrize("wrap", [xliff, tmx])
@pytest.mark.parametrize("declared", ['<!ATTLIST a b CDATA "c">', "<!ELEMENT a ANY>", ""])
def test_declarations_of_its_own_are_refused(wrap: Wrap, declared: str) -> None:
    """Each attribute that is declared with a value stands in each of the elements."""
    with pytest.raises(CatalogError, match="declares entities or markup of its own"):
        (parse_xliff if wrap is xliff else parse_tmx)(
            f"<!DOCTYPE a [{declared}]>".encode() + wrap(""), "a.xml"
        )


def test_the_document_type_that_tmx_has_is_no_problem() -> None:
    head = b'<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    assert len(parse_tmx(head + tmx(""), "a.xml").entries) == 1


@pytest.mark.parametrize("charset", ["UTF-7", "GB18030", "JAVA", "rot13", "x-none", "UTF-32"])
def test_an_encoding_that_no_such_file_has_is_told(charset: str) -> None:
    head = f'<?xml version="1.0" encoding="{charset}"?>'.encode()
    with pytest.raises(CatalogError, match=f"The encoding {charset} is none"):
        parse_tmx(head + tmx(""), "a.xml")


@pytest.mark.parametrize("charset", ["UTF-8", "UTF-16", "US-ASCII", "ISO-8859-1", "windows-1252"])
def test_an_encoding_that_such_files_have_is_read(charset: str) -> None:
    text = "a" if charset == "US-ASCII" else "ä"
    head = f'<?xml version="1.0" encoding="{charset}"?>'
    data = (head + tmx_note(text).decode()).encode(charset)
    assert parse_tmx(data, "a.xml").entries[0].comments == (text,)


@pytest.mark.parametrize(
    "code", ["D800", "dfff", "110000", "-1", "1_0", "0xe4", "", "x", "F" * 999]
)
def test_a_code_that_is_no_character_becomes_a_replacement_character(code: str) -> None:
    xliff_text = read(xliff_source(f'a<cp hex="{code}"/>')).entries[0].source
    tmx_text = read(tmx_source(f'a<ph type="x-character">U+{code}</ph>')).entries[0].source
    assert (xliff_text, tmx_text) == ("a\ufffd", "a\ufffd")


@pytest.mark.parametrize("half", ["&#xD800;", "&#57343;"])
@pytest.mark.parametrize("wrap", [xliff_source, tmx_source])
def test_half_of_a_character_by_reference_is_one_sentence(wrap: Wrap, half: str) -> None:
    assert "not well-formed XML" in refusal(wrap(half))


@pytest.mark.parametrize("wrap", [xliff_source, tmx_source])
def test_half_of_a_character_in_bytes_is_one_sentence(wrap: Wrap) -> None:
    assert "not well-formed XML" in refusal(wrap("!").replace(b"!", b"\xed\xa0\x80"))

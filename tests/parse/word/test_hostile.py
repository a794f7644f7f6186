"""Whatever the bytes: a briefing, or one sentence that says what is wrong; nothing is fetched."""

import io
import resource
import zipfile
import zlib
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PipelineError, SourceError
from pipeline.parse.word import parse_docx
from tests.parse.generated import unhurried
from tests.parse.word.builder import (
    BULLETS,
    HEADER_ROW,
    NAMESPACES,
    docx,
    errors_of,
    field,
    heading,
    link,
    p,
    package,
    parsed,
    picture,
    png,
    r,
    tbl,
    text_box,
    title,
    tr,
)

TEXT = p("Kommunen arbetar.")


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parse_docx(data, "lagesbild.docx", None)
    sentence = str(caught.value)
    assert sentence.startswith("lagesbild.docx")
    assert "\n" not in sentence
    return sentence


def rich() -> bytes:
    """A document with everything."""
    return docx(
        title(),
        heading(1, "Läget"),
        p("Text ", r("fet", "<w:b/>"), link("link1", "länk"), field("HYPERLINK https://b.se", "B")),
        p("Ett", num=(BULLETS, 0)),
        p("inre", num=(BULLETS, 1)),
        tbl(tr("A", "B", properties=HEADER_ROW), tr("1", "2")),
        p("Tabell", style="Beskrivning"),
        p(picture("a.png", "Karta"), text_box(p("Ruta"))),
        p("Not", r('<w:footnoteReference w:id="1"/>')),
        p("Citat", style="Citat"),
        p("Med vänlig hälsning"),
        p("Anna Berg, kommunchef"),
        notes={1: p("Fotnot")},
        headers=[p("Sidhuvud ", field("PAGE", "1"))],
        links=["https://a.se/"],
        media={"a.png": png()},
    )


def test_what_is_no_word_document() -> None:
    word = "This is no Word document; open it in Word and save it as .docx."
    assert "The file has no text." in refusal(b"")
    for data in (b"hej", b"%PDF-1.7", b"{\\rtf1", b"<html>"):
        assert word in refusal(data)
    assert word in refusal(package({}, "application/vnd.ms-excel.sheet.main+xml"))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert word in refusal(archive.getvalue())


def test_old_and_protected_documents() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "old format of Word (.doc)" in refusal(container)
    assert "password" in refusal(container + "EncryptedPackage".encode("utf-16-le"))
    locked = bytearray(docx(title(), TEXT))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.find(signature) + offset] |= 1
    assert "password" in refusal(bytes(locked))


def test_macros_are_refused() -> None:
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert "macros" in refusal(docx(title(), TEXT, main_type=macros))
    assert "macros" in refusal(docx(title(), TEXT, parts={"word/vbaProject.bin": b"x"}))


def test_a_template_is_read_like_a_document() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    assert parse_docx(docx(title(), TEXT, main_type=kind), "x").briefing.blocks


def test_a_document_without_text_or_title() -> None:
    assert "The file has no text." in refusal(docx())
    assert "no text below it" in refusal(docx(title()))
    assert "The title is missing" in refusal(docx(p("En mening. En till, som är lång.")))


def test_declared_entities_are_refused_in_every_encoding() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    text = "<w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body>"
    text = f"<w:document {NAMESPACES}>{text}</w:document>"
    for encoding in ("utf-8", "utf-16", "utf-16-be"):
        declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
        data = (declaration + bomb + text).encode(encoding)
        assert "declares entities" in refusal(docx(parts={"word/document.xml": data}))
    for name in ("word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"):
        assert "declares entities" in refusal(docx(title(), TEXT, parts={name: bomb + "<a/>"}))


def test_a_file_that_unpacks_to_far_more_is_refused() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for number in range(11):
            file.writestr(f"word/media/{number}.png", bytes(20 * 2**20))
    assert "far larger when it is unpacked" in refusal(archive.getvalue())
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for number in range(10_001):
            file.writestr(f"{number}", b"")
    assert "far larger when it is unpacked" in refusal(archive.getvalue())


def test_a_part_that_packs_to_a_thousandth() -> None:
    part = {"word/comments.xml": b" " * 11 * 2**20}
    assert "far larger when it is unpacked" in refusal(docx(title(), TEXT, parts=part))


def test_a_size_that_the_archive_tells_wrongly_is_damage() -> None:
    data = bytearray(docx(title(), TEXT, parts={"word/document.xml": b" " * 2**20}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data)) or "no Word" in refusal(bytes(data))


def test_a_million_empty_paragraphs() -> None:
    assert "more than 50\u00a0000 paragraphs" in refusal(docx(title(), "<w:p/>" * 1_000_000))
    many = "".join(f"<w:p w:rsidR='{n:08X}'/>" for n in range(1_000_001))
    assert "too long" in refusal(docx(title(), many))
    assert "far larger when it is unpacked" in refusal(docx(title(), "<w:p/>" * 2_000_001))


def test_two_hundred_thousand_typed_items_in_one_paragraph() -> None:
    lines = "<w:t>- en punkt</w:t><w:br/>" * 200_000
    assert "more than 50\u00a0000 paragraphs" in refusal(docx(title(), p(f"<w:r>{lines}</w:r>")))


@pytest.mark.parametrize("levels", [60, 500, 10_000])
@pytest.mark.parametrize("names", [("sdt", "sdtContent"), ("p", "ins"), ("tbl", "tr", "tc")])
def test_elements_ten_thousand_levels_deep(names: tuple[str, ...], levels: int) -> None:
    begin = "".join(f"<w:{name}>" for name in names)
    end = "".join(f"</w:{name}>" for name in reversed(names))
    sentence = refusal(docx(title(), begin * levels + TEXT + end * levels, TEXT))
    assert "far too deep" in sentence or "damaged" in sentence


def test_deep_elements_that_are_still_read() -> None:
    body = "<w:sdt><w:sdtContent>" * 45 + TEXT + "</w:sdtContent></w:sdt>" * 45
    assert len(parsed(title(), body).briefing.blocks) == 1


def test_fields_within_fields_are_refused_where_nobody_writes_them() -> None:
    fields = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 20_000
    assert "far too deep" in refusal(docx(title(), p("Text", fields), TEXT))


def test_compressions_that_take_any_amount_of_memory_are_refused() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in RICH_PARTS.items():
            archive.writestr(name, content)
    assert "damaged or cut off" in refusal(data.getvalue())


def test_only_the_encodings_of_packages_are_read() -> None:
    """In UTF-7 tags look like text, so that nobody could count them."""
    text = docx(title(), TEXT)
    document = zipfile.ZipFile(io.BytesIO(text)).read("word/document.xml").decode()
    hidden = document.replace("UTF-8", "UTF-7").replace("<w:", "+ADw-w:").replace("</w", "+ADw-/w")
    assert "damaged or cut off" in refusal(docx(parts={"word/document.xml": hidden.encode()}))
    wide = document.replace("UTF-8", "UTF-16").encode("utf-16")
    assert parse_docx(docx(parts={"word/document.xml": wide}), "lagesbild.docx", None)


def test_lists_that_stand_further_in_each_time() -> None:
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:pPr><w:ind w:left="{n * 300}"/></w:pPr></w:lvl></w:abstractNum>'
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in range(1, 300)
    )
    body = [p(f"Punkt {n}", num=(n, 0)) for n in range(1, 300)]
    assert parsed(title(), TEXT, *body, numbering=numbering).briefing.blocks


def test_styles_and_lists_that_refer_to_themselves() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{basis}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name, basis in ("AB", "BA")
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="B"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    result = parsed(title(), TEXT, p("Ett", style="A"), styles=styles, numbering=numbering)
    assert result.briefing.blocks


def test_huge_numbers_in_attributes() -> None:
    huge = "9" * 30
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{huge}"/></w:tcPr>{TEXT}</w:tc>'
    span = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>{TEXT}</w:tc>'
    body = [
        tbl(f"<w:tr>{cell}{span}</w:tr>", tr("a", properties=f'<w:gridBefore w:val="{huge}"/>')),
        p("Ett", num=(BULLETS, 99999)),
        p("Två", more=f'<w:outlineLvl w:val="{huge}"/><w:ind w:left="{huge}"/>'),
        p(r("Tre", f'<w:sz w:val="{huge}"/>')),
        p("Fyra", r(f'<w:sym w:font="Symbol" w:char="{huge}"/>')),
    ]
    assert parsed(title(), *body).briefing.blocks


def test_a_picture_with_far_too_many_pixels() -> None:
    header = (100_000).to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + header
    data += zlib.crc32(b"IHDR" + header).to_bytes(4, "big")
    data += b"\0\0\0\0IDAT" + zlib.crc32(b"IDAT").to_bytes(4, "big")
    result = parsed(title(), TEXT, p(picture("a.png", "Karta")), media={"a.png": data})
    assert "more than 50 million pixels" in errors_of(result)[0]


def test_parts_that_are_missing_or_lead_elsewhere() -> None:
    for name in ("word/styles.xml", "word/numbering.xml", "word/footnotes.xml"):
        assert "damaged" in refusal(docx(title(), TEXT, parts={name: b"<w:"}))
    assert "damaged" in refusal(docx(parts={"word/document.xml": b""}))
    outside = (
        f'<Relationship Id="a" Type="x/officeDocument" Target={quoteattr("../../../etc/passwd")}/>'
    )
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{uri}">{outside}</Relationships>'
    assert "damaged" in refusal(package({"_rels/.rels": rels}))


def test_control_characters_and_the_sign_for_notes_are_refused() -> None:
    for bad in ("\x85", "\ufdd0", "\ufffc"):
        try:
            result = parsed(title(), p(f"Text{bad} här"), TEXT)
        except SourceError:
            continue
        assert errors_of(result)


def test_memory_stays_bounded() -> None:
    """The hardest document that is within the limits: short tags, many of them."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    numbers = (n * 7919 % 100_003 for n in range(49_000))
    body = "".join(f'<w:p a="{n}">' + "<w:r/>" * 36 + "</w:p>" for n in numbers)
    assert "no text" in refusal(docx(title(), body))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 1_000_000  # kilobytes


@unhurried
@given(st.data())
def test_no_change_of_the_bytes_makes_a_traceback(data: st.DataObject) -> None:
    changed = bytearray(RICH)
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place : place + 1] = data.draw(st.binary(max_size=3))
    read_or_refuse(bytes(changed))


@unhurried
@given(st.data())
def test_no_change_of_a_part_makes_a_traceback(data: st.DataObject) -> None:
    entries = dict(RICH_PARTS)
    name = data.draw(st.sampled_from(sorted(entries)))
    content = entries[name]
    tags = [n for n, byte in enumerate(content) if byte in b"<>\"'"]
    for _ in range(data.draw(st.integers(1, 4))):
        start, end = sorted(data.draw(st.tuples(st.sampled_from(tags), st.sampled_from(tags))))
        piece = content[start:end]
        action = data.draw(st.sampled_from(["delete", "repeat", "move"]))
        if action == "delete":
            content = content[:start] + content[end:]
        elif action == "repeat":
            content = content[:end] + piece + content[end:]
        else:
            rest = content[:start] + content[end:]
            content = rest[:start] + piece + rest[start:]
        tags = [n for n, byte in enumerate(content) if byte in b"<>\"'"] or [0]
    entries[name] = content
    read_or_refuse(repacked(entries))


def read_or_refuse(data: bytes) -> None:
    try:
        parse_docx(data, "lagesbild.docx", None)
    except PipelineError as error:
        assert "error in the program" not in str(error)


def repacked(entries: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return data.getvalue()


RICH = rich()
with zipfile.ZipFile(io.BytesIO(RICH)) as _archive:
    RICH_PARTS = {
        entry.filename: _archive.read(entry)
        for entry in _archive.infolist()
        if entry.filename.endswith((".xml", ".rels"))
    }

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import CatalogError
from pipeline.translate.catalog import (
    Catalog,
    catalog_bytes,
    completed_header,
    parse_catalog,
    read_catalog,
)
from pipeline.translate.po import Entry
from pipeline.translate.update import update
from tests.translate.builders import NEW, OLD, OLD_FI, catalog, paragraph, reread, texts

EXAMPLE = catalog(
    replace(paragraph(NEW, OLD_FI, fuzzy=True), previous=OLD, comments=("Kysy", "", " Anulta")),
    Entry("title", "Lägesbild", "Tilannekuva", references=("a.txt:1",), hints=("Titeln.",)),
    replace(paragraph("Borta", "Poissa"), obsolete=True),
)


def parsed(data: bytes) -> Catalog:
    return parse_catalog(data, "lagesbild", "fi", "fi.po")


def test_a_catalog_is_read_back_equal_and_gives_the_same_bytes() -> None:
    assert reread(EXAMPLE) == EXAMPLE
    assert catalog_bytes(reread(EXAMPLE)) == catalog_bytes(EXAMPLE)


def test_entries_know_their_lines() -> None:
    lines = catalog_bytes(EXAMPLE).decode().splitlines()
    for entry in reread(EXAMPLE).entries:
        assert f'msgctxt "{entry.context}"' in lines[entry.line - 1]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_byte_order_mark_and_line_endings_are_read(encoding: str, end: str) -> None:
    data = catalog_bytes(EXAMPLE).decode().replace("\n", end).encode(encoding)
    assert parsed(data) == EXAMPLE


def test_a_file_that_poedit_has_saved_keeps_its_header_comments_and_state() -> None:
    saved = """\
# Kommunens översättningar
msgid ""
msgstr ""
"Language: fi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"X-Document: lagesbild\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Generator: Poedit 3.4\\n"

# Kysy
#. Gammal kommentar
#: a.txt:1
msgctxt "paragraph"
msgid "Ring kundcenter på 0220-241 11 om "
"du har frågor om läget."
msgstr "Soita numeroon 0220-241 11."
"""
    state = parsed(saved.encode())
    after = update(state, texts(NEW))
    assert after.active[0] == replace(
        paragraph(NEW, "Soita numeroon 0220-241 11."), comments=("Kysy",), references=("a.txt:1",)
    )
    assert after.header_comments == ("Kommunens översättningar",)
    assert after.header[: len(state.header)] == state.header
    assert dict(after.header)["X-Generator"] == "Poedit 3.4"
    assert catalog_bytes(update(reread(after), texts(NEW))) == catalog_bytes(after)


def rewrapped(line: str, width: int) -> str:
    """A line of a PO file as a program with another width writes it."""
    found = re.fullmatch(r'((?:#~\|? |#\| )?)(msg\w+ |)"(.*)"', line)
    if not found:
        return line
    prefix, keyword, body = found.groups()
    pieces = re.findall(rf"(?:\\.|[^\\]){{1,{width}}}", body)
    lines = (f'{prefix}"{piece}"' for piece in pieces)
    return "\n".join([f'{prefix}{keyword}""', *lines]) if keyword else "\n".join(lines)


sources = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90)
written = st.builds(
    lambda source, target, previous: replace(
        paragraph(source, target, fuzzy=previous is not None), previous=previous
    ),
    sources,
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), max_size=90),
    st.none() | sources,
)


@given(
    st.lists(written, unique_by=lambda entry: entry.key),
    st.integers(1, 40),
    st.permutations(EXAMPLE.header),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_another_program_may_rewrap_reorder_and_re_encode(
    entries: list[Entry], width: int, header: list[tuple[str, str]], end: str, encoding: str
) -> None:
    before = replace(catalog(*entries), header=(*header, ("X-Generator", "Poedit 3.4")))
    lines = catalog_bytes(before).decode().split("\n")
    rewritten = "\n".join(rewrapped(line, width) for line in lines).replace("\n", end)
    assert parsed(rewritten.encode(encoding)) == before


def test_a_header_is_completed_once_and_its_date_stays() -> None:
    bare = replace(EXAMPLE, header=(("Language", "fi"), ("X-Document", "lagesbild")))
    header = completed_header(bare)
    assert dict(header)["Content-Type"] == "text/plain; charset=UTF-8"
    assert completed_header(replace(bare, header=header)) == header
    assert update(EXAMPLE, texts(NEW)).header == EXAMPLE.header


@pytest.mark.parametrize("name", ["fi", "fi_FI", "FI"])
def test_the_language_may_be_named_as_translators_programs_do(name: str) -> None:
    header = (*EXAMPLE.header[:4], ("Language", name), *EXAMPLE.header[5:])
    assert parsed(catalog_bytes(replace(EXAMPLE, header=header))).language == "fi"


def test_a_program_may_drop_the_field_of_the_document_if_another_tells_it() -> None:
    header = tuple(field for field in EXAMPLE.header if field[0] != "X-Document")
    kept = parsed(catalog_bytes(replace(EXAMPLE, header=header)))
    assert kept.document == "lagesbild"
    assert ("X-Document", "lagesbild") in completed_header(kept)


def with_header(old: str, new: str) -> bytes:
    data = catalog_bytes(EXAMPLE).decode()
    assert old in data
    return data.replace(old, new).encode()


@pytest.mark.parametrize(
    ("data", "where", "reason"),
    [
        (with_header("Language: fi", "Language: so"), "fi.po:1", "so.*fi"),
        (with_header('"Language: fi\\n"\n', ""), "fi.po:1", 'lacks the line "Language: fi"'),
        (with_header("X-Document: lagesbild", "X-Document: annan"), "fi.po:1", "annan.*lagesbild"),
        (
            with_header('"X-Document: lagesbild\\n"\n', "").replace(b"Version: lagesbild", b"V: 1"),
            "fi.po:1",
            'lacks the line "X-Document: lagesbild"',
        ),
        (with_header("charset=UTF-8", "charset=ISO-8859-1"), "fi.po:1", "ISO-8859-1"),
        (with_header("MIME-Version: 1.0", "MIME-Version 1.0"), "fi.po:1", "colon"),
        (b'msgid ""\nmsgstr "\xe5"\n', "fi.po:2", "UTF-8"),
        (b"", "fi.po", "empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "fi.po", "empty"),
        (b'msgid "A"\nmsgstr "B"\n', "fi.po:1", "header"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(data: bytes, where: str, reason: str) -> None:
    with pytest.raises(CatalogError, match=reason) as caught:
        parsed(data)
    assert caught.value.where == where


def test_an_entry_that_stands_twice_is_refused_with_both_lines() -> None:
    twice = catalog_bytes(catalog(paragraph("Ett", "Yksi"), paragraph("Ett", "Toinen")))
    with pytest.raises(CatalogError, match="line 13") as caught:
        parsed(twice)
    assert caught.value.where == "fi.po:17"


def test_an_entry_without_source_is_refused() -> None:
    with pytest.raises(CatalogError, match="empty msgid"):
        reread(catalog(Entry("title", "", "Otsikko")))


@pytest.mark.parametrize(
    "character",
    [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)]
    + [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))],
)
def test_a_control_character_in_a_translation_is_refused(character: str) -> None:
    with pytest.raises(CatalogError, match=rf"U\+{ord(character):04X}") as caught:
        reread(catalog(paragraph("Ett"), paragraph("Två", f"Ka{character}ksi")))
    assert caught.value.where.startswith("fi.po:")
    assert caught.value.where != "fi.po:1"


@pytest.mark.parametrize("character", ["\u200e", "\u200f", "\u061c", "\u200c", "\u200d", "\u00ad"])
def test_the_marks_of_right_to_left_writing_are_allowed(character: str) -> None:
    assert reread(catalog(paragraph("Ett", f"Yk{character}si"))).active


def test_a_tab_is_allowed_where_the_source_has_one_but_a_direction_never() -> None:
    assert reread(catalog(paragraph("Ett\ttvå", "Yksi\tkaksi"))).active
    with pytest.raises(CatalogError, match="0009"):
        reread(catalog(paragraph("Ett\ttvå", "\tYksi")))
    with pytest.raises(CatalogError, match="202E"):
        reread(catalog(paragraph("Ett \u202e två", "Yksi \u202e kaksi")))


def test_an_outdated_target_may_have_the_tab_of_its_previous_source() -> None:
    before = catalog(paragraph(OLD + "\t1", OLD_FI + "\t1"))
    assert reread(update(before, texts(OLD + " 1"))).active[0].fuzzy


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read") as caught:
        read_catalog(tmp_path / "fi.po", "lagesbild", "fi")
    assert caught.value.where == str(tmp_path / "fi.po")

"""XLIFF 2 as translators' programs change it."""

import pytest

from pipeline.errors import CatalogError
from pipeline.exchange.xliff import parse_xliff
from pipeline.translate.states import EntryState


def xliff(unit: str, version: str = "2.0") -> bytes:
    return (
        f'<xliff xmlns="urn:oasis:names:tc:xliff:document:{version}" version="{version}" '
        f'srcLang="sv-SE" trgLang="fi-FI"><file id="a" original="lagesbild">'
        f'<unit id="u1" name="paragraph">{unit}</unit></file></xliff>'
    ).encode()


@pytest.mark.parametrize("version", ["2.0", "2.1", "2.2"])
def test_segments_and_the_space_between_them_are_one_text(version: str) -> None:
    unit = (
        '<segment state="translated"><source>Ett.</source><target>Yksi.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>Två.</source><target>Kaksi.</target></segment>'
    )
    texts = parse_xliff(xliff(unit, version), "a.xlf")
    (entry,) = texts.entries
    assert (texts.document, texts.language) == ("lagesbild", "fi")
    assert (entry.source, entry.target, entry.fuzzy) == ("Ett. Två.", "Yksi. Kaksi.", False)
    assert texts.confirmed == {entry.key}


def test_one_segment_that_is_not_finished_makes_the_text_unfinished() -> None:
    unit = (
        '<segment state="translated"><source>Ett.</source><target>Yksi.</target></segment>'
        '<segment state="initial"><source>Två.</source><target>Kaksi.</target></segment>'
    )
    texts = parse_xliff(xliff(unit), "a.xlf")
    assert texts.entries[0].fuzzy
    assert set(texts.states.values()) == {EntryState.OUTDATED}
    assert not texts.confirmed


def test_annotations_go_and_their_text_stays() -> None:
    unit = (
        "<segment><source>Ring oss</source><target>Soita "
        '<mrk id="m1" type="term">meille</mrk></target></segment>'
    )
    assert parse_xliff(xliff(unit), "a.xlf").entries[0].target == "Soita meille"


def test_codes_without_original_data_and_in_two_parts_are_tags() -> None:
    unit = (
        '<segment><source><pc id="1">Ring</pc> oss<ph id="2"/></source>'
        '<target><sc id="1"/>Soita<ec startRef="1"/> meille<ph id="2"/></target></segment>'
    )
    (entry,) = parse_xliff(xliff(unit), "a.xlf").entries
    assert (entry.source, entry.target) == ("<1>Ring</1> oss<2/>", "<1>Soita</1> meille<2/>")


def test_a_note_of_any_category_is_a_translators_comment() -> None:
    unit = (
        "<notes><note>Vad menas?</note><note category='oma'>Miksi?</note></notes>"
        "<segment><source>Ett</source><target>Yksi</target></segment>"
    )
    assert parse_xliff(xliff(unit), "a.xlf").entries[0].comments == ("Vad menas?", "Miksi?")


def test_entities_in_attributes_do_not_grow() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE xliff [<!ENTITY e0 "0123456789">{levels}]>'
    with pytest.raises(CatalogError):
        parse_xliff(head.encode() + xliff("").replace(b'id="u1"', b'id="&e11;"'), "a.xlf")

"""Texts in each format are the texts again; inline markup is the format's own."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from pipeline.errors import CatalogError
from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.returned_po import parse_returned_po
from pipeline.exchange.tmx import parse_tmx, tmx_bytes
from pipeline.exchange.xliff import NAMESPACE, parse_xliff, xliff_bytes
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState
from tests.exchange.strategies import texts


@given(texts())
def test_xliff_gives_back_what_it_was_given(value: Exchanged) -> None:
    assert parse_xliff(xliff_bytes(value), "a.xlf") == value


@given(texts())
def test_tmx_gives_back_what_it_was_given(value: Exchanged) -> None:
    assert parse_tmx(tmx_bytes(value), "a.tmx") == value


ENTRY = Entry("paragraph", "Ring <1>oss</1><2/> \\<3>", "Soita <1>meille</1><2/> \\<3>")
VALUE = Exchanged("lagesbild", "fi", (ENTRY,), {ENTRY.key: EntryState.DRAFT})


def test_tags_are_elements_of_xliff_and_a_text_that_looks_like_one_is_text() -> None:
    root = etree.fromstring(xliff_bytes(VALUE))
    target = next(root.iter(f"{{{NAMESPACE}}}target"))
    assert [etree.QName(child).localname for child in target] == ["pc", "ph"]
    assert target[0].get("canDelete") == "no"
    assert target[1].tail == " \\<3>"
    segment = next(root.iter(f"{{{NAMESPACE}}}segment"))
    assert (segment.get("state"), segment.get("subState")) == ("translated", "briefing:draft")


def test_tags_are_elements_of_tmx() -> None:
    root = etree.fromstring(tmx_bytes(VALUE))
    segments = list(root.iter("seg"))
    assert [[child.tag for child in segment] for segment in segments] == [["bpt", "ept", "ph"]] * 2
    assert segments[0][0].text == "<1>"


def test_another_reader_of_xliff_finds_the_same_texts_and_states() -> None:
    entries = tuple(Entry("p", f"Ett {s} & två", "yksi\n kaksi") for s in EntryState)
    states = {e.key: s for e, s in zip(entries, EntryState, strict=True)}
    store = Xliff2File.parsestring(xliff_bytes(Exchanged("a", "fi", entries, states)))
    assert [(u.source, u.target) for u in store.units] == [(e.source, e.target) for e in entries]
    finished = {s for u, s in zip(store.units, EntryState, strict=True) if not u.isfuzzy()}
    assert finished == {EntryState.DRAFT, EntryState.APPROVED}


def test_another_reader_of_tmx_finds_the_same_texts() -> None:
    entry = Entry("p", "Ett & två", "yksi\n kaksi")
    store = tmxfile.parsestring(tmx_bytes(Exchanged("a", "fi", (entry,))))
    assert [(u.source, u.getcontext()) for u in store.units] == [("Ett & två", "p")]
    assert store.translate("Ett & två", "sv", "fi") == "yksi\n kaksi"


@given(st.binary(max_size=80))
def test_any_other_bytes_are_refused_without_a_traceback(data: bytes) -> None:
    for parse in (parse_xliff, parse_tmx, parse_returned_po):
        with suppress(CatalogError):
            parse(data, "a")


@given(texts(), st.data())
def test_a_damaged_file_is_refused_or_read_without_a_traceback(
    value: Exchanged, data: st.DataObject
) -> None:
    for write, parse in ((xliff_bytes, parse_xliff), (tmx_bytes, parse_tmx)):
        whole = write(value)
        place = data.draw(st.integers(0, len(whole) - 1))
        with suppress(CatalogError):
            parse(whole[:place] + whole[place + data.draw(st.integers(1, 9)) :], "a")

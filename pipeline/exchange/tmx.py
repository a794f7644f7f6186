"""TMX 1.4b (LISA, 26 April 2005): texts, states, tags, notes.

A numbered tag is a `bpt` and an `ept`, one that stands alone a `ph`, with what stands in the
catalog as its content. Tags that do not fit are `ph` all of them. Context, state and all that
an entry tells are `prop`; a translator's comments are `note`.
"""

from collections.abc import Iterator

from lxml import etree

from pipeline.errors import CatalogError
from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.inline import ILLEGAL, Kind, Token, character, is_nested, legal, tokens
from pipeline.exchange.limits import Texts
from pipeline.exchange.notes import COMMENT, Note, notes_of, with_notes
from pipeline.exchange.returned_po import tag_of, unknown_language
from pipeline.exchange.toolkit import new_tmx, store_bytes
from pipeline.exchange.xml import XML_LANG, append_text, line_of, local_name, parsed_xml
from pipeline.languages import SOURCE_TAG
from pipeline.messages import message
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState

DOCUMENT, LANGUAGE, SENT = "x-document", "x-language", "x-sent"
CONTEXT, STATE = "x-context", "x-state"
CHARACTER = "x-character"
"""The type of a `ph` for a character that XML may not have; its content is U+ and the code."""


def tmx_bytes(texts: Exchanged) -> bytes:
    """The file, in UTF-8; `parse_tmx` gives equal texts back. Equal texts give equal bytes."""
    store = new_tmx(texts.language)
    header = next(store.document.getroot().iter("header"))
    for kind, value in (
        (DOCUMENT, texts.document),
        (LANGUAGE, texts.language),
        (SENT, texts.sent),
    ):
        etree.SubElement(header, "prop", type=kind).text = value
    for number, entry in enumerate(texts.entries, 1):
        unit = store.addsourceunit("").xmlelement
        state = texts.states.get(entry.key, EntryState.MISSING)
        for child in tuple(unit):
            unit.remove(child)
        unit.set("tuid", str(number))
        unit.extend(_children(entry, state, texts.language))
    return store_bytes(store)


def _children(entry: Entry, state: EntryState, tag: str) -> Iterator[etree._Element]:
    """Notes, properties and texts, in the order of the document type."""
    notes = tuple(notes_of(entry))
    for category, text in notes:
        if category == COMMENT:
            yield _with_text(etree.Element("note"), text)
    yield _with_text(etree.Element("prop", type=CONTEXT), legal(entry.context))
    yield _with_text(etree.Element("prop", type=STATE), state.value)
    for category, text in notes:
        if category != COMMENT:
            yield _with_text(etree.Element("prop", type=f"x-{category}"), text)
    yield _text(SOURCE_TAG, entry.source)
    if entry.target:
        yield _text(tag, entry.target)


def _with_text(element: etree._Element, text: str) -> etree._Element:
    element.text = text
    return element


def _text(tag: str, string: str) -> etree._Element:
    outer = etree.Element("tuv")
    outer.set(XML_LANG, tag)
    segment = etree.SubElement(outer, "seg")
    found = tokens(string)
    is_sound = is_nested(found)
    for place, token in enumerate(found, 1):
        if token.kind is Kind.TEXT:
            _append_characters(segment, token.text)
        else:
            segment.append(_tag(token, place, is_sound=is_sound))
    return outer


def _tag(token: Token, place: int, *, is_sound: bool) -> etree._Element:
    number = str(token.number)
    if not is_sound:
        element = etree.Element("ph", x=str(place))
    elif token.kind is Kind.ALONE:
        element = etree.Element("ph", x=number)
    elif token.kind is Kind.OPENING:
        element = etree.Element("bpt", i=number, x=number)
    else:
        element = etree.Element("ept", i=number)
    return _with_text(element, token.text)


def _append_characters(parent: etree._Element, text: str) -> None:
    position = 0
    for found in ILLEGAL.finditer(text):
        append_text(parent, text[position : found.start()])
        code = f"U+{ord(found.group()):04X}"
        etree.SubElement(parent, "ph", type=CHARACTER).text = code
        position = found.end()
    append_text(parent, text[position:])


def parse_tmx(data: bytes, where: str) -> Exchanged:
    """The texts of a TMX file that was made here, in whatever order.

    Raises CatalogError, with the line, if the file is not TMX, or does not tell its document and
    language: a translation memory from elsewhere has no context to find an entry by.
    """
    root = parsed_xml(data, where)
    header = root.find("header")
    if local_name(root) != "tmx" or header is None:
        raise CatalogError(message("This is no TMX file."), where=where)
    told = dict(_properties(header))
    if not told.get(DOCUMENT):
        reason = "This file does not tell which document it is of. Ask for the file that was sent."
        raise CatalogError(message(reason), where=where)
    tag = tag_of(told.get(LANGUAGE, ""))
    if tag is None:
        raise unknown_language(told.get(LANGUAGE, ""), where)
    limit = Texts(where)
    found = [_parsed(unit, tag, limit) for unit in root.iter("tu")]
    states = {entry.key: state for entry, state in found}
    entries = tuple(entry for entry, _ in found)
    return Exchanged(told[DOCUMENT], tag, entries, states, told.get(SENT, ""))


def _parsed(unit: etree._Element, tag: str, limit: Texts) -> tuple[Entry, EntryState]:
    properties = tuple(_properties(unit))
    told = dict(properties)
    texts: dict[str, str] = {}
    for variant in unit.iterfind("tuv"):
        segment = variant.find("seg")
        language = variant.get(XML_LANG, variant.get("lang", ""))
        if segment is not None:
            key = SOURCE_TAG if language.lower().split("-")[0] == SOURCE_TAG else tag_of(language)
            _collect(segment, limit, line_of(segment))
            texts[key or ""] = limit.taken()
    notes: list[Note] = [(COMMENT, note.text or "") for note in unit.iterfind("note")]
    notes += [(kind.removeprefix("x-"), text) for kind, text in properties if kind not in _OWN]
    entry = Entry(
        told.get(CONTEXT, ""), texts.get(SOURCE_TAG, ""), texts.get(tag, ""), line=line_of(unit)
    )
    stated = told.get(STATE, "")
    is_known = stated in {state.value for state in EntryState}
    known = EntryState(stated) if is_known else EntryState.MISSING
    return limit.checked(with_notes(entry, notes)), known


_OWN = (CONTEXT, STATE)


def _properties(element: etree._Element) -> Iterator[tuple[str, str]]:
    return ((p.get("type", ""), p.text or "") for p in element.iterfind("prop"))


def _collect(segment: etree._Element, out: Texts, line: int) -> None:
    """The catalog's string: all text, that of the tags too."""
    out.add(segment.text, line)
    for child in segment:
        if child.get("type") == CHARACTER:
            out.add(character((child.text or "").removeprefix("U+")), line)
        elif isinstance(child.tag, str):
            _collect(child, out, line)
        out.add(child.tail, line)

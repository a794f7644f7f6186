"""XLIFF 2.0 (OASIS Standard, 5 August 2014): texts, states, tags, notes.

A unit has one segment. Its `name` is the context. A numbered tag is a `pc`, one that stands alone
a `ph`, each with its original data; both may be neither copied nor deleted, unless the target has
already other tags than its source. Tags that are not well nested are `ph` all of them.

The states are told by `state` and, exactly, by `subState`: missing, outdated and machine are
`initial`, draft is `translated`, approved is `final`.

The tree is made here, because the writer of translate-toolkit 3.20 puts the notes of a unit into
its segment and gives units no id, which the schema refuses, and knows no inline elements.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.errors import CatalogError
from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.inline import ILLEGAL, Kind, Token, character, is_nested, legal, tokens
from pipeline.exchange.limits import Texts
from pipeline.exchange.notes import Note, notes_of, with_notes
from pipeline.exchange.returned_po import tag_of, unknown_language
from pipeline.exchange.xml import XML_SPACE, append_text, line_of, local_name, parsed_xml
from pipeline.languages import SOURCE_TAG
from pipeline.messages import message
from pipeline.translate.po import Entry
from pipeline.translate.states import EntryState
from pipeline.translate.tags import markup_problem

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
SENT = "sent"
PREFIX = "briefing:"
"""Of our values of `subState`, which must have an authority's prefix (4.3.1.33)."""
STATES = {
    EntryState.MISSING: "initial",
    EntryState.OUTDATED: "initial",
    EntryState.MACHINE: "initial",
    EntryState.DRAFT: "translated",
    EntryState.APPROVED: "final",
}
FINISHED = ("translated", "reviewed", "final")


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as it came back; `is_confirmed` if a program has set it to a finished state."""

    entry: Entry
    state: EntryState
    is_confirmed: bool


def xliff_bytes(texts: Exchanged) -> bytes:
    """The file, in UTF-8; `parse_xliff` gives equal texts back. Equal texts give equal bytes."""
    root = etree.fromstring(f'<xliff xmlns="{NAMESPACE}"/>')
    for name, value in (("version", "2.0"), ("srcLang", SOURCE_TAG), ("trgLang", texts.language)):
        root.set(name, value)
    file = etree.SubElement(root, _q("file"), id="f1", original=texts.document)
    file.set(XML_SPACE, "preserve")
    if texts.sent:
        notes = etree.SubElement(file, _q("notes"))
        etree.SubElement(notes, _q("note"), category=SENT).text = texts.sent
    for number, entry in enumerate(texts.entries, 1):
        state = texts.states.get(entry.key, EntryState.MISSING)
        unit = _unit(f"u{number}", entry, state)
        unit.tail = "\n"  # one unit a line, for whoever compares files
        file.append(unit)
    if not texts.entries:
        etree.SubElement(file, _q("group"), id="g1")  # a file has one unit or group at least
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def parse_xliff(data: bytes, where: str) -> Exchanged:
    """The texts of an XLIFF 2 file.

    Segments that a program made of one unit are put together again. A unit whose state a program
    has set to translated, reviewed or final is finished. Raises CatalogError, with the line, if
    the file is not XLIFF 2, or does not tell its document and language.
    """
    root = parsed_xml(data, where)
    version = root.get("version", "")
    if local_name(root) != "xliff" or not version.startswith("2."):
        reason = (
            "This is no XLIFF 2 file. Ask for it as XLIFF 2.0, or as PO; XLIFF 1.2 has no place "
            "for what has to come back."
        )
        raise CatalogError(message(reason), where=where)
    files = [element for element in root if local_name(element) == "file"]
    document = files[0].get("original", "") if len(files) == 1 else ""
    if not document:
        reason = "This file does not tell which document it is of. Ask for the file that was sent."
        raise CatalogError(message(reason), where=where)
    tag = tag_of(root.get("trgLang", ""))
    if tag is None:
        raise unknown_language(root.get("trgLang", ""), f"{where}:{line_of(root)}")
    limit = Texts(where)
    found = [_parsed(unit, limit) for unit in files[0].iter(_of(root, "unit"))]
    states = {unit.entry.key: unit.state for unit in found}
    confirmed = frozenset(unit.entry.key for unit in found if unit.is_confirmed)
    sent = dict(_notes(files[0])).get(SENT, "")
    return Exchanged(document, tag, tuple(unit.entry for unit in found), states, sent, confirmed)


def _unit(identity: str, entry: Entry, state: EntryState) -> etree._Element:
    unit = etree.Element(_q("unit"), id=identity)
    if entry.context:
        unit.set("name", legal(entry.context))
    notes = tuple(notes_of(entry))
    if notes:
        container = etree.SubElement(unit, _q("notes"))
        for category, text in notes:
            etree.SubElement(container, _q("note"), category=category).text = text
    source, target = tokens(entry.source), tokens(entry.target)
    data = {_reference(t): t.text for t in (*source, *target) if t.kind is not Kind.TEXT}
    if data:
        container = etree.SubElement(unit, _q("originalData"))
        for name, text in data.items():
            etree.SubElement(container, _q("data"), id=name).text = text
    segment = etree.SubElement(unit, _q("segment"), state=STATES[state], subState=PREFIX + state)
    is_kept = not entry.target or markup_problem(entry.source, entry.target) is None
    segment.append(_content("source", source, is_kept=is_kept))
    if entry.target:
        segment.append(_content("target", target, is_kept=is_kept))
    return unit


def _content(name: str, found: tuple[Token, ...], *, is_kept: bool) -> etree._Element:
    top = etree.Element(_q(name))
    is_sound = is_nested(found)
    kept = {"canCopy": "no", "canDelete": "no"} if is_kept else {}
    inside = [top]
    for place, token in enumerate(found):
        here = inside[-1]
        if token.kind is Kind.TEXT:
            _append_characters(here, token.text)
        elif not is_sound:
            identity = {"id": f"x{place}", "dataRef": _reference(token)}
            etree.SubElement(here, _q("ph"), identity, disp=token.text)
        elif token.kind is Kind.ALONE:
            _element(here, "ph", token, {**kept, "dataRef": _reference(token), "disp": token.text})
        elif token.kind is Kind.OPENING:
            last = replace(token, kind=Kind.CLOSING, text=f"</{token.number}>")
            references = {"dataRefStart": _reference(token), "dataRefEnd": _reference(last)}
            shown = {"dispStart": token.text, "dispEnd": last.text}
            inside.append(_element(here, "pc", token, {**kept, **references, **shown}))
        else:
            inside.pop()
    return top


def _element(
    parent: etree._Element, name: str, token: Token, attributes: Mapping[str, str]
) -> etree._Element:
    return etree.SubElement(parent, _q(name), {"id": str(token.number), **attributes})


def _reference(token: Token) -> str:
    """The id of a tag's original data."""
    return f"d{token.number}{token.kind[0]}"


def _append_characters(parent: etree._Element, text: str) -> None:
    """Text, with `cp` for what XML may not have (4.2.3.1)."""
    position = 0
    for found in ILLEGAL.finditer(text):
        append_text(parent, text[position : found.start()])
        etree.SubElement(parent, _q("cp"), hex=f"{ord(found.group()):04X}")
        position = found.end()
    append_text(parent, text[position:])


def _parsed(unit: etree._Element, limit: Texts) -> _Unit:
    original = unit.find(_of(unit, "originalData"))
    data = {d.get("id", ""): d.text or "" for d in (() if original is None else original)}
    sources: list[str] = []
    targets: list[str] = []
    states: list[tuple[str, str]] = []
    is_half = False
    for part in unit:
        if local_name(part) not in ("segment", "ignorable"):
            continue
        source, target = (part.find(_of(unit, name)) for name in ("source", "target"))
        sources.append(_string(source, data, limit))
        targets.append(_string(target, data, limit))
        if local_name(part) == "segment":
            is_half = is_half or (target is None and bool(sources[-1]))
            states.append((part.get("state", "initial"), part.get("subState", "")))
        elif target is None:
            targets[-1] = sources[-1]  # white space between segments
    target_text = "" if is_half else "".join(targets)
    entry = Entry(unit.get("name", ""), "".join(sources), target_text, line=line_of(unit))
    entry = limit.checked(with_notes(entry, _notes(unit)))
    state = _state(states, entry)
    is_ours = all(sub == PREFIX + state and name == STATES[state] for name, sub in states)
    if not is_ours and entry.translated:  # the flag is as the translator's program tells
        entry = replace(entry, fuzzy=not state.is_by_a_person)
    return _Unit(entry, state, is_confirmed=not is_ours and state.is_by_a_person)


def _state(states: list[tuple[str, str]], entry: Entry) -> EntryState:
    """Ours if it still belongs to `state`; else what the program's state says."""
    stated = {name for name, _ in states}
    own = {sub.removeprefix(PREFIX) for _, sub in states if sub.startswith(PREFIX)}
    if len(own) == 1 and (name := own.pop()) in {state.value for state in EntryState}:
        known = EntryState(name)
        if stated == {STATES[known]}:
            return known
    if not entry.translated:
        return EntryState.MISSING
    return EntryState.DRAFT if stated and stated <= set(FINISHED) else EntryState.OUTDATED


def _string(element: etree._Element | None, data: Mapping[str, str], out: Texts) -> str:
    """The catalog's string of a source or target; annotations are dropped, their text stays."""
    if element is not None:
        _collect(element, data, out, line_of(element))
    return out.taken()


def _collect(element: etree._Element, data: Mapping[str, str], out: Texts, line: int) -> None:
    out.add(element.text, line)
    for child in element:
        first, last = _around(child, data)
        out.add(first, line)
        if local_name(child) in ("pc", "mrk"):
            _collect(child, data, out, line)
        out.add(last, line)
        out.add(child.tail, line)


def _around(element: etree._Element, data: Mapping[str, str]) -> tuple[str, str]:
    """What stands in the catalog for the element, before what is in it and behind that."""
    identity = element.get("id", "")
    match local_name(element):
        case "pc":
            first = data.get(element.get("dataRefStart", ""), f"<{identity}>")
            return first, data.get(element.get("dataRefEnd", ""), f"</{identity}>")
        case "sc":
            return data.get(element.get("dataRef", ""), f"<{identity}>"), ""
        case "ec":
            started = element.get("startRef", identity)
            return data.get(element.get("dataRef", ""), f"</{started}>"), ""
        case "ph":
            return data.get(element.get("dataRef", ""), f"<{identity}/>"), ""
        case "cp":
            return character(element.get("hex", "")), ""
        case _:
            return "", ""


def _notes(element: etree._Element) -> Iterator[Note]:
    for container in element.findall(_of(element, "notes")):
        for note in container:
            if local_name(note) == "note":
                yield note.get("category", ""), note.text or ""


def _q(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _of(element: etree._Element, name: str) -> str:
    """A name in the namespace that the element has: that of 2.0, or of a later 2."""
    space, bracket, _ = str(element.tag).rpartition("}")
    return f"{space}{bracket}{name}"

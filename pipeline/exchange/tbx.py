"""The glossary as TBX (ISO 30042:2008, the core structure that translate-toolkit writes)."""

from collections.abc import Iterable

from lxml import etree

from pipeline.exchange.toolkit import new_tbx, store_bytes
from pipeline.exchange.xml import XML_LANG
from pipeline.glossary import GlossaryEntry
from pipeline.languages import SOURCE_TAG

NAME_KIND = "properNoun"
"""The value of `partOfSpeech` for a name, which stays as it is."""


def tbx_bytes(entries: Iterable[GlossaryEntry], tags: Iterable[str]) -> bytes:
    """Terms, definitions and their accepted forms in these languages; names are marked.

    The first form is the preferred one (`administrativeStatus`). A name stands in every language
    as it is. Equal entries give equal bytes.
    """
    wanted = tuple(tags)
    store = new_tbx()
    for number, entry in enumerate(entries, 1):
        unit = store.addsourceunit(entry.term).xmlelement
        for child in tuple(unit):
            unit.remove(child)
        unit.set("id", f"t{number}")
        if entry.definition:
            etree.SubElement(unit, "descrip", type="definition").text = entry.definition
        unit.append(_language(SOURCE_TAG, (entry.term, *entry.other_forms), entry))
        for tag in wanted:
            forms = (entry.term,) if entry.is_name else entry.targets.get(tag, ())
            if forms:
                unit.append(_language(tag, forms, entry))
    return store_bytes(store)


def _language(tag: str, forms: tuple[str, ...], entry: GlossaryEntry) -> etree._Element:
    top = etree.Element("langSet")
    top.set(XML_LANG, tag)
    for number, form in enumerate(forms):
        group = etree.SubElement(top, "tig")
        etree.SubElement(group, "term").text = form
        if entry.is_name:
            etree.SubElement(group, "termNote", type="partOfSpeech").text = NAME_KIND
        status = "admittedTerm-admn-sts" if number else "preferredTerm-admn-sts"
        etree.SubElement(group, "termNote", type="administrativeStatus").text = status
    return top

"""What python-docx lacks: language and direction of runs, numbering, fields, settings, order.

Elements are those of ISO/IEC 29500-1 (WordprocessingML, transitional), in schema order.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from lxml import etree

from pipeline.languages import SOURCE_TAG, Language, language

Element = etree._Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

EARLIEST_ZIP_YEAR, LATEST_ZIP_YEAR = 1980, 2107
TWENTIETHS = 20
"""Twentieths of a point in a point: the unit of spacing and indents."""
COMPATIBILITY_MODE = 15
"""Word 2013 and later: no compatibility layout, no "[Compatibility Mode]" in the title bar."""

_ELEMENT_FOR = {"\t": "tab", "\n": "br", "\r": "cr", "\u00ad": "softHyphen"}


class Part(Protocol):
    """A package part that a hyperlink can be related from."""

    def relate_to(self, target: str, reltype: str, is_external: bool = False) -> str:
        """The id of a relationship to the target."""


def w(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element of the main namespace; attributes and children that are None are left out."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W, "r": R})
    for key, value in attributes.items():
        if value is not None:
            made.set(f"{{{W}}}{key}", str(value))
    made.extend(child for child in children if child is not None)
    return made


def document_languages(of: Language, tag: str) -> Element:
    """`w:lang` or `w:themeFontLang` for a whole document.

    Latin letters in a document of another script are taken as Swedish: names and addresses.
    """
    western = of if of.word_slot == "val" else language(SOURCE_TAG)
    slots = {"val": western.word}
    if of.word_slot != "val":
        slots[of.word_slot] = of.word
    return w(tag, **slots)


def run_language(of: Language, *, marked: bool, western: bool) -> Element | None:
    """`w:lang` for a run, in the slot that Word reads; None if the document's says it already.

    `marked` is for text in a language of its own. `western` is for digits that stand in a
    left-to-right run of right-to-left text: Word reads their language from the slot `val`,
    which would have them spoken in Swedish.
    """
    slots = {of.word_slot: of.word} if marked else {}
    if western and of.word_slot != "val":
        slots["val"] = of.word
    return w("lang", **slots) if slots else None


def run_properties(
    language_element: Element | None,
    *,
    style: str | None = None,
    is_rtl: bool = False,
    cs: bool = False,
) -> Element | None:
    """`w:rPr` with character style, direction, complex script and language; None if empty."""
    east_asian = language_element is not None and f"{{{W}}}eastAsia" in language_element.attrib
    children = (
        w("rStyle", val=style) if style else None,
        w("rFonts", hint="eastAsia") if east_asian else None,
        w("rtl") if is_rtl else None,
        w("cs") if cs and not is_rtl else None,
        language_element,
    )
    return w("rPr", *children) if any(child is not None for child in children) else None


def run(text: str, properties: Element | None = None) -> Element:
    """A run with exactly these characters; tabs and soft hyphens as the elements Word knows."""
    return w("r", properties, *_run_content(text))


def _run_content(text: str) -> Iterator[Element]:
    plain = ""
    for character in text:
        if character not in _ELEMENT_FOR:
            plain += character
            continue
        if plain:
            yield _text(plain)
            plain = ""
        yield w(_ELEMENT_FOR[character])
    if plain:
        yield _text(plain)


def _text(text: str) -> Element:
    made = w("t")
    made.text = text
    made.set(XML_SPACE, "preserve")
    return made


def hyperlink(part: Part, address: str, runs: Iterable[Element]) -> Element:
    """A link to an absolute address, related from the part that it stands in."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    made = w("hyperlink", *runs, history=1)
    made.set(f"{{{R}}}id", part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made


def page_field(name: str, of: Language) -> tuple[Element, ...]:
    """A complex field (PAGE, NUMPAGES) as runs; the word processor fills in the number.

    Its runs are left-to-right in every language, so that the digits are 0-9.
    """
    instruction = w("instrText")
    instruction.text = f" {name} "
    instruction.set(XML_SPACE, "preserve")
    contents = (
        w("fldChar", fldCharType="begin"),
        instruction,
        w("fldChar", fldCharType="separate"),
        _text("1"),
        w("fldChar", fldCharType="end"),
    )

    def properties() -> Element | None:
        return run_properties(run_language(of, marked=False, western=of.is_rtl))

    return tuple(w("r", properties(), content) for content in contents)


LIST_START = 1.5
"""Where the text of a list item begins, in list indents; its label stands one indent before."""

BULLETS, NUMBERS = 0, 1
"""The two abstract numberings."""


def abstract_numberings(bullet: str, indent_pt: float, font: str) -> tuple[Element, Element]:
    """The definitions of bullet lists and of numbered lists (`1.`)."""
    return (
        _abstract_numbering(BULLETS, "bullet", bullet, indent_pt, font),
        _abstract_numbering(NUMBERS, "decimal", "%1.", indent_pt, font),
    )


def _abstract_numbering(number: int, kind: str, label: str, indent_pt: float, font: str) -> Element:
    hanging = round(indent_pt * TWENTIETHS)
    indent = round(indent_pt * TWENTIETHS * LIST_START)
    return w(
        "abstractNum",
        w("multiLevelType", val="singleLevel"),
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=kind),
            w("lvlText", val=label),
            w("lvlJc", val="left"),
            w("pPr", w("ind", left=indent, hanging=hanging)),
            w("rPr", w("rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)),
            ilvl=0,
        ),
        abstractNumId=number,
    )


def numbering(number: int, abstract: int, start: int) -> Element:
    """One list of its own; numbered lists begin at `start`."""
    override = w("lvlOverride", w("startOverride", val=start), ilvl=0)
    return w(
        "num",
        w("abstractNumId", val=abstract),
        override if abstract == NUMBERS else None,
        numId=number,
    )


def settings(of: Language) -> tuple[Element, ...]:
    """Document settings: current layout rules and the languages that Word proofs in."""
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=COMPATIBILITY_MODE,
    )
    return (
        w("zoom", percent=100),
        w("compat", mode),
        document_languages(of, "themeFontLang"),
    )


def replace_content(root: Element, children: Iterable[Element]) -> None:
    """Give an element of python-docx's template other children, and no unused namespaces."""
    for child in list(root):
        root.remove(child)
    for name in list(root.attrib):
        del root.attrib[name]
    root.extend(children)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["w", "r"])


def pack(package: bytes, epoch: datetime) -> bytes:
    """The same package with fixed times and order: equal content gives equal bytes.

    `[Content_Types].xml` comes first, as ISO/IEC 29500-2 recommends.
    """
    year = min(max(epoch.year, EARLIEST_ZIP_YEAR), LATEST_ZIP_YEAR)
    stamp = (year, *epoch.timetuple()[1:6])
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in sorted(source.namelist(), key=lambda n: (not n.startswith("["), n)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name), compresslevel=9)
    return packed.getvalue()

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
    toggles: Iterable[str] = (),
    is_rtl: bool = False,
    cs: bool = False,
) -> Element | None:
    """`w:rPr` with character style, direction, complex script and language; None if empty.

    `toggles` are the elements that are on: b, bCs, i, iCs, in this order.
    """
    east_asian = language_element is not None and f"{{{W}}}eastAsia" in language_element.attrib
    children = (
        w("rStyle", val=style) if style else None,
        w("rFonts", hint="eastAsia") if east_asian else None,
        *(w(toggle) for toggle in toggles),
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
    """A link to an absolute address, related from the part that it stands in, or to `#NAME`."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    if address.startswith("#"):
        return w("hyperlink", *runs, anchor=bookmark_name(address[1:]), history=1)
    made = w("hyperlink", *runs, history=1)
    made.set(f"{{{R}}}id", part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made


def bookmark_name(identity: str) -> str:
    """The name of the bookmark for an id; a full stop is none of its characters."""
    return identity.replace(".", "_")


def bookmarked(number: int, name: str, content: Iterable[Element]) -> tuple[Element, ...]:
    """A bookmark around runs; each has another number."""
    return (
        w("bookmarkStart", id=number, name=bookmark_name(name)),
        *content,
        w("bookmarkEnd", id=number),
    )


def field(
    instruction_text: str, shown: str, of: Language, style: str | None = None
) -> tuple[Element, ...]:
    """A complex field as runs; the word processor puts its result in the place of `shown`.

    Its runs are left-to-right in every language, so that the digits are 0-9.
    """
    instruction = w("instrText")
    instruction.text = f" {instruction_text} "
    instruction.set(XML_SPACE, "preserve")
    contents = (
        w("fldChar", fldCharType="begin"),
        instruction,
        w("fldChar", fldCharType="separate"),
        _text(shown),
        w("fldChar", fldCharType="end"),
    )
    return tuple(w("r", digit_properties(of, style), content) for content in contents)


def digit_properties(of: Language, style: str | None = None) -> Element | None:
    """`w:rPr` of a number that the word processor fills in: left-to-right in every language."""
    return run_properties(run_language(of, marked=False, western=of.is_rtl), style=style)


def settings(of: Language, separators: Iterable[Element] = ()) -> tuple[Element, ...]:
    """Document settings: current layout rules and the languages that Word proofs in.

    `separators` name the lines between text and footnotes, in a document that has some.
    """
    lines = tuple(separators)
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=COMPATIBILITY_MODE,
    )
    return (
        w("zoom", percent=100),
        *((w("footnotePr", *lines),) if lines else ()),
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

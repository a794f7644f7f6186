"""A DOCX as a reader meets it: paragraphs with style, number, direction, language and links.

Read with zipfile and lxml only, from ISO/IEC 29500-1, and apart from the renderer, so that a
mistake there is not repeated here. What is not recognised is named in `Paragraph.unknown`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.check.docx_definitions import Numbering, Styles
from pipeline.check.docx_drawing import Picture, picture
from pipeline.check.docx_package import DOCUMENT, Element, Package, R, W, is_on, local, value, whole
from pipeline.model import NOTE_MARK

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANKS = " \t\r\n"

_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\r",
    "softHyphen": "\u00ad",
    "noBreakHyphen": "\u2011",
    "footnoteRef": NOTE_MARK,
    "separator": "",
    "continuationSeparator": "",
}
_REFERENCE = "footnote reference"
"""The style of numbers that refer to notes. Headers and footnotes have nothing but the number."""
_STRONG = {"Strong", "Intense Emphasis", "Hyperlink Strong", "Hyperlink Intense"}
_EMPHASIS = {"Emphasis", "Intense Emphasis", "Hyperlink Emphasis", "Hyperlink Intense"}
"""Names of character styles."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of equal properties.

    `languages` are the slots of its own `w:lang` (`val`, `bidi`, `eastAsia`); `colour` and
    `background` are six hexadecimal digits or `auto`, as they work out through the styles.
    `style` is the name of the character style; `is_strong` and `is_emphasised` is what is shown
    so: in bold, or in italics or bold. `link` is an address or `#` with the name of a bookmark.
    `note` is the number of the note that the run refers to.
    """

    text: str
    is_rtl: bool = False
    is_complex: bool = False
    languages: tuple[tuple[str, str], ...] = ()
    link: str | None = None
    colour: str = "auto"
    background: str = "auto"
    style: str | None = None
    is_strong: bool = False
    is_emphasised: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `label` is the bullet or number that a word processor shows.

    `list_number` is `w:numId` or an empty string, `list_level` counts from 0; `outline_level` is
    0 without an outline level, else counted from 1; `space_before` is direct formatting, in
    twentieths of a point; `unknown` names what this reader does not know; `element` is what was
    read.
    """

    style: str | None
    runs: tuple[Run, ...]
    label: str = ""
    list_number: str = ""
    list_level: int = 0
    outline_level: int = 0
    is_rtl: bool = False
    keeps_next: bool = False
    space_before: str | None = None
    pictures: tuple[Picture, ...] = ()
    bookmarks: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    element: Element | None = None

    @property
    def text(self) -> str:
        """All characters, with fields as `{PAGE}`."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class References:
    """The notes by the order of the references to them, as Word counts them (17.11.14)."""

    numbers: dict[str, str] = field(default_factory=dict)
    """The number of each footnote by its id."""
    bookmarked: dict[str, str] = field(default_factory=dict)
    """The number of the first note that a bookmark has in it."""
    _count: int = 0

    def refer(self, identity: str, bookmarks: list[str]) -> str:
        """The number of the next reference; one to the same footnote again gets another."""
        self._count += 1
        number = f"{self._count}"
        self.numbers.setdefault(identity, number)
        for name in bookmarks:
            self.bookmarked.setdefault(name, number)
        return number


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the paragraphs of one part."""

    package: Package
    part: str
    styles: Styles
    numbering: Numbering
    references: References

    def paragraph(self, element: Element) -> Paragraph:
        """One `w:p`; anything else is a paragraph without runs that names it as unknown."""
        if element.tag != f"{W}p":
            return Paragraph(None, (), unknown=(local(element),))
        direct = element.find(f"{W}pPr")
        identity = value(None if direct is None else direct.find(f"{W}pStyle"))
        collector = _Collector(self, identity)
        collector.read(element, None)

        def find(name: str) -> Element | None:
            return self.styles.paragraph(identity, direct, name)

        numbered = find("numPr")
        number = value(None if numbered is None else numbered.find(f"{W}numId")) or ""
        level = value(None if numbered is None else numbered.find(f"{W}ilvl")) or "0"
        space = None if direct is None else direct.find(f"{W}spacing")
        return Paragraph(
            self.styles.name(identity),
            tuple(collector.runs),
            self.numbering.label(number, level) if number not in ("", "0") else "",
            number if number != "0" else "",
            whole(level, 0),
            whole(value(find("outlineLvl")), -1) + 1,
            is_on(find("bidi")),
            is_on(find("keepNext")),
            value(space, "before"),
            tuple(collector.pictures),
            tuple(collector.bookmarks),
            tuple(collector.unknown),
            element,
        )


@dataclass(slots=True)
class _Collector:
    """Walks through one paragraph, into links, and keeps track of complex fields (17.16.18)."""

    reader: Reader
    style: str | None
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    instruction: str | None = None
    """The code of the field that is open, if one is."""
    result: str | None = None
    """What the field shows, from its separator on."""
    note: str = ""
    """The number of the note that the run refers to."""
    open_bookmarks: dict[str, str] = field(default_factory=dict)
    """Their names by their ids."""

    def read(self, container: Element, link: str | None) -> None:
        for child in container:
            name = local(child)
            if name == "r":
                self._run(child, link)
            elif name == "hyperlink":
                self.read(child, self._target(child))
            elif name == "bookmarkStart":
                bookmark = value(child, "name") or ""
                self.bookmarks.append(bookmark)
                self.open_bookmarks[value(child, "id") or ""] = bookmark
            elif name == "bookmarkEnd":
                self.open_bookmarks.pop(value(child, "id") or "", None)
            elif name != "pPr":
                self.unknown.append(name)

    def _target(self, element: Element) -> str:
        anchor = value(element, "anchor")
        if anchor is not None:
            return f"#{anchor}"
        target = self.reader.package.target(self.reader.part, element.get(f"{R}id"))
        return target or "?"

    def _run(self, element: Element, link: str | None) -> None:
        properties = element.find(f"{W}rPr")
        self.note = ""
        text = "".join(self._characters(element))
        character_style = value(None if properties is None else properties.find(f"{W}rStyle"))
        identities = (character_style, self.style)
        styles = self.reader.styles
        if not text or is_on(styles.run(identities, properties, "vanish")):  # hidden text
            return
        language = None if properties is None else properties.find(f"{W}lang")
        slots = () if language is None else sorted(language.items())
        colour = styles.run(identities, properties, "color")
        shade = styles.run(identities, properties, "shd")
        if shade is None:
            shade = styles.paragraph(self.style, None, "shd")
        is_rtl = is_on(styles.run(identities, properties, "rtl"))
        is_complex = is_on(styles.run(identities, properties, "cs"))
        name = styles.name(character_style)
        if name == _REFERENCE and self.reader.part != DOCUMENT and text.isdecimal():
            self.note = text
        is_strong, is_emphasised = _weight(properties, name, is_complex=is_rtl or is_complex)
        run = Run(
            text,
            is_rtl,
            is_complex,
            tuple((str(k).removeprefix(W), str(v)) for k, v in slots),
            link,
            value(colour) or "auto",
            value(shade, "fill") or "auto",
            name,
            is_strong,
            is_emphasised,
            self.note,
        )
        self.runs.append(run)

    def _characters(self, element: Element) -> Iterator[str]:
        for child in element:
            name = local(child)
            if name == "fldChar":
                yield from self._field(value(child, "fldCharType"))
            elif name == "instrText":
                self.instruction = (self.instruction or "") + (child.text or "")
            elif name == "rPr":
                continue
            elif self.instruction is not None:
                self.result = None if self.result is None else self.result + (child.text or "")
            elif name == "t":
                text = child.text or ""
                yield text if child.get(_XML_SPACE) == "preserve" else text.strip(_XML_BLANKS)
            elif name == "footnoteReference":
                names = list(self.open_bookmarks.values())
                self.note = self.reader.references.refer(value(child, "id") or "", names)
                yield self.note
            elif name == "drawing":
                self.pictures.append(picture(child, self.reader.package, self.reader.part))
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            else:
                self.unknown.append(name)

    def _field(self, kind: str | None) -> Iterator[str]:
        """Page numbers as `{PAGE}`; a reference to a note again is what the file shows for it."""
        if kind == "begin":
            self.instruction, self.result = "", None
        elif kind == "separate":
            self.result = ""
        elif kind == "end":
            name, *arguments = (self.instruction or "").split() or [""]
            if name == "NOTEREF" and arguments:
                self.note = self.reader.references.bookmarked.get(arguments[0], "?")
                yield self.result or ""
            else:
                yield f"{{{(self.instruction or '').strip()}}}"
            self.instruction = None


def _weight(
    properties: Element | None, style: str | None, *, is_complex: bool
) -> tuple[bool, bool]:
    """Whether a run is shown strong, and emphasised.

    Word goes by the twins bCs and iCs in complex scripts (17.3.2). Bold shows emphasis too
    where a style says so: not every script has italics.
    """
    if properties is None:
        return False, False
    suffix = "Cs" if is_complex else ""
    bold, italic = (is_on(properties.find(f"{W}{name}{suffix}")) for name in ("b", "i"))
    says_emphasis = style in _EMPHASIS
    is_strong = bold and (style in _STRONG or not says_emphasis)
    return is_strong, italic or (bold and says_emphasis)

"""A DOCX as a reader meets it: paragraphs with style, number, direction, language and links.

Read with zipfile and lxml only, from ISO/IEC 29500-1, and apart from the renderer, so that a
mistake there is not repeated here. What is not recognised is named in `Paragraph.unknown`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.check.docx_package import Element, Package, R, W, is_on, local, value, whole

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANKS = " \t\r\n"

_CHARACTERS = {
    "tab": "\t",
    "br": "\n",
    "cr": "\r",
    "softHyphen": "\u00ad",
    "noBreakHyphen": "\u2011",
}
_DEEPEST_STYLE = 20


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of equal properties.

    `languages` are the slots of its own `w:lang` (`val`, `bidi`, `eastAsia`); `colour` and
    `background` are six hexadecimal digits or `auto`, as they work out through the styles.
    """

    text: str
    is_rtl: bool = False
    is_complex: bool = False
    languages: tuple[tuple[str, str], ...] = ()
    link: str | None = None
    colour: str = "auto"
    background: str = "auto"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `label` is the bullet or number that a word processor shows.

    `list_number` is `w:numId` or an empty string; `outline_level` is 0 without an outline
    level, else counted from 1; `unknown` names what this reader does not know; `element` is
    what was read.
    """

    style: str | None
    runs: tuple[Run, ...]
    label: str = ""
    list_number: str = ""
    outline_level: int = 0
    is_rtl: bool = False
    keeps_next: bool = False
    unknown: tuple[str, ...] = ()
    element: Element | None = None

    @property
    def text(self) -> str:
        """All characters, with fields as `{PAGE}`."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Styles:
    """The style definitions, and how a property works out through them (17.7.2)."""

    root: Element
    by_id: Mapping[str, Element]

    @staticmethod
    def read(root: Element) -> "Styles":
        """The styles of `word/styles.xml`."""
        found = {value(s, "styleId") or "": s for s in root.findall(f"{W}style")}
        return Styles(root, found)

    def name(self, identity: str | None) -> str | None:
        """The name that Word knows the style by; None for a style that is not defined."""
        style = self.by_id.get(identity or "")
        return None if style is None else value(style.find(f"{W}name"))

    def _chain(self, identity: str | None) -> Iterator[Element]:
        for _ in range(_DEEPEST_STYLE):
            style = self.by_id.get(identity or "")
            if style is None:
                return
            yield style
            identity = value(style.find(f"{W}basedOn"))

    def paragraph(self, identity: str | None, direct: Element | None, name: str) -> Element | None:
        """A paragraph property: direct, else by the style, else the document's default."""
        holders = [direct, *(s.find(f"{W}pPr") for s in self._chain(identity))]
        holders.append(self.root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"))
        return _first(holders, name)

    def run(
        self, identities: tuple[str | None, ...], direct: Element | None, name: str
    ) -> Element | None:
        """A run property: direct, else by the character style, the paragraph style, default."""
        holders = [direct]
        for identity in identities:
            holders += [s.find(f"{W}rPr") for s in self._chain(identity)]
        holders.append(self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        return _first(holders, name)


def _first(holders: list[Element | None], name: str) -> Element | None:
    for holder in holders:
        found = None if holder is None else holder.find(W + name)
        if found is not None:
            return found
    return None


@dataclass(slots=True)
class Numbering:
    """List numbers as Word counts them: by abstract definition, unless a list starts anew.

    It counts on with each label that it gives.
    """

    root: Element | None
    _counts: dict[str, int] = field(default_factory=dict)
    _started: set[str] = field(default_factory=set)

    def label(self, number: str, level: str) -> str:
        """The label of the next item of that list; empty if the list is not defined."""
        if self.root is None:
            return ""
        item = self._find("num", "numId", number)
        abstract = value(None if item is None else item.find(f"{W}abstractNumId"))
        definition = self._find("abstractNum", "abstractNumId", abstract)
        if item is None or abstract is None or definition is None:
            return ""
        shape = _with(definition, "lvl", "ilvl", level)
        text = value(None if shape is None else shape.find(f"{W}lvlText")) or ""
        kind = value(None if shape is None else shape.find(f"{W}numFmt"))
        if kind == "bullet" or shape is None:
            return text
        count = self._count(item, abstract, shape, level)
        shown = str(count) if kind == "decimal" else f"<{kind} {count}>"
        return text.replace("%1", shown)

    def _count(self, item: Element, abstract: str, shape: Element, level: str) -> int:
        number = value(item, "numId") or ""
        override = _with(item, "lvlOverride", "ilvl", level)
        start = value(None if override is None else override.find(f"{W}startOverride"))
        if start is not None and number not in self._started:
            self._counts[abstract] = whole(start, 1) - 1
        self._started.add(number)
        first = whole(value(shape.find(f"{W}start")), 1)
        self._counts[abstract] = self._counts.get(abstract, first - 1) + 1
        return self._counts[abstract]

    def _find(self, tag: str, key: str, wanted: str | None) -> Element | None:
        return None if self.root is None else _with(self.root, tag, key, wanted)


def _with(parent: Element, tag: str, key: str, wanted: str | None) -> Element | None:
    return next((e for e in parent.findall(W + tag) if value(e, key) == wanted), None)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the paragraphs of one part."""

    package: Package
    part: str
    styles: Styles
    numbering: Numbering

    def paragraphs(self, container: Iterable[Element]) -> tuple[Paragraph, ...]:
        """The paragraphs of a body, header or footer; anything else is a paragraph without
        runs that names it as unknown.
        """
        return tuple(
            self._paragraph(child) if child.tag == f"{W}p" else Paragraph(None, (), unknown=(name,))
            for child in container
            if (name := local(child)) != "sectPr"
        )

    def _paragraph(self, element: Element) -> Paragraph:
        direct = element.find(f"{W}pPr")
        identity = value(None if direct is None else direct.find(f"{W}pStyle"))
        collector = _Collector(self, identity)
        collector.read(element, None)

        def find(name: str) -> Element | None:
            return self.styles.paragraph(identity, direct, name)

        numbered = find("numPr")
        number = value(None if numbered is None else numbered.find(f"{W}numId")) or ""
        level = value(None if numbered is None else numbered.find(f"{W}ilvl")) or "0"
        return Paragraph(
            self.styles.name(identity),
            tuple(collector.runs),
            self.numbering.label(number, level) if number not in ("", "0") else "",
            number if number != "0" else "",
            whole(value(find("outlineLvl")), -1) + 1,
            is_on(find("bidi")),
            is_on(find("keepNext")),
            tuple(collector.unknown),
            element,
        )


@dataclass(slots=True)
class _Collector:
    """Walks through one paragraph, into links, and keeps track of complex fields (17.16.18)."""

    reader: Reader
    style: str | None
    runs: list[Run] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    instruction: str | None = None
    """The code of the field that is open, if one is."""

    def read(self, container: Element, link: str | None) -> None:
        for child in container:
            name = local(child)
            if name == "r":
                self._run(child, link)
            elif name == "hyperlink":
                identity = child.get(f"{R}id")
                target = self.reader.package.target(self.reader.part, identity)
                self.read(child, target or "?")
            elif name != "pPr":
                self.unknown.append(name)

    def _run(self, element: Element, link: str | None) -> None:
        properties = element.find(f"{W}rPr")
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
        run = Run(
            text,
            is_on(styles.run(identities, properties, "rtl")),
            is_on(styles.run(identities, properties, "cs")),
            tuple((str(k).removeprefix(W), str(v)) for k, v in slots),
            link,
            value(colour) or "auto",
            value(shade, "fill") or "auto",
        )
        self.runs.append(run)

    def _characters(self, element: Element) -> Iterator[str]:
        for child in element:
            name = local(child)
            if name == "fldChar":
                yield from self._field(value(child, "fldCharType"))
            elif name == "instrText":
                self.instruction = (self.instruction or "") + (child.text or "")
            elif self.instruction is not None or name == "rPr":
                continue
            elif name == "t":
                text = child.text or ""
                yield text if child.get(_XML_SPACE) == "preserve" else text.strip(_XML_BLANKS)
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            else:
                self.unknown.append(name)

    def _field(self, kind: str | None) -> Iterator[str]:
        if kind == "begin":
            self.instruction = ""
        elif kind == "end":
            yield f"{{{(self.instruction or '').strip()}}}"
            self.instruction = None

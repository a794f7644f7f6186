"""How styles and list numbers of a DOCX work out, as a word processor takes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.check.docx_package import Element, W, value, whole

_DEEPEST_STYLE = 20


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

    It counts on with each label that it gives. Each level counts for itself, and anew after an
    item of an outer one (17.9.10).
    """

    root: Element | None
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

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
        depth = whole(level, 0)
        count = self._count(item, abstract, shape, depth)
        shown = str(count) if kind == "decimal" else f"<{kind} {count}>"
        return text.replace(f"%{depth + 1}", shown)

    def _count(self, item: Element, abstract: str, shape: Element, level: int) -> int:
        list_level = value(item, "numId") or "", level
        place = abstract, level
        override = _with(item, "lvlOverride", "ilvl", f"{level}")
        start = value(None if override is None else override.find(f"{W}startOverride"))
        if start is not None and list_level not in self._started:
            self._counts[place] = whole(start, 1) - 1
        self._started.add(list_level)
        first = whole(value(shape.find(f"{W}start")), 1)
        self._counts[place] = self._counts.get(place, first - 1) + 1
        for inner in [p for p in self._counts if p[0] == abstract and p[1] > level]:
            del self._counts[inner]
        return self._counts[place]

    def _find(self, tag: str, key: str, wanted: str | None) -> Element | None:
        return None if self.root is None else _with(self.root, tag, key, wanted)


def _with(parent: Element, tag: str, key: str, wanted: str | None) -> Element | None:
    return next((e for e in parent.findall(W + tag) if value(e, key) == wanted), None)

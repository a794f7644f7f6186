"""Links, references to notes and other languages inside a unit's text: elements, annotations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import RenderError
from pipeline.messages import Message, message
from pipeline.model import Span, plain
from pipeline.render.pdf.addresses import uri
from pipeline.render.pdf.layout import Layout
from pipeline.render.pdf.links import (
    Area,
    address_entry,
    annotation_entries,
    destination_entry,
    internal_target,
    link_spans,
)
from pipeline.render.pdf.refusals import shown
from pipeline.render.pdf.standard import Standard
from pipeline.render.pdf.structure import Annotation, ContentRegister, Element
from pipeline.render.pdf.units import SetUnit
from pipeline.render.pdf.writer import PdfFile


@dataclass(frozen=True, slots=True)
class _Internal:
    """An annotation whose target's page may not be there yet, with its text and block."""

    link: Element
    reference: str
    entries: str
    target: str
    text: str
    where: str


@dataclass(slots=True)
class InlineWriter:
    """What is inside running text, while a document in this language is drawn."""

    file: PdfFile
    register: ContentRegister
    layout: Layout
    language: str
    standard: Standard
    elements: dict[tuple[str, int], Element] = field(default_factory=dict)
    """The Span or Link of each unit's span that has one, by the unit's id."""
    internal: list[_Internal] = field(default_factory=list)
    _pressed: dict[tuple[str, int], range] = field(default_factory=dict)

    def pressed(self, unit: SetUnit, index: int) -> range:
        """The spans that are pressed together with that one: its link or reference, or none."""
        if unit.spans[index].note:
            return range(index, index + 1)
        key = (unit.unit.where, index)
        if key not in self._pressed:
            found = link_spans(unit.spans, index)
            self._pressed.update(((unit.unit.where, each), found) for each in found or (index,))
        return self._pressed[key]

    def element(self, unit: SetUnit, body: Element, index: int) -> Element:
        """The element that a span's content belongs to: its own, or the unit's `body`."""
        pressed = self.pressed(unit, index)
        language = self._language(unit, index)
        parent = self._link(unit, body, pressed) if pressed else body
        if parent.language == language:
            language = None
        kind = self._kind(unit.spans[index]) or ("Span" if language else None)
        return self._kept(unit, index, parent, kind, language) if kind else parent

    def annotation(self, page: int, unit: SetUnit, spans: range, areas: Sequence[Area]) -> str:
        """The annotation of a link on one line; gives its reference."""
        link = self.elements[unit.unit.where, spans.start]
        key = self.register.annotation_key(link)
        span = unit.spans[spans.start]
        text = plain(unit.spans[spans.start : spans.stop])
        entries = annotation_entries(text, areas, key)
        target = internal_target(span)
        if target is None:
            address = _address(span.link or "", unit.unit.where)
            reference = self.file.add(f"<<{entries}{address_entry(address)}>>")
        else:
            reference = self.file.reserve()
            self.internal.append(_Internal(link, reference, entries, target, text, unit.unit.where))
        link.content.append(Annotation(page, reference))
        return reference

    def links(self) -> Iterator[tuple[Element, str]]:
        """The Link elements that lead to a block or note, with its id."""
        return ((annotation.link, annotation.target) for annotation in self.internal)

    def finish(self, targets: Mapping[str, Element]) -> None:
        """Write the annotations that lead to a block or note, when all pages are there.

        `targets` are the elements that structure destinations lead to, in PDF 2.0. Raises
        RenderError for a link that leads nowhere.
        """
        for annotation in self.internal:
            found = self.layout.targets.get(annotation.target)
            if found is None:
                raise _leads_nowhere(annotation)
            page, top = found
            element = targets[annotation.target].reference if targets else None
            y = self.layout.geometry.height - top
            destination = destination_entry(self.file.page(page), y, element)
            self.file.fill(annotation.reference, f"<<{annotation.entries}{destination}>>")

    def _link(self, unit: SetUnit, body: Element, spans: range) -> Element:
        """The Link of these spans; it has a language if they have one in common."""
        found = self.elements.get((unit.unit.where, spans.start))
        if found is not None:
            return found
        languages = {self._language(unit, index) for index in spans}
        language = languages.pop() if len(languages) == 1 else None
        if unit.spans[spans.start].note is not None:
            body = body.append_inline("Reference")
        return self._kept(unit, spans.start, body, "Link", language)

    def _kept(
        self, unit: SetUnit, index: int, parent: Element, kind: str, language: str | None
    ) -> Element:
        key = (unit.unit.where, index if kind == "Link" else -1 - index)
        found = self.elements.get(key)
        if found is None:
            found = self.elements[key] = parent.append_inline(kind, language=language)
        return found

    def _kind(self, span: Span) -> str | None:
        """The type of strong or emphasised text, which PDF 1.7 has none for.

        What is both is Strong, the stronger of the two.
        """
        if not self.standard.is_pdf_2:
            return None
        return "Strong" if span.strong else "Em" if span.emphasis else None

    def _language(self, unit: SetUnit, index: int) -> str | None:
        """The language of a span where it is not the document's."""
        language = unit.spans[index].language
        return language if language != self.language else None


def _address(link: str, where: str) -> str:
    found = uri(link)
    if isinstance(found, Message):
        raise RenderError(found, where=where)
    return found


def _leads_nowhere(annotation: _Internal) -> RenderError:
    return RenderError(
        message(
            "The link “{text}” leads to a place that is not in the document; correct or remove it.",
            text=shown(annotation.text),
        ),
        where=annotation.where,
    )

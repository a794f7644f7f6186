"""What a drawing holds: pictures, text boxes, shapes (DrawingML, 20.4; VML, ISO 29500-4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.messages import Message, message
from pipeline.parse.pictures import View
from pipeline.parse.word.choices import chosen_alternative
from pipeline.parse.word.names import ADEC, MC, PIC, WP, A, Element, O, R, V, W, local, number

_THOUSANDTHS_OF_PERCENT = 100_000
_DEGREE = 60_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: `relationship` is the id of the relationship to its part.

    `alternative` is None if the document has none; `name` is what Word calls it.
    """

    relationship: str
    name: str
    alternative: str | None
    is_decorative: bool
    view: View


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box: the element that holds its paragraphs."""

    content: Element


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn shape without text, such as an arrow."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What cannot be read, with what to do."""

    problem: Message


Drawn = Picture | TextBox | Rule | Shape | Unreadable


def contents_of(drawing: Element) -> tuple[Drawn, ...]:
    """What a `w:drawing`, `w:pict` or `w:object` holds, in order."""
    if local(drawing) == "object":
        return (_object(drawing),)
    found = tuple(_drawing_ml(drawing) if local(drawing) == "drawing" else _vml(drawing))
    return (*found, *_not_reached(drawing, found))


def _not_reached(drawing: Element, found: Sequence[Drawn]) -> Iterator[Drawn]:
    """Text at places of a drawing where none should be, which must not get lost."""
    boxes = {part.content for part in found if isinstance(part, TextBox)}
    for element in _visible(drawing):
        is_text = element.tag == f"{W}t"
        if is_text or (element.tag == f"{W}txbxContent" and element not in boxes):
            reason = "The text “{text}” in a drawing cannot be read; write it as ordinary text."
            text = "".join(str(t.text or "") for t in element.iter(f"{W}t"))
            yield Unreadable(message(reason, text=text[:80]))


def _object(element: Element) -> Unreadable:
    program = next((e.get("ProgID") for e in element.iter(f"{O}OLEObject")), None)
    reason = (
        "An embedded object ({program}) cannot be read; "
        "put its content into the document as text, a table or a picture."
    )
    return Unreadable(message(reason, program=program or local(element)))


def _drawing_ml(drawing: Element) -> Iterator[Drawn]:
    for frame in drawing.iterchildren(f"{WP}inline", f"{WP}anchor"):
        properties = frame.find(f"{WP}docPr")
        name = "" if properties is None else properties.get("name", "")
        alternative = _alternative(properties)
        if properties is not None and properties.get("hidden") in ("1", "true"):
            continue
        parts = tuple(_graphics(frame, properties))
        if any(isinstance(part, (Picture, TextBox, Unreadable)) for part in parts):
            yield from parts
        elif alternative and not _is_decorative(properties):
            reason = (
                "The drawing “{name}” (“{text}”) cannot be read; "
                "put a picture (PNG) of it in its place."
            )
            yield Unreadable(message(reason, name=name, text=alternative[:80]))
        else:
            yield Shape()


def _graphics(frame: Element, properties: Element | None) -> Iterator[Drawn]:
    pictures = sum(1 for _ in frame.iter(f"{PIC}pic"))
    for element in _visible(frame):
        match element.tag:
            case tag if tag == f"{PIC}pic":
                yield _picture(element, properties if pictures == 1 else None, properties)
            case tag if tag == f"{W}txbxContent":
                yield TextBox(element)
            case tag if tag == f"{A}graphicData":
                if problem := _foreign(element.get("uri", "")):
                    yield Unreadable(problem)


def _visible(parent: Element) -> Iterator[Element]:
    """All elements below, but for the inside of text boxes and the branches that are not read."""
    for child in parent:
        if child.tag == f"{MC}AlternateContent":
            if (chosen := chosen_alternative(child)) is not None:
                yield from _visible(chosen)
            continue
        yield child
        if child.tag != f"{W}txbxContent":
            yield from _visible(child)


def _foreign(kind: str) -> Message | None:
    if kind.endswith(("/chart", "/chartex")):
        reason = (
            "A chart cannot be read; put its figures into a table, "
            "or a picture (PNG) of it with an alternative text."
        )
        return message(reason)
    if kind.endswith("/diagram"):
        reason = (
            "A SmartArt graphic cannot be read; write it as a list, "
            "or put in a picture (PNG) of it with an alternative text."
        )
        return message(reason)
    known = ("/picture", "/wordprocessingShape", "/wordprocessingGroup", "/wordprocessingCanvas")
    if kind.endswith(known):
        return None
    reason = "A drawing of the kind “{kind}” cannot be read; put a picture (PNG) in its place."
    return message(reason, kind=kind.rpartition("/")[2])


def _picture(element: Element, outer: Element | None, frame: Element | None) -> Picture:
    """A picture; its frame describes it too, if it is the only one there."""
    own = element.find(f"{PIC}nvPicPr/{PIC}cNvPr")
    alternative = (_alternative(outer) if outer is not None else None) or _alternative(own)
    name = next((p.get("name", "") for p in (outer, own) if p is not None), "")
    blip = element.find(f"{PIC}blipFill/{A}blip")
    identity = "" if blip is None else blip.get(f"{R}embed") or blip.get(f"{R}link") or ""
    if blip is not None and not identity:
        identity = next((e.get(f"{R}embed", "") for e in blip.iter() if local(e) == "svgBlip"), "")
    is_decorative = _is_decorative(frame) or _is_decorative(own)
    return Picture(identity, name, alternative, is_decorative, _view(element))


def _alternative(properties: Element | None) -> str | None:
    """The alternative text; programs write it as a title too (WCAG 2.1 1.1.1)."""
    for name in ("descr", "title"):
        text = "" if properties is None else properties.get(name, "")
        if text.strip():
            return " ".join(text.split())
    return None


def _is_decorative(properties: Element | None) -> bool:
    marks = () if properties is None else properties.iter(f"{ADEC}decorative")
    return any(mark.get("val") in ("1", "true") for mark in marks)


def _view(element: Element) -> View:
    """What of the picture is shown, and how it is turned (20.1.8.55, 20.1.7.6)."""
    edges = element.find(f"{PIC}blipFill/{A}srcRect")
    left, top, right, bottom = (
        0.0 if edges is None else max(number(edges.get(edge)) / _THOUSANDTHS_OF_PERCENT, 0)
        for edge in "ltrb"
    )
    form = element.find(f"{PIC}spPr/{A}xfrm")
    if form is None:
        return View(left, top, right, bottom)
    turns = round(number(form.get("rot")) / _DEGREE / 90) % 4
    is_mirrored = form.get("flipH") in ("1", "true")
    return View(left, top, right, bottom, turns, is_mirrored)


def _vml(picture: Element) -> Iterator[Drawn]:
    for shape in picture.iterchildren():
        if local(shape) in ("shapetype", "OLEObject"):
            continue
        yield from _vml_shape(shape)


def _vml_shape(shape: Element) -> Iterator[Drawn]:
    if shape.get(f"{O}hr") in ("t", "true", "1"):
        yield Rule()
        return
    is_empty = True
    for element in _visible(shape):
        if element.tag == f"{V}imagedata":
            yield _vml_picture(element)
        elif element.tag == f"{W}txbxContent":
            yield TextBox(element)
        elif element.tag == f"{V}textpath" and element.get("string", "").strip():
            reason = "The decorative lettering “{text}” cannot be read; write it as ordinary text."
            yield Unreadable(message(reason, text=element.get("string", "")[:80]))
        else:
            continue
        is_empty = False
    if is_empty:
        yield Shape()


def _vml_picture(element: Element) -> Picture:
    shape = element.getparent()
    alternative = "" if shape is None else shape.get("alt", "")
    title = element.get(f"{O}title", "")
    name = ("" if shape is None else shape.get("id", "")) or title
    identity = element.get(f"{R}id") or element.get(f"{R}href") or ""
    return Picture(identity, name, " ".join(alternative.split()) or None, False, View())

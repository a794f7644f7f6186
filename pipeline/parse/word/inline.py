"""What stands inside a paragraph: runs of text with their properties, links, fields, pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pipeline.messages import message
from pipeline.model import NOTE_MARK, Span, plain
from pipeline.parse.decode import FORBIDDEN
from pipeline.parse.parsed import Why
from pipeline.parse.word.characters import shown_text, unknown_symbol
from pipeline.parse.word.choices import chosen_alternative
from pipeline.parse.word.fields import Field, FieldKind, link_address
from pipeline.parse.word.line import Drawing, Line
from pipeline.parse.word.names import (
    CONTAINERS,
    IGNORED,
    MC,
    UNREADABLE,
    Element,
    M,
    R,
    W,
    is_on,
    local,
    note_identity,
    number,
)
from pipeline.parse.word.notebook import Notebook, excerpt
from pipeline.parse.word.package import Package, too_deep
from pipeline.parse.word.runs import Look, look_of
from pipeline.parse.word.styles import Role, Styles
from pipeline.parse.word.symbols import symbol

PAGE_NUMBER = "\ufdd0"
"""Stands for the number of a page until it is taken out; a noncharacter, which no text has."""

MOST_FIELDS = 30
"""Fields within fields, those included that never end."""

_NEAR = 30
"""Characters that say in a message where something is."""

_Described = tuple[str, tuple[tuple[str, str], ...]]
"""The name of a property and its attributes."""


def _described(property_: Element) -> _Described:
    return str(property_.tag), tuple((str(k), str(v)) for k, v in property_.items())


@dataclass(slots=True)
class InlineReader:
    """Reads the paragraphs of one story: the body, a text box, a note, a page header.

    Fields may begin in one paragraph and end in another, so they are kept from one to the next.
    `is_furniture` is True in page headers and footers, where page numbers are no text.
    """

    package: Package
    styles: Styles
    notebook: Notebook
    part: str
    is_furniture: bool = False
    fields: list[Field] = field(default_factory=list)
    _line: Line = field(default_factory=Line)
    _style: str | None = None
    _role: Role = Role.BODY
    _looks: dict[tuple[str | None, Role, tuple[_Described, ...]], Look] = field(
        default_factory=dict
    )
    _skipped: Element | None = None
    """The mark of a note that its writer chose, which the note's number replaces."""

    def read(self, paragraph: Element, style: str | None, role: Role) -> Line:
        """The spans and drawings of a `w:p` whose style has that id and role."""
        self._line, self._style, self._role = Line(), style, role
        self._children(paragraph, None)
        return self._line

    def read_outside(self, element: Element) -> None:
        """What stands between paragraphs and is neither one nor a table."""
        self._line = Line()
        if element.tag in (f"{M}oMath", f"{M}oMathPara"):
            self._equation(element)
        elif element.tag not in IGNORED:
            self._unknown(element)

    def end(self) -> None:
        """The end of the story; a field that goes on hides what stands after its beginning."""
        if self.fields:
            reason = (
                "A field (“{code}”) begins and does not end, so text after it could get lost; "
                "take the field out in Word (Ctrl+Shift+F9)."
            )
            text = message(reason, code=excerpt("".join(self.fields[0].codes)))
            self.notebook.error("open-field", text)

    @property
    def is_in_contents(self) -> bool:
        """Whether a table of contents has begun and not ended."""
        return any(f.kind is FieldKind.CONTENTS for f in self.fields)

    def _children(self, parent: Element, link: str | None) -> None:
        for child in parent:
            if child.tag in IGNORED:
                continue
            if child.tag in CONTAINERS:
                self.notebook.count("insertions", int(child.tag in (f"{W}ins", f"{W}moveTo")))
                self._children(child, link)
            elif handler := _HANDLERS.get(str(child.tag)):
                handler(self, child, link)
            else:
                self._unknown(child)

    def _deleted(self, _: Element, __: str | None) -> None:
        self.notebook.count("deletions")

    def _hyperlink(self, element: Element, _: str | None) -> None:
        relationships = self.package.relationships(self.part)
        relationship = relationships.get(element.get(f"{R}id", ""))
        target = relationship.target if relationship and relationship.is_external else ""
        anchor = element.get(f"{W}anchor") or element.get(f"{W}docLocation")
        address = link_address(target, anchor)
        self._children(element, address)
        text = "".join(str(t.text or "") for t in element.iter(f"{W}t"))
        if address is None and text.strip() and not self.is_in_contents:
            reason = "The link “{text}” leads nowhere; write its address or take it away."
            self.notebook.error("link", message(reason, text=excerpt(text)))

    def _simple_field(self, element: Element, link: str | None) -> None:
        self._begin_field(Field([element.get(f"{W}instr", "")]))
        self._begin_result(self.fields[-1])
        self._children(element, link)
        self._end_field()

    def _field_character(self, element: Element, _: str | None) -> None:
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._begin_field(Field())
            case "separate" if self.fields:
                self._begin_result(self.fields[-1])
            case "end" if self.fields:
                self._end_field()

    def _begin_field(self, begun: Field) -> None:
        if len(self.fields) >= MOST_FIELDS:
            raise too_deep(self.package.where)
        self.fields.append(begun)

    def _begin_result(self, begun: Field) -> None:
        begun.shows = True
        begun.note = self._note_of(begun)
        if begun.kind is FieldKind.LINK:
            plain_arguments, switches = begun.arguments
            target = plain_arguments[0] if plain_arguments else ""
            begun.link = link_address(target, switches.get("\\l"))

    def _end_field(self) -> None:
        ended = self.fields.pop()
        shown = all(f.shows and f.kind is not FieldKind.CONTENTS for f in self.fields)
        match ended.kind:
            case FieldKind.CONTENTS:
                self.notebook.count("contents")
            case FieldKind.PAGE_NUMBER if self.is_furniture and shown:
                self._line.add(Span(PAGE_NUMBER))
                self.notebook.add(PAGE_NUMBER)
            case FieldKind.NOTE_REFERENCE if shown and ended.note:
                self._refer(ended.note)
            case FieldKind.PAGE_REFERENCE | FieldKind.PAGE_NUMBER if shown:
                reason = "A page number is read as text; the published pages have other numbers."
                self.notebook.warn("page-reference", message(reason))
            case FieldKind.SYMBOL if not ended.shows:
                arguments, switches = ended.arguments
                code = number(arguments[0] if arguments else None)
                self._symbol(switches.get("\\f"), code, Look(), None)
            case FieldKind.PLACEHOLDER:
                arguments, _ = ended.arguments
                self.notebook.placeholder(" ".join(arguments[1:]))
            case FieldKind.EQUATION:
                self._equation()
            case FieldKind.DRAWN:
                self._drawn_field(ended)

    def _drawn_field(self, ended: Field) -> None:
        reason = (
            "What the field {code} after “{text}” shows (a number, a box or a choice) cannot be "
            "read; write it as ordinary text."
        )
        code = "".join(ended.codes).split(None, 1)[0]
        shown = message(reason, code=code, text=excerpt(self._before()))
        self.notebook.error("unknown-part", shown)

    def _instruction(self, element: Element, _: str | None) -> None:
        if self.fields and not self.fields[-1].shows:
            self.fields[-1].codes.append(element.text or "")

    def _content_control(self, element: Element, link: str | None) -> None:
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        if is_on(element.find(f"{W}sdtPr"), "showingPlcHdr"):
            shown = "".join(str(t.text or "") for t in content.iter(f"{W}t"))
            self.notebook.remove(Why.PLACEHOLDER, shown)
            self.notebook.placeholder(shown)
        else:
            self._children(content, link)

    def _bookmark(self, element: Element, _: str | None) -> None:
        self.notebook.begin_anchor(element, f"{self.notebook.paragraph}")

    def _alternate(self, element: Element, link: str | None) -> None:
        if (chosen := chosen_alternative(element)) is not None:
            self._children(chosen, link)

    def _run(self, run: Element, link: str | None) -> None:
        if len(run) == 0:
            return
        look = self._look(run.find(f"{W}rPr"))
        for child in run:
            tag = str(child.tag)
            if tag in IGNORED or child is self._skipped:
                continue
            if in_run := _IN_RUN.get(tag):
                in_run(self, child, look, link)
            elif tag in _CHARACTERS:
                self._character(_CHARACTERS[tag], look, link)
            elif handler := _HANDLERS.get(tag):
                handler(self, child, link)
            else:
                self._unknown(child)

    def _look(self, properties: Element | None) -> Look:
        """The look of a run; Word repeats the same properties a thousand times."""
        described = (
            ()
            if properties is None
            else tuple(
                (str(p.tag), tuple((str(k), str(v)) for k, v in p.items())) for p in properties
            )
        )
        key = self._style, self._role, described
        if key not in self._looks:
            self._looks[key] = look_of(properties, self._style, self._role, self.styles)
        return self._looks[key]

    def _text(self, element: Element, look: Look, link: str | None) -> None:
        content = element.text or ""
        why = Why.CONTENTS if self.is_in_contents or self._role is Role.CONTENTS else None
        if any(f.kind is FieldKind.PAGE_NUMBER for f in self.fields) and self.is_furniture:
            why = Why.PAGE_NUMBER
        elif any(f.note for f in self.fields):
            why = Why.OTHER_FORM
        elif not all(f.shows for f in self.fields):
            why = Why.HIDDEN
        elif look.is_hidden and why is None:
            why = Why.HIDDEN
            self.notebook.count("hidden", int(bool(content.strip())))
        if why:
            self.notebook.remove(why, content)
            return
        shown = shown_text(content, look, self.notebook)
        if look.is_struck and shown.strip():
            reason = "Text that is struck out would be published; remove it."
            self.notebook.error("struck-out", message(reason))
        if shown.strip():
            self._line.size = min(self._line.size or look.size, look.size)
        self._add(shown, look, link)

    def _add(self, shown: str, look: Look, link: str | None) -> None:
        linked = next((f.link for f in reversed(self.fields) if f.link), None) or link
        self._line.add(Span(shown, look.language, linked, look.strong, look.emphasis))

    def _character(self, character: str, look: Look, link: str | None) -> None:
        if character and not look.is_hidden and not self.is_in_contents:
            if not character.isspace():
                self.notebook.add(character)
            self._add(character, look, link)

    def _break(self, element: Element, look: Look, link: str | None) -> None:
        is_line = element.get(f"{W}type", "textWrapping") == "textWrapping"
        self.notebook.begin_line()
        self._character("\n" if is_line else " ", look, link)

    def _symbol_element(self, element: Element, look: Look, link: str | None) -> None:
        code = element.get(f"{W}char", "")
        if not look.is_hidden and not self.is_in_contents:
            is_code = 0 < len(code) <= 5 and all(c in "0123456789abcdefABCDEF" for c in code)
            shown = int(code, 16) if is_code else 0
            self._symbol(element.get(f"{W}font"), shown, look, link)

    def _symbol(self, font: str | None, code: int, look: Look, link: str | None) -> None:
        found = symbol(font, code) if code else None
        if found is None or FORBIDDEN.search(found) or found == NOTE_MARK:
            unknown_symbol(font, code, self._before(), self.notebook)
            return
        self.notebook.add(found)
        self._add(found, look, link)

    def _note_reference(self, element: Element, look: Look, _: str | None) -> None:
        identity = note_identity(element)
        if look.is_hidden or self.is_in_contents:
            return
        self._refer(identity)
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            # The mark that its writer chose; the formats number the notes themselves.
            mark = element.getnext()
            if mark is not None and mark.tag == f"{W}t":
                self.notebook.remove(Why.OTHER_FORM, mark.text or "")
                self._skipped = mark

    def _refer(self, identity: str) -> None:
        """A reference to a note."""
        self.notebook.notes.setdefault(identity, f"{self.notebook.paragraph}")
        self._line.add(Span(NOTE_MARK, note=identity))
        self.notebook.add(NOTE_MARK)

    def _note_of(self, begun: Field) -> str | None:
        """The note to which a field refers once more."""
        if begun.kind is not FieldKind.NOTE_REFERENCE:
            return None
        arguments, _ = begun.arguments
        return self.notebook.marked_notes.get(arguments[0]) if arguments else None

    def _comment(self, _: Element, __: str | None) -> None:
        self.notebook.count("comments")

    def _drawing(self, element: Element, link: str | None) -> None:
        if self.is_in_contents:
            return
        if link:
            reason = "A picture is a link; the link was left out. Write it as text."
            self.notebook.note("linked-picture", message(reason))
        self._line.drawings.append(Drawing(element, not self._line.has_text))

    def _equation(self, element: Element | None = None, _: str | None = None) -> None:
        reason = "The formula after “{text}” cannot be read; write it as text or as a picture."
        before = excerpt(self._before())
        self.notebook.error("formula", message(reason, text=before))
        self._leave_out(element)

    def _before(self) -> str:
        """The last characters before what is being read."""
        return plain(tuple(self._line.spans[-_NEAR:]))[-_NEAR:]

    def _unknown(self, element: Element) -> None:
        """What is not known, with an error if it has anything to read or to see."""
        has_drawing = next(element.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None
        text = "".join(str(t.text or "") for t in element.iter(f"{W}t"))
        if text.strip() or has_drawing or local(element) in UNREADABLE:
            reason = (
                "A part of the kind “{kind}” cannot be read: “{text}”. "
                "Write it as ordinary text in Word."
            )
            shown = message(reason, kind=local(element), text=excerpt(text))
            self.notebook.error("unknown-part", shown)
            self._leave_out(element)

    def _leave_out(self, element: Element | None) -> None:
        for text in () if element is None else element.iter(f"{W}t"):
            self.notebook.remove(Why.UNREADABLE, text.text or "")


_Handler = Callable[[InlineReader, Element, str | None], None]
_RunHandler = Callable[[InlineReader, Element, Look, str | None], None]

_HANDLERS: Mapping[str, _Handler] = {
    f"{W}r": InlineReader._run,
    f"{W}hyperlink": InlineReader._hyperlink,
    f"{W}del": InlineReader._deleted,
    f"{W}moveFrom": InlineReader._deleted,
    f"{W}fldSimple": InlineReader._simple_field,
    f"{W}fldChar": InlineReader._field_character,
    f"{W}instrText": InlineReader._instruction,
    f"{W}sdt": InlineReader._content_control,
    f"{W}bookmarkStart": InlineReader._bookmark,
    f"{W}commentReference": InlineReader._comment,
    f"{W}drawing": InlineReader._drawing,
    f"{W}pict": InlineReader._drawing,
    f"{W}object": InlineReader._drawing,
    f"{MC}AlternateContent": InlineReader._alternate,
    f"{M}oMath": InlineReader._equation,
    f"{M}oMathPara": InlineReader._equation,
}
_IN_RUN: Mapping[str, _RunHandler] = {
    f"{W}t": InlineReader._text,
    f"{W}br": InlineReader._break,
    f"{W}sym": InlineReader._symbol_element,
    f"{W}footnoteReference": InlineReader._note_reference,
    f"{W}endnoteReference": InlineReader._note_reference,
}
_CHARACTERS: Mapping[str, str] = {
    f"{W}tab": " ",
    f"{W}ptab": " ",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}

"""How a run of text looks, as far as it means something (ISO/IEC 29500-1, 17.3.2)."""

from dataclasses import dataclass

from pipeline.parse.word.languages import base_tag
from pipeline.parse.word.names import Element, W, is_on, number, value
from pipeline.parse.word.styles import Role, Styles

_RAISED = 4
"""Half points; less is a matter of fine typography."""


@dataclass(frozen=True, slots=True)
class Look:
    """The properties of a run; `size` in half points, `position` as in `w:vertAlign`."""

    strong: bool = False
    emphasis: bool = False
    language: str | None = None
    is_hidden: bool = False
    is_struck: bool = False
    position: str | None = None
    font: str | None = None
    size: int = 20


def look_of(properties: Element | None, style: str | None, role: Role, styles: Styles) -> Look:
    """The look of a run with that `w:rPr` in a paragraph of that style and role.

    The style of a heading, a quotation or a caption is how such a text looks, not emphasis; that
    of running text is ("Ingress").
    """
    own = value(properties, "rStyle")
    is_right_to_left = bool(is_on(properties, "rtl"))
    is_complex = is_right_to_left or bool(is_on(properties, "cs"))
    suffix = "Cs" if is_complex else ""
    base = (style or styles.default_paragraph) if role in (Role.BODY, Role.MORE_OF_ITEM) else None
    is_strong, is_emphasis = styles.is_strong(own), styles.is_emphasis(own)
    named = None if is_strong or is_emphasis else own
    # “Emphasis” is bold where a script has no italics: then it is no strong text.
    is_bold = not (is_emphasis and is_complex) and _toggle(
        properties, named, base, "b", suffix, styles
    )
    return Look(
        is_bold or is_strong,
        _toggle(properties, named, base, "i", suffix, styles) or is_emphasis,
        _language(properties, own, is_right_to_left, styles),
        _is_on(properties, own, style, "vanish", styles),
        any(_is_on(properties, own, style, name, styles) for name in ("strike", "dstrike")),
        _position(properties, own, style, styles),
        _font(properties, own, styles),
        _size(properties, own, style, styles),
    )


def _toggle(
    properties: Element | None,
    own: str | None,
    base: str | None,
    name: str,
    suffix: str,
    styles: Styles,
) -> bool:
    """Bold or italic: what the run says, else the styles; two of them undo each other (17.7.3)."""
    direct = is_on(properties, name + suffix)
    if direct is not None:
        return direct
    return styles.toggle(own, name + suffix) != styles.toggle(base, name + suffix)


def _is_on(
    properties: Element | None, own: str | None, style: str | None, name: str, styles: Styles
) -> bool:
    """Whether the run or one of its styles says so."""
    direct = is_on(properties, name)
    if direct is not None:
        return direct
    return styles.toggle(own, name) or styles.toggle(style, name)


def _language(
    properties: Element | None, own: str | None, is_right_to_left: bool, styles: Styles
) -> str | None:
    """What the run is marked as; what the styles and the document say is the document's own."""
    marks = None if properties is None else properties.find(f"{W}lang")
    if marks is None:
        marks = next(
            (found for s in styles.chain(own) if (found := _marks(s.run)) is not None), None
        )
    if marks is None:
        return None
    if is_right_to_left and marks.get(f"{W}bidi"):
        return base_tag(marks.get(f"{W}bidi"))
    hint = None if properties is None else properties.find(f"{W}rFonts")
    if hint is not None and hint.get(f"{W}hint") == "eastAsia" and marks.get(f"{W}eastAsia"):
        return base_tag(marks.get(f"{W}eastAsia"))
    return base_tag(marks.get(f"{W}val"))


def _marks(run: Element | None) -> Element | None:
    return None if run is None else run.find(f"{W}lang")


def _position(
    properties: Element | None, own: str | None, style: str | None, styles: Styles
) -> str | None:
    found = value(properties, "vertAlign") or styles.run_value(own, "vertAlign")
    if found in ("superscript", "subscript"):
        return found
    # LibreOffice writes how far the text is raised, in half points (17.3.2.24).
    raised = number(value(properties, "position"))
    is_smaller = _size(properties, own, style, styles) < styles.size(style)
    if raised == 0 or (abs(raised) < _RAISED and not is_smaller):
        return None
    return "superscript" if raised > 0 else "subscript"


def _font(properties: Element | None, own: str | None, styles: Styles) -> str | None:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is not None and fonts.get(f"{W}ascii"):
        return fonts.get(f"{W}ascii")
    for style in styles.chain(own):
        fonts = None if style.run is None else style.run.find(f"{W}rFonts")
        if fonts is not None and fonts.get(f"{W}ascii"):
            return fonts.get(f"{W}ascii")
    return None


def _size(properties: Element | None, own: str | None, style: str | None, styles: Styles) -> int:
    written = value(properties, "sz") or styles.run_value(own, "sz")
    return number(written) if written else styles.size(style)

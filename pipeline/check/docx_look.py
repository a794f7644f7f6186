"""How a DOCX looks: the definition of each style, fonts, and the measures of the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.check.docx_document import Observation, ReadDocument, difference
from pipeline.check.docx_package import DOCUMENT, Element, W, local, value, whole
from pipeline.check.docx_shapes import CHARACTER_STYLES, FONTS, TWENTIETHS_PER_MM, USUAL_FONT
from pipeline.messages import message
from pipeline.style import Style

_STYLES = "word/styles.xml"
_A4_MM = (210, 297)
_STYLE = Style()

_LEAST_TEXT, _LEAST_SMALL = 22, 18
"""Half points: 11 pt for text, 9 pt for headers and footers."""


@dataclass(frozen=True, slots=True)
class _Definition:
    """What a style must be: its name in Word and exactly these properties, in this order."""

    name: str
    paragraph: str = ""
    characters: str = ""
    following: str | None = None
    is_own: bool = False
    least: int = _LEAST_TEXT
    kind: str = "paragraph"


_KEPT = "keepNext keepLines"
_HEADED = f"{_KEPT} spacing outlineLvl"
_SIZE = "sz szCs"
_BOLD = f"b bCs color {_SIZE}"
_SMALL = f"color {_SIZE}"

_BOXED = "pBdr shd spacing ind"
_DEEPEST = 9
_BUILT_IN_LEVELS = 5
"""Word has List Bullet 2 to 5, and so on."""


def _list_definitions() -> Iterator[tuple[str, _Definition]]:
    """Those of list items and their further paragraphs, wherever a list may be."""
    for place in ("List", "Table", "Quote", "Callout"):
        for role in ("Bullet", "Number", "Continue"):
            for level in range(1, _DEEPEST + 1):
                suffix = f"{level}" if level > 1 else ""
                name = " ".join(filter(None, (place, role, suffix)))
                paragraph = _BOXED if place == "Callout" else "spacing ind"
                is_own = place != "List" or level > _BUILT_IN_LEVELS
                yield f"{place}{role}{suffix}", _Definition(name, paragraph, is_own=is_own)


_DEFINITIONS = {
    "Normal": _Definition("Normal", "widowControl spacing", _SIZE),
    "Title": _Definition("Title", _HEADED, _BOLD, "BodyText"),
    **{
        f"Heading{level}": _Definition(f"heading {level}", _HEADED, _BOLD, "BodyText")
        for level in range(2, 7)
    },
    "BodyText": _Definition("Body Text", "spacing"),
    "Notice": _Definition("Notice", "keepLines pBdr shd spacing ind", "", "BodyText", is_own=True),
    "Closing": _Definition("Closing", f"{_KEPT} spacing", "", "Signature"),
    "Signature": _Definition("Signature", "keepLines spacing"),
    "ListBullet": _Definition("List Bullet", "spacing ind"),
    "ListNumber": _Definition("List Number", "spacing ind"),
    "Header": _Definition("header", "pBdr spacing", _SMALL, least=_LEAST_SMALL),
    "HeaderIssuer": _Definition("Header Issuer", "spacing", _BOLD, is_own=True),
    "HeaderDate": _Definition(
        "Header Date", "pBdr tabs spacing", _SMALL, is_own=True, least=_LEAST_SMALL
    ),
    "Footer": _Definition("footer", "pBdr spacing", _SMALL, least=_LEAST_SMALL),
    "FooterPage": _Definition("Footer Page", "spacing jc", _SMALL, is_own=True, least=_LEAST_SMALL),
    "Hyperlink": _Definition("Hyperlink", "", "color u", kind="character"),
}
"""These are in every document; those of `_OPTIONAL` where something has them."""
_OPTIONAL = dict(_list_definitions()) | {
    "TableText": _Definition("Table Text", "spacing", is_own=True),
    "TableHeading": _Definition("Table Heading", "spacing", "b bCs", is_own=True),
    "TableEnd": _Definition("Table End", "spacing", is_own=True),
    "BriefingTable": _Definition("Briefing Table", kind="table", is_own=True),
    "Figure": _Definition("Figure", "spacing", is_own=True),
    "Caption": _Definition("caption", "keepLines spacing", "b bCs color", "BodyText"),
    "Separator": _Definition("Separator", "pBdr spacing", "", "BodyText", is_own=True),
    "Quote": _Definition("Quote", "spacing ind", "", "BodyText"),
    "Callout": _Definition("Callout", _BOXED, "", "BodyText", is_own=True),
    "FootnoteText": _Definition("footnote text", "spacing", _SIZE, least=_LEAST_SMALL),
    "HeaderText": _Definition("Header Text", "spacing", _SMALL, is_own=True, least=_LEAST_SMALL),
    "FooterText": _Definition("Footer Text", "spacing", _SMALL, is_own=True, least=_LEAST_SMALL),
}


def definitions(document: ReadDocument) -> Iterator[Observation]:
    """Every style is defined once and as it should be, and no other style is."""
    root = document.package.part(_STYLES)
    found = [value(style, "styleId") or "" for style in root.findall(f"{W}style")]
    expected = _DEFINITIONS | _characters(document.language.script) | _OPTIONAL
    needed = _DEFINITIONS.keys() | (_used(document) & expected.keys())
    for identity in sorted({*found, *needed}):
        if found.count(identity) != 1 or identity not in needed:
            reason = message("The style “{name}” is missing, or one too many.", name=identity)
            yield "style", _STYLES, reason
    for style in root.findall(f"{W}style"):
        identity = value(style, "styleId") or ""
        if identity in expected:
            yield from _style_differences(identity, expected[identity], style)


def _characters(script: str) -> dict[str, _Definition]:
    """Character styles. Emphasis is in italics, and bold in scripts that have none."""
    italic = "b bCs" if script in ("Hans", "Ethi") else "bCs i"
    both = "b bCs" if script in ("Hans", "Ethi") else "b bCs i"
    looks = {
        "Strong": "b bCs",
        "Emphasis": italic,
        "IntenseEmphasis": both,
        "HyperlinkStrong": "b bCs color u",
        "HyperlinkEmphasis": f"{italic} color u",
        "HyperlinkIntense": f"{both} color u",
        "FootnoteReference": "vertAlign",
    }
    return {
        identity: _Definition(
            CHARACTER_STYLES[identity],
            "",
            look,
            is_own=identity.startswith("Hyperlink"),
            kind="character",
        )
        for identity, look in looks.items()
    }


def _used(document: ReadDocument) -> set[str]:
    names = [f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle")]
    roots = document.package.parts.values()
    return {value(element) or "" for root in roots for element in root.iter(*names)}


def _style_differences(identity: str, wanted: _Definition, style: Element) -> Iterator[Observation]:
    is_normal, is_paragraph = identity == "Normal", wanted.kind == "paragraph"
    pairs = (
        (wanted.kind, value(style, "type")),
        ("1" if is_normal else None, value(style, "default")),
        ("1" if wanted.is_own else None, value(style, "customStyle")),
        (wanted.name, value(style.find(f"{W}name"))),
        ("Normal" if is_paragraph and not is_normal else None, value(style.find(f"{W}basedOn"))),
        (wanted.following, value(style.find(f"{W}next"))),
        (wanted.paragraph, _properties(style, "pPr")),
        (wanted.characters, _properties(style, "rPr")),
    )
    for expected, found in pairs:
        if expected != found:
            yield "style", f"{_STYLES} {identity}", difference(expected or "–", found or "–")
    for name in wanted.characters.split():
        size = whole(value(style.find(f"{W}rPr/{W}{name}")), 0)
        if name.startswith("sz") and size < wanted.least:
            reason = message(
                "Letters of {size} pt are too small, at least {least} pt are needed.",
                size=f"{size / 2:g}",
                least=wanted.least // 2,
            )
            yield "size", f"{_STYLES} {identity}", reason
    indents = style.find(f"{W}pPr/{W}ind")
    if whole(value(indents, "hanging"), 0) > whole(value(indents, "left"), 0):
        yield "page", f"{_STYLES} {identity}", message("This text begins outside the margin.")


def _properties(style: Element, name: str) -> str:
    found = style.find(W + name)
    return " ".join(local(child) for child in found) if found is not None else ""


def fonts(document: ReadDocument) -> Iterator[Observation]:
    """The font of the language's script, in every slot of the defaults and of list labels."""
    expected = FONTS.get(document.language.script, USUAL_FONT)
    slots = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), expected)
    places = [
        (_STYLES, document.package.part(_STYLES).find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    ]
    numbering = document.package.parts.get("word/numbering.xml")
    levels = () if numbering is None else numbering.iter(f"{W}lvl")
    places += [("word/numbering.xml", level.find(f"{W}rPr")) for level in levels]
    for part, holder in places:
        element = None if holder is None else holder.find(f"{W}rFonts")
        found = {} if element is None else {str(k).removeprefix(W): v for k, v in element.items()}
        if found != slots:
            yield "font", part, difference(str(slots), str(found))


def page(document: ReadDocument) -> Iterator[Observation]:
    """A4 with margins; `docx_markup` knows their widths."""
    section = document.package.part(DOCUMENT).find(f"{W}body/{W}sectPr")
    size = None if section is None else section.find(f"{W}pgSz")
    found = tuple(whole(value(size, name), 0) / TWENTIETHS_PER_MM for name in ("w", "h"))
    if any(abs(a - b) > 1 for a, b in zip(found, _A4_MM, strict=True)):
        shown = " × ".join(f"{part:.0f}" for part in found)
        yield "page", DOCUMENT, difference("210 × 297", shown)
    margins = None if section is None else section.find(f"{W}pgMar")
    if margins is None or len(margins.attrib) != 7:
        yield "page", DOCUMENT, message("The margins of the page are not all stated.")
    briefing = document.edition.briefing
    for name, usual_mm, text in (
        ("top", _STYLE.margin_top_mm, briefing.page_header),
        ("bottom", _STYLE.margin_bottom_mm, briefing.page_footer),
    ):
        found_mm = whole(value(margins, name), 0) / TWENTIETHS_PER_MM
        if not text and found_mm > usual_mm + 1:
            yield "page", DOCUMENT, difference(f"{usual_mm:.0f}", f"{found_mm:.0f}")

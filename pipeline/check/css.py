"""The style sheet of a page, read back: ours to the byte, contrast, hidden text, requests.

The rest reads the small part of CSS that the pages use: rules, one level of `@media`, custom
properties on `:root`, colours of the form `#rrggbb`. What it cannot read is a finding.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from pipeline.colours import (
    MINIMUM_NON_TEXT_CONTRAST,
    MINIMUM_TEXT_CONTRAST,
    Colour,
    contrast,
)
from pipeline.findings import Finding
from pipeline.messages import Message, message

PageKind = Literal["document", "blocks", "index", "language", "withdrawn", "statement"]
"""A document's page, one with more than headings, paragraphs and lists, the index, a language's
page, that of a withdrawn document, and the accessibility statement."""

_SHEETS: Mapping[PageKind, tuple[str, ...]] = {
    "document": ("templates/page.css", "render/templates/style.css"),
    "blocks": (
        "templates/page.css",
        "render/templates/style.css",
        "render/templates/blocks.css",
    ),
    "index": ("templates/page.css", "publish/templates/index.css"),
    "language": ("templates/page.css", "publish/templates/language.css"),
    "withdrawn": ("templates/page.css", "publish/templates/withdrawn.css"),
    "statement": ("templates/page.css", "publish/templates/statement.css"),
}
"""The files of the package that each kind of page has, in this order."""

_COLOUR_NAMES = ("page", "surface", "notice", "text", "muted", "accent", "line", "edge")
_DECLARED = "".join(f"--{name}:#[0-9a-f]{{6}};" for name in _COLOUR_NAMES)
_COLOURS = re.compile(
    rf":root\{{color-scheme:light dark;{_DECLARED}\}}\n"
    rf"@media screen and \(prefers-color-scheme:dark\)\{{:root\{{{_DECLARED}\}}\}}\n"
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COMMENT_LINES = re.compile(_COMMENT.pattern + r"\n*", re.DOTALL)
_TOKEN = re.compile(r"[{}]")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_HIDING = re.compile(
    r"^(?:display:none|visibility:(?:hidden|collapse)|opacity:0?\.|opacity:0$|font-size:0"
    r"|text-indent:-|color:transparent|text-transform:(?!none)|-webkit-text-security)"
)
_REQUEST = re.compile(r"url\s*\(|image-set\s*\(|@import|@font-face|expression\s*\(", re.IGNORECASE)
_ROLES = {
    "color": "text",
    "background": "background",
    "background-color": "background",
    "outline": "outline",
    "outline-color": "outline",
}
_MINIMUM = {"text": MINIMUM_TEXT_CONTRAST, "outline": MINIMUM_NON_TEXT_CONTRAST}
_NO_PAINT = {"none", "0", "transparent", "inherit", "currentcolor", "unset"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the `@media` condition around it (or nothing), selectors, declarations."""

    media: str
    selectors: str
    declarations: tuple[tuple[str, str], ...]

    @property
    def on_screen(self) -> bool:
        """Whether the rule can hold on a screen."""
        return not self.media.startswith("@media print")

    @property
    def is_for_pictures(self) -> bool:
        """Whether the rule holds for pictures only."""
        return all(each.strip().endswith(" img") for each in self.selectors.split(","))

    @property
    def dark(self) -> bool:
        """Whether the rule holds in the dark scheme only."""
        return "prefers-color-scheme:dark" in self.media.replace(" ", "")


def css_rules(css: str) -> tuple[Rule, ...]:
    """The rules of a style sheet, in order. Raises ValueError if its braces do not match."""
    text = _COMMENT.sub("", css)
    found: list[Rule] = []
    open_blocks: list[str] = []
    position = 0
    for token in _TOKEN.finditer(text):
        piece = text[position : token.start()].strip()
        position = token.end()
        if token.group() == "{":
            open_blocks.append(piece)
            continue
        if not open_blocks:
            raise ValueError("a brace too many")
        selectors = open_blocks.pop()
        if not selectors.startswith("@media"):
            found.append(Rule(" ".join(open_blocks), selectors, _declarations(piece)))
    if open_blocks or text[position:].strip():
        raise ValueError("a brace is missing")
    return tuple(found)


def is_our_style_sheet(css: str, kind: PageKind) -> bool:
    """Whether it is byte for byte the package's, but for the values of the colours.

    The colours are the municipality's choice; that they can be read is judged by `check_css`.
    That the package's own style hides nothing, on screen and in print, is tested in a browser.
    """
    found = _COLOURS.match(css)
    return found is not None and css[found.end() :] == _rules_of(kind)


@cache
def _rules_of(kind: PageKind) -> str:
    package = files("pipeline")
    sheets = (package.joinpath(path).read_text("utf-8") for path in _SHEETS[kind])
    return "".join(_COMMENT_LINES.sub("", sheet) for sheet in sheets)


def check_css(css: str, where: str) -> tuple[Finding, ...]:
    """What a style sheet may not do, and the contrast of its colours in light and dark.

    Rules: `html.external` (a request), `html.hidden` (text that is there but not seen, or
    seen but not there), `html.contrast` (WCAG 2.1 1.4.3 and 1.4.11).
    """
    findings: list[Finding] = []
    if found := _REQUEST.search(css):
        reason = "The style sheet loads something: {what}."
        findings.append(Finding("html.external", where, message(reason, what=found.group())))
    try:
        rules = css_rules(css)
    except ValueError as error:
        reason = "The style sheet cannot be read: {reason}."
        return (Finding("html.contrast", where, message(reason, reason=str(error))),)
    screen = tuple(rule for rule in rules if rule.on_screen)
    findings += _hidden(screen, where)
    for scheme in ("light", "dark"):
        findings += _contrast(screen, scheme, where)
    return tuple(findings)


def _declarations(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    return tuple((name.strip().lower(), value.strip()) for name, value in pairs)


def _hidden(rules: tuple[Rule, ...], where: str) -> Iterator[Finding]:
    for rule in rules:
        for name, value in rule.declarations:
            written = f"{name}:{value}".replace(" ", "").lower()
            adds_text = name == "content" and value not in ('""', "''", "none", "normal")
            if adds_text or _HIDING.match(written):
                reason = "The style hides or adds text: {selectors} {{{declaration}}}."
                text = message(reason, selectors=rule.selectors, declaration=written)
                yield Finding("html.hidden", where, text)


def _contrast(rules: tuple[Rule, ...], scheme: str, where: str) -> Iterator[Finding]:
    """Every colour of text on every background, which is more than any page combines.

    A picture has a background of its own, on which no text stands but its alternative.
    """
    in_scheme = [rule for rule in rules if scheme == "dark" or not rule.dark]
    values = _custom_properties(in_scheme)
    pictures = [rule for rule in in_scheme if rule.is_for_pictures]
    others = [rule for rule in in_scheme if not rule.is_for_pictures]
    for group in (others, *([rule] for rule in pictures if any(_painted([rule])))):
        yield from _group_contrast(group, values, scheme, where)


def _group_contrast(
    rules: list[Rule], values: Mapping[str, str], scheme: str, where: str
) -> Iterator[Finding]:
    used: dict[str, dict[Colour, str]] = {"text": {}, "background": {}, "outline": {}}
    for rule, role, value in _painted(rules):
        colour = _colour(value, values)
        if colour:
            used[role].setdefault(colour, rule.selectors)
            continue
        reason = "A colour cannot be judged: {selectors}, {value}."
        text = message(reason, selectors=rule.selectors, value=value)
        yield Finding("html.contrast", where, text)
    if not used["text"] or not used["background"]:
        reason = "The style sheet sets no colour of text or no background."
        yield Finding("html.contrast", where, message(reason))
    for role, minimum in _MINIMUM.items():
        for colour, selectors in used[role].items():
            for background in used["background"]:
                if contrast(colour, background) < minimum:
                    place = f"{selectors}, {scheme}"
                    yield Finding(
                        "html.contrast", where, _too_low(place, colour, background, minimum)
                    )


def _painted(rules: list[Rule]) -> Iterator[tuple[Rule, str, str]]:
    """Every declaration of a colour that matters, with its role."""
    for rule in rules:
        for name, value in rule.declarations:
            role = _ROLES.get(name)
            if role and value.lower() not in _NO_PAINT:
                yield rule, role, value


def _too_low(place: str, colour: Colour, background: Colour, minimum: float) -> Message:
    return message(
        "{place}: {colour} on {background} has contrast {ratio}:1, {minimum}:1 is needed.",
        place=place,
        colour=colour.hex,
        background=background.hex,
        ratio=f"{contrast(colour, background):.2f}",
        minimum=f"{minimum:g}",
    )


def _custom_properties(rules: list[Rule]) -> dict[str, str]:
    roots = (rule for rule in rules if rule.selectors == ":root")
    return {n: v for rule in roots for n, v in rule.declarations if n.startswith("--")}


def _colour(value: str, values: Mapping[str, str]) -> Colour | None:
    resolved = _VARIABLE.sub(lambda found: values.get(found.group(1), ""), value)
    found = _COLOUR.search(resolved)
    return Colour.from_hex(found.group().lower()) if found else None

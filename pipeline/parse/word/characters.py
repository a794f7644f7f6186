"""The characters of a run as the model has them: symbol fonts, raised digits, damage."""

import re

from pipeline.messages import message
from pipeline.parse.decode import FORBIDDEN
from pipeline.parse.parsed import Why
from pipeline.parse.word.notebook import Notebook, excerpt
from pipeline.parse.word.runs import Look
from pipeline.parse.word.symbols import is_symbol_font, raised, symbol

_PRIVATE = re.compile("[\uf000-\uf0ff]")
"""Where symbol fonts have their characters."""


def shown_text(content: str, look: Look, notebook: Notebook) -> str:
    """What a `w:t` of that look shows, with notes and errors about what changes."""
    content = content.replace("\r", " ").replace("\n", " ").replace("\t", " ")
    if FORBIDDEN.search(content):
        content = _without_forbidden(content, notebook)
    if is_symbol_font(look.font) or _PRIVATE.search(content):
        content = "".join(_letter(c, look.font, content, notebook) for c in content)
    if look.position and content.strip():
        small = raised(content, look.position)
        if small is None:
            reason = "“{text}” is raised or lowered in Word, and stands on the line now."
            notebook.note("raised", message(reason, text=excerpt(content)))
        elif small != content:
            return notebook.replace(Why.OTHER_FORM, content, small)
    return content


def _without_forbidden(content: str, notebook: Notebook) -> str:
    good = FORBIDDEN.sub("", content)
    reason = "“{text}” has characters that are no text; write it again."
    notebook.error("character", message(reason, text=excerpt(good)))
    notebook.remove(Why.UNREADABLE, "".join(FORBIDDEN.findall(content)))
    return good


def _letter(character: str, font: str | None, around: str, notebook: Notebook) -> str:
    """A letter in a symbol font as the sign that it looks like."""
    is_named = is_symbol_font(font)
    if character.isspace() or not (is_named or _PRIVATE.match(character)):
        return character
    code = ord(character)
    fonts = (font,) if is_named else ("Symbol", "Wingdings")
    found = next((sign for name in fonts if (sign := symbol(name, code))), None)
    if found is None:
        unknown_symbol(font, code, around, notebook)
        notebook.remove(Why.UNREADABLE, character)
        return ""
    return found if found == character else notebook.replace(Why.OTHER_FORM, character, found)


def unknown_symbol(font: str | None, code: int, near: str, notebook: Notebook) -> None:
    """An error about a sign that is not known, near that text."""
    reason = (
        "A sign of the font {font} (number {code}) is not known, after “{text}”; "
        "write a character of a usual font."
    )
    shown = message(reason, font=font or "Symbol", code=f"{code:X}", text=excerpt(near[-30:]))
    notebook.error("symbol", shown)

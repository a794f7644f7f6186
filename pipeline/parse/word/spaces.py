"""Spaces between spans: where the properties of the words on both sides end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import LINE_BREAK, Span, Text, text_of

_AROUND = re.compile(r"([ \n]*)(.*?)([ \n]*)", re.DOTALL)
_SPACES = re.compile(r" {2,}")
_BREAK = re.compile(r" *\n *")


def tidy(spans: Sequence[Span]) -> Text:
    """Running text without spaces at its ends, two together, or marked ones at a mark's edge.

    Word makes the space after a bold word bold, or a single space a link. A space has the
    properties that the words on both sides have in common.
    """
    words: list[tuple[str, Span]] = []
    space = ""
    for span in text_of(*spans):
        before, core, after = _parts(span.text)
        space += before
        if core:
            words.append((space, replace(span, text=_collapsed(core))))
            space = after
        else:
            space += after
    return text_of(*_joined(words))


def _parts(text: str) -> tuple[str, str, str]:
    found = _AROUND.fullmatch(text)
    return (found[1], found[2], found[3]) if found else ("", text, "")


def _collapsed(text: str) -> str:
    return _SPACES.sub(" ", _BREAK.sub(LINE_BREAK, text))


def _joined(words: Sequence[tuple[str, Span]]) -> Iterator[Span]:
    before: Span | None = None
    for space, word in words:
        if before is not None and space:
            yield _between(_collapsed(space), before, word)
        yield word
        before = word


def _between(space: str, before: Span, after: Span) -> Span:
    return Span(
        space,
        before.language if before.language == after.language else None,
        before.link if before.link == after.link else None,
        before.strong and after.strong,
        before.emphasis and after.emphasis,
    )


def without_look(text: Text) -> Text:
    """The text without strong and emphasis if all of it has them: where that is only its look."""
    words = [span for span in text if not span.note and span.text.strip()]
    is_strong = bool(words) and all(span.strong for span in words)
    is_emphasis = bool(words) and all(span.emphasis for span in words)
    if not is_strong and not is_emphasis:
        return text
    return text_of(
        *(
            replace(
                span,
                strong=span.strong and not is_strong,
                emphasis=span.emphasis and not is_emphasis,
            )
            for span in text
        )
    )


def is_strong(text: Text) -> bool:
    """Whether every word of the text is strong."""
    words = [span for span in text if not span.note and span.text.strip()]
    return bool(words) and all(span.strong for span in words)

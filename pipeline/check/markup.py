"""Rules of fidelity for what is not words: notes, links, strong, emphasis, control characters."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby

from pipeline.check.compare import visible
from pipeline.check.loops import WITHOUT_SPACES
from pipeline.check.passages import Variant, finding
from pipeline.findings import Finding, Severity
from pipeline.messages import message
from pipeline.model import LINE_BREAK, NOTE_MARK, Span, Text
from pipeline.recognise.scripts import forbidden_characters


def links(text: Text) -> tuple[str, ...]:
    """The addresses of the links, each once for words that stand together."""
    return tuple(link for link, _ in groupby(span.link for span in text) if link)


def note(variant: Variant) -> Iterator[Finding]:
    """Each note of the Swedish text is referred to as often, and no other one."""
    for passage in variant.passages:
        wanted, found = _notes(passage.source_text), _notes(passage.target_text)
        for identity in (wanted - found).elements():
            reason = "The reference to note {number} is missing."
            text = message(reason, number=identity.removeprefix("n"))
            yield finding("note", passage, text)
        for identity in (found - wanted).elements():
            reason = "The reference to note {number} is not in the Swedish text."
            text = message(reason, number=identity.removeprefix("n"))
            yield finding("note", passage, text)


def _notes(text: Text) -> Counter[str]:
    return Counter(span.note for span in text if span.note)


def markup(variant: Variant) -> Iterator[Finding]:
    """As many pieces of the text are strong, and as many have emphasis.

    In a script without spaces two neighbours may have become one.
    """
    may_be_joined = variant.tag in WITHOUT_SPACES
    for passage in variant.filled_passages:
        for form, has_it in FORMS:
            wanted = _pieces(passage.source_text, has_it)
            found = _pieces(passage.target_text, has_it)
            if wanted == found or (may_be_joined and 0 < found < wanted):
                continue
            reason = "{expected} pieces of the Swedish text are {form}, and {found} here."
            text = message(reason, expected=wanted, form=form, found=found)
            yield finding("markup", passage, text, Severity.WARNING)


def _is_strong(span: Span) -> bool:
    return span.strong


def _has_emphasis(span: Span) -> bool:
    return span.emphasis


FORMS = ((message("bold"), _is_strong), (message("italic"), _has_emphasis))


def _pieces(text: Text, has_it: Callable[[Span], bool]) -> int:
    """How many pieces have it; a reference to a note parts none."""
    return sum(is_so for is_so, _ in groupby((s for s in text if not s.note), has_it))


def control(variant: Variant) -> Iterator[Finding]:
    """No control, override or isolate characters.

    Line breaks stand where the Swedish text has some, and the sign of a note nowhere else.
    """
    for passage in variant.passages:
        allowed = {LINE_BREAK} if LINE_BREAK in passage.source else set()
        own = "".join(s.text for s in passage.target_text if not s.note or s.text != NOTE_MARK)
        if found := [c for c in forbidden_characters(own) if c not in allowed]:
            reason = "The text has characters that are not allowed: {characters}. Remove them."
            shown = " ".join(visible(c) for c in found)
            yield finding("control", passage, message(reason, characters=shown))

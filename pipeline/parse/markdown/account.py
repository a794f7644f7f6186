"""Whether every text of the tokens is in what was found."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.model import NOTE_MARK, plain
from pipeline.parse.found import Found, character_counts, found_texts
from pipeline.parse.markdown.reading import Reading
from pipeline.parse.markdown.syntax import MarkdownSource


def require_all_text(source: MarkdownSource, found: Found, reading: Reading) -> None:
    """Raises SourceError if a character of the tokens is in no text and was not removed.

    Says nothing if there are errors anyway: then something has been left out on purpose.
    """
    if reading.has_errors:
        return
    expected = character_counts(_contents(source.tokens))
    expected.subtract(character_counts(reading.removed))
    actual = character_counts(plain(text) for text in found_texts(found))
    different = sorted(c for c in expected | actual if expected[c] != actual[c])
    if different:
        reason = (
            "The text near “{text}” would get lost or change places: this is an error in the "
            "program, please report it."
        )
        text = message(reason, text="".join(different)[:20])
        raise SourceError(text, where=reading.where)


def _contents(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _contents(token.children)
        elif token.type in ("text", "text_special", "code_inline"):
            yield token.content
        elif token.type == "footnote_ref":
            yield NOTE_MARK
        if token.type == "image":
            yield str(token.attrs.get("title", ""))

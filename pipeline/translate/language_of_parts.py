"""Marks the Swedish words that stand in a translation (WCAG 2.1 3.1.2, language of parts).

A screen reader changes its voice at these marks. The rule:

- In a language with another script than Latin, every run of Latin words is Swedish: a name
  such as Securitas or Carin Becker-Åström. Punctuation between the words belongs to it, brackets
  and quotation marks around it do not. So does the number of a law or a case after its name:
  förordning 2020:114, KS 2020/231.
- In a language with the Latin script a text is Swedish if it stands in brackets or quotation
  marks and each of its words is in the Swedish original: ”Vi i Hallsta”, (ordningsvakt). A word
  of at least five letters may be the beginning of one there (ordningsvakt, ordningsvakter). One
  letter alone, as in (i), is a label. Outside brackets and quotation marks nothing is marked,
  since a word such as `arm` or `plan` is only by chance the same in both languages.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from unicodedata import normalize

from pipeline.languages import SOURCE_TAG, Language
from pipeline.model import Span, Text, plain, text_of
from pipeline.translate.inline import piece_of

WORD = re.compile(r"\w+(?:-\w+)*")
ENCLOSED = re.compile(
    r"(?<!\w)\(([^()]+)\)(?!\w)|(?<!\w)\[([^\[\]]+)\](?!\w)|‘([^‘’]+)’|[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]",
)
SHORTEST_BEGINNING = 5

_LATIN = "A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ\u0300-\u036f"
_LATIN_WORD = rf"(?:[0-9]+\.)*[0-9]*[{_LATIN}](?:[{_LATIN}0-9]|[-'’.@_+/&](?=[{_LATIN}0-9]))*"
_BETWEEN = r"(?:[ \u00a0]?[,.:;/&–—-][ \u00a0]?|[ \u00a0])"
_REFERENCE = r",?[ \u00a0][0-9]{4}[:/][0-9]+(?!\w|[-:/.][0-9])"
LATIN_RUN = re.compile(rf"{_LATIN_WORD}(?:{_BETWEEN}{_LATIN_WORD}|{_REFERENCE})*")


@dataclass(frozen=True, slots=True)
class SourceWords:
    """The words of the Swedish original, in lower case and sorted."""

    ordered: tuple[str, ...]

    def has(self, word: str) -> bool:
        """Whether it is one of the words, or, if it is long enough, the beginning of one."""
        wanted = _folded(word)
        place = bisect_left(self.ordered, wanted)
        found = self.ordered[place] if place < len(self.ordered) else ""
        if len(wanted) >= SHORTEST_BEGINNING:
            return found.startswith(wanted)
        return found == wanted


def source_words(texts: Iterable[str]) -> SourceWords:
    """The words of these texts; of a word with a hyphen its parts too."""
    words: set[str] = set()
    for text in texts:
        for found in WORD.findall(_folded(text)):
            words.update((found, *found.split("-")))
    return SourceWords(tuple(sorted(words)))


def mark_parts(text: Text, language: Language, words: SourceWords) -> Text:
    """A translation with `language="sv"` where it is Swedish; other properties stay.

    The characters stay as they are, and so do the parts that have a language already. A variety
    of Swedish has no such parts.
    """
    if language.is_swedish:
        return text
    characters = plain(text)
    is_latin = language.script == "Latn"
    ranges = _swedish_enclosed(characters, words) if is_latin else _latin_runs(characters)
    spans: list[Span] = []
    position = 0
    for start, end in ranges:
        spans += piece_of(text, position, start)
        spans += (_as_swedish(span) for span in piece_of(text, start, end))
        position = end
    return text_of(*spans, *piece_of(text, position, len(characters)))


def _as_swedish(span: Span) -> Span:
    return span if span.language or span.note else replace(span, language=SOURCE_TAG)


def _latin_runs(text: str) -> Iterator[tuple[int, int]]:
    return (run.span() for run in LATIN_RUN.finditer(text))


def _swedish_enclosed(text: str, words: SourceWords) -> Iterator[tuple[int, int]]:
    for enclosed in ENCLOSED.finditer(text):
        found = list(WORD.finditer(text, *enclosed.span(enclosed.lastindex or 0)))
        is_text = sum(c.isalpha() for word in found for c in word.group()) > 1
        if is_text and all(words.has(word.group()) for word in found):
            yield found[0].start(), found[-1].end()


def _folded(text: str) -> str:
    return normalize("NFC", text).casefold()

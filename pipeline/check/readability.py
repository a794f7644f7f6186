"""How easy a Swedish text reads: notes for the writer, never a reason to stop anything.

LIX is C.-H. Björnsson's readability index (Läsbarhet, Stockholm: Liber, 1968): the words in a
sentence on average, and the share of words with more than six letters in per cent. Below 30 is
very easy, 30 to 40 easy.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.check.sentences import sentences
from pipeline.findings import Finding, Severity
from pipeline.messages import Message, message
from pipeline.model import Briefing
from pipeline.recognise.contacts import without_contacts
from pipeline.recognise.facts import name_values
from pipeline.texts import Context, placed_texts, without_note_marks

MOST_WORDS = 15
"""In a sentence of an easy text."""
LONG_LETTERS = 6
"""A word with more of them is long for LIX."""
HIGHEST_LIX = 30
HARD_LETTERS = 14
"""A word with so many is to be explained where it stands."""

_WORD = re.compile(r"[^\W_]+(?:[-:’'‑][^\W_]+)*")
_EXPLAINS = re.compile(
    r"(?<!\w)(?:är|betyder|kallas|heter|alltså|till exempel|det vill säga|som (?:är|gör|arbetar|"
    r"hjälper|bestämmer|leder)|arbetar med|hjälper|bestämmer|leder)(?!\w)",
    re.IGNORECASE,
)
_EXPLAINS_BEFORE = re.compile(r"(?:Det|Den|De) (?:betyder|är|kallas)\b")
"""The beginning of a sentence that explains the one before it."""
_PASSIVE = re.compile(
    r"(?<!\w)(?:\w{2,}(?:ades|ats|erats|erades|eras)"
    r"|bl(?:ir|ev|i|ivit)\s+(?:\w{3,}(?:ad|at|ade)|\w*ställ(?:d|t|da)))(?!\w)",
    re.IGNORECASE,
)
_DEPONENT = re.compile(r"(?:hopp|lyck|låts|svett|vist|träff)(?:as|ades|ats)", re.IGNORECASE)

_NO_SENTENCES = (Context.TABLE_HEADER, Context.TABLE_CELL, Context.ROLE)


@dataclass(frozen=True, slots=True)
class Readability:
    """The counts that LIX is made of; headings and items of lists are sentences too."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> int:
        """The index, rounded; 0 for a text without words."""
        if not self.words:
            return 0
        return round(self.words / self.sentences + 100 * self.long_words / self.words)


def readability(briefing: Briefing) -> Readability:
    """The counts of a whole text, without tables, addresses and numbers."""
    found = [_words(sentence) for _, sentence in _sentences(briefing)]
    words = [word for sentence in found for word in sentence]
    return Readability(
        len(words),
        sum(1 for sentence in found if sentence),
        sum(len(word) > LONG_LETTERS for word in words),
    )


def check_readability(
    briefing: Briefing, place: Callable[[str], str], names: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Notes on long sentences, long words without explanation, passive verbs, and a high LIX.

    `place` gives the file and line of a text's id; `names` are words in lower case that need no
    explanation.
    """
    everything = list(_sentences(briefing))
    explained = _explained([sentence for _, sentence in everything])
    told = set(names)
    for identity, sentence in everything:
        words = _words(sentence)
        if len(words) > MOST_WORDS:
            reason = "This sentence has {number} words; divide it: “{text}”"
            text = message(reason, number=len(words), text=_excerpt(sentence))
            yield _note("sentence", place(identity), text)
        for word in words:
            if told.isdisjoint(name_values(word)) and _is_hard(word, explained):
                told.add(word.lower())
                reason = "“{word}” is a long word and is not explained."
                yield _note("word", place(identity), message(reason, word=word))
        for match in _PASSIVE.finditer(sentence):
            if not _DEPONENT.fullmatch(match.group()):
                reason = "“{word}” looks like a passive; say who does it."
                yield _note("passive", place(identity), message(reason, word=match.group()))
    lix = readability(briefing).lix
    if lix > HIGHEST_LIX:
        reason = "The readability index LIX is {lix}; of an easy text it is {most} at most."
        yield _note("lix", place("title"), message(reason, lix=lix, most=HIGHEST_LIX))


def _explained(found: list[str]) -> list[str]:
    """The sentences that explain a word, and those that the next one explains."""
    follows = [*found[1:], ""]
    return [
        sentence
        for sentence, after in zip(found, follows, strict=True)
        if _EXPLAINS.search(sentence) or _EXPLAINS_BEFORE.match(after)
    ]


def _is_hard(word: str, explained: list[str]) -> bool:
    """Whether a word is long and no sentence of the text explains it."""
    if len(word) < HARD_LETTERS:
        return False
    stem = word.lower()[: HARD_LETTERS - 3]
    return not any(stem in sentence.lower() for sentence in explained)


def _sentences(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Each sentence with the id of its text."""
    for placed in placed_texts(briefing):
        if placed.context in _NO_SENTENCES:
            continue
        for sentence in sentences(without_note_marks(placed.text), "sv"):
            yield placed.id, " ".join(sentence.split())


def _words(sentence: str) -> list[str]:
    """The words, without addresses and figures."""
    found = _WORD.findall(without_contacts(sentence))
    return [word for word in found if any(c.isalpha() for c in word)]


def _note(rule: str, where: str, text: Message) -> Finding:
    return Finding(f"readability.{rule}", where, text, Severity.NOTE)


def _excerpt(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:49].rstrip()}…"

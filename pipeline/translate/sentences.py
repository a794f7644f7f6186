"""Sentences of a Swedish text, and a text of translated sentences.

ICU finds where sentences may end (UAX #29). It knows no Swedish abbreviations, so our own rules
put pieces together again; they also cut where ICU never does: before a figure, after *etc.* A
sentence that is too long for a model is cut at its best places and says so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from icu4py.breakers import SentenceBreaker

from pipeline.languages import Language
from pipeline.recognise.function_words import FUNCTION_WORDS
from pipeline.translate.abbreviations import MAY_BE_LAST, NEVER_LAST
from pipeline.translate.schemes import SLOT, slot_number

MOST_WORDS = 120
"""Words that a model takes without cutting off the end; the models know about 250 tokens."""
MOST_SLOTS_IN_SENTENCE = 12
"""Placeholders that a model can keep apart."""
_LONGEST_WORD = 100
"""Characters; a longer run without a space is cut too."""
_STAND_IN = "X"

_NO_SPACES = frozenset(["Hans", "Hant", "Jpan", "Thai"])
_OPENING = r"[”“\"»«„(\[‘’'–—-]*\s*"
_CLOSING = r"[”“\"»«„)\]’'*]*"
_UPPER_NEXT = re.compile(rf"{_OPENING}[^\W\d_a-zåäöéàü]")
_LOWER_NEXT = re.compile(rf"{_OPENING}[a-zåäöéàü]")
_FIGURE_NEXT = re.compile(rf"{_OPENING}\d")
_MONTH_NEXT = re.compile(
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b", re.IGNORECASE
)
_ABBREVIATION = re.compile(r"(?<![\w.])(?:[^\W\d_][\w:]*\.[ \u00a0]?)*[^\W\d_][\w:]*\.$")
_INITIAL = re.compile(r"(?:^|[^\w.]|\.[ \u00a0]?)[A-ZÅÄÖ]\.$")
_NAMED_BY_LETTER = re.compile(
    r"\b(?:plan|vitamin|grupp|klass|hepatit|alternativ|punkt|del|bilaga|hus|typ|zon|nivå|etapp"
    r"|block|avsnitt|sektion|ingång|spår|influensa|kategori|linje)\s[A-ZÅÄÖ]\.$",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(
    r"(?:^|\n|[:;.!?…]\s+|[:;.!?…][”\")]\s+)(?P<item>\(?(?:\d{1,2}|[a-zA-Z])[.)])$"
)
_ITEM_AFTER = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s+[A-ZÅÄÖ]")
_ORDINAL = re.compile(r"\b(?:[Dd]en|[Dd]et|[Tt]ill|[Ff]rån|dag(?:en)?)\s+\d{1,2}\.$")
_END_BEFORE_FIGURE = re.compile(
    rf"(?:[^\W\d_]{{3,}}|[A-ZÅÄÖ]{{2,}}|\d|\.[a-z]{{2,3}}){_CLOSING}\.{_CLOSING}$"
)
_FIRST_TOKEN = re.compile(r"[^\W\d_][\w:]*\.")
_MORE_BREAKS = re.compile(rf"[.!?…]{_CLOSING}(?P<gap>\s+)(?=\S)|:(?P<item>\s+)(?=1[.)]\s+[A-ZÅÄÖ])")
_NEWLINE = re.compile(r"\s*\n\s*")
_BEST_CUTS = (
    re.compile(r"[;:](?=\s)"),
    re.compile(r"\s(?=[–—]\s)|,(?=\s)"),
    re.compile(r"(?=\s)"),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the white space between it and the next one.

    The texts and separators of all sentences, one after the other, are the text they are from.
    `is_cut` tells that it is a piece of a longer sentence, which goes on in the next one.
    """

    text: str
    separator: str = ""
    is_cut: bool = False


def split_sentences(
    text: str,
    originals: Sequence[str] = (),
    *,
    most_words: int = MOST_WORDS,
    most_slots: int = MOST_SLOTS_IN_SENTENCE,
) -> tuple[Sentence, ...]:
    """The sentences of a Swedish text, plain or masked (`protect.py`).

    `originals[n]` is the Swedish text of slot n, which tells whether a figure or a name stands
    there; no sentence ends inside a slot. White space at the beginning comes as a first
    sentence without text. An empty text has no sentences.
    """
    full, places = _unmasked(text, originals)
    ends = [places[end] for end in _ends(full) if end in places]
    sentences = _pieces(text, ends)
    return tuple(p for s in sentences for p in _short_enough(s, most_words, most_slots))


def join_sentences(sentences: Sequence[Sentence], language: Language) -> str:
    """The text of translated sentences, each with the separator of its source.

    Line breaks stay as they are; other white space is one space, and nothing at all between
    sentences of Chinese and Thai. White space after the last sentence is dropped.
    """
    between = "" if language.script in _NO_SPACES else " "
    parts: list[str] = []
    for sentence in sentences:
        parts.append(sentence.text)
        if "\n" in sentence.separator:
            parts.append(sentence.separator)
        elif sentence.separator and sentence.text:
            parts.append(between)
    return "".join(parts).rstrip(" ")


def _unmasked(text: str, originals: Sequence[str]) -> tuple[str, dict[int, int]]:
    """The text with its slots filled, and for each place outside them that in the masked one."""
    pieces: list[str] = []
    places: dict[int, int] = {}
    position = 0
    for index, character in enumerate(text):
        places[position] = index
        piece = character
        if SLOT.fullmatch(character):
            number = slot_number(character)
            piece = originals[number] if number < len(originals) else _STAND_IN
            piece = piece or _STAND_IN
        pieces.append(piece)
        position += len(piece)
    places[position] = len(text)
    return "".join(pieces), places


def _ends(text: str) -> list[int]:
    """Where sentences end, white space after them included."""
    found = set()
    position = 0
    for piece in SentenceBreaker(text, "sv"):
        position += len(piece)
        found.add(position)
    found |= {match.end() for match in _MORE_BREAKS.finditer(text)}
    found |= {match.end() for match in _NEWLINE.finditer(text)}
    inside = (end for end in found if 0 < end < len(text) and not text[end].isspace())
    return sorted(end for end in inside if _is_end(text, end))


def _is_end(text: str, end: int) -> bool:
    """Whether a sentence ends there; the first rule that knows the place decides."""
    before = text[max(0, end - 80) : end]
    left, gap = before.rstrip(), before[len(before.rstrip()) :]
    right = text[end : end + 40]
    if not gap:
        return False
    if "\n" in gap:
        return gap.count("\n") > 1 or left[-1:] in ".!?:;…" or not _LOWER_NEXT.match(right)
    if item := _ITEM_NUMBER.search(left):  # not of kl. 10.
        earlier = left[: item.start("item")].rstrip()
        if not earlier.endswith(".") or _ends_with_stop(earlier, f"{item['item']} {right}"):
            return False
    if left.endswith(":"):
        return bool(_ITEM_AFTER.match(right))
    if _LOWER_NEXT.match(right):
        return _ITEM_AFTER.match(right) is not None
    if left.endswith("."):
        return _ends_with_stop(left, right)
    return True


def _ends_with_stop(left: str, right: str) -> bool:
    words = _last_words(left)
    following = _FIRST_TOKEN.match(right)
    longer = [word + following.group() for word in words] if following else []  # e. Kr.
    if any(_is_in(w, NEVER_LAST) for w in words) or any(
        _is_in(w, NEVER_LAST | MAY_BE_LAST) for w in longer
    ):
        return False
    if any(_is_in(word, MAY_BE_LAST) for word in words):
        return bool(_UPPER_NEXT.match(right))
    if _INITIAL.search(left):
        return bool(_NAMED_BY_LETTER.search(left))
    if _ORDINAL.search(left) and _MONTH_NEXT.match(right):
        return False
    if _FIGURE_NEXT.match(right):
        is_word = any(word[:-1].lower() in FUNCTION_WORDS["sv"] for word in words)
        return bool(is_word or _ITEM_AFTER.match(right) or _END_BEFORE_FIGURE.search(left))
    return True


def _last_words(left: str) -> list[str]:
    """What may be an abbreviation at the end: of *så t. ex.* both `t.ex.` and `ex.`."""
    found = _ABBREVIATION.search(left)
    parts = _FIRST_TOKEN.findall(found.group()) if found else []
    return ["".join(parts[place:]) for place in range(len(parts))]


def _is_in(word: str, table: frozenset[str]) -> bool:
    """As it is written, or with a capital at the beginning of its sentence: Kl. 8, T.ex."""
    return word in table or word[:1].lower() + word[1:] in table


def _pieces(text: str, ends: list[int]) -> Iterator[Sentence]:
    start = len(text) - len(text.lstrip())
    if start:
        yield Sentence("", text[:start])
    for end in (*(e for e in ends if e > start), len(text)):
        piece = text[start:end]
        if piece:
            stripped = piece.rstrip()
            yield Sentence(stripped, piece[len(stripped) :])
        start = end


def _short_enough(sentence: Sentence, most_words: int, most_slots: int) -> Iterator[Sentence]:
    """The sentence, or its pieces, cut at a semicolon, a comma, a dash, or between words."""
    rest = sentence.text
    while (limit := _limit(rest, most_words, most_slots)) < len(rest):
        end = _best_cut(rest, limit)
        piece = rest[:end].rstrip()
        gap = len(rest[len(piece) :]) - len(rest[len(piece) :].lstrip())
        yield Sentence(piece, rest[len(piece) : len(piece) + gap], is_cut=True)
        rest = rest[len(piece) + gap :]
    yield Sentence(rest, sentence.separator, is_cut=False)


def _limit(text: str, most_words: int, most_slots: int) -> int:
    """How many characters from the start a piece may have at most."""
    limit = len(text)
    words = 0
    for words, match in enumerate(re.finditer(r"\S+", text)):
        if words >= most_words:
            limit = match.start()
            break
        if len(match.group()) > _LONGEST_WORD:
            limit = match.start() + _LONGEST_WORD
            break
    for count, match in enumerate(SLOT.finditer(text, 0, limit)):
        if count >= most_slots:
            return match.start()
    return limit


def _best_cut(text: str, limit: int) -> int:
    """The last semicolon, comma or dash in the second half of what is allowed, or a space."""
    for pattern in _BEST_CUTS:
        ends = [m.end() for m in pattern.finditer(text, limit // 3, limit)]
        if ends and ends[-1] > 0:
            return ends[-1]
    return limit

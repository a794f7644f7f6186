"""Rules of fidelity for a text in a third language, and for one that stands there twice.

A missing translation must never silently become English, so a text whose small words are those
of another language stops the language that it stands in.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from pipeline.check.passages import Passage, Variant, finding
from pipeline.findings import Finding
from pipeline.languages import language
from pipeline.messages import message
from pipeline.model import Text
from pipeline.recognise.contacts import without_contacts
from pipeline.recognise.function_words import (
    FUNCTION_WORDS,
    LANGUAGE_NAMES,
    NOT_ARABIC_LETTERS,
    OWN_LETTERS,
    SAME_TABLE,
    SCRIPT_OF_TABLE,
)
from pipeline.recognise.names import QUOTED, WORD
from pipeline.recognise.placeholders import without_placeholders

_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]")
_SENTENCE = re.compile(r"(?<=[.!?:;…؟؛])\s+")
_PERSIAN_KEYBOARD = str.maketrans("کی", "كي")

SHORTEST_TEXT = 4  # words; a text of fewer says too little
SHORTEST_CERTAIN_TEXT = 6  # words; a shorter one needs more small words
LONGEST_REPEATED = 5  # words; the translations of shorter texts may be the same


def other_language(variant: Variant) -> Iterator[Finding]:
    """No paragraph, and no sentence of one, in a language that is not the translation's.

    Names in quotation marks, words in brackets and marked parts do not count.
    """
    for passage in variant.filled_passages:
        text = _running_text(passage.target_text)
        found = _language_of_one(text, variant)
        if found:
            reason = "This is {language} and not the language of the translation: “{text}”."
            tag, piece = found
            name = LANGUAGE_NAMES[tag]
            text_found = message(reason, language=name, text=_short(piece))
            yield finding("other-language", passage, text_found)


def foreign_letters(variant: Variant) -> Iterator[Finding]:
    """No letters in an Arabic text that only Persian, Kurdish or Urdu has.

    Two words with پ, چ, ژ or گ may be names written by their sound.
    """
    if variant.tag != "ar":
        return
    for passage in variant.filled_passages:
        words = WORD.findall(_running_text(passage.target_text))
        wrong = [w for w in words if NOT_ARABIC_LETTERS["keyboard"] & set(w)]
        loans = [w for w in words if NOT_ARABIC_LETTERS["loan"] & set(w)]
        if wrong or len(set(loans)) > 2:
            reason = "These words have letters that Arabic does not have: {words}."
            shown = ", ".join(dict.fromkeys([*wrong, *loans][:5]))
            yield finding("script", passage, message(reason, words=shown))


def repeated(variant: Variant) -> Iterator[Finding]:
    """Two different Swedish texts have two translations, and no sentence is there twice."""
    first: dict[str, Passage] = {}
    for passage in variant.filled_passages:
        if _has_sentence_twice(passage.target) and not _has_sentence_twice(passage.source):
            reason = "A sentence stands twice in this text."
            yield finding("repeated", passage, message(reason))
        other = first.setdefault(_bare(passage.target), passage)
        if _bare(other.source) == _bare(passage.source):
            continue
        longest = max(len(WORD.findall(p.source)) for p in (passage, other))
        if longest > LONGEST_REPEATED:
            reason = (
                "This is word for word the translation of “{other}” too, and that is another "
                "Swedish text."
            )
            yield finding("repeated", passage, message(reason, other=_short(other.source)))


def _bare(text: str) -> str:
    """The words alone, so that a capital, a comma or a space makes no difference."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _has_sentence_twice(text: str) -> bool:
    sentences = (_bare(sentence) for sentence in _SENTENCE.split(text))
    counted = Counter(s for s in sentences if len(s.split()) > LONGEST_REPEATED)
    return any(count > 1 for count in counted.values())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _running_text(text: Text) -> str:
    """The text without marked parts, addresses, code, quotations and brackets."""
    own = "".join(" " if span.language or span.note else span.text for span in text)
    own = without_placeholders(without_contacts(own))
    return _BRACKETS.sub(" ", QUOTED.sub(" ", own))


def _language_of_one(text: str, variant: Variant) -> tuple[str, str] | None:
    """The other language and the text that is clearly in it: all of it, or a sentence."""
    pieces = [text, *(s for s in _SENTENCE.split(text) if s != text)]
    for piece in pieces:
        words = [w.translate(_PERSIAN_KEYBOARD) for w in WORD.findall(piece)]
        if len(words) < SHORTEST_TEXT:
            continue
        for tag in _others(variant.tag):
            if _is_clearly(words, tag, variant.tag):
                return tag, " ".join(piece.split())
    return None


def _is_clearly(words: list[str], other: str, own: str) -> bool:
    """Whether the small words are those of the other language, and hardly any of its own."""
    theirs, mine = _distinctive(other, own), _distinctive(own, other)
    foreign = sum(w.lower() in theirs or _has_foreign_letter(w, other, own) for w in words)
    share = foreign / len(words)
    if not mine:  # no table: a word of three letters proves more
        long = sum(len(w) > 2 and w.lower() in theirs for w in words)
        return long >= 4 and share >= 0.3
    native = sum(w.lower() in mine for w in words)
    if len(words) < SHORTEST_CERTAIN_TEXT:
        return native == 0 and foreign >= 2 and share >= 0.4
    if native == 0 and foreign >= 2 and share >= 0.12:
        return True
    return foreign >= 3 and share >= 0.15 and foreign >= 3 * native


def _has_foreign_letter(word: str, other: str, own: str) -> bool:
    """Whether a word that is no name has a letter that only the other language uses."""
    if own not in OWN_LETTERS or other not in OWN_LETTERS or word[0].isupper():
        return False
    return not (OWN_LETTERS[other] - OWN_LETTERS[own]).isdisjoint(word)


@cache
def _table(tag: str) -> frozenset[str]:
    words = FUNCTION_WORDS.get(SAME_TABLE.get(tag, tag), frozenset())
    return frozenset(word.translate(_PERSIAN_KEYBOARD) for word in words)


@cache
def _distinctive(tag: str, other: str) -> frozenset[str]:
    """The small words of one language that are none of the other."""
    return _table(tag) - _table(other)


@cache
def _others(tag: str) -> tuple[str, ...]:
    """The languages of the same script that the text might be in instead."""
    own = SAME_TABLE.get(tag, tag)
    script = language(tag).script
    return tuple(t for t in FUNCTION_WORDS if t != own and SCRIPT_OF_TABLE[t] == script)

"""Which parts of a text are in another language, as far as Word's marks can be trusted.

Word marks text with the language of the keyboard and of whatever was pasted, so Swedish
paragraphs are often marked as English. A mark counts only if the words agree with it (WCAG 2.1
3.1.2 asks for the language of passages; a wrong one is read aloud in the wrong voice).
"""

import re
from dataclasses import replace
from itertools import groupby

from pipeline.languages import SOURCE_TAG
from pipeline.model import NOTE_MARK, Span, Text, plain, text_of
from pipeline.recognise.function_words import FUNCTION_WORDS
from pipeline.recognise.words import word_set

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")
_NO_LANGUAGE = ("zxx", "und", "mul", "mis")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_SPELLINGS = {"no": "nb"}
_NORDIC = ("da", "nb", "nn")
_NORDIC_WORDS = word_set("og ikke jeg er af til hvad hva på også")
"""Words of Danish or Norwegian; those that Swedish has too need company."""

_SWEDISH_ONLY = word_set(
    "och att är för inte från även när också här där måste något några vår våra"
)
"""Small words that neither Danish and Norwegian nor English, German or Finnish has."""

FEWEST_ENGLISH_WORDS = 3
"""Fewer words say too little: names and loans such as “Black Friday” are Swedish."""


def base_tag(written: str | None) -> str | None:
    """The language of a `w:lang` value without region, or None for Swedish and for no language."""
    found = _TAG.fullmatch((written or "").strip())
    if not found or found[1].lower() in (SOURCE_TAG, *_NO_LANGUAGE) or written == "none":
        return None
    tag = found[1].lower()
    return _SPELLINGS.get(tag, tag)


def with_trusted_languages(text: Text) -> Text:
    """The text with the marks of languages that its words do not contradict.

    Passages are judged as wholes. One in another script is believed. One in Latin script must
    have no small words of Swedish, and å only in names. English, which Word writes by itself,
    must have three words and one of its own small ones, Danish and Norwegian æ, ø or two small
    words. A passage without letters has the language around it.
    """
    found: list[Span] = []
    for language, group in groupby(text, lambda span: span.language):
        members = tuple(group)
        trusted = language is None or _agrees(language, plain(members))
        found.extend(m if trusted or m.note else replace(m, language=None) for m in members)
    return text_of(*found)


def _agrees(language: str, passage: str) -> bool:
    written = _WORD.findall(passage.replace(NOTE_MARK, " "))
    words = [word.lower() for word in written]
    if not words:
        return False
    if not any(_LATIN.match(word) for word in words):
        return True
    if language == "en":
        own = FUNCTION_WORDS["en"] - FUNCTION_WORDS[SOURCE_TAG]
        is_english = len(words) >= FEWEST_ENGLISH_WORDS and any(word in own for word in words)
        return is_english and not _is_swedish(written)
    if language in _NORDIC:
        has_letters = any(letter in word for word in words for letter in "æø")
        return has_letters or len(_NORDIC_WORDS.intersection(words)) >= 2
    return not _is_swedish(written)


def _is_swedish(words: list[str]) -> bool:
    # A name such as Västerås stands in every language.
    return any(w.lower() in _SWEDISH_ONLY or ("å" in w and w[0].islower()) for w in words)

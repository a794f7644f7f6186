"""A draft that stops too early: no full stop, a hanging comma, an *and* that leads nowhere.

A mark or a small word at the end proves nothing where the Swedish text ends in the same way.
"""

import re
from collections import Counter

from pipeline.check.sentences import CLOSERS, NO_MARKS, TERMINAL
from pipeline.messages import Message, message
from pipeline.recognise.function_words import FUNCTION_WORDS
from pipeline.recognise.words import word_set

_NEVER_LAST = {
    "en": word_set("and or the a an our your their my because although nor"),
    "fi": word_set("ja tai sekä että eli jos koska mutta eikä joka jotka jonka joiden jossa"),
    "ar": word_set("و أو في إلى على عن مع أن إن لأن التي الذي الذين بين لكن وفي وإلى وعلى"),
    "de": word_set("und oder sowie der den dem des im am zum zur vom dass weil eine einer einem"),
    "fr": word_set("et ou de du des le la les un une au aux que qui dont"),
    "es": word_set("y o e de del el la los las un una al que con"),
    "pl": word_set("i oraz lub albo w we z ze do od dla przez że który która które których"),
    "ru": word_set("и или в во с со на к от для по о об который которая которые которых"),
    "uk": word_set("і й та або в у з із на до від для про що який яка яке які"),
    "tr": word_set("ve veya ya ama"),
    "fa": word_set("و یا از به در با برای که"),
    "so": word_set("iyo ama oo"),
}
"""Words that end no sentence, with or without a full stop after them."""

_SELDOM_LAST = {
    "en": word_set("of to for with from in at by that which who is are was were be has have if as"),
    "de": word_set("die das von für bei mit nach zu auf ist sind wenn als"),
    "fi": word_set("kun kuin"),
}
"""Words that may end an English clause, as its preposition, and seldom any other text."""

_LAST_CHARACTERS = {"zh": "和与及或把被", "th": ("และ", "หรือ", "โดย", "กับ")}

_HANGING = ",;:،؛、，；：([{（【«„“‘-–—―/&"
_QUOTES_THAT_CLOSE = {"de": "“‘", "pl": "", "bs": "“", "ru": "“", "uk": "“"}
"""German closes a quotation with the mark that English opens it with."""

_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("（", "）"), ("【", "】"))
_QUOTES = '"“”„‟«»「」『』《》'
_ABBREVIATED = re.compile(r"(?:\w\.\w|\b(?:etc|osv|dvs|mm|mfl|dyl|resp|kl|nr|tel|ca))\.$")
_LAST_WORD = re.compile(r"([^\W\d_]+)[^\w]*$")


def cut_off(source: str, target: str, tag: str) -> Message | None:
    """Why the draft looks cut off at its end, or None."""
    mine, theirs = _stripped(source), _stripped(target)
    if not mine or not theirs:
        return None
    if tag not in NO_MARKS and _is_sentence(mine):
        if theirs[-1] not in TERMINAL + ":：…":
            return message("The text ends without a full stop, as if it were cut off.")
        if mine[-1] == "?" and theirs[-1] not in "?？؟፧":
            return message("The Swedish text is a question, and this is none.")
    if theirs[-1] in _hanging(tag) and mine[-1] not in _HANGING:
        reason = "The text ends with “{mark}”, as if it were cut off."
        return message(reason, mark=theirs[-1])
    if word := _hanging_word(mine, theirs, tag):
        reason = "The text ends with the word “{word}”, as if it were cut off."
        return message(reason, word=word)
    return None


def _stripped(text: str) -> str:
    """The text to its last mark or letter, without closing quotation marks and brackets."""
    bare = text.strip().rstrip("\u200e\u200f")
    closed = bare.rstrip(CLOSERS + " ")
    return closed if closed and closed[-1] in TERMINAL else bare


def _is_sentence(source: str) -> bool:
    return source[-1] in TERMINAL and not _ABBREVIATED.search(source)


def _hanging(tag: str) -> str:
    closing = _QUOTES_THAT_CLOSE.get(tag, "")
    return "".join(mark for mark in _HANGING if mark not in closing)


def _hanging_word(source: str, target: str, tag: str) -> str:
    """The small word that a draft ends with and that leads nowhere."""
    if source[-1] in ":…" or _ends_in_small_word(source):
        return ""
    bare = target.rstrip(TERMINAL + CLOSERS + " ")
    for end in _LAST_CHARACTERS.get(tag, ()):
        if bare.endswith(end) and source[-1] != "?":
            return end
    found = _LAST_WORD.search(target)
    word = found[1] if found else ""
    word = word.lower() if len(word) > 1 else word  # and not vitamin A
    never = _NEVER_LAST.get(tag, frozenset())
    if target[-1] not in TERMINAL + CLOSERS + ":":
        never |= _SELDOM_LAST.get(tag, frozenset())
    return word if word in never else ""


def _ends_in_small_word(source: str) -> bool:
    found = _LAST_WORD.search(source)
    return found is not None and found[1].lower() in FUNCTION_WORDS["sv"]


def unbalanced(source: str, target: str) -> str:
    """The brackets or quotation marks that do not pair in the draft and do in the source."""
    for opening, closing in _BRACKETS:
        if _pairs(source, opening, closing) and not _pairs(target, opening, closing):
            return f"{opening} {closing}"
    quotes = Counter(c for c in target if c in _QUOTES)
    if sum(quotes.values()) % 2 and not sum(source.count(c) for c in _QUOTES) % 2:
        return " ".join(quotes)
    return ""


def _pairs(text: str, opening: str, closing: str) -> bool:
    return text.count(opening) == text.count(closing)

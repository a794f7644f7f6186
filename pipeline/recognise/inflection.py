"""Patterns that find a word in its inflected forms: in Swedish, and in the other languages.

Swedish is matched by its endings, so that a compound is another word: *nämnden* is *nämnd*, and
*nämndorganisation* is not. In a translation it is enough that the stem stands there.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from pipeline.languages import language
from pipeline.recognise.names import Name, is_kept, latin_words

_SWEDISH_ENDING = "(?:e|a|n|na|t|r|rna|en|et|ens?|er|ern|erna|ar|arna|or|orna)?s?"
_GENITIVE = "(?:[:'’]?s)?"
_VOWELS = "aeiouyåäö"

_WEAK_AND_STRONG = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nt", "nn"), ("nk", "ng"), ("mp", "mm"),
    ("lt", "ll"), ("rt", "rr"), ("ht", "hd"), ("k", ""), ("p", "v"), ("t", "d"),
)  # fmt: skip
"""Finnish consonant gradation (VISK § 41): kunta, kunnan; päällikkö, päälliköt."""

_LETTERS_THAT_CHANGE = {"pl": 2, "ru": 2, "uk": 2, "bs": 2}
"""How many last letters of a word its cases may replace; one in the other languages."""

_ARABIC_PREFIX = "[وف]?(?:[بكل]?ال|لل|[بكلس])?"
"""What Arabic writes together with the word: and, in, like, to, the."""
_ALEF = str.maketrans("أإآٱىکی", "اااايكي", "ـ\u200c\u200d")

_WITHOUT_SPACES = ("zh", "th")
_WITH_PREFIXES = ("am", "ti")


def swedish_pattern(term: str) -> str:
    """A regular expression for a Swedish term and its inflections, without word boundaries."""
    return r"\s+".join(_swedish_word(word) for word in term.split())


def swedish_name_pattern(name: str) -> str:
    """The same for a name, which has a genitive only and keeps its capitals."""
    return rf"(?-i:{_spaced(name)}{_GENITIVE})"


def _swedish_word(word: str) -> str:
    if not word[-1].isalpha():
        return re.escape(word)
    forms = "|".join(dict.fromkeys(_swedish_stems(word)))
    return f"(?:{forms})"


def _swedish_stems(word: str) -> Iterator[str]:
    """The word with its endings, and the stems that change before some of them."""
    stem, last = re.escape(word[:-1]), word[-1]
    yield re.escape(word) + _SWEDISH_ENDING
    if last in "ae" and len(word) > 3:  # flicka, flickor; ledare, ledarna
        yield stem + "(?:or|orna|ar|arna|na)s?"
    if last in "mn" and word[-2:-1] in _VOWELS:  # medlem, medlemmar
        yield re.escape(word) + last + "(?:et|en|ar|er|arna|erna)s?"
    if word[-2:] in ("el", "en", "er") and len(word) > 4:  # nyckel, nycklar; center, centret
        yield re.escape(word[:-2]) + last + "(?:ar|er|arna|erna|et|en|a)s?"
    if last == "d":  # relaterad, relaterat
        yield stem + "t"
    if word.endswith("at"):
        yield stem + "de?"
    if word.endswith("ade"):
        yield re.escape(word[:-2]) + "[dt]"


def is_word_used(form: str, text: str, tag: str) -> bool:
    """Whether a word or phrase stands in a text of that language, however inflected."""
    if tag in _WITHOUT_SPACES:
        return _joined(form) in _joined(text)
    return bool(_pattern(form, tag).search(_plain(text, tag)))


def is_name_used(name: str, text: str, tag: str) -> bool:
    """Whether a name stands in a text in Latin letters, with a case ending at most."""
    if re.search(rf"(?<!\w){_spaced(name)}(?!\w)", text):
        return True
    *before, last = name.split()
    lead = r"\s+".join(re.escape(word) for word in before)
    latin = language(tag).script == "Latn"
    for found in re.finditer(rf"(?<!\w){lead}\s+" if lead else "^", text):
        words = latin_words(text[found.end() :])
        if is_kept(Name(last, (last,)), words[:1] if lead else words, tag, latin=latin):
            return True
    return False


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())


def _joined(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()


@lru_cache(maxsize=512)
def _plain(text: str, tag: str) -> str:
    """The text without what is written in one way or another: vowel signs, apostrophes."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    if language(tag).script == "Arab":
        marked = unicodedata.normalize("NFC", text).translate(_ALEF)
        return "".join(c for c in marked if unicodedata.category(c) != "Mn")
    return text.translate(str.maketrans("’‘ʼ‑", "'''-"))


@lru_cache(maxsize=4096)
def _pattern(form: str, tag: str) -> re.Pattern[str]:
    words = (_word(word, tag) for word in _plain(form, tag).split())
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)


def _word(word: str, tag: str) -> str:
    is_short = len(word) <= 3 and language(tag).script == "Latn"
    if is_short or not word[-1].isalnum():  # Kinder- und Jugendcoach
        return re.escape(word)
    if tag == "en":
        return _english(word)
    if tag == "fi":
        return f"(?:{'|'.join(re.escape(s) for s in _finnish_stems(word))})" + r"\w*"
    if language(tag).script == "Arab":
        return _arabic(word) if tag == "ar" else re.escape(word) + r"\w*"
    if tag in _WITH_PREFIXES:
        return r"\w*" + re.escape(word) + r"\w*"
    changed = _LETTERS_THAT_CHANGE.get(tag, 1)
    return re.escape(word[: max(4, len(word) - changed)]) + r"[\w']*"  # здоров’я


def _english(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return re.escape(word[:-1]) + "(?:y|y's|ies|ies')"
    return re.escape(word) + "(?:s|es|'s|s')?"


def _finnish_stems(word: str) -> tuple[str, ...]:
    """What all the cases of a word begin with; several where its consonant may change."""
    if word.endswith("nen"):
        return (word[:-3],)
    if word.endswith(("s", "in")):
        return (word[:-1],)
    if word[-1].lower() not in _VOWELS:
        return (word,)
    stem = word[:-1]
    stems = [stem]
    for strong, weak in _WEAK_AND_STRONG:
        if stem.endswith(strong):
            stems.append(stem.removesuffix(strong) + weak)
        elif weak and stem.endswith(weak):
            stems.append(stem.removesuffix(weak) + strong)
    return tuple(s for s in stems if len(s) >= min(4, len(stem)))


def _arabic(word: str) -> str:
    stem = word.removeprefix("ال") if len(word) > 4 else word
    stem = stem.removesuffix("ة") or stem
    return _ARABIC_PREFIX + re.escape(stem) + r"\w*"

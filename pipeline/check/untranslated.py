"""Rules of fidelity for the language itself: its script, and no Swedish left over."""

from collections.abc import Iterator

from pipeline.check.passages import Variant, finding
from pipeline.findings import Finding
from pipeline.messages import message
from pipeline.model import Text
from pipeline.recognise.contacts import without_contacts
from pipeline.recognise.names import QUOTED, WORD, quoted_names
from pipeline.recognise.placeholders import without_placeholders
from pipeline.recognise.scripts import share_in_script, words_in_other_scripts
from pipeline.recognise.words import ONLY_SWEDISH, SAME_IN_OTHERS

MINIMUM_SCRIPT_SHARE = 0.6
_COPIED_WORDS = 5


def same_as_source(variant: Variant) -> Iterator[Finding]:
    """A text that is still Swedish; one of only names and numbers may be the same, and so may
    what is in another language in the Swedish text too."""
    source_names = variant.names
    for passage in variant.filled_passages:
        if passage.target.strip() != passage.source.strip():
            continue
        words = WORD.findall(_for_readers(_own_language(passage.source_text)))
        if all(_may_stay(word, source_names.all_forms) for word in words):
            continue
        yield finding("same-as-source", passage, message("This text is not translated."))


def _may_stay(word: str, known: frozenset[str]) -> bool:
    is_code = word.isupper() or any(c.isdigit() for c in word)
    return is_code or word in known or word.lower() in SAME_IN_OTHERS


def script(variant: Variant) -> Iterator[Finding]:
    """The script of the language; words in another one are names, codes or marked spans."""
    own = variant.language.script
    for passage in variant.filled_passages:
        text = _for_readers(_own_language(passage.target_text))
        capitalised = (word for word in WORD.findall(passage.source) if word[0].isupper())
        allowed = variant.names.all_forms.union(
            capitalised, *(WORD.findall(quoted) for quoted in quoted_names(passage.source))
        )
        strange = [w for w in words_in_other_scripts(text, own) if not _may_stand(w, allowed)]
        if strange:
            reason = "Words in another script than the language's: {words}."
            shown = ", ".join(dict.fromkeys(strange[:5]))
            yield finding("script", passage, message(reason, words=shown))
        elif share_in_script(_without_names(text, allowed), own) < MINIMUM_SCRIPT_SHARE:
            reason = "Most of the text is in another script than the language's."
            yield finding("script", passage, message(reason))


def _may_stand(word: str, names: frozenset[str]) -> bool:
    """Whether a word of another script is a name of the source or a code such as COVID-19."""
    is_code = word.isascii() and (word.isupper() or any(c.isdigit() for c in word))
    return is_code or word in names or word.removesuffix("s") in names


def _without_names(text: str, names: frozenset[str]) -> str:
    return WORD.sub(lambda m: "" if m.group() in names or m.group().isupper() else m.group(), text)


def language(variant: Variant) -> Iterator[Finding]:
    """No Swedish left over: function words, or a run of words copied from the source."""
    for passage in variant.filled_passages:
        text = QUOTED.sub(" ", _for_readers(_own_language(passage.target_text)))
        words = [word.lower() for word in WORD.findall(text)]
        left = [w for w in words if w in ONLY_SWEDISH] if variant.target_is_latin else []
        source = WORD.findall(without_placeholders(_own_language(passage.source_text)))
        copied = _copied([word.lower() for word in source], words)
        same = passage.target.strip() == passage.source.strip()
        if (left or copied) and not same:
            reason = "Swedish is left in the translation: {words}."
            shown = copied or ", ".join(dict.fromkeys(left))
            yield finding("language", passage, message(reason, words=shown))


def _copied(source: list[str], target: list[str]) -> str:
    """The first run of words that stands in both, or nothing."""
    size = _COPIED_WORDS
    runs = {tuple(source[i : i + size]) for i in range(len(source) - size + 1)}
    for i in range(len(target) - size + 1):
        if tuple(target[i : i + size]) in runs:
            return " ".join(target[i : i + size])
    return ""


def _for_readers(text: str) -> str:
    """The text without addresses, numbers to call, and what stands for a program."""
    return without_placeholders(without_contacts(text))


def _own_language(text: Text) -> str:
    """The text without the parts that are marked as being in another language."""
    return "".join(" " if span.language or span.note else span.text for span in text)

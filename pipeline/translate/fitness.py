"""Whether a text can be given to a machine at all, and if not, why."""

from pipeline.languages import SOURCE_TAG
from pipeline.messages import Message, message
from pipeline.recognise.contacts import without_contacts
from pipeline.recognise.function_words import (
    FUNCTION_WORDS,
    LANGUAGE_NAMES,
    SCRIPT_OF_TABLE,
)
from pipeline.recognise.names import WORD
from pipeline.recognise.placeholders import without_placeholders
from pipeline.recognise.scripts import forbidden_characters, share_in_script

LONGEST_TEXT = 500_000
"""Characters; about 80,000 words, which is a book and no segment."""
_WHITE_SPACE = frozenset("\n\t")
_SHORTEST_TEXT = 5
"""Words; a shorter text says too little about its language."""
_LEAST_SHARE_IN_LATIN = 0.5
_LEAST_SHARE_OF_SMALL_WORDS = 0.12


def unfit(text: str) -> Message | None:
    """Why a Swedish text cannot be translated by a machine; None if it can.

    It cannot if it has control characters or characters that override the direction (they may
    hide what a person would read), if it has no letters, if it is longer than LONGEST_TEXT, or
    if it is clearly in another language.
    """
    if found := [c for c in forbidden_characters(text) if c not in _WHITE_SPACE]:
        shown = ", ".join(f"U+{ord(c):04X}" for c in found[:5])
        reason = "The text has characters that are not allowed: {characters}. Remove them."
        return message(reason, characters=shown)
    if not any(c.isalpha() for c in text):
        return message("There are no words in this text; nothing has to be translated.")
    if len(text) > LONGEST_TEXT:
        reason = "The text is longer than {most} characters. Divide it into paragraphs."
        return message(reason, most=LONGEST_TEXT)
    return _not_swedish(text)


def _not_swedish(text: str) -> Message | None:
    running = without_placeholders(without_contacts(text))
    if share_in_script(running, "Latn") < _LEAST_SHARE_IN_LATIN:
        return message("The text is not Swedish: most of it is in another script.")
    words = [word.lower() for word in WORD.findall(running)]
    if len(words) < _SHORTEST_TEXT:
        return None
    own = FUNCTION_WORDS[SOURCE_TAG]
    others = {
        tag: sum(word in table - own for word in words)
        for tag, table in FUNCTION_WORDS.items()
        if tag != SOURCE_TAG and SCRIPT_OF_TABLE[tag] == "Latn"
    }
    tag, foreign = max(others.items(), key=lambda item: item[1])
    native = sum(word in own - FUNCTION_WORDS[tag] for word in words)
    if (
        foreign >= 2
        and foreign > 3 * native
        and foreign >= _LEAST_SHARE_OF_SMALL_WORDS * len(words)
    ):
        reason = "The text is not Swedish but {language}."
        return message(reason, language=LANGUAGE_NAMES[tag])
    return None

"""The errors that several parts of the engine raise, each one sentence with the block's id."""

from pipeline.errors import RenderError
from pipeline.messages import message

MOST_SHOWN = 80
"""Characters of a value that a sentence shows."""
LONGEST_CHARACTER = 12
"""Code points of what a reader sees as one character; more are not named."""


def no_glyph(character: str, cluster: str, language: str, where: str) -> RenderError:
    """The error of a character that no font has.

    `cluster` is the user-perceived character that it stands in: an emoji of several code points
    is named whole; of a letter with marks, only the mark that is missing. `language` is a tag.
    """
    if not character.isprintable():
        return no_character(character, where)
    whole = cluster[:LONGEST_CHARACTER] if cluster.startswith(character) else character
    return RenderError(
        message(
            "No font has the character “{character}” (U+{code}) of the text in {language}; "
            "replace the character.",
            character=whole,
            code=" U+".join(f"{ord(part):04X}" for part in whole),
            language=language,
        ),
        where=where,
    )


def no_character(character: str, where: str) -> RenderError:
    """The error of a character that is only for machines, or is none."""
    return RenderError(
        message(
            "The text has U+{code}, which is no character that can be printed; delete it or "
            "replace it.",
            code=f"{ord(character):04X}",
        ),
        where=where,
    )


def no_language(tag: str, where: str) -> RenderError:
    """The error of a language tag that is none."""
    return RenderError(
        message(
            "“{tag}” is no language tag (BCP 47); write the tag of the text's language, such as "
            "“fi” for Finnish.",
            tag=shown(tag),
        ),
        where=where,
    )


def too_wide(where: str, caption: str, count: int) -> RenderError:
    """The error of a table with more columns than fit on a page."""
    return RenderError(
        message(
            "The table “{caption}” has {count} columns, more than fit on a page; divide it into "
            "several tables.",
            caption=shown(caption or where),
            count=count,
        ),
        where=where,
    )


def shown(text: str) -> str:
    """The beginning of a text as an error shows it: without what a terminal cannot print."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text[:MOST_SHOWN])

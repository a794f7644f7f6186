"""What can go wrong through a user's files or machine: one sentence and an exit code each."""

import errno
import re
from functools import partial

from pipeline.messages import Message, Value, message

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2


class PipelineError(Exception):
    """The root of all errors that end in one sentence to the user instead of a traceback.

    `exit_code` tells scripts which kind it was; `where` is a file, a line or a block.
    """

    exit_code = 10

    def __init__(self, text: Message, *, where: str = "") -> None:
        super().__init__(f"{where}: {text}" if where else str(text))
        self.text = text
        self.where = where

    def __reduce__(self) -> tuple[object, ...]:
        """As it travels from a worker process: with its sentence, not only as text."""
        return partial(type(self), where=self.where), (self.text,)


class UsageError(PipelineError):
    """The command was called with a name or an option that does not exist."""

    exit_code = EXIT_USAGE


class SettingsError(PipelineError):
    """`source/settings.toml` or a document's settings are wrong."""

    exit_code = 3


class SourceError(PipelineError):
    """A briefing cannot be read or has no usable structure."""

    exit_code = 4


class CatalogError(PipelineError):
    """A translation file (PO) or its approvals cannot be used."""

    exit_code = 5


class RenderError(PipelineError):
    """A document cannot be drawn: a character without a glyph, a text that does not fit."""

    exit_code = 6


def unknown_language(tag: str, where: str) -> RenderError:
    """The error for text in a language that BCP 47 has no tag for."""
    return RenderError(
        message(
            "“{tag}” is no language tag (BCP 47); write the tag of the text's language, such as "
            "“fi” for Finnish.",
            tag=tag,
        ),
        where=where,
    )


class ModelError(PipelineError):
    """A translation model is missing, damaged, not the one it should be, or cannot be fetched."""

    exit_code = 7


class PublishError(PipelineError):
    """The output folder cannot be written or replaced."""

    exit_code = 8


class ToolError(PipelineError):
    """An outside program that was asked for is missing or failed."""

    exit_code = 9


SYSTEM_REASONS = {
    errno.ENOENT: message("it does not exist"),
    errno.EISDIR: message("it is a folder"),
    errno.ENOTDIR: message("a part of its path is no folder"),
    errno.EACCES: message("there is no permission"),
    errno.EPERM: message("there is no permission"),
    errno.ENOSPC: message("the disk is full"),
    errno.EDQUOT: message("the disk is full"),
    errno.EFBIG: message("the file is too large for this disk"),
    errno.EROFS: message("the disk cannot be written"),
    errno.ELOOP: message("it is a link that leads to itself"),
    errno.ENAMETOOLONG: message("its name is too long"),
    errno.EBUSY: message("another program is using it"),
    errno.EIO: message("the disk is damaged"),
}
"""What the operating system means, for the place `{reason}` of a sentence."""


def system_reason(error: OSError) -> Value:
    """Why the system refused a file, to be translated with the sentence that it stands in."""
    found = SYSTEM_REASONS.get(error.errno or 0)
    return found or error.strerror or type(error).__name__


TOML_ERRORS = (ValueError, RecursionError)
"""What `tomllib` raises: TOMLDecodeError, which is a ValueError; another ValueError for a number of
more than 4,300 digits; RecursionError for lists in lists in lists."""


def toml_problem(path: str, error: Exception) -> tuple[Message, str]:
    """What to do about a line that is not TOML, and the file with that line's number.

    What the parser itself says is for programmers, and English.
    """
    found = re.search(r"at line (\d+)", str(error))
    reason = (
        "This line cannot be understood. Write it like one of these, with straight quotation "
        'marks and each name once: name = "text" or published = 2020-05-12'
    )
    return message(reason), f"{path}:{found[1]}" if found else path

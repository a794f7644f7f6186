"""What can go wrong through a user's files or machine: one sentence and an exit code each."""

from pipeline.messages import Message

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


class PublishError(PipelineError):
    """The output folder cannot be written or replaced."""

    exit_code = 8


class ToolError(PipelineError):
    """An outside program that was asked for is missing or failed."""

    exit_code = 9

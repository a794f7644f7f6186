"""The options that several commands have, with their help in one language."""

from pathlib import Path

import click

from pipeline.interface import STAFF_LANGUAGES, Interface
from pipeline.messages import Message, message
from pipeline.project import Project

DEFAULT_UI = "sv"
FORMATS = ("pdf", "docx", "html")

FILE = message("FILE")
NAME = message("NAME")
LANGUAGE = message("LANGUAGE")


def ui_option(ui: Interface) -> click.Option:
    """`--ui`: the language of messages."""
    text = message("The language of messages: sv or en.")
    choice = click.Choice(STAFF_LANGUAGES)
    return click.Option(["--ui"], type=choice, default=DEFAULT_UI, help=ui.show(text))


def source_option(ui: Interface) -> click.Option:
    """`--source`: the folder of what people write."""
    text = message("The folder with briefings, settings and translations.")
    return folder_option(ui, "--source", Project().source, text)


def output_option(ui: Interface) -> click.Option:
    """`--output`: the folder that is published."""
    text = message("The folder that is published.")
    return folder_option(ui, "--output", Project().output, text)


def folder_option(ui: Interface, name: str, default: Path, text: Message) -> click.Option:
    """An option that takes a folder."""
    return click.Option(
        [name],
        type=click.Path(path_type=Path),
        default=default,
        metavar=ui.show(message("FOLDER")),
        help=ui.show(text),
    )


def languages_option(ui: Interface) -> click.Option:
    """`--language`: narrows a command to some languages."""
    text = message("Only this language; may be given several times.")
    metavar = ui.show(LANGUAGE)
    return click.Option(
        ["--language", "languages"], multiple=True, metavar=metavar, help=ui.show(text)
    )


def formats_option(ui: Interface) -> click.Option:
    """`--format`: narrows a command to some formats."""
    text = message("Only this format; may be given several times. Pages are always made anew.")
    choice = click.Choice(FORMATS)
    return click.Option(["--format", "formats"], type=choice, multiple=True, help=ui.show(text))


def json_option(ui: Interface) -> click.Option:
    """`--json`: the result for machines."""
    text = message("Print the result as JSON.")
    return click.Option(["--json", "as_json"], is_flag=True, help=ui.show(text))

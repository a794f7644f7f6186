"""What the commands of the command line have in common: options, and how a body is called."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from pipeline.interface import STAFF_LANGUAGES, Interface
from pipeline.messages import Message, message
from pipeline.project import Project

DEFAULT_UI = "sv"
FORMATS = ("pdf", "docx", "html")

OPTIONS = message("[OPTIONS]")
FILE = message("FILE")
NAME = message("NAME")
LANGUAGE = message("LANGUAGE")

Body = Callable[..., object]


def command(
    ui: Interface, name: str, text: Message, options: Sequence[click.Parameter], body: Body
) -> click.Command:
    """A command of this name; `body` gets `ui` and the values of the options by their names."""

    def call(**values: object) -> object:
        values.pop("ui")
        return body(ui, **values)

    return click.Command(
        name,
        params=[*options, ui_option(ui)],
        callback=call,
        help=ui.show(text),
        short_help=ui.show(text),
        options_metavar=ui.show(OPTIONS),
    )


def command_group(
    ui: Interface, name: str, text: Message, commands: Sequence[click.Command]
) -> click.Group:
    """A command that has commands of its own."""
    group = click.Group(
        name,
        params=[ui_option(ui)],
        callback=lambda **_ui: None,
        help=ui.show(text),
        short_help=ui.show(text),
        no_args_is_help=True,
        options_metavar=ui.show(OPTIONS),
        subcommand_metavar=ui.show(message("COMMAND …")),
    )
    for each in commands:
        group.add_command(each)
    return group


def ui_option(ui: Interface) -> click.Option:
    """The language of messages."""
    text = message("The language of messages: sv or en.")
    choice = click.Choice(STAFF_LANGUAGES)
    return click.Option(["--ui"], type=choice, default=DEFAULT_UI, help=ui.show(text))


def source_option(ui: Interface) -> click.Option:
    """The folder of the sources."""
    text = message("The folder with briefings, settings and translations.")
    return folder_option(ui, "--source", Project().source, text)


def output_option(ui: Interface) -> click.Option:
    """The folder of what is published."""
    text = message("The folder that is published.")
    return folder_option(ui, "--output", Project().output, text)


def folder_option(ui: Interface, name: str, default: Path, text: Message) -> click.Option:
    """A folder, with what it is when the option is not given."""
    return click.Option(
        [name],
        type=click.Path(path_type=Path),
        default=default,
        metavar=ui.show(message("FOLDER")),
        help=ui.show(text),
    )


def languages_option(ui: Interface) -> click.Option:
    """The languages that a command is narrowed to."""
    text = message("Only this language; may be given several times.")
    metavar = ui.show(LANGUAGE)
    return click.Option(
        ["--language", "languages"], multiple=True, metavar=metavar, help=ui.show(text)
    )


def formats_option(ui: Interface) -> click.Option:
    """The formats that a command is narrowed to."""
    text = message("Only this format; may be given several times. Pages are always made anew.")
    choice = click.Choice(FORMATS)
    return click.Option(["--format", "formats"], type=choice, multiple=True, help=ui.show(text))


def json_option(ui: Interface) -> click.Option:
    """Whether the result is printed for programs."""
    text = message("Print the result as JSON.")
    return click.Option(["--json", "as_json"], is_flag=True, help=ui.show(text))

"""The command line of the exchange with translators: its commands, options and help."""

from collections.abc import Callable
from pathlib import Path

import click

from pipeline.interface import Interface
from pipeline.messages import message
from pipeline.options import (
    FILE,
    command,
    command_group,
    folder_option,
    languages_option,
    output_option,
    source_option,
)
from pipeline.project import Project

PACKAGES = Project().work / "packages"
EXPORTS = Project().work / "exchange"
EXPORT_FORMATS = ("po", "xliff", "tmx", "tbx")
TAKES = ("returned", "mine")


def package_command(ui: Interface) -> click.Command:
    """`package`: what is sent to a translator."""
    text = message(
        "Write a package for the translator of each document and language: the texts, the "
        "Swedish PDF, the glossary and what to do."
    )
    options = [_to(ui, PACKAGES), source_option(ui), output_option(ui), languages_option(ui)]
    return command(ui, "package", text, options, _body("package"))


def import_command(ui: Interface) -> click.Command:
    """`import`: what came back from a translator."""
    text = message(
        "Take in what came back from a translator: a package (.zip), a PO, XLIFF 2 or TMX file. "
        "Every change is shown."
    )
    file = click.Argument(["file"], type=click.Path(path_type=Path), metavar=ui.show(FILE))
    take = message(
        "Where both the catalog and the file have changed a text: take the returned one or mine."
    )
    options = [
        file,
        click.Option(["--take"], type=click.Choice(TAKES), help=ui.show(take)),
        _packages(ui),
        source_option(ui),
    ]
    return command(ui, "import", text, options, _body("import"))


def exchange_group(ui: Interface) -> click.Group:
    """`exchange`: single formats for translators' programs."""
    text = message("Write translations and glossary in formats of translators' programs.")
    return command_group(ui, "exchange", text, [_export(ui)])


def _export(ui: Interface) -> click.Command:
    text = message(
        "Write the catalogs as PO, XLIFF 2 or TMX, or the glossary as TBX, one file for each "
        "document and language."
    )
    format_ = message("The format of the files.")
    choice = click.Choice(EXPORT_FORMATS)
    options = [
        click.Option(["--format", "format_"], type=choice, required=True, help=ui.show(format_)),
        _to(ui, EXPORTS),
        source_option(ui),
        languages_option(ui),
    ]
    return command(ui, "export", text, options, _body("export"))


def glossary_command(ui: Interface) -> click.Command:
    """`glossary`: what the glossary has and lacks."""
    text = message("Check the glossary: how many terms each language has, and which are missing.")
    tags = click.Argument(["tags"], nargs=-1, metavar=ui.show(message("[LANGUAGE …]")))
    return command(ui, "glossary", text, [tags, source_option(ui)], _body("glossary"))


def _to(ui: Interface, default: Path) -> click.Option:
    return folder_option(ui, "--to", default, message("The folder that the files are put into."))


def _packages(ui: Interface) -> click.Option:
    text = message("The folder of the packages that were sent.")
    return folder_option(ui, "--packages", PACKAGES, text)


def _body(name: str) -> Callable[..., object]:
    """What a command does; its modules are loaded when it is called."""

    def body(ui: Interface, **values: object) -> object:
        from pipeline import exchange_commands

        return exchange_commands.BODIES[name](ui, **values)

    return body

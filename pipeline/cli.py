"""The command line: options, exit codes, and errors as one sentence.

Everything that is shown goes through the catalogs; `--ui` chooses Swedish or English. The
environment's LANGUAGE is not used for it, because gettext has its own meaning for that name.
"""

import sys
import traceback
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import click

from pipeline import errors
from pipeline.errors import PipelineError
from pipeline.interface import STAFF_LANGUAGES, Interface, interface
from pipeline.localise import localise_click
from pipeline.messages import Message, message
from pipeline.project import Project

PROGRAM = "python -m pipeline"
DEFAULT_UI = "sv"
EXIT_UNEXPECTED = 70
EXIT_INTERRUPTED = 130
FORMATS = ("pdf", "docx", "html")

EXIT_CODES = message(
    "Exit codes: 0 all is well; 1 there are findings to act on; 2 wrong use of the command; "
    "3 settings; 4 source; 5 translation files; 6 a text that cannot be drawn; 8 output folder; "
    "9 an outside program; 70 an error in the program; 130 interrupted. `make` itself answers 2 "
    "for any of them."
)

Function = TypeVar("Function", bound=Callable[..., object])


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code and never a traceback."""
    ui = interface(_ui_language(arguments))
    localise_click(ui)
    try:
        result = command_line(ui).main(list(arguments), PROGRAM, standalone_mode=False)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.UsageError as error:
        return _fail(error.format_message(), errors.EXIT_USAGE)
    except PipelineError as error:
        sentence = ui.show(error.text)
        return _fail(f"{error.where}: {sentence}" if error.where else sentence, error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        stopped = message("Interrupted. What was published before is as it was.")
        return _fail(ui.show(stopped), EXIT_INTERRUPTED)
    except OSError as error:
        reason = message("The file or folder cannot be used: {reason}.", reason=_reason(error))
        name = f"{error.filename}: " if error.filename else ""
        return _fail(name + ui.show(reason), errors.PublishError.exit_code)
    except Exception:
        return _fail(ui.show(_keep_traceback()), EXIT_UNEXPECTED)
    return result if isinstance(result, int) else errors.EXIT_OK


def command_line(ui: Interface) -> click.Group:
    """All commands with their help in one language."""
    help_text = message(
        "Turns Swedish briefings in source/ into accessible PDF, DOCX and HTML in every "
        "language of the settings."
    )
    group = click.Group(help=ui.show(help_text), epilog=ui.show(EXIT_CODES), no_args_is_help=True)
    for command in (_build, _parse, _translate, _approve, _check, _status, _serve):
        group.add_command(command(ui))
    return group


def _command(
    ui: Interface, name: str, text: Message, options: Sequence[click.Parameter], body: Function
) -> click.Command:
    choice = click.Choice(STAFF_LANGUAGES)
    language = message("The language of messages: sv or en.")
    common = click.Option(["--ui"], type=choice, default=DEFAULT_UI, help=ui.show(language))

    def call(**values: object) -> object:
        values.pop("ui")
        return body(ui, **values)

    return click.Command(name, params=[*options, common], callback=call, help=ui.show(text))


def _build(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Build the documents and the site. This is what `make` does.")
    options = [_source(ui), _output(ui), _languages(ui), _formats(ui), _json(ui)]
    return _command(ui, "build", text, options, commands.build)


def _parse(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Print the structure of a briefing as JSON.")
    file = click.Argument(["file"], type=click.Path(path_type=Path))
    return _command(ui, "parse", text, [file], commands.parse)


def _translate(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Write and update the translation files (PO) of all documents.")
    return _command(ui, "translate", text, [_source(ui), _languages(ui)], commands.translate)


def _approve(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Record that a person has approved a translation: NAME is the document.")
    by = message("Who approves: a name.")
    options = [
        click.Argument(["name"]),
        click.Argument(["language"]),
        click.Option(["--by"], required=True, help=ui.show(by)),
        _source(ui),
    ]
    return _command(ui, "approve", text, options, commands.approve)


def _check(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Check every file in the output folder, with veraPDF where Java is.")
    junit = message("Write the results as JUnit XML to this file.")
    options = [
        _output(ui),
        _json(ui),
        click.Option(["--junit"], type=click.Path(path_type=Path), help=ui.show(junit)),
    ]
    return _command(ui, "check", text, options, commands.check)


def _status(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Show what is published, a draft or missing in each language.")
    return _command(ui, "status", text, [_source(ui), _output(ui), _json(ui)], commands.status)


def _serve(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Show the site on this machine only, in a browser.")
    port = message("The port; 0 takes any free one.")
    number = click.Option(
        ["--port"], type=click.IntRange(0, 65535), default=8000, help=ui.show(port)
    )
    return _command(ui, "serve", text, [_output(ui), number], commands.serve)


def _source(ui: Interface) -> click.Option:
    text = message("The folder with briefings, settings and translations.")
    default = Project().source
    return click.Option(
        ["--source"], type=click.Path(path_type=Path), default=default, help=ui.show(text)
    )


def _output(ui: Interface) -> click.Option:
    text = message("The folder that is published.")
    default = Project().output
    return click.Option(
        ["--output"], type=click.Path(path_type=Path), default=default, help=ui.show(text)
    )


def _languages(ui: Interface) -> click.Option:
    text = message("Only this language; may be given several times.")
    return click.Option(["--language", "languages"], multiple=True, help=ui.show(text))


def _formats(ui: Interface) -> click.Option:
    text = message("Only this format; may be given several times. Pages are always made anew.")
    choice = click.Choice(FORMATS)
    return click.Option(["--format", "formats"], type=choice, multiple=True, help=ui.show(text))


def _json(ui: Interface) -> click.Option:
    text = message("Print the result as JSON.")
    return click.Option(["--json", "as_json"], is_flag=True, help=ui.show(text))


def _ui_language(arguments: Sequence[str]) -> str:
    """What `--ui` says, looked up before anything is shown."""
    for option, value in pairwise((*arguments, "")):
        chosen = value if option == "--ui" else option.removeprefix("--ui=")
        if option.startswith("--ui") and chosen in STAFF_LANGUAGES:
            return chosen
    return DEFAULT_UI


def _fail(sentence: str, exit_code: int) -> int:
    click.echo(sentence, err=True)
    return exit_code


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _keep_traceback() -> Message:
    path = Project().work / "error.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), "utf-8")
    except OSError:
        traceback.print_exc(file=sys.stderr)
    return message(
        "There is an error in the program itself. What was published before is as it was. "
        "Send the file {path} to those who look after the program.",
        path=str(path),
    )

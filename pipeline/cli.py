"""The command line: options, exit codes, and errors as one sentence.

Everything that is shown goes through the catalogs; `--ui` chooses Swedish or English. The
environment's LANGUAGE is not used for it, because gettext has its own meaning for that name.
"""

import codecs
import io
import sys
import traceback
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

import click

from pipeline import errors
from pipeline.errors import PipelineError, system_reason
from pipeline.exchange_cli import exchange_group, glossary_command, import_command, package_command
from pipeline.interface import STAFF_LANGUAGES, Interface, interface
from pipeline.localise import localise_click
from pipeline.messages import Message, message, visible
from pipeline.options import (
    DEFAULT_UI,
    FILE,
    LANGUAGE,
    NAME,
    OPTIONS,
    command,
    command_group,
    folder_option,
    formats_option,
    json_option,
    languages_option,
    output_option,
    source_option,
    ui_option,
)
from pipeline.project import Project

PROGRAM = "python -m pipeline"
ADDRESS = message("ADDRESS")
EXIT_UNEXPECTED = 70
EXIT_INTERRUPTED = 130

EXIT_CODES = message(
    "Exit codes: 0 all is well; 1 there are findings to act on; 2 wrong use of the command; "
    "3 settings; 4 source; 5 translation files; 6 a text that cannot be drawn; 7 translation "
    "models; 8 output folder; 9 an outside program; 70 an error in the program; 130 interrupted. "
    "`make` itself answers 2 for any of them."
)


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives the exit code and never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        _take_any_character(stream)
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
        place = f"{visible(error.where)}: " if error.where else ""
        return _fail(place + sentence, error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        stopped = message("Interrupted. What was published before is as it was.")
        return _fail(ui.show(stopped), EXIT_INTERRUPTED)
    except OSError as error:
        reason = message(
            "The file or folder cannot be used: {reason}.", reason=system_reason(error)
        )
        name = f"{visible(str(error.filename))}: " if error.filename else ""
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
    group = click.Group(
        params=[ui_option(ui)],
        callback=lambda **_ui: None,
        help=ui.show(help_text),
        epilog=ui.show(EXIT_CODES),
        no_args_is_help=True,
        options_metavar=ui.show(OPTIONS),
        subcommand_metavar=ui.show(message("COMMAND …")),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for made in COMMANDS:
        group.add_command(made(ui))
    return group


def _build(ui: Interface) -> click.Command:
    from pipeline import build_commands

    text = message("Build the documents and the site. This is what `make` does.")
    options = [
        source_option(ui),
        output_option(ui),
        languages_option(ui),
        formats_option(ui),
        *_how(ui),
        json_option(ui),
    ]
    return command(ui, "build", text, options, build_commands.build)


def _parse(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Print the structure of a briefing as JSON.")
    file = click.Argument(["file"], type=click.Path(path_type=Path), metavar=ui.show(FILE))
    return command(ui, "parse", text, [file], commands.parse)


def _how(ui: Interface) -> tuple[click.Option, ...]:
    """How a build is done, and what is told of it."""
    jobs = message("In so many processes; without it one on each core.")
    scheduler = message("On the workers of the Dask scheduler at this address: tcp://host:8786.")
    timings = message("Show what the time was spent on, and write build/trace.json to look at.")
    log = message("Add what was done, a line of JSON each, to this file.")
    memory = message("Keep so many megabytes of finished files in memory; more wait on the disk.")
    number, path = click.IntRange(min=1), click.Path(path_type=Path, dir_okay=False)
    return (
        click.Option(["--jobs"], type=number, metavar="N", help=ui.show(jobs)),
        click.Option(["--memory"], type=number, metavar="MB", help=ui.show(memory)),
        click.Option(["--scheduler"], metavar=ui.show(ADDRESS), help=ui.show(scheduler)),
        click.Option(["--timings"], is_flag=True, help=ui.show(timings)),
        click.Option(["--log"], type=path, metavar=ui.show(FILE), help=ui.show(log)),
    )


def _why(ui: Interface) -> click.Command:
    from pipeline import build_commands

    text = message("Tell why a file of the output folder was last made.")
    file = click.Argument(["file"], type=click.Path(path_type=Path), metavar=ui.show(FILE))
    return command(
        ui, "why", text, [file, source_option(ui), output_option(ui)], build_commands.why
    )


def _translate(ui: Interface) -> click.Command:
    from pipeline import translation_commands

    text = message(
        "Write and update the translation files (PO) of all documents. What is missing in them is "
        "drafted by machine, where a translation model is installed."
    )
    none = message("Let the machine make no drafts.")
    options = [
        source_option(ui),
        languages_option(ui),
        _models_folder(ui),
        click.Option(["--by-machine/--no-machine", "by_machine"], default=True, help=ui.show(none)),
    ]
    return command(ui, "translate", text, options, translation_commands.translate)


def _models(ui: Interface) -> click.Group:
    text = message("Install, list, check and remove translation models.")
    made = (_models_list, _models_install, _models_remove, _models_verify)
    return command_group(ui, "models", text, [each(ui) for each in made])


def _models_list(ui: Interface) -> click.Command:
    text = message("Show which models each language needs, and which are installed.")
    every = message("Show every language that the program knows.")
    options = [
        _tags(ui),
        click.Option(["--all", "show_all"], is_flag=True, help=ui.show(every)),
        _from(ui),
        _models_folder(ui),
        source_option(ui),
        json_option(ui),
    ]
    return command(ui, "list", text, options, _models_body("list"))


def _models_install(ui: Interface) -> click.Command:
    text = message(
        "Install the models that the languages need; without LANGUAGE those of the settings."
    )
    options = [_tags(ui), _from(ui), _models_folder(ui), source_option(ui)]
    return command(ui, "install", text, options, _models_body("install"))


def _models_remove(ui: Interface) -> click.Command:
    text = message("Remove models. PAIR is from which language to which one, such as sv-en.")
    pairs = click.Argument(["pairs"], nargs=-1, required=True, metavar=ui.show(message("PAIR …")))
    options = [pairs, _models_folder(ui), source_option(ui)]
    return command(ui, "remove", text, options, _models_body("remove"))


def _models_verify(ui: Interface) -> click.Command:
    text = message("Compare the files of the installed models with their checksums.")
    options = [_models_folder(ui), source_option(ui), json_option(ui)]
    return command(ui, "verify", text, options, _models_body("verify"))


def _models_body(name: str) -> Callable[..., object]:
    """What a command of `models` does; its modules take 90 ms that other commands do not need."""

    def body(ui: Interface, **values: object) -> object:
        from pipeline import model_commands

        return model_commands.BODIES[name](ui, **values)

    return body


def _tags(ui: Interface) -> click.Argument:
    metavar = ui.show(message("[LANGUAGE …]"))
    return click.Argument(["tags"], nargs=-1, metavar=metavar)


def _from(ui: Interface) -> click.Option:
    text = message("Take the packages (*.argosmodel) from this folder, not from the internet.")
    return click.Option(
        ["--from", "from_folder"],
        type=click.Path(path_type=Path),
        metavar=ui.show(message("FOLDER")),
        help=ui.show(text),
    )


def _models_folder(ui: Interface) -> click.Option:
    text = message("The folder of the translation models.")
    return folder_option(ui, "--models", Project().models, text)


def _approve(ui: Interface) -> click.Command:
    from pipeline import translation_commands

    text = message(
        "Record that a person has approved a translation. NAME is the document's name, "
        "LANGUAGE a tag such as fi."
    )
    by = message("The full name of the person who approves.")
    options = [
        click.Argument(["name"], metavar=ui.show(NAME)),
        click.Argument(["language"], metavar=ui.show(LANGUAGE)),
        click.Option(["--by"], default="", metavar=ui.show(NAME), help=ui.show(by)),
        source_option(ui),
    ]
    return command(ui, "approve", text, options, translation_commands.approve)


def _adapt(ui: Interface) -> click.Command:
    from pipeline import translation_commands

    text = message(
        "Record that a language's own text, such as easy Swedish, is written for today's Swedish "
        "text, and check it. NAME is the document's name, LANGUAGE a tag such as sv-simple."
    )
    options = [
        click.Argument(["name"], metavar=ui.show(NAME)),
        click.Argument(["language"], metavar=ui.show(LANGUAGE)),
        source_option(ui),
    ]
    return command(ui, "adapt", text, options, translation_commands.adapt)


def _check(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Check every file in the output folder, with veraPDF where Java is.")
    junit = message("Write the results as JUnit XML to this file.")
    options = [
        source_option(ui),
        output_option(ui),
        languages_option(ui),
        json_option(ui),
        click.Option(
            ["--junit"],
            type=click.Path(path_type=Path),
            metavar=ui.show(FILE),
            help=ui.show(junit),
        ),
    ]
    return command(ui, "check", text, options, commands.check)


def _remove(ui: Interface) -> click.Command:
    from pipeline import build_commands

    text = message(
        "Show what is published of a document whose source is gone. NAME is the document's name. "
        "With --yes, take all of it away at once and build the site without it."
    )
    yes = message("Take the files away.")
    options = [
        click.Argument(["name"], metavar=ui.show(NAME)),
        click.Option(["--yes", "is_confirmed"], is_flag=True, help=ui.show(yes)),
        source_option(ui),
        output_option(ui),
    ]
    return command(ui, "remove", text, options, build_commands.remove)


def _status(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Show what is published, a draft or missing in each language, and what to do.")
    markdown = message("Print a table of the languages in Markdown.")
    table = click.Option(["--markdown", "as_markdown"], is_flag=True, help=ui.show(markdown))
    options = [source_option(ui), output_option(ui), json_option(ui), table]
    return command(ui, "status", text, options, commands.status)


def _serve(ui: Interface) -> click.Command:
    from pipeline import commands

    text = message("Show the site on this machine only, in a browser.")
    port = message("The port; 0 takes any free one.")
    ports = click.IntRange(0, 65535)
    ports.name = "0–65535"  # what click calls it in its messages
    number = click.Option(
        ["--port"], type=ports, default=8000, metavar=ui.show(message("NUMBER")), help=ui.show(port)
    )
    return command(ui, "serve", text, [output_option(ui), number], commands.serve)


COMMANDS = (
    *(_build, _why, _parse, _translate, _models, _adapt, package_command, import_command, _approve),
    *(exchange_group, glossary_command, _check, _status, _remove, _serve),
)
"""In the order of the help."""


def _ui_language(arguments: Sequence[str]) -> str:
    """What `--ui` says, looked up before anything is shown."""
    for option, value in zip_longest(arguments, arguments[1:], fillvalue=""):
        chosen = value if option == "--ui" else option.removeprefix("--ui=")
        if option.startswith("--ui") and chosen in STAFF_LANGUAGES:
            return chosen
    return DEFAULT_UI


def _take_any_character(stream: object) -> None:
    """No letter may stop a run because the terminal cannot show it."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    if codecs.lookup(stream.encoding).name == "ascii":
        stream.reconfigure(encoding="utf-8", errors="replace")
    else:
        stream.reconfigure(errors="replace")


def _fail(sentence: str, exit_code: int) -> int:
    click.echo(sentence, err=True)
    return exit_code


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

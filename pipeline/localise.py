"""The command-line library's own sentences, through our catalogs.

click takes them from gettext's global domain, which follows the environment and needs compiled
catalogs; its modules look the functions up by their names `_` and `ngettext` at each call.
"""

from importlib import import_module

from pipeline.interface import Interface
from pipeline.messages import message

MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")

SENTENCES = (
    message("Usage:"),
    message("Options"),
    message("Commands"),
    message("Positional arguments"),
    message("Show this message and exit."),
    message("default: {default}"),
    message("Missing command."),
    message("Missing argument"),
    message("Missing option"),
    message("Missing parameter"),
    message("No such option {name!r}."),
    message("No such command {name!r}."),
    message("Did you mean {possibility}?"),
    message("(Did you mean one of: {possibilities}?)"),
    message("Got unexpected extra argument ({args})"),
    message("Got unexpected extra arguments ({args})"),
    message("Option {name!r} does not take a value."),
    message("Option {name!r} requires an argument."),
    message("Invalid value: {message}"),
    message("Invalid value for {param_hint}: {message}"),
    message("Choose from:\n\t{choices}"),
    message("{value!r} is not {choice}."),
    message("{value!r} is not one of {choices}."),
    message("{value!r} is not a valid {number_type}."),
    message("{value} is not in the range {range}."),
)
"""What of click's sentences a person can meet here, word for word as click has them."""


def localise_click(ui: Interface) -> None:
    """Let click speak the interface's language; what has no translation stays English."""

    def translated(text: str) -> str:
        return ui.strings.get((None, text), text)

    def translated_number(singular: str, plural: str, number: int) -> str:
        return translated(singular if number == 1 else plural)

    for name in MODULES:
        module = import_module(f"click.{name}")
        for known, function in (("_", translated), ("ngettext", translated_number)):
            if hasattr(module, known):
                setattr(module, known, function)

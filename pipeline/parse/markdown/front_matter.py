"""The front matter of a Markdown file: what it says about the document, as plain strings."""

from collections.abc import Iterator, Mapping

import yaml

from pipeline.errors import SourceError
from pipeline.messages import Message, message

LONGEST = 5_000
"""Characters; five short lines have a place there."""


def read_front_matter(text: str, where: str) -> Mapping[str, str]:
    """The names and values between the lines `---`; all values are strings.

    Only the events of the YAML parser are used, so nothing is ever built from tags or aliases
    (https://yaml.org/spec/1.2.2/#71-alias-nodes). Raises SourceError, with the line, for all
    but lines `name: text`, each name once.
    """
    if len(text) > LONGEST:
        reason = "The lines between --- at the top are longer than {number} characters."
        raise SourceError(message(reason, number=LONGEST), where=f"{where}:1")
    values: dict[str, str] = {}
    for name, value, line in _pairs(text, where):
        if name in values:
            reason = "“{name}” is there twice; write it once."
            raise SourceError(message(reason, name=name[:80]), where=f"{where}:{line}")
        values[name] = value
    return values


def _pairs(text: str, where: str) -> Iterator[tuple[str, str, int]]:
    """Each name with its value and its line in the file."""
    name: yaml.ScalarEvent | None = None
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 2 if event.start_mark else 1
            match event:
                case yaml.ScalarEvent() if depth == 1 and not event.anchor and event.implicit[0]:
                    pass
                case yaml.ScalarEvent() if depth == 1 and not event.anchor and not event.tag:
                    pass
                case yaml.MappingStartEvent() if depth == 0 and not (event.anchor or event.tag):
                    depth = 1
                    continue
                case yaml.MappingEndEvent():
                    depth = 2
                    continue
                case yaml.NodeEvent():
                    raise _problem(line, where)
                case _:
                    continue
            if name is None:
                name = event
            else:
                yield name.value, event.value, line
                name = None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _problem(mark.line + 2 if mark else 1, where) from None


def _problem(line: int, where: str) -> SourceError:
    return SourceError(_reason(), where=f"{where}:{line}")


def _reason() -> Message:
    reason = (
        "This line at the top, between the lines ---, cannot be understood. Write it like one of "
        'these, each name once: title: "Text" or published: 2020-05-12'
    )
    return message(reason)

"""Why a published file was made, in words."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from pipeline.messages import Message, message
from pipeline.preparing import text_step
from pipeline.steps import LOST, NEW, PROGRAM, StepRecord, StepResult

REASONS: Mapping[str, Message] = {
    NEW: message("there was none, or nothing was known of it (build/ is new)"),
    LOST: message("the file was missing, or was not as the last build had left it"),
    PROGRAM: message("the program, its fonts or one of its libraries was another one"),
    "text": message("its text had changed"),
    "look": message("the colours of the settings had changed"),
    "date": message("the time that its files are dated by had changed"),
    "downloads": message("the PDF or DOCX that the page leads to had another size, or was new"),
    "languages": message("the document had come in another language, or was gone in one"),
    "site": message("the address of the site, or what all its pages lead to, had changed"),
    "source": message("the Swedish text or its dates had changed"),
    "catalog": message("the translation had changed"),
    "approvals": message("the approvals had changed"),
    "glossary": message("the glossary had changed"),
    "settings": message("the settings had changed"),
    "documents": message("files that it tells of had changed"),
    "results": message("the results of make check had changed"),
}
"""What each part of a step is for staff; NEW, LOST and PROGRAM are those of every step."""


def why(record: StepRecord, path: str) -> tuple[Message, ...]:
    """Why the file at this path, relative to the output folder, was last made.

    If its text had changed, then also why that was. Empty if nothing is known of it.
    """
    step = text_of_path(path)
    known = record.get(step if path.endswith(".json") else path)
    if known is None:
        return ()
    told = [*_told(message("Made {time} because:", time=_time(known)), known)]
    text = record.get(step)
    if text and text is not known and "text" in known.reasons:
        told += _told(message("Its text was made {time} because:", time=_time(text)), text)
    return tuple(told)


def text_of_path(path: str) -> str:
    """The step that makes the text of a document's file: `NAME/TAG/NAME.TAG.pdf`."""
    name, _, rest = path.partition("/")
    return text_step(name, rest.partition("/")[0])


def _told(head: Message, result: StepResult) -> Iterator[Message]:
    yield head
    for reason in result.reasons:
        yield message("- {reason}", reason=REASONS.get(reason, message("something else")))


def _time(result: StepResult) -> str:
    """When it was made, as a clock here shows it."""
    try:
        made = datetime.fromisoformat(result.made).astimezone()
    except ValueError:
        return "?"
    return made.strftime("%Y-%m-%d %H:%M")

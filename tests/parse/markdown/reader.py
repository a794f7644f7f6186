"""The Markdown reader on a text in lines, with pictures of one colour beside it."""

from pipeline.errors import SourceError
from pipeline.messages import message
from pipeline.parse.markdown import parse_markdown
from pipeline.parse.parsed import Parsed
from tests.builders import image


def picture(name: str) -> bytes:
    """`red.png` is a red picture, and so on."""
    if not name.endswith(".png"):
        raise SourceError(message("The picture “{name}” does not exist.", name=name))
    return image(name.removesuffix(".png")).data


def parse(text: str, title: str | None = None) -> Parsed:
    return parse_markdown(text.encode(), "prov.md", title, picture)


def below_title(text: str) -> Parsed:
    return parse(f"# Titel\n\n{text}\n")


def errors(text: str) -> list[tuple[str, int]]:
    """The rules and lines of the errors of a text with a title and a paragraph."""
    parsed = below_title(f"{text}\n\nText")
    return [(rule, line) for rule, line, severity in rules(parsed) if severity == "error"]


def rules(parsed: Parsed) -> list[tuple[str, int, str]]:
    return [
        (f.rule, int(f.where.removeprefix("prov.md:")), f.severity) for f in parsed.report.findings
    ]

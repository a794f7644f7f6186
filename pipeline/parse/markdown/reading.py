"""What the parts of the Markdown reader share: the file's name, its pictures, the findings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it.token import Token

from pipeline.errors import SourceError
from pipeline.findings import Finding, Severity
from pipeline.messages import Message, message
from pipeline.model import Figure, text_of
from pipeline.parse.pictures import PictureReader, TooManyPixelsError
from pipeline.parse.resources import Resources

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SOURCE_LANGUAGE = re.compile(r"sv(?:-(?!simple)[A-Za-z0-9]+)*")


@dataclass(slots=True)
class Reading:
    """One file while it is read.

    `removed` are characters that were taken for marks only here, such as the word "Tabell:".
    """

    where: str
    resources: Resources
    findings: list[Finding]
    removed: list[str] = field(default_factory=list)
    _pictures: PictureReader = field(init=False)

    def __post_init__(self) -> None:
        self._pictures = PictureReader(self.where)

    def error(self, rule: str, line: int, text: Message) -> None:
        """Something that has to be changed in the source before it is published."""
        self.findings.append(Finding(rule, f"{self.where}:{line}", text))

    def note(self, rule: str, line: int, text: Message) -> None:
        """Something that was done, which staff should be able to see."""
        self.findings.append(Finding(rule, f"{self.where}:{line}", text, Severity.NOTE))

    @property
    def has_errors(self) -> bool:
        """Whether anything has to be changed in the source."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def attributes(self, token: Token, line: int, *known: str) -> Mapping[str, str]:
        """The attributes that a person gave in braces; another than the known ones is an error."""
        insecure = token.meta.get("insecure_attrs", {})
        for name in (*token.attrs, *insecure):
            if name not in known:
                reason = "“{name}” in braces means nothing here. Known: {names}."
                names = ", ".join(k for k in known if k in TO_BE_WRITTEN) or "–"
                text = message(reason, name=str(name)[:80], names=names)
                self.error("parse.unknown-attribute", line, text)
        return {name: str(value) for name, value in token.attrs.items() if name in known}

    def language(self, tag: str | None, line: int) -> str | None:
        """A language of part; None for Swedish, which the text is in already."""
        if tag is None or SOURCE_LANGUAGE.fullmatch(tag):
            return None
        if LANGUAGE.fullmatch(tag):
            return tag
        reason = "“{tag}” is no language tag such as fi or en."
        self.error("parse.unknown-language", line, message(reason, tag=tag[:80]))
        return None

    def figure(self, token: Token, alternative: str, line: int) -> Figure | None:
        """The picture of an image's token; None, and an error, if there is none."""
        attributes = self.attributes(token, line, "src", "alt", "title", "class")
        name = unquote(attributes.get("src", ""))
        kind = attributes.get("class")
        if kind not in (None, "decorative"):
            reason = "“{name}” in braces means nothing here. Known: {names}."
            text = message(reason, name=f".{kind}"[:80], names=".decorative")
            self.error("parse.unknown-attribute", line, text)
        if (kind == "decorative") == bool(alternative.strip()):
            self._without_alternative(name, line)
        try:
            image = self._pictures.read(self.resources(name), name, f"{line}")
        except TooManyPixelsError:
            raise
        except SourceError as error:
            self.error("parse.picture", line, error.text)
            return None
        return Figure(f"{line}", image, alternative, text_of(attributes.get("title", "")))

    def _without_alternative(self, name: str, line: int) -> None:
        reason = (
            "The picture “{name}” needs an alternative text that says what it shows, "
            "![like this]({name}), or, if it says nothing, ![]({name}){{.decorative}} without one."
        )
        text = message(reason, name=name[:80])
        self.error("parse.alternative-text", line, text)


TO_BE_WRITTEN = ("id", "lang", "header-columns", "header-rows")
"""The attributes that a message proposes; the others come from Markdown's own signs."""

"""An engine that does what a test says, for the parts around engines."""

import re
from collections.abc import Callable, Mapping, Sequence

from pipeline.translate.engine import Draft, Link, Model

WORD = re.compile(r"\S+")

SV_EN = Model("sv", "en", "1.0")
EN_FI = Model("en", "fi", "1.0")


class ScriptedEngine:
    """Each model is a function from a sentence to its draft; `calls` has what it was asked."""

    name = "scripted 1"

    def __init__(
        self,
        functions: Mapping[Model, Callable[[str], str]],
        schemes: Sequence[str] = ("brackets", "ph", "xq"),
    ) -> None:
        self.functions = functions
        self.order = tuple(schemes)
        self.calls: list[tuple[Model, tuple[str, ...]]] = []

    def models(self) -> tuple[Model, ...]:
        return tuple(self.functions)

    def schemes(self, model: Model) -> tuple[str, ...]:
        return self.order if model in self.functions else ()

    def translate(
        self, model: Model, sentences: Sequence[str], *, aligned: bool = False
    ) -> tuple[Draft, ...]:
        self.calls.append((model, tuple(sentences)))
        return tuple(self._draft(model, sentence, aligned) for sentence in sentences)

    def close(self) -> None:
        self.calls.clear()

    def _draft(self, model: Model, sentence: str, aligned: bool) -> Draft:
        text = self.functions[model](sentence)
        links = word_links(sentence, text) if aligned else ()
        return Draft(text, (model,), 0.9, links)

    @property
    def asked(self) -> list[str]:
        return [sentence for _, sentences in self.calls for sentence in sentences]


def word_links(sentence: str, text: str) -> tuple[Link, ...]:
    """The words of both, one after the other; a test's model keeps their number and order."""
    pairs = zip(WORD.finditer(text), WORD.finditer(sentence), strict=False)
    return tuple(Link(*target.span(), *source.span()) for target, source in pairs)


def upper(sentence: str) -> str:
    """A language that is written in capitals."""
    return sentence.upper()

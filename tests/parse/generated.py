"""Hypothesis strategies: briefings as values, and Swedish texts with a known structure."""

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st

from pipeline.model import (
    Block,
    Briefing,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Signatory,
    SignOff,
    Span,
    Text,
    text_of,
)

unhurried = settings(deadline=None)
"""No test fails because the machine was busy."""

visible = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
spans = st.builds(
    Span,
    visible,
    st.sampled_from([None, "fi", "sv-simple"]),
    st.sampled_from([None, "https://example.se/", "tel:+4622024000"]),
)
texts = st.lists(spans, min_size=1, max_size=4).map(lambda parts: text_of(*parts))


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """Any briefing that the model allows, with its ids in order."""
    count = draw(st.integers(0, 5))
    blocks = tuple(draw(_block(f"b{number}")) for number in range(1, count + 1))
    return Briefing(draw(st.sampled_from(["sv", "ar", "sv-simple"])), draw(texts), blocks)


@st.composite
def _block(draw: st.DrawFn, identity: str) -> Block:
    count = draw(st.integers(1, 3))
    parts: list[Text] = [draw(texts) for _ in range(count)]
    ids = [f"{identity}.{number}" for number in range(1, count + 1)]
    match draw(st.integers(0, 3)):
        case 0:
            return Heading(identity, draw(st.integers(2, 6)), parts[0])
        case 1:
            return Paragraph(identity, parts[0])
        case 2:
            items = tuple(ListItem(i, text) for i, text in zip(ids, parts, strict=True))
            ordered = draw(st.booleans())
            start = draw(st.integers(0, 99)) if ordered else 1
            return ListBlock(identity, items, ordered, start, draw(st.sampled_from([None, "b1"])))
        case _:
            names = [draw(visible) for _ in ids]
            roles = [draw(st.one_of(st.just(()), texts)) for _ in ids]
            rows = zip(ids, names, roles, strict=True)
            signatories = tuple(Signatory(i, name, role) for i, name, role in rows)
            return SignOff(identity, draw(st.one_of(st.just(()), texts)), signatories)


NOUNS = ("kommunen", "skolorna", "polisen", "invånarna", "krisledningen", "Securitas", "regionen")
VERBS = ("informerar", "följer", "stöder", "planerar", "samordnar", "öppnar", "möter")
OBJECTS = ("arbetet", "läget", "barn- och ungdomscoacher", "e-postutskick", "Covid-19", "vakterna")
ENDS = ("i maj", "under våren", "tillsammans med andra", "den 12 maj", "– även på kvällen")
HEADINGS = ("Bakgrund", "Läget just nu", "Vad gör kommunen?", "Covid-19", "Öppettider i sommar")
NAMES = ("Carin Becker-Åström", "Ali Hassan", "Jonas af Klercker", "Leïla Ben Saïd")
ROLES = ("kommunchef", "säkerhetssamordnare", "ordförande i trygghetsrådet")


@dataclass(frozen=True)
class Source:
    """A text in lines and the outline of it (notation of tests/builders.py)."""

    paragraphs: tuple[tuple[str, str], ...]

    @property
    def outline(self) -> list[str]:
        return [mark + text for mark, text in self.paragraphs]


phrases = st.builds(
    lambda noun, verb, thing, end: f"{noun} {verb} {thing} {end}",
    st.sampled_from(NOUNS),
    st.sampled_from(VERBS),
    st.sampled_from(OBJECTS),
    st.sampled_from(ENDS),
)
sentences = phrases.map(lambda phrase: phrase[0].upper() + phrase[1:] + ".")
running_texts = st.lists(sentences, min_size=1, max_size=6).map(" ".join)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """A briefing of headings, paragraphs, lists and a sign-off, as staff write them."""
    parts = [("# ", draw(st.sampled_from(["Lägesbild vecka 20", "Ny skola, nya regler"])))]
    for _ in range(draw(st.integers(1, 4))):
        parts.append(("## ", draw(st.sampled_from(HEADINGS))))
        for _ in range(draw(st.integers(1, 3))):
            parts.append(("", draw(running_texts)))
            if draw(st.booleans()):
                ordered = draw(st.booleans())
                for number, item in enumerate(draw(st.lists(phrases, min_size=2, max_size=4)), 1):
                    parts.append((f"{number}. " if ordered else "- ", item))
                parts.append(("", draw(running_texts)))
    if draw(st.booleans()):
        parts.append(("~ ", draw(st.sampled_from(["Med vänliga hälsningar", "Mvh"]))))
        for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)):
            role = draw(st.sampled_from(ROLES))
            parts.append(("~ ", draw(st.sampled_from([name, f"{name}, {role}"]))))
    return Source(tuple(parts))

"""Hypothesis strategies: Swedish texts with a known structure."""

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st

unhurried = settings(deadline=None)
"""No test fails because the machine was busy."""

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

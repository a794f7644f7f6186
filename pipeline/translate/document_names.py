"""The names of a whole Swedish document, and the name that stands in a genitive."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model import Briefing, SignOff
from pipeline.recognise.names import WORD, SourceNames
from pipeline.translate.segments import segments


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a whole document, which tell what a capital at a sentence's start means.

    `terms` are kept wherever they stand, longest first; `whole` are words that stand somewhere
    as they are, in no genitive.
    """

    source: SourceNames
    terms: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()

    @staticmethod
    def of(briefing: Briefing, extra: Iterable[str] = ()) -> "Names":
        """The names of a Swedish briefing: those it signs with, those that `extra` adds (from
        a glossary), and those that its sentences show."""
        texts = tuple(segment.characters for segment in segments(briefing))
        source = SourceNames(briefing, texts)
        signatories = (
            signatory.name.strip()
            for block in briefing.blocks
            if isinstance(block, SignOff)
            for signatory in block.signatories
        )
        given = dict.fromkeys(t for t in (*signatories, *extra) if any(c.isalpha() for c in t))
        terms = tuple(sorted(given, key=len, reverse=True))
        plain = (m.name.forms for text in texts for m in source.required_mentions(text))
        whole = {forms[0] for forms in plain if len(forms) == 1} | source.signed
        whole |= {word for term in terms for word in WORD.findall(term)}
        return Names(source, terms, frozenset(whole))

    def base(self, word: str) -> str:
        """The name in a word that may be its genitive.

        *Securitas vakter* and *Hallstahammars kommun* look alike. The s goes if the document
        has the name without it somewhere, or if a consonant stands before it and no name of
        its own ends so (Degerfors, Lars, Folkets hus).
        """
        stem = word.removesuffix("s")
        if stem == word or stem in self.whole:
            return stem
        keeps = word in self.whole or stem[-1:] not in _CONSONANTS or _OWN_S.search(word)
        return word if keeps else stem


_CONSONANTS = frozenset("bcdfghjklmnprtv")
_OWN_S = re.compile(
    r"(?:ets|ens|fors|[aå]ns|[Ll]ars|[Nn]ils|[Mm]ats|[Aa]nders|[Jj]ens|[Gg]rums|[Hh]ans)$"
)

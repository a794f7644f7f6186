"""Whether a document whose source is gone goes on under another name."""

from collections.abc import Mapping

from pipeline.edition import Edition
from pipeline.model import Briefing, plain
from pipeline.texts import placed_texts

ALMOST_THE_SAME = 90.0
"""Percent of the characters, as rapidfuzz counts them (normalised Indel similarity)."""


def renamed_to(gone: Edition, candidates: Mapping[str, Briefing]) -> str | None:
    """The name under which the text of a Swedish edition goes on, or almost the same text.

    `candidates` are the Swedish texts that there are, by their documents' names.
    """
    from rapidfuzz import fuzz, process

    texts = {name: _characters(text) for name, text in candidates.items()}
    found = process.extractOne(
        _characters(gone.briefing), texts, scorer=fuzz.ratio, score_cutoff=ALMOST_THE_SAME
    )
    return str(found[2]) if found else None


def _characters(briefing: Briefing) -> str:
    return "\n".join(plain(placed.text) for placed in placed_texts(briefing))

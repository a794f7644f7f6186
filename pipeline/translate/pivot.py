"""Masked sentences through one model after the other, with every protected piece kept.

Each piece stands in a sentence as a slot. For a model the slots are written in a placeholder
scheme that it keeps, and what comes back must have each of them exactly once. Where it has not,
the next scheme is tried, then the clauses of the sentence one by one; what is not safe even then
gets no draft. The first step (Swedish to English) is made once for all languages.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from pipeline.translate.engine import Draft, Engine, Link, Model, Route
from pipeline.translate.protect import needs_translation, numbered
from pipeline.translate.schemes import SCHEMES, Scheme, scheme, slots_in

CLAUSE = re.compile(r"(?<=[,;:–]) +")


@dataclass(frozen=True, slots=True)
class MaskedDraft:
    """The draft of a masked sentence, with the same slots; an empty text if none is safe.

    `links` has, for each model of the route, the alignment of its step in characters of the
    masked texts; it is empty if it was not asked for or is not known.
    """

    text: str
    score: float
    links: tuple[tuple[Link, ...], ...] = ()


FAILED = MaskedDraft("", 0.0)


class Pivot:
    """Translates from one language over an engine's models, and remembers the first steps."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.known: dict[tuple[Model, bool, str], MaskedDraft] = {}

    def translate(
        self, sentences: Sequence[str], route: Route, *, aligned: bool = False
    ) -> tuple[MaskedDraft, ...]:
        """A draft for each masked sentence, in their order."""
        drafts = [MaskedDraft(sentence, 1.0) for sentence in sentences]
        for number, model in enumerate(route):
            wanted = [draft.text for draft in drafts if draft.text]
            made = self._step(model, wanted, aligned=aligned, remember=number == 0)
            drafts = [_after(draft, made.get(draft.text, FAILED)) for draft in drafts]
        return tuple(drafts)

    def _step(
        self, model: Model, sentences: Iterable[str], *, aligned: bool, remember: bool
    ) -> Mapping[str, MaskedDraft]:
        """The drafts of sentences by one model; equal ones but for their slots are one."""
        forms_of = {sentence: numbered(sentence) for sentence in dict.fromkeys(sentences)}
        forms = dict.fromkeys(form.text for form in forms_of.values())
        known = {f: d for f in forms if (d := self.known.get((model, aligned, f)))}
        new = [form for form in forms if form not in known]
        made = _drafts(self.engine, model, new, aligned=aligned)
        if remember:
            self.known |= {(model, aligned, form): draft for form, draft in made.items()}
        made = {**known, **made}
        return {
            sentence: replace(made[form.text], text=form.back(made[form.text].text))
            for sentence, form in forms_of.items()
        }


def _after(before: MaskedDraft, step: MaskedDraft) -> MaskedDraft:
    score = min(before.score, step.score)
    return MaskedDraft(step.text, score, (*before.links, *step.links))


def _drafts(
    engine: Engine, model: Model, sentences: Sequence[str], *, aligned: bool
) -> dict[str, MaskedDraft]:
    """The ladder: all sentences in the best scheme, the lost ones in the next, then clauses."""
    found = _by_schemes(engine, model, sentences, aligned=aligned)
    clauses = {s: CLAUSE.split(s) for s in sentences if s not in found}
    parts = [
        p for split in clauses.values() if len(split) > 1 for p in split if needs_translation(p)
    ]
    of_parts = _by_schemes(engine, model, tuple(dict.fromkeys(parts)), aligned=False)
    for sentence, split in clauses.items():
        drafts = [of_parts.get(p) if needs_translation(p) else MaskedDraft(p, 1.0) for p in split]
        whole = [draft for draft in drafts if draft]
        if len(split) > 1 and len(whole) == len(split):
            text = " ".join(draft.text for draft in whole)
            found[sentence] = MaskedDraft(text, min(draft.score for draft in whole))
        else:
            found[sentence] = FAILED
    return found


def _by_schemes(
    engine: Engine, model: Model, sentences: Sequence[str], *, aligned: bool
) -> dict[str, MaskedDraft]:
    """The drafts that have every slot exactly once, in one of the model's schemes."""
    found: dict[str, MaskedDraft] = {}
    names = engine.schemes(model) or (SCHEMES[0].name,)
    for number, used in enumerate(scheme(name) for name in names):
        left = [
            s
            for s in sentences
            if s not in found and not used.collides_with(s) and (slots_in(s) or number == 0)
        ]
        encoded = [used.encode(sentence) for sentence in left]
        drafts = engine.translate(model, encoded, aligned=aligned) if left else ()
        for sentence, draft in zip(left, drafts, strict=True):
            if masked := _decoded(sentence, draft, used):
                found[sentence] = masked
    return found


def _decoded(sentence: str, draft: Draft, used: Scheme) -> MaskedDraft | None:
    """The draft as a masked text; None if a piece is lost, doubled or invented."""
    text = used.decode(draft.text, slots_in(sentence))
    if not text or any(s.collides_with(text) and not s.collides_with(sentence) for s in SCHEMES):
        return None
    source, target = _source_offsets(sentence, used), _draft_offsets(draft.text, used)
    links = tuple(
        Link(
            target[link.start],
            target[link.end - 1] + 1,
            source[link.source_start],
            source[link.source_end - 1] + 1,
        )
        for link in draft.links
        if link.source_start < link.source_end
    )
    return MaskedDraft(text, draft.score, (links,))


def _source_offsets(masked: str, used: Scheme) -> list[int]:
    """For each character of the encoded sentence, the one of the masked sentence."""
    return [n for n, character in enumerate(masked) for _ in used.encode(character)]


def _draft_offsets(text: str, used: Scheme) -> list[int]:
    """For each character of a draft, the one that it becomes when it is decoded."""
    inside = {n for m in used.pattern.finditer(text) for n in range(m.start() + 1, m.end())}
    return [total - 1 for total in accumulate(n not in inside for n in range(len(text)))]

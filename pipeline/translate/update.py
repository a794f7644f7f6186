"""Brings a catalog up to the Swedish text, without losing anything that a person wrote.

A text that is new is filled, in this order of preference, from
1. the catalog's own obsolete entry of the same text, with everything it had,
2. another document's translation of the same text (`Reuse`),
3. the most similar text that disappeared: fuzzy, with the source that it was made for.
The first two also take the place of what the machine wrote, since a person's text is better.
What a person has translated becomes obsolete when its text disappears, and so comes back when
the text does. What the machine wrote and nobody approved is dropped then: it can be made again.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from pipeline.translate.approvals import entry_hash
from pipeline.translate.catalog import Catalog, completed_header
from pipeline.translate.hints import SourceText
from pipeline.translate.machine import (
    is_current_machine,
    is_unchanged_machine,
    only_history,
    problems_of,
    taken_over,
    tidied,
    without_machine_comments,
)
from pipeline.translate.po import Entry
from pipeline.translate.segments import Key
from pipeline.translate.tags import bare

LEAST_SIMILARITY = 65.0
"""In per cent (indel similarity, twice the common characters by all). Half of a divided
paragraph has 67, two unrelated Swedish sentences 40 to 55."""
SAME_PLACE = 10
"""What it is worth, in per cent, to stand between the same unchanged texts as before."""
SURE_SIMILARITY = 90.0
"""Enough, at exactly the same place, to look no further."""
MOST_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Reuse:
    """A translation of the same text from another document, and a comment on where it is from."""

    target: str
    comment: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a new or removed text stands: behind which unchanged text, and how far behind it."""

    after: Key | None
    offset: int


def update(
    catalog: Catalog,
    texts: Sequence[SourceText],
    reuse: Mapping[Key, Reuse] | None = None,
    approved: Container[str] = frozenset(),
) -> Catalog:
    """The catalog with exactly these texts as its active entries, in their order.

    `approved` has the hashes of what is approved in this document: a draft of the machine that
    is among them is a person's text from now on, and its mark is taken away. A second update
    with the same texts changes nothing.
    """
    entries = tuple(_owned(entry, approved) for entry in catalog.entries)
    catalog = replace(catalog, entries=entries)
    active = catalog.by_key()
    wanted = [text.key for text in texts]
    returned = _returned(catalog, wanted)
    obsolete = [entry for entry in catalog.obsolete if returned.get(entry.key) != entry]
    filled = {
        key: _filled(key, active.get(key), returned.get(key), (reuse or {}).get(key))
        for key in wanted
    }
    removed = [entry for key, entry in active.items() if key not in filled]
    places = _places(wanted, active)
    new = {k: place for k, place in places.items() if not filled[k].translated}
    old_places = _places(active, filled)
    old = [(entry, old_places.get(entry.key)) for entry in (*removed, *obsolete)]
    for key, entry in _most_similar(new, old).items():
        filled[key] = _suggestion(filled[key], entry)
    kept = _kept(removed, catalog.entries)
    entries = (*(_current(filled[text.key], text) for text in texts), *obsolete, *kept)
    return replace(catalog, entries=entries, header=completed_header(catalog))


def _owned(entry: Entry, approved: Container[str]) -> Entry:
    """An approved text is a person's, whoever wrote it; the flag does not matter here."""
    is_approved = entry.translated and entry_hash(entry) in approved
    return taken_over(entry) if is_approved else entry


def _returned(catalog: Catalog, wanted: Iterable[Key]) -> dict[Key, Entry]:
    """The obsolete entries whose texts are wanted again and not yet translated by a person."""
    active, keys = catalog.by_key(), set(wanted)
    found: dict[Key, Entry] = {}
    for entry in catalog.obsolete:
        if entry.key in keys and _is_better(entry, active.get(entry.key)):
            found[entry.key] = max(found.get(entry.key, entry), entry, key=_completeness)
    return found


def _is_better(obsolete: Entry, here: Entry | None) -> bool:
    if here is None or not here.translated:
        return True
    is_finished = obsolete.translated and not obsolete.fuzzy
    return is_unchanged_machine(here) and is_finished and not is_unchanged_machine(obsolete)


def _completeness(entry: Entry) -> tuple[bool, bool, bool]:
    return (entry.translated, not is_unchanged_machine(entry), not entry.fuzzy)


def _filled(key: Key, here: Entry | None, returned: Entry | None, reuse: Reuse | None) -> Entry:
    """The entry of a wanted text, from what there is of the very same text."""
    entry = here or Entry(*key)
    if returned:
        own = without_machine_comments(entry).comments
        comments = tuple(dict.fromkeys(returned.comments + own))
        entry = replace(returned, obsolete=False, comments=comments)
    if reuse and (not entry.translated or is_unchanged_machine(entry)):
        own = without_machine_comments(entry).comments
        comments = tuple(dict.fromkeys((*own, reuse.comment)))
        entry = replace(entry, target=reuse.target, fuzzy=False, comments=comments)
    return entry


def _places(keys: Iterable[Key], unchanged: Collection[Key]) -> dict[Key, _Place]:
    """The places of the keys that are not among the unchanged ones."""
    found: dict[Key, _Place] = {}
    after, offset = None, 0
    for key in keys:
        if key in unchanged:
            after, offset = key, 0
        else:
            found[key] = _Place(after, offset)
            offset += 1
    return found


def _most_similar(
    new: Mapping[Key, _Place], old: Sequence[tuple[Entry, _Place | None]]
) -> dict[Key, Entry]:
    """For each new text the old entry that it probably came from; none is taken twice.

    Of equally near ones a person's is taken before the machine's.
    """
    candidates = [(entry, place) for entry, place in old if _is_worth_suggesting(entry)]
    candidates.sort(key=lambda each: is_unchanged_machine(each[0]))
    found = _same_place(new, candidates)
    taken = {entry.key for entry in found.values()}
    left = [(entry, place) for entry, place in candidates if entry.key not in taken]
    keys = [key for key in new if key not in found]
    pairs = sorted(
        (-similarity - _place_bonus(new[keys[n]], left[o][1]), n, o)
        for n, o, similarity in _similar_pairs(keys, [entry for entry, _ in left])
    )
    for _, n, o in pairs:
        entry = left[o][0]
        if keys[n] not in found and entry.key not in taken:
            found[keys[n]] = entry
            taken.add(entry.key)
    return found


def _is_worth_suggesting(entry: Entry) -> bool:
    """A draft of the machine with problems is not: what was wrong would be forgotten."""
    return entry.translated and not (is_unchanged_machine(entry) and problems_of(entry))


def _same_place(
    new: Mapping[Key, _Place], old: Iterable[tuple[Entry, _Place | None]]
) -> dict[Key, Entry]:
    """The new texts that are nearly the old ones at the same place: most corrections are."""
    by_place = {place: entry for entry, place in old if place}
    found: dict[Key, Entry] = {}
    for key, place in new.items():
        entry = by_place.get(place)
        if entry and entry.context == key[0]:
            similarity = fuzz.ratio(bare(entry.source), bare(key[1]))
            if similarity >= SURE_SIMILARITY:
                found[key] = entry
    return found


def _place_bonus(new: _Place, old: _Place | None) -> int:
    if old is None or old.after != new.after:
        return 0
    return max(0, SAME_PLACE - abs(old.offset - new.offset))


def _similar_pairs(keys: Sequence[Key], old: Sequence[Entry]) -> Iterator[tuple[int, int, float]]:
    """Pairs of indexes with their similarity: near texts of one context, equal ones of any.

    Tags do not count: a word that has become bold is the same word.
    """
    by_context: dict[str, list[int]] = defaultdict(list)
    by_source: dict[str, list[int]] = defaultdict(list)
    bare_sources = [bare(entry.source) for entry in old]
    for index, entry in enumerate(old):
        by_context[entry.context].append(index)
        by_source[bare_sources[index]].append(index)
    sources = {c: [bare_sources[i] for i in indexes] for c, indexes in by_context.items()}
    for n, (context, marked) in enumerate(keys):
        text = bare(marked)
        for o in by_source.get(text, ()):
            yield n, o, 100.0
        near = process.extract(
            text,
            sources.get(context, []),
            scorer=fuzz.ratio,
            score_cutoff=LEAST_SIMILARITY - 1,  # at the cut-off itself it loses some by rounding
            limit=MOST_CANDIDATES,
        )
        for _, similarity, position in near:
            if similarity >= LEAST_SIMILARITY:
                yield n, by_context[context][position], similarity


def _suggestion(entry: Entry, old: Entry) -> Entry:
    """The entry filled with an old translation that a person has to look at."""
    made_for = old.previous if old.fuzzy and old.previous is not None else old.source
    comments = tuple(dict.fromkeys(entry.comments + only_history(old).comments))
    return replace(entry, target=old.target, fuzzy=True, previous=made_for, comments=comments)


def _current(entry: Entry, text: SourceText) -> Entry:
    """The entry with today's references and hints; only a fuzzy one has a previous source."""
    fuzzy = entry.fuzzy and entry.translated
    is_outdated = fuzzy and not is_current_machine(entry)
    return replace(
        tidied(replace(entry, fuzzy=fuzzy, previous=entry.previous if is_outdated else None)),
        hints=text.hints,
        references=text.references,
    )


def _kept(removed: Iterable[Entry], all_entries: Iterable[Entry]) -> Iterator[Entry]:
    """The removed entries that have something written by a person, as obsolete ones.

    A suggestion that nobody has touched is not kept: its text stands in the entry it is from.
    """
    finished = {
        (e.source, e.target, without_machine_comments(e).comments)
        for e in all_entries
        if not e.fuzzy and not is_unchanged_machine(e)
    }
    for entry in map(_without_machine_text, removed):
        own = without_machine_comments(entry).comments
        untouched = entry.fuzzy and (entry.previous, entry.target, own) in finished
        if (entry.translated or own) and not untouched:
            yield replace(only_history(entry), obsolete=True, hints=(), references=())


def _without_machine_text(entry: Entry) -> Entry:
    """What of an entry a person wrote: of a draft of the machine, the comments alone."""
    if not is_unchanged_machine(entry):
        return entry
    return replace(entry, target="", fuzzy=False, previous=None)

"""What came back from a translator against the catalog: a three-way comparison.

The three are the text that was sent (the base), the catalog's text today (mine) and the text
that came back. Where only one of the two differs from the base, it counts; where both do, and
differ from each other, a person has to decide. Without a base, a finished text of a person's in
the catalog is never replaced unasked.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.exchange.exchanged import Exchanged
from pipeline.messages import Message, message
from pipeline.translate.catalog import FORBIDDEN, Catalog, target_problem
from pipeline.translate.machine import kind, taken_over, tidied
from pipeline.translate.po import Entry
from pipeline.translate.segments import Key
from pipeline.translate.states import EntryState, entry_state
from pipeline.translate.tags import markup_problem


class Take(StrEnum):
    """Which text is taken where both were changed."""

    RETURNED = "returned"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class Change:
    """What an import does to one entry; `comments` are the translator's new ones."""

    before: Entry
    after: Entry
    state_before: EntryState
    state_after: EntryState
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two different texts for one entry; `base` is what was sent, None if it is not known."""

    mine: Entry
    returned: Entry
    base: Entry | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that came back and may not be used, and why."""

    entry: Entry
    reason: Message


@dataclass(frozen=True, slots=True)
class Merge:
    """The catalog after an import, and all that there is to show.

    `unknown` are the returned texts whose Swedish is not in the catalog.
    """

    catalog: Catalog
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refused, ...] = ()
    unknown: tuple[Entry, ...] = ()


def merge(
    catalog: Catalog,
    returned: Exchanged,
    base: Iterable[Entry] | None,
    approved: Container[str],
    take: Take | None = None,
) -> Merge:
    """The catalog with what came back. `approved` has the hashes of approved translations.

    Entries are matched by context and Swedish text, whatever their order. An empty target
    leaves the catalog's text; a text with a forbidden character or with other tags than the
    Swedish one, and one that stands twice with different translations, is refused. Conflicts
    that `take` does not settle leave the catalog's text.
    """
    once, refused = _each_once(returned.entries)
    sent_by_key = {entry.key: entry for entry in base or ()}
    mine_by_key = catalog.by_key()
    after: dict[Key, Entry] = {}
    conflicts: list[Conflict] = []
    for key, theirs in once.items():
        if key not in mine_by_key:
            continue
        mine, sent = mine_by_key[key], sent_by_key.get(key)
        state = entry_state(mine, approved)
        problem = _problem(theirs) if theirs.translated and theirs.target != mine.target else None
        is_conflict = not problem and _is_conflict(mine, theirs, sent, state)
        if problem:
            refused.append(Refused(theirs, problem))
        elif is_conflict and take is None:
            conflicts.append(Conflict(mine, theirs, sent))
        is_mine = problem or _is_mine(mine, theirs, sent) or (is_conflict and take != Take.RETURNED)
        if is_mine:
            after[key] = replace(mine, comments=_comments(mine, theirs))
        else:
            is_confirmed = key in returned.confirmed
            after[key] = _taken(mine, theirs, sent, state, is_confirmed=is_confirmed)
    unknown = tuple(e for k, e in once.items() if k not in mine_by_key and e.translated)
    return _result(catalog, after, approved, conflicts, refused, unknown)


def without(merged: Merge, before: Catalog, problems: Mapping[Key, Message]) -> Merge:
    """The merge without the changes of these entries, which are refused for these reasons."""
    old = before.by_key()
    refused = [Refused(c.after, problems[c.after.key]) for c in merged.changes if _in(c, problems)]
    entries = tuple(
        old[e.key] if not e.obsolete and e.key in problems else e for e in merged.catalog.entries
    )
    return replace(
        merged,
        catalog=replace(merged.catalog, entries=entries),
        changes=tuple(c for c in merged.changes if not _in(c, problems)),
        refused=(*merged.refused, *refused),
    )


def _in(change: Change, problems: Mapping[Key, Message]) -> bool:
    return change.after.key in problems


def _each_once(entries: Iterable[Entry]) -> tuple[dict[Key, Entry], list[Refused]]:
    """The entries by key; one with two different translations is refused, and in neither."""
    found: dict[Key, Entry] = {}
    twice: dict[Key, Refused] = {}
    for entry in entries:
        first = found.setdefault(entry.key, entry)
        if not first.translated:
            found[entry.key] = entry
        elif entry.translated and entry.target != first.target:
            reason = "This text stands twice, with different translations. Keep one of the two."
            twice[entry.key] = Refused(entry, message(reason))
    return {key: e for key, e in found.items() if key not in twice}, list(twice.values())


def _problem(entry: Entry) -> Message | None:
    return target_problem(entry) or markup_problem(entry.source, entry.target)


def _is_conflict(mine: Entry, theirs: Entry, sent: Entry | None, state: EntryState) -> bool:
    if theirs.target == mine.target or not theirs.translated:
        return False
    if sent is None:
        return state.is_by_a_person
    return sent.target not in (mine.target, theirs.target)


def _is_mine(mine: Entry, theirs: Entry, sent: Entry | None) -> bool:
    """Whether nothing came back for the entry, or nothing but what was sent and is changed here."""
    is_as_sent = sent is not None and theirs.target == sent.target
    return not theirs.translated or (is_as_sent and theirs.target != mine.target)


def _taken(
    mine: Entry, theirs: Entry, sent: Entry | None, state: EntryState, *, is_confirmed: bool
) -> Entry:
    """My entry with their text, flag and comments.

    A draft of the machine that they have changed is a person's, whatever the flag. What they
    have not changed becomes theirs if they took the flag away or set a finished state.
    """
    was_fuzzy = mine.fuzzy if sent is None else sent.fuzzy
    comments = _comments(mine, theirs)
    if theirs.target != mine.target:
        fuzzy = theirs.fuzzy and state is not EntryState.MACHINE
        changed = replace(mine, target=theirs.target, fuzzy=fuzzy, previous=None)
        return tidied(replace(changed, comments=comments))
    is_confirmed = is_confirmed or (was_fuzzy and not theirs.fuzzy)
    if is_confirmed and not state.is_by_a_person:
        confirmed = replace(mine, fuzzy=False, previous=None, comments=comments)
        return tidied(taken_over(confirmed))
    is_doubted = theirs.fuzzy and not was_fuzzy
    return replace(mine, fuzzy=mine.fuzzy or is_doubted, comments=comments)


def _comments(mine: Entry, theirs: Entry) -> tuple[str, ...]:
    return (*mine.comments, *_new_comments(mine, theirs))


def _new_comments(mine: Entry, theirs: Entry) -> tuple[str, ...]:
    """The translator's comments that are not there yet, each on one line.

    What looks like the machine's own is none of a translator's, and is left out.
    """
    lines = (" ".join(FORBIDDEN.sub(" ", comment).split()) for comment in theirs.comments)
    known = {" ".join(comment.split()) for comment in mine.comments}
    new = (line for line in lines if line and line not in known and kind(line) is None)
    return tuple(dict.fromkeys(new))


def _not_among(comments: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    return tuple(comment for comment in comments if comment not in known)


def _result(
    catalog: Catalog,
    after: Mapping[Key, Entry],
    approved: Container[str],
    conflicts: Iterable[Conflict],
    refused: Iterable[Refused],
    unknown: tuple[Entry, ...],
) -> Merge:
    entries = tuple(e if e.obsolete else after.get(e.key, e) for e in catalog.entries)
    changes = tuple(
        Change(
            old,
            new,
            entry_state(old, approved),
            entry_state(new, approved),
            _not_among(new.comments, frozenset(old.comments)),
        )
        for old, new in zip(catalog.entries, entries, strict=True)
        if old != new
    )
    merged = replace(catalog, entries=entries)
    return Merge(merged, changes, tuple(conflicts), tuple(refused), unknown)

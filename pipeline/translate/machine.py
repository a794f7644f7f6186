"""What the machine writes into a catalog's entry, and how it is read back.

All of it stands in the translator's comments, in Swedish, in a fixed form that translators'
programs keep:

    # Maskinöversättning: argos 1.12.1; sv-en 1.5, en-fi 1.9; säkerhet 0.83; 2026-11-25;
      sha256 <of the draft>; svenska <of the Swedish text>          (all on one line)
    # Kontroll: <a problem that the checks found in the draft>
    # Maskinens förslag: <a draft beside a person's outdated text>
    # Förslaget: <engine; route; säkerhet; day; svenska>
    # Maskinen kunde inte: <why there is no draft>
    # Försöket: <engine; route; day; svenska>

A text is the machine's as long as it is the one of the mark. A text that differs is a person's;
the mark then stays as its history, until the text is approved or emptied. A damaged mark is no
mark: then the text counts as a person's and is never written over.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

from pipeline.interface import interface
from pipeline.languages import SOURCE_TAG
from pipeline.messages import Message
from pipeline.translate.catalog import target_problem
from pipeline.translate.po import Entry


class Kind(StrEnum):
    """What a comment of the machine tells; the value is its fixed beginning."""

    MARK = "Maskinöversättning"
    PROBLEM = "Kontroll"
    OFFER = "Maskinens förslag"
    OFFER_MARK = "Förslaget"
    FAILURE = "Maskinen kunde inte"
    FAILURE_MARK = "Försöket"
    NEAR = "Liknande text"
    NEAR_TRANSLATION = "Översättning där"


_BEGINNING = re.compile(rf"\s*({'|'.join(Kind)})\s*(\(\d+ ?%\) i [^:]+)?:")
_NEAR_KINDS = (Kind.NEAR, Kind.NEAR_TRANSLATION)
_MARK = re.compile(
    r"""\s* (?P<engine>[^;]*[^;\s]) \s*;
        \s* (?P<route>[^;]*[^;\s]) \s*;
        (?:\s* säkerhet \s+ (?P<score>[01][.,]\d+) \s*;)?
        \s* (?P<day>\d{4}-\d\d-\d\d) \s*;
        (?:\s* sha256 \s+ (?P<draft>[0-9a-fA-F]{64}) \s*;)?
        \s* svenska \s+ (?P<source>[0-9a-fA-F]{64}) \s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class MachineMark:
    """Who made a draft, an offer or an attempt: engine, the models of the route in order, day.

    `score` is between 0 and 1. `sha256` is of the draft's text, `source_sha256` of the entry's
    context and Swedish text; both are filled in when the mark is written into an entry.
    """

    engine: str
    route: tuple[str, ...]
    score: float
    day: date
    sha256: str = ""
    source_sha256: str = ""

    def is_of(self, entry: Entry) -> bool:
        """Whether it is about the Swedish text that the entry has now."""
        return self.source_sha256 == _source_hash(entry)

    def is_from(self, engine: str, route: Sequence[str]) -> bool:
        """Whether the same engine made it on the same route, versions included."""
        return _field(self.engine) == _field(engine) and [*map(_field, self.route)] == [
            *map(_field, route)
        ]


class Need(StrEnum):
    """What an entry wants from the machine."""

    NONE = "none"
    DRAFT = "draft"
    OFFER = "offer"


def mark_of(entry: Entry) -> MachineMark | None:
    """The mark of the draft that stands, or stood, in the entry."""
    found = _first_mark(entry, Kind.MARK)
    return found if found and found.sha256 else None


def offer_of(entry: Entry) -> MachineMark | None:
    """The mark of the offer beside a person's text."""
    return _first_mark(entry, Kind.OFFER_MARK)


def failure_of(entry: Entry) -> MachineMark | None:
    """The mark of an attempt that gave no draft."""
    return _first_mark(entry, Kind.FAILURE_MARK)


def problems_of(entry: Entry) -> tuple[str, ...]:
    """What the checks found in the entry's draft."""
    return tuple(c.partition(":")[2].strip() for c in entry.comments if kind(c) is Kind.PROBLEM)


def is_unchanged_machine(entry: Entry) -> bool:
    """Whether the target is what the machine wrote, fuzzy or not, for whatever Swedish text.

    White space at the ends does not count. It can have been approved as it is: that is told by
    the approvals, and an update then takes the mark away.
    """
    mark = mark_of(entry)
    return entry.translated and mark is not None and mark.sha256 == _hash(entry.target.strip())


def is_current_machine(entry: Entry) -> bool:
    """Whether the target is what the machine wrote for the Swedish text that it has now."""
    mark = mark_of(entry)
    is_of_today = entry.previous in (None, entry.source) and mark is not None and mark.is_of(entry)
    return is_of_today and is_unchanged_machine(entry)


def needs_machine(entry: Entry, engine: str, route: Sequence[str]) -> Need:
    """What the machine may do for an entry; `route` has the texts of the models in use.

    Empty entries get a draft, and so do unchanged drafts that are still fuzzy and were made for
    another Swedish text or with another engine or route. A person's text that is outdated gets
    an offer. What was already made or tried for the same text in the same way is not done again.
    """
    if entry.obsolete or _is_done(failure_of(entry), entry, engine, route):
        return Need.NONE
    if not entry.translated:
        return Need.DRAFT
    if is_unchanged_machine(entry):
        is_done = _is_done(mark_of(entry), entry, engine, route)
        return Need.NONE if is_done or not entry.fuzzy else Need.DRAFT
    if entry.fuzzy and entry.previous is not None:
        return Need.NONE if _is_done(offer_of(entry), entry, engine, route) else Need.OFFER
    return Need.NONE


def _is_done(mark: MachineMark | None, entry: Entry, engine: str, route: Sequence[str]) -> bool:
    return mark is not None and mark.is_of(entry) and mark.is_from(engine, route)


def with_draft(
    entry: Entry, text: str, mark: MachineMark, problems: Iterable[Message] = ()
) -> Entry:
    """The entry with a draft of the machine: fuzzy, with its mark and the problems found in it.

    Raises ValueError if the draft is empty or has what a catalog may not have (`target_problem`),
    or if the entry has a text of a person's or one that is not fuzzy any more: those are never
    written over.
    """
    if not text.strip():
        raise ValueError("an empty draft; use with_failure")
    if entry.translated and not (entry.fuzzy and is_unchanged_machine(entry)):
        raise ValueError(f"a person's text is not written over: {entry.key}")
    told = (_shown(Kind.PROBLEM, problem) for problem in problems)
    filled = replace(entry, target=text, fuzzy=True, previous=None)
    marked = replace(mark, sha256=_hash(text.strip()))
    lines = (_mark_line(Kind.MARK, filled, marked), *dict.fromkeys(told))
    if target_problem(filled):
        raise ValueError("a draft with a control character; use with_failure")
    return _with(_without(filled, lambda c: kind(c) in (None, *_NEAR_KINDS)), lines)


def with_offer(entry: Entry, text: str, mark: MachineMark) -> Entry:
    """The entry with a draft of the machine in a comment; its text stays as it is."""
    bare = _without(entry, lambda c: kind(c) not in (Kind.OFFER, Kind.OFFER_MARK, *_FAILURES))
    offer = f"{Kind.OFFER}: {_one_line(text)}"
    return _with(bare, (offer, _mark_line(Kind.OFFER_MARK, entry, mark)))


def with_failure(entry: Entry, mark: MachineMark, reasons: Iterable[Message]) -> Entry:
    """The entry with a comment on why the machine gave nothing; its text stays as it is."""
    bare = _without(entry, lambda c: kind(c) not in _FAILURES)
    told = (_shown(Kind.FAILURE, reason) for reason in reasons)
    return _with(bare, (*dict.fromkeys(told), _mark_line(Kind.FAILURE_MARK, entry, mark)))


def without_machine_comments(entry: Entry) -> Entry:
    """The entry with the comments of people alone."""
    return _without(entry, lambda c: kind(c) is None)


def taken_over(entry: Entry) -> Entry:
    """The entry without the mark and its problems: its text is a person's from now on."""
    return _without(entry, lambda c: kind(c) not in (Kind.MARK, Kind.PROBLEM))


def with_near(entry: Entry, lines: Sequence[str]) -> Entry:
    """The entry with these near matches, made by `near_lines`, instead of those it had."""
    bare = _without(entry, lambda c: kind(c) not in _NEAR_KINDS)
    return replace(bare, comments=(*bare.comments, *lines))


def near_lines(percent: int, document: str, difference: str, translation: str) -> tuple[str, str]:
    """The two comments on a near match."""
    name = _one_line(document.replace(":", " "))
    return (
        f"{Kind.NEAR} ({percent} %) i {name}: {_one_line(difference)}",
        f"{Kind.NEAR_TRANSLATION}: {_one_line(translation)}",
    )


def tidied(entry: Entry) -> Entry:
    """The entry without those comments of the machine that are no longer true of it.

    What is about another Swedish text goes, but for the mark of a draft that still stands, and
    when a person has finished the text only its history stays.
    """
    mark, offer, failure = mark_of(entry), offer_of(entry), failure_of(entry)
    is_machine = is_unchanged_machine(entry)
    is_open = not entry.translated or entry.fuzzy or is_machine
    stays = {
        Kind.MARK: entry.translated and mark is not None,
        Kind.PROBLEM: entry.translated and is_open and (mark is None or mark.is_of(entry)),
        Kind.OFFER: entry.fuzzy and not is_machine and offer is not None and offer.is_of(entry),
        Kind.FAILURE: is_open and failure is not None and failure.is_of(entry),
        Kind.NEAR: is_open,
    }
    stays[Kind.OFFER_MARK] = stays[Kind.OFFER]
    stays[Kind.FAILURE_MARK] = stays[Kind.FAILURE]
    stays[Kind.NEAR_TRANSLATION] = stays[Kind.NEAR]

    def is_true(comment: str) -> bool:
        found = kind(comment)
        return found is None or stays[found]

    return _without(entry, is_true)


def only_history(entry: Entry) -> Entry:
    """The entry with no more of the machine's comments than the mark of its text."""
    kept = (None, Kind.MARK) if entry.translated else (None,)
    return _without(entry, lambda c: kind(c) in kept)


def kind(comment: str) -> Kind | None:
    """What a comment of the machine tells; None for a person's own."""
    found = _BEGINNING.match(unicodedata.normalize("NFC", comment))
    if not found or (found[1] == Kind.NEAR) != bool(found[2]):
        return None
    return Kind(found[1])


_FAILURES = (Kind.FAILURE, Kind.FAILURE_MARK)


def _first_mark(entry: Entry, wanted: Kind) -> MachineMark | None:
    marks = (_parsed(comment) for comment in entry.comments if kind(comment) is wanted)
    return next((mark for mark in marks if mark), None)


def _parsed(comment: str) -> MachineMark | None:
    fields = unicodedata.normalize("NFC", comment).partition(":")[2]
    found = _MARK.fullmatch(fields)
    if not found:
        return None
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        return None
    return MachineMark(
        found["engine"],
        tuple(model.strip() for model in found["route"].split(",")),
        float((found["score"] or "0").replace(",", ".")),
        day,
        (found["draft"] or "").lower(),
        found["source"].lower(),
    )


def _mark_line(which: Kind, entry: Entry, mark: MachineMark) -> str:
    fields = [_field(mark.engine), ", ".join(map(_field, mark.route))]
    if which is not Kind.FAILURE_MARK:
        fields.append(f"säkerhet {mark.score:.2f}")
    fields.append(mark.day.isoformat())
    if which is Kind.MARK:
        fields.append(f"sha256 {mark.sha256}")
    return f"{which}: {'; '.join((*fields, f'svenska {_source_hash(entry)}'))}"


def _field(text: str) -> str:
    """A name without the signs that divide the fields, its letters in their composed form."""
    bare = text.replace(";", " ").replace(",", " ")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def _shown(which: Kind, text: Message) -> str:
    """A sentence in Swedish, the language that the translator translates from."""
    return f"{which}: {_one_line(interface(SOURCE_TAG).show(text))}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _without(entry: Entry, stays: Callable[[str], bool]) -> Entry:
    """The entry with those comments that stay.

    `Kontroll:` is a word that a person may write too: it is ours beside a mark alone.
    """
    has_mark = mark_of(entry) is not None
    comments = tuple(
        comment
        for comment in entry.comments
        if stays(comment) or (kind(comment) is Kind.PROBLEM and not has_mark)
    )
    return replace(entry, comments=comments)


def _with(entry: Entry, lines: Iterable[str]) -> Entry:
    """The entry with more comments, before the near matches, which every update writes last."""
    own = tuple(c for c in entry.comments if kind(c) not in _NEAR_KINDS)
    near = tuple(c for c in entry.comments if kind(c) in _NEAR_KINDS)
    return replace(entry, comments=(*own, *lines, *near))


def _source_hash(entry: Entry) -> str:
    return _hash(f"{entry.context}\0{entry.source}")


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

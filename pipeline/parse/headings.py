"""Which drafts are headings: by their form, and by where they stand."""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.parse.drafts import Draft, Drafted
from pipeline.parse.forms import (
    LONGEST_HEADING,
    announces_numbers,
    has_heading_form,
    is_dateline,
    is_finished,
    is_introduction,
    is_salutation,
    starts_lower,
)
from pipeline.parse.signatures import SignOffDraft

LONGEST_HEADING_RUN = 2  # a heading and a heading under it; more is a list without marks


def find_headings(title: Draft | None, body: Sequence[Drafted]) -> set[int]:
    """The indexes of the drafts in `body`, all that is below the title, that are headings.

    `title` is None if it stands somewhere else, and the source begins with the body.

    A heading has the form of one, stands out, and has content: something that is no heading
    itself, or another heading that has.
    """
    preamble = preamble_length(body)
    shaped = [index >= preamble and _is_shaped(body, index) for index in range(len(body))]
    begins_facts = _begins_facts(body)
    found: set[int] = set()
    for index in range(len(body) - 2, -1, -1):
        draft, below = body[index], body[index + 1]
        if not shaped[index] or not isinstance(draft, Draft) or not isinstance(below, Draft):
            continue
        if _is_above_numbers(draft, below):
            found.add(index)
            continue
        is_label = not is_dateline(draft.text) and begins_facts[index + 1]
        is_content = not shaped[index + 1] or is_label
        has_content = draft.first.underlined or index + 1 in found or is_content
        if has_content and _stands_out(draft, body[index - 1] if index else title, below, title):
            found.add(index)
    return _without_long_runs(found)


def preamble_length(body: Sequence[Drafted]) -> int:
    """How many drafts right below the title are a date or a greeting.

    Further down a date is a heading, as in a diary.
    """
    return sum(1 for _ in takewhile(_is_preamble, body))


def _is_preamble(draft: Drafted) -> bool:
    if isinstance(draft, SignOffDraft) or draft.mark:
        return False
    return is_preamble_text(draft.text)


def is_preamble_text(text: str) -> bool:
    """Whether it is nothing but a date or a greeting, to which no list can belong."""
    return is_dateline(text) or is_salutation(text)


def _is_shaped(body: Sequence[Drafted], index: int) -> bool:
    """True if the draft may be a heading by its form and by what it says."""
    draft = body[index]
    if isinstance(draft, SignOffDraft) or draft.mark or len(draft.pieces) > 2:
        return False
    if not has_heading_form(draft.text):
        return False
    below = body[index + 1] if index + 1 < len(body) else None
    precedes_list = isinstance(below, Draft) and below.mark is not None
    return not (precedes_list and is_introduction(draft.text))


def _stands_out(draft: Draft, above: Drafted | None, below: Draft, title: Draft | None) -> bool:
    """True if the draft is alone on its lines.

    That is: blank lines around it, or a line drawn under it, or running text right below and
    nothing, the title or running text right above. Several short lines below each other are
    an address or a verse, and have no heading.
    """
    free_above, free_below = draft.first.detached, below.first.detached
    if draft.first.underlined or (free_above and free_below):
        return True
    if not _is_running_text(below) or (starts_lower(below.text[:80]) and not below.mark):
        return False
    follows_title = above is title and not free_below
    return free_above or follows_title or _is_running_text(above)


def _is_above_numbers(draft: Draft, below: Draft) -> bool:
    """True for "Viktiga nummer" over "Polisen 114 14", whose form would be a heading's too."""
    has_number = any(c.isdigit() for c in below.text)
    return draft.first.detached and has_number and announces_numbers(draft.text)


def _begins_facts(body: Sequence[Drafted]) -> list[bool]:
    """For each draft whether it is the first of short lines below each other that hold hours,
    numbers or an address.

    Lines of names and titles alone are more likely those who sign. All are told at once, from the
    last to the first, so that the time grows with the number of lines only.
    """
    found: list[bool] = []
    goes_on, has_facts = False, False  # of the lines below
    for draft in reversed(body):
        if not isinstance(draft, Draft) or draft.mark:
            found.append(False)
            goes_on = has_facts = False
            continue
        is_fact = any(c.isdigit() or c == ":" for c in draft.text)
        found.append(goes_on and (is_fact or has_facts))
        goes_on = not draft.first.detached
        has_facts = goes_on and (is_fact or has_facts)
    return found[::-1]


def _is_running_text(draft: Drafted | None) -> bool:
    if draft is None or isinstance(draft, SignOffDraft):
        return False
    return draft.mark is not None or is_finished(draft.text) or len(draft.text) > LONGEST_HEADING


def _without_long_runs(headings: set[int]) -> set[int]:
    """Of many headings in a row only the last: the others are a list without marks."""
    kept: set[int] = set()
    run: list[int] = []
    for index in [*sorted(headings), -1]:
        if run and index != run[-1] + 1:
            kept.update(run if len(run) <= LONGEST_HEADING_RUN else run[-1:])
            run = []
        run.append(index)
    return kept

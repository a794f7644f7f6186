"""One text or entry as large as it may be, in each step that it goes through after it was read."""

from collections.abc import Callable

import pytest

from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.inline import tokens
from pipeline.exchange.merge import merge
from pipeline.translate.catalog import target_problem
from pipeline.translate.po import LONGEST_TEXT, MOST_LINES, Entry
from pipeline.translate.tags import markup_problem, with_spaces_outside
from tests.fuzz.campaign import judged
from tests.fuzz.targets import Target
from tests.translate.builders import catalog


def many(piece: str) -> str:
    return piece * (LONGEST_TEXT // len(piece))


def merged_comments() -> object:
    """All of a file's lines are comments, and so are all of the catalog's."""
    old, new = (
        tuple(f"{letter}{n}" for n in range(MOST_LINES // 5)) for letter in ("mine", "theirs")
    )
    mine, theirs = (Entry("p", "Ett", "Yksi", comments=comments) for comments in (old, new))
    return merge(catalog(mine), Exchanged("lagesbild", "fi", (theirs,)), (mine,), frozenset())


def deep() -> str:
    opened = range(1, 100)
    around = (
        "".join(f"<{n}>" for n in opened),
        "".join(f"</{n}>" for n in reversed(opened)),
    )
    return around[0] + "<100/>a" * 40_000 + around[1]


TABS = Entry("p", "😀" * (LONGEST_TEXT - 1) + "\t", "a" + "\t" * (LONGEST_TEXT - 2) + "a")
CASES: dict[str, Callable[[], object]] = {
    "comments": merged_comments,
    "tabs": lambda: target_problem(TABS),
    "tags that open": lambda: markup_problem("a", many("<1>")),
    "tags beside each other": lambda: markup_problem(many("<1/>"), many("<1/>")),
    "tags in tags": lambda: markup_problem(deep(), deep()),
    "what looks like a tag": lambda: tokens("😀" + many("\\<1>")),
    "spaces": lambda: with_spaces_outside(many(" ")),
    "tags without spaces": lambda: with_spaces_outside(many("<1>")),
}


@pytest.mark.parametrize("case", CASES)
def test_no_large_text_takes_longer_than_a_changed_file_may(case: str) -> None:
    found = judged(Target(lambda _: CASES[case](), {}), [b""])
    assert [failure.reason for failure in found if failure] == []

"""Tags in strings that were not made here: too deep, too many, in odd places."""

import pytest

from pipeline.translate.tags import (
    MOST_NESTED,
    closing,
    markup_problem,
    opening,
    pieces,
    with_spaces_outside,
)


def nested(count: int) -> str:
    numbers = range(1, count + 1)
    return "".join(map(opening, numbers)) + "a" + "".join(map(closing, reversed(numbers)))


def test_tags_may_stand_in_each_other_as_deep_as_the_limit_and_no_deeper() -> None:
    assert isinstance(pieces(nested(MOST_NESTED)), tuple)
    assert markup_problem(nested(MOST_NESTED), nested(MOST_NESTED)) is None
    told = str(markup_problem("a", nested(MOST_NESTED + 1)))
    assert told.startswith("The tag <101> stands inside 100 others")


def test_tags_beside_each_other_are_as_many_as_there_are() -> None:
    many = "".join(f"<{n}>a</{n}>" for n in range(1, 5000))
    assert markup_problem(many, many) is None
    assert "<4999>" in str(markup_problem(many, many.replace("<4999>a</4999>", "")))


def test_each_tag_has_its_own_words() -> None:
    source = "<1>a<2>b</2></1><3><4/></3>c"
    assert markup_problem(source, "<1>x<2>y</2></1><3><4/></3>") is None
    assert "Nothing stands in <2>…</2>" in str(
        markup_problem(source, "<1>x<2></2>y</1><3><4/></3>")
    )
    assert "<3>…</3>" in str(markup_problem(source, "<1>x<2>y</2></1><4/><3>c</3>"))
    assert "twice" in str(markup_problem(source, "<1></1><1>x<2>y</2></1><3><4/></3>"))


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("<1> a </1>", " <1>a</1> "),
        ("<1><2>  a </2>  </1>b", " <1><2>a</2> </1> b"),
        ("\\<1> a", "\\<1> a"),
        ("\\<1><2> a", "\\<1> <2>a"),
        ("<1>a</1><2>b</2>", "<1>a</1><2>b</2>"),
    ],
)
def test_spaces_at_the_ends_of_a_tag_go_outside(written: str, wanted: str) -> None:
    assert with_spaces_outside(written) == wanted

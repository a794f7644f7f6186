"""Reading the sets of characters that CLDR writes."""

import pytest

from tools.make_exemplars import members, shown


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("[a b c]", "a b c"),
        ("[aà bc]", "a à b c"),
        ("[a-d z]", "a b c d z"),
        ("[{ch} c \\- \\[ \\] \\{]", "ch c - [ ] {"),
        ("[\\u200C-\\u200E]", "\u200c \u200d \u200e"),
        ("[]", ""),
    ],
)
def test_members_of_a_set(notation: str, expected: str) -> None:
    assert list(members(notation)) == expected.split(" ") * bool(expected)


def test_what_cannot_be_seen_is_written_as_its_number() -> None:
    assert [shown(c) for c in ("a", "\u00a0", "\u200d", "क्ष")] == ["a", "U+00A0", "U+200D", "क्ष"]

"""What a step depends on, and why it was done."""

from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fingerprint import program_digest
from pipeline.step_versions import version_of
from pipeline.steps import LOST, NEW, PROGRAM, StepRecord, StepResult, digest_of, parts_of

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@dataclass(frozen=True)
class Sample:
    name: str
    line: int = field(default=0, compare=False)


@given(st.dictionaries(st.text(), values))
def test_the_order_of_a_mapping_does_not_matter(value: dict[str, object]) -> None:
    assert digest_of(value) == digest_of(dict(reversed(value.items())))


@given(values, values)
def test_different_values_have_different_digests(one: object, other: object) -> None:
    if repr(one) != repr(other):
        assert digest_of(one) != digest_of(other)


@given(st.frozensets(st.text()))
def test_a_set_has_one_digest(value: frozenset[str]) -> None:
    assert digest_of(value) == digest_of(set(value))


def test_what_makes_no_two_values_different_makes_no_difference() -> None:
    assert digest_of(Sample("a", 1)) == digest_of(Sample("a", 2))
    assert digest_of(Sample("a")) != digest_of(Sample("b"))
    assert digest_of(date(2020, 5, 12)) != digest_of("2020-05-12")


def test_what_is_no_value_has_no_digest() -> None:
    with pytest.raises(TypeError):
        digest_of(object())


def test_every_step_depends_on_the_program() -> None:
    assert parts_of(text="a")[PROGRAM] == program_digest()
    assert parts_of("pdf", text="a")[PROGRAM] == version_of("pdf")


OLD = StepResult({"text": "1", "look": "1"}, "result", made="then")
RECORD = StepRecord({"file": OLD})


@pytest.mark.parametrize(
    ("parts", "reasons"),
    [
        ({"text": "2", "look": "1"}, ("text",)),
        ({"text": "2", "look": "2"}, ("look", "text")),
        ({"text": "1"}, ("look",)),
        ({"text": "1", "look": "1"}, (LOST,)),
    ],
)
def test_why_a_step_was_done(parts: dict[str, str], reasons: tuple[str, ...]) -> None:
    new = RECORD.updated("file", StepResult(parts, "another", made="now"))
    assert (new.reasons, new.made) == (reasons, "now")
    assert RECORD.updated("unknown", new).reasons == (NEW,)


def test_the_same_again_leaves_the_reason_as_it_was() -> None:
    assert RECORD.updated("file", replace(OLD, made="now")) is OLD
    assert RECORD.unchanged("file", OLD.parts) is OLD
    assert RECORD.unchanged("file", {"text": "2"}) is None


def test_what_is_not_published_any_more_is_forgotten() -> None:
    assert RECORD.renewed({"other"}, {}) == StepRecord()
    assert RECORD.renewed({"file"}, {}) == RECORD

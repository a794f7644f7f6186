"""What is remembered of an edition comes back as it was."""

import json
from dataclasses import replace
from datetime import date

import pytest

from pipeline.edition import Edition
from pipeline.summary import summary_from_json, summary_of
from tests.samples import EDITIONS, RICH_EDITIONS, SWEDISH

EVERY = (*EDITIONS, *RICH_EDITIONS, replace(SWEDISH, superseded=date(2020, 6, 1)))


@pytest.mark.parametrize("edition", EVERY)
def test_a_summary_comes_back_from_its_json(edition: Edition) -> None:
    summary = summary_of(edition)
    assert summary_from_json(json.loads(json.dumps(summary.to_json()))) == summary


@pytest.mark.parametrize("edition", EVERY)
def test_a_summary_has_the_addresses_and_the_language_of_its_edition(edition: Edition) -> None:
    summary = summary_of(edition)
    assert (summary.path("pdf"), summary.language) == (edition.path("pdf"), edition.language)
    assert summary.title == edition.briefing.title


@pytest.mark.parametrize("key", summary_of(SWEDISH).to_json())
def test_without_one_of_its_members_it_is_none(key: str) -> None:
    value = summary_of(SWEDISH).to_json()
    del value[key]
    with pytest.raises(ValueError, match="summary"):
        summary_from_json(value)
    with pytest.raises(ValueError, match="summary"):
        summary_from_json({**summary_of(SWEDISH).to_json(), key: 7})

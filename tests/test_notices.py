from dataclasses import replace
from datetime import date

import pytest

from pipeline.edition import State
from pipeline.interface import MissingStringError
from pipeline.model import plain
from pipeline.notices import with_notices
from tests.builders import edition

TRANSLATIONS = ("fi", "en", "ar", "so")
MACHINE = {
    "fi": "käännetty koneellisesti",
    "en": "translated by a machine",
    "ar": "آلي",
}


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_a_draft_says_whom_to_ask(tag: str) -> None:
    noticed = with_notices(replace(edition("# T", language=tag), state=State.DRAFT))
    (notice,) = noticed.notices
    assert "0220-240 00" in plain(notice)
    assert {span.link for span in notice if span.link} == {
        "tel:+4622024000",
        "mailto:kundcenter@hallstahammar.se",
    }
    assert [s.text for s in notice if s.language == "sv"] == ["Hallstahammars kommun", "kundcenter"]


@pytest.mark.parametrize("tag", ("fi", "en", "ar"))
def test_what_a_machine_wrote_says_so_and_whom_to_ask(tag: str) -> None:
    machine = replace(edition("# T", language=tag), state=State.MACHINE)
    (notice,) = with_notices(machine).notices
    assert MACHINE[tag] in plain(notice)
    assert "0220-240 00" in plain(notice)
    assert len([span.link for span in notice if span.link]) == 2
    older = with_notices(replace(machine, superseded=date(2020, 6, 3)))
    assert older.notices[1:] == (notice,)


def test_no_text_of_a_machine_is_offered_where_nobody_can_be_told() -> None:
    with pytest.raises(MissingStringError, match="so"):
        with_notices(replace(edition("# T", language="so"), state=State.MACHINE))


@pytest.mark.parametrize("tag", TRANSLATIONS)
def test_an_older_version_gives_both_dates(tag: str) -> None:
    older = replace(edition("# T", language=tag), state=State.APPROVED, superseded=date(2020, 6, 3))
    (notice,) = with_notices(older).notices
    assert "2020" in plain(notice)
    assert "12" in plain(notice)
    assert "3" in plain(notice)


@pytest.mark.parametrize("state", [State.APPROVED, State.ORIGINAL])
def test_approved_texts_carry_no_notice(state: State) -> None:
    assert with_notices(replace(edition("# T", language="fi"), state=state)).notices == ()

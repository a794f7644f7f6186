import json
from collections.abc import Callable
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from pipeline.briefing_json import briefing_from_json, briefing_to_json
from pipeline.json_values import JsonObject
from pipeline.model import Briefing
from pipeline.parse import parse_source
from tests.builders import briefing
from tests.conftest import REPOSITORY
from tests.parse.generated import unhurried
from tests.parse.generated_blocks import briefings

SCHEMA = json.loads(files("pipeline").joinpath("data/briefing.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

BRIEFING = REPOSITORY / "source/lagesbild-covid-19.txt"
SOURCES = [BRIEFING, *sorted((Path(__file__).parent / "briefings").glob("*.txt"))]

EXAMPLE = briefing_to_json(
    briefing(
        "# Titel",
        "## Rubrik",
        "Ring [kundcenter](tel:+4622024000), [suomeksi](fi).",
        "- ett",
        "3. tre",
        "~ Hälsningar",
        "~ Lina Marklund, [chef](sv)",
    )
)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_parsed_briefings_are_valid(path: Path) -> None:
    value = briefing_to_json(parse_source(path).briefing)
    VALIDATOR.validate(value)
    assert briefing_to_json(briefing_from_json(json.loads(json.dumps(value)))) == value


@unhurried
@given(briefings())
def test_every_briefing_is_valid_and_comes_back(value: Briefing) -> None:
    as_json = briefing_to_json(value)
    VALIDATOR.validate(as_json)
    images = {image.file_name: image.data for image in value.images()}
    assert briefing_from_json(as_json, images) == value


def _set(*path: str | int, value: object) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for key in path[:-1]:
            document = document[key]
        document[path[-1]] = value

    return change


def _drop(*path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for key in path[:-1]:
            document = document[key]
        del document[path[-1]]

    return change


HEADING, PARAGRAPH, BULLETS, NUMBERS, SIGN_OFF = (("blocks", index) for index in range(5))


@pytest.mark.parametrize(
    "break_it",
    [
        _drop("language"),
        _drop("title"),
        _drop("blocks"),
        _set("language", value="Svenska"),
        _set("title", value=" "),
        _set("author", value="A"),
        _set("blocks", value={}),
        _drop(*HEADING, "type"),
        _set(*HEADING, "type", value="image"),
        _set(*HEADING, "level", value=1),
        _set(*HEADING, "level", value="2"),
        _set(*HEADING, "id", value="1"),
        _set(*HEADING, "start", value=1),
        _set(*PARAGRAPH, "text", value=""),
        _set(*PARAGRAPH, "spans", value=[]),
        _set(*PARAGRAPH, "spans", value=[{"text": "no property"}]),
        _set(*PARAGRAPH, "spans", 1, "link", value="javascript:alert(1)"),
        _set(*PARAGRAPH, "spans", 1, "bold", value=True),
        _set(*BULLETS, "start", value=1),
        _set(*BULLETS, "items", value=[]),
        _set(*BULLETS, "items", 0, "id", value="b3"),
        _set(*BULLETS, "lead_in", value=None),
        _drop(*NUMBERS, "start"),
        _set(*NUMBERS, "start", value=-1),
        _drop(*SIGN_OFF, "closing"),
        _drop(*SIGN_OFF, "signatories", 0, "name"),
        _drop(*SIGN_OFF, "signatories", 0, "role"),
    ],
)
def test_broken_values_are_refused(break_it: Callable[[Any], None]) -> None:
    broken: JsonObject = deepcopy(EXAMPLE)
    VALIDATOR.validate(broken)
    break_it(broken)
    assert not VALIDATOR.is_valid(broken)

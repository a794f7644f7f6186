"""The model of the real briefing, as JSON, for people to read and to see changes of."""

import json
import os
from pathlib import Path

from pipeline.briefing_json import briefing_to_json
from pipeline.model import ListBlock, Paragraph, SignOff, plain
from pipeline.parse import parse_source
from tests.conftest import REPOSITORY

SOURCE = REPOSITORY / "source/lagesbild-covid-19.txt"
GOLDEN = Path(__file__).parent / "golden/lagesbild-covid-19.json"
ACCEPT = "ACCEPT_GOLDEN=1 python -m pytest tests/parse/test_golden.py"

PARSED = parse_source(SOURCE)


def test_model_is_the_accepted_one() -> None:
    text = json.dumps(briefing_to_json(PARSED.briefing), ensure_ascii=False, indent=2) + "\n"
    if os.environ.get("ACCEPT_GOLDEN"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8"), f"if the change is right: {ACCEPT}"


def test_structure() -> None:
    blocks = PARSED.briefing.blocks
    kinds = [block.type for block in blocks]
    assert kinds.count("heading") == 3
    assert kinds.count("paragraph") == 14
    assert kinds.count("list") == 2
    assert kinds[-1] == "sign_off"
    assert len(kinds) == 20


def test_each_list_has_the_paragraph_before_it_as_lead_in() -> None:
    blocks = PARSED.briefing.blocks
    texts = {block.id: plain(block.text) for block in blocks if isinstance(block, Paragraph)}
    lists = [block for block in blocks if isinstance(block, ListBlock)]
    assert [len(block.items) for block in lists] == [3, 3]
    lead_ins = [texts[block.lead_in or ""] for block in lists]
    assert lead_ins[0] == "Hallstahammars kommuns ansvar är att:"
    assert lead_ins[1].endswith("konsekvenserna av covid-19.")


def test_sign_off() -> None:
    sign_off = PARSED.briefing.blocks[-1]
    assert isinstance(sign_off, SignOff)
    assert plain(sign_off.closing) == "Med vänliga hälsningar"
    assert [(s.name, plain(s.role)) for s in sign_off.signatories] == [
        ("Catarina Petterson", "ordförande trygghetsrådet"),
        ("Carin Becker-Åström", "kommunchef"),
        ("Lina Marklund", "säkerhetssamordnare"),
        ("Per Ersgård", "kommunpolis"),
    ]


def test_repairs_are_findings_with_their_line() -> None:
    found = [(f.rule, f.where.rpartition(":")[2], f.severity) for f in PARSED.report.findings]
    assert found == [
        ("parse.removed-hyphen", "21", "note"),
        ("parse.joined-paragraph", "35", "note"),
    ]
    assert all(f.where.startswith(str(SOURCE)) for f in PARSED.report.findings)


def test_characters_that_stay() -> None:
    text = GOLDEN.read_text("utf-8")
    for kept in ("Becker-Åström", "Covid-19", "e-post", "barn- och", "”Vi i Hallsta”", " – "):
        assert kept in text
    assert "kommunpolis och socialtjänst som tillfälligt" in text
    assert "kommunens säkerhetssamordnare. Stabens" in text

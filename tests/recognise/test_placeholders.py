"""Placeholders are kept, and are no words of any language."""

import pytest

from pipeline.check.fidelity import check_variant
from pipeline.recognise.placeholders import placeholders
from tests.builders import briefing

CODE = "<script>alert(1)</script> & %s {x} {{ 7*7 }} %(name)s &amp;"


@pytest.mark.parametrize("tag", ["fi", "en", "ar", "so"])
def test_code_may_stand_in_a_translation_as_it_is(tag: str) -> None:
    words = {"fi": "Kirjoita tämä", "en": "Write this", "ar": "اكتب هذا النص هنا", "so": "Qor tan"}
    source = briefing("# Titel", f"Skriv detta: {CODE} så är det klart.")
    target = briefing("# Xyz", f"{words[tag]}: {CODE} {words[tag]}.", language=tag)
    rules = {f.rule for f in check_variant(source, target) if "b1" in f.where}
    assert not rules


@pytest.mark.parametrize(
    "item", ["{x}", "{0}", "%s", "%(name)s", "<b>", "</b>", "<1>", "&amp;", "${x}"]
)
def test_a_lost_or_added_placeholder_is_found(item: str) -> None:
    with_it = briefing("# Titel", f"Skriv {item} här nu.")
    without = briefing("# Titel", "Skriv här nu.")
    finnish = briefing("# Otsikko", "Kirjoita tähän nyt.", language="fi")
    extra = briefing("# Otsikko", f"Kirjoita tähän {item} nyt.", language="fi")
    for source, target in ((with_it, finnish), (without, extra)):
        assert "fidelity.placeholder" in {f.rule for f in check_variant(source, target)}
    assert not check_variant(with_it, extra)


@pytest.mark.parametrize(
    "text", ["100 % säkert", "50 %ska", "a < b och c > d", "R&D; FoU", "{se nedan}", "5 %, 6 %d1"]
)
def test_ordinary_signs_are_no_placeholders(text: str) -> None:
    assert not placeholders(text)

import pytest

from pipeline.errors import SourceError
from pipeline.parse.markdown.front_matter import LONGEST, read_front_matter


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", {}),
        ("title: Läget\nversion: 1.0", {"title": "Läget", "version": "1.0"}),
        ('title: "Läget: nu"', {"title": "Läget: nu"}),
        ("published: 2020-05-12 # antaget", {"published": "2020-05-12"}),
        ("updated: yes", {"updated": "yes"}),
        ("title: >\n  Två\n  rader", {"title": "Två rader"}),
        ("title:", {"title": ""}),
    ],
)
def test_all_values_are_text(text: str, values: dict[str, str]) -> None:
    assert read_front_matter(text, "prov.md") == values


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: Läget: nu", 2),
        ("a: 1\ntitle: [a, b]", 3),
        ("a: &x 1\nb: *x", 2),
        ("&x a: 1", 2),
        ("title: !!python/object:os.system x", 2),
        ("title: !x y", 2),
        ("- a\n- b", 2),
        ("a: 1\na: 2", 3),
        ("a:\n  b: 1", 3),
        ("text", 2),
        ("a: 1\n--- \nb: 2", 3),
        ("a: '1", 2),
        ("a: \t1\n\tb", 3),
        ("[" * 1000, 2),
        ("x" * (LONGEST + 1), 1),
        ("%TAG ! x", 2),
    ],
)
def test_what_is_no_list_of_names_and_texts(text: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        read_front_matter(text, "prov.md")
    assert caught.value.where.startswith("prov.md:")
    assert abs(int(caught.value.where.removeprefix("prov.md:")) - line) <= 1
    assert "Traceback" not in str(caught.value)

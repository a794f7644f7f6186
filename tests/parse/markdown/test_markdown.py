import pytest

from pipeline.errors import SourceError
from pipeline.model import Figure, Paragraph, Span, Table, plain
from tests.builders import briefing, image
from tests.parse.markdown.reader import below_title, errors, parse, rules

PROSE = "Kommunen följer läget noga."


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("## Rubrik\n\nText.", ["## Rubrik", "Text."]),
        ("Rubrik\n---\n\nText.", ["## Rubrik", "Text."]),
        ("En rad\nsom går vidare.", ["En rad som går vidare."]),
        ("Ett  \ntvå\\\ntre<br>fyra", ["Ett // två // tre // fyra"]),
        ("**Fet**, *kursiv* och ***båda***.", ["**Fet**, _kursiv_ och **_båda_**."]),
        ("[**Fet** länk](https://a.se/)", ["**[Fet](https://a.se/)**[ länk](https://a.se/)"]),
        ("[text][1]\n\n[1]: https://a.se/", ["[text](https://a.se/)"]),
        ("<https://a.se/> <a@b.se>", ["[https://a.se/](https://a.se/) [a@b.se](mailto:a@b.se)"]),
        ("Ring [oss](tel:0220-24000).", ["Ring [oss](tel:0220-24000)."]),
        ("[Kysy *kunnalta*]{lang=fi}", ["[Kysy _kunnalta_](fi)"]),
        ("{lang=fi}\nKysy **kunnalta**", ["[Kysy **kunnalta**](fi)"]),
        ("[Fråga]{lang=sv}", ["Fråga"]),
        ("&aring;&auml;&#246;&amp; \\*", ["åäö& *"]),
        ("- ett\n- två\n\n  mera\n\n  3. inre\n", ["- ett", "- två", "  mera", "  3. inre"]),
        ("* a\n\n+ b", ["- a"]),
        ("3) tre\n4) fyra", ["3. tre", "4. fyra"]),
        ("Därför:\n\n- ett", ["Därför:", "- ett"]),
        ("- - a\n  - b", ["- a", "- b"]),
        ("> Citat\n>\n> - punkt", ["> Citat", "> - punkt"]),
        ("> [!VIKTIGT]\n> Läs\n> detta", ["! Läs detta"]),
        ("> [!note]\n>\n> - Läs", ["! - Läs"]),
        ("***\n\nText", ["***", "Text"]),
        ("<!-- kommentar -->\n\nText<!-- mer -->", ["Text"]),
        ("| a | b |\n|---|---|\n| 1<br>2 | **c** \\| d |", ["|= a | b", "| 1 // 2 | X"]),
        ("|   | b |\n|---|---|\n| 1 | 2 |", ["|=!  | b", "|! 1 | 2"]),
        ("Rad[^a].\n\n[^a]: Not\n\n    två", ["Rad[^1].", "[^1] Not // två"]),
        (
            "Till [rubriken](#nästa-steg)\n\n## Nästa steg",
            ["Till [rubriken](#b2)", "## Nästa steg"],
        ),
        ("[upp](#titel)\n\nText", ["[upp](#b1)", "Text"]),
        ("[dit](#x)\n\n## A\n\n## B {#x}", ["[dit](#b3)", "## A", "## B"]),
        ("[dit](#x)\n\n{#x}\n| a |\n|---|\n| b |", ["[dit](#b2)", "|= a", "| b"]),
        ("[dit](#a-1)\n\n## A\n\n## A", ["[dit](#b3)", "## A", "## A"]),
        (f"{PROSE}\n\nMvh\nAnna Berg\nrektor", [PROSE, "~ Mvh", "~ Anna Berg, rektor"]),
        (f"{PROSE}\n\nMvh  \nAnna Berg, rektor", [PROSE, "~ Mvh", "~ Anna Berg, rektor"]),
        (f"{PROSE}\n\nMvh\n\nAnna Berg, rektor", [PROSE, "~ Mvh", "~ Anna Berg, rektor"]),
    ],
)
def test_what_becomes_what(source: str, lines: list[str]) -> None:
    parsed = below_title(source)
    expected = briefing("# Titel", *lines)
    if "X" in " ".join(lines):  # "|" cannot be written in the notation of a cell
        table = parsed.briefing.blocks[0]
        assert isinstance(table, Table)
        assert plain(table.rows[1][1].blocks[0].text) == "c | d"  # type: ignore[union-attr]
    elif source == "* a\n\n+ b":
        assert [block.type for block in parsed.briefing.blocks] == ["list", "list"]
    else:
        assert parsed.briefing == expected
    assert not parsed.report.errors


def test_the_language_of_a_link() -> None:
    parsed = below_title("[kysy](https://a.se/){lang=fi}")
    block = Paragraph("b1", (Span("kysy", "fi", "https://a.se/"),))
    assert parsed.briefing.blocks == (block,)


def test_front_matter_has_the_title() -> None:
    parsed = parse("---\ntitle: Läget\npublished: 2020-05-12\n---\n## A\n\nText")
    assert parsed.briefing == briefing("# Läget", "## A", "Text")
    assert parsed.stated == {"title": "Läget", "published": "2020-05-12"}
    assert parsed.lines == {"b1": 5, "b2": 7}


def test_the_given_title_counts_more_than_front_matter() -> None:
    parsed = parse("---\ntitle: Läget\n---\nText", "Annat")
    assert plain(parsed.briefing.title) == "Annat"


@pytest.mark.parametrize("caption", ["Tabell: Tider", "Table: Tider", ": Tider"])
@pytest.mark.parametrize("is_above", [True, False])
def test_captions_of_tables(caption: str, is_above: bool) -> None:
    table = "| a |\n|---|\n| b |"
    source = f"{caption}\n\n{table}" if is_above else f"{table}\n\n{caption}"
    parsed = below_title(f"Text\n\n{source}\n\nText")
    assert parsed.briefing == briefing("# Titel", "Text", "|: Tider", "|= a", "| b", "Text")


def test_a_caption_with_a_number_keeps_it() -> None:
    parsed = below_title("Tabell 2: *Tider*\n\n| a |\n|---|\n| b |")
    assert parsed.briefing == briefing("# Titel", "|: Tabell 2: _Tider_", "|= a", "| b")


def test_each_table_has_the_caption_above_it_if_the_first_has_one() -> None:
    one = "| a |\n|---|\n| b |"
    parsed = below_title(f"Tabell: Ett\n\n{one}\n\nTabell: Två\n\n{one}\n\nTabell: är ett ord")
    lines = ["|: Ett", "|= a", "| b"], ["|: Två", "|= a", "| b"]
    captions = [b.caption for b in parsed.briefing.blocks if isinstance(b, Table)]
    assert [plain(caption) for caption in captions] == ["Ett", "Två"]
    assert len(lines) == 2
    assert parsed.briefing.blocks[2] == briefing("a", "b", "Tabell: är ett ord").blocks[2]


@pytest.mark.parametrize(
    ("attributes", "rows", "columns"),
    [("header-columns=0", 1, 0), ("header-rows=2 header-columns=1", 2, 1), ("header-rows=0", 0, 1)],
)
def test_headers_of_tables(attributes: str, rows: int, columns: int) -> None:
    parsed = below_title(f"{{{attributes}}}\n|  | b |\n|---|---|\n| c | d |")
    table = parsed.briefing.blocks[0]
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_columns) == (rows, columns)


# Pictures


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("![En karta](red.png)", ["![En karta](red)"]),
        ('![En *karta*](red.png "Karta över orten")', ["![En karta](red) Karta över orten"]),
        ("![En karta](red.png)\n\nBild: *Karta*", ["![En karta](red) _Karta_"]),
        ("![En karta](red.png)\n\nFigur 1: Karta", ["![En karta](red) Figur 1: Karta"]),
        ("![](red.png){.decorative}", ["![](red)"]),
        ("Text ![En karta](red.png) mer", ["Text mer", "![En karta](red)"]),
        ("![En karta](red.png) Text", ["![En karta](red)", "Text"]),
        ("![En karta](re%64.png)", ["![En karta](red)"]),
        ("![A](red.png)\n![B](blue.png)", ["![A](red)", "![B](blue)"]),
    ],
)
def test_pictures(source: str, lines: list[str]) -> None:
    parsed = below_title(source)
    assert parsed.briefing == briefing("# Titel", *lines)
    assert parsed.report.findings == ()


def test_a_picture_of_the_briefing_is_the_file() -> None:
    figure = below_title("![Röd](red.png)").briefing.blocks[0]
    assert isinstance(figure, Figure)
    assert figure.image.width == image("red").width


def test_all_pictures_without_alternative_text_are_told_of() -> None:
    parsed = below_title("![](red.png)\n\n![](blue.png)\n\n![Text](red.png){.decorative}")
    assert rules(parsed) == [("parse.alternative-text", line, "error") for line in (3, 5, 7)]
    assert "![like this](red.png)" in str(parsed.report.findings[0].message)


# What cannot be read


@pytest.mark.parametrize(
    ("source", "rule", "line"),
    [
        ("<div>a</div>", "parse.html", 3),
        ("Text\n<b>fet</b>", "parse.html", 4),
        ("```\nkod\n```", "parse.code", 3),
        ("Text\n\n    kod", "parse.code", 5),
        ("~~bort~~", "parse.struck-out", 3),
        ("- # Rubrik", "parse.not-inside", 3),
        ("> ## Rubrik\n> text", "parse.not-inside", 3),
        ("> > mejl", "parse.not-inside", 3),
        ("- a\n\n  ***", "parse.not-inside", 5),
        ("- ![a](red.png)", "parse.not-inside", 3),
        ("| ![a](red.png) |\n|---|\n| b |", "parse.not-inside", 3),
        ("- | a |\n  |---|\n  | b |", "parse.not-inside", 3),
        ("a[^1]\n\n[^1]: - lista", "parse.not-inside", 5),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "parse.incomplete-table", 5),
        ("[a](https://b.se){foo=bar}", "parse.unknown-attribute", 3),
        ("[a](https://a.se){onclick=x}", "parse.unknown-attribute", 3),
        ("{onclick=x}\nText", "parse.unknown-attribute", 4),
        ("{header-columns=x}\n| a |\n|---|\n| b |", "parse.unknown-attribute", 4),
        ("{header-rows=10}\n| a |\n|---|\n| b |", "parse.unknown-attribute", 4),
        ("[a]{lang=finska}", "parse.unknown-language", 3),
        ("> [!HEJ]\n> a", "parse.unknown-callout", 3),
        ("[](https://a.se)", "parse.link", 3),
        ("[a]()", "parse.link", 3),
        ("rad\n[a](javascript:alert)", "parse.link", 3),
        ("[a](sida.html)", "parse.link", 3),
        ("[a](#finns-inte)", "parse.link", 3),
        ("## A {#x}\n\n## B {#x}", "parse.link", 5),
        ("Text[^1]", "parse.missing-note", 3),
        ("Text\n\n[^1]: not", "parse.unused-note", 5),
        ("T[^1]\n\n[^1]: a\n\n[^1]: b", "parse.unused-note", 7),
        ("Text\n\n[Kontakt]: 0220-24000", "parse.unused-address", 5),
        ("[a][b]\n\n[b]: https://a.se\n[b]: https://b.se", "parse.unused-address", 6),
        ("![a](saknas.gif)", "parse.picture", 3),
        ("![a](red.png){.liten}", "parse.unknown-attribute", 3),
        ("Fr\ufffdga", "parse.damaged-character", 3),
    ],
)
def test_what_has_no_place_is_an_error_with_its_line(source: str, rule: str, line: int) -> None:
    assert errors(source) == [(rule, line)]


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("`kod`", "parse.code"),
        ("<!-- a -->\n\nText", "parse.comment"),
        ('[a](https://a.se "tips")', "parse.link-hint"),
        ("[a](http://a.se)", "parse.secure-link"),
        ("1. a\n3. b", "parse.list-numbers"),
        ("## A\n\n#### B", "parse.heading-level"),
    ],
)
def test_what_was_done_is_noted(source: str, rule: str) -> None:
    assert [(r, severity) for r, _, severity in rules(below_title(source))] == [(rule, "note")]


def test_a_list_that_counts_only_ones_is_as_markdown_means_it() -> None:
    assert rules(below_title("1. a\n1. b\n1. c")) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_encodings_are_those_of_plain_text(encoding: str) -> None:
    from pipeline.parse.markdown import parse_markdown
    from pipeline.parse.resources import no_resources

    data = "# Läget\n\nFrågor och svar".encode(encoding)
    parsed = parse_markdown(data, "prov.md", None, no_resources)
    assert parsed.briefing == briefing("# Läget", "Frågor och svar")


def test_a_text_of_which_nothing_can_be_read_names_the_reason() -> None:
    with pytest.raises(SourceError, match="is HTML"):
        below_title("<div>a</div>")
    with pytest.raises(SourceError, match="is HTML"):
        parse("<div>a</div>\n\n- a")


@pytest.mark.parametrize("text", ["", "\n", "# Titel", "---\ntitle: A\n---\n"])
def test_texts_without_content(text: str) -> None:
    with pytest.raises(SourceError, match="no text"):
        parse(text)


def test_a_comment_in_braces_is_an_error() -> None:
    """The plugin for attributes leaves it out, and a template's commands look like it."""
    assert errors("[Hej]{% bara %} du") == [("parse.comment", 3)]
    assert errors("{% include karta.md %}") == [("parse.comment", 3)]
    assert not errors("Ungefär {50%} eller \\{ca 50 %}")


def test_front_matter_that_does_not_end_is_an_error() -> None:
    for text in ("---\ntitle: Läget\n\nText här.", "\n---\ntitle: Läget\n---\n\nText."):
        found = [rule for rule, _, severity in rules(parse(text)) if severity == "error"]
        assert found == ["parse.front-matter"]
    assert not errors("---\n\nTitle: text")


def test_the_text_of_a_call_out_may_follow_its_word() -> None:
    parsed = below_title("> [!OBS] Ring först\n> eller skriv")
    assert parsed.briefing.blocks == briefing("! Ring först eller skriv").blocks
    assert below_title("> [!OBS](https://a.se/) text").briefing.blocks[0].type == "quote"


def test_braces_that_readers_would_see_are_told() -> None:
    for text in ("Text {lang=fi}", "## Rubrik {.unnumbered}\n\nText"):
        assert ("parse.braces", 3, "note") in rules(below_title(text))
    assert not rules(below_title("Skriv {namn} här"))

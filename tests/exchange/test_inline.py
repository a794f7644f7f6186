"""A catalog's string in pieces, for formats that have elements for tags."""

from pipeline.exchange.inline import tokens


def test_tokens_together_are_the_string() -> None:
    string = "a\\<1><2>b\\\\<3/>\\<4>\\\\\\</2>c</2>"
    assert [token.text for token in tokens(string)] == [
        *("a\\<1>", "<2>", "b\\\\", "<3/>", "\\<4>\\\\\\</2>c", "</2>")
    ]

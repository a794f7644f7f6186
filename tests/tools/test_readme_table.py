"""The README's table of languages is the program's."""

from tools.readme_table import README, with_table


def test_the_table_is_today_s() -> None:
    readme = README.read_text("utf-8")
    assert with_table(readme) == readme, "run: python -m tools.readme_table"

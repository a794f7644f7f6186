"""Halves of characters in files that come back, imported as staff do."""

import pytest

from pipeline.errors import EXIT_FINDINGS, CatalogError
from tests.exchange.test_commands import bare_number, came_back, packed, po, read
from tests.workplace import NAME, Workplace, workplace

__all__ = ["workplace"]


@pytest.mark.parametrize(
    ("format_", "suffix", "half"),
    [
        ("xliff", "xlf", '<cp hex="D800"/>'),
        ("tmx", "tmx", '<ph type="x-character">U+D800</ph>'),
    ],
)
def test_a_text_with_half_of_a_character_is_told_and_not_taken(
    workplace: Workplace, format_: str, suffix: str, half: str
) -> None:
    target = read(workplace).entries[bare_number(workplace)].target
    result = workplace.run("exchange", "export", "--format", format_, "--language", "fi")
    text = (workplace.folder / result.output.strip()).read_text("utf-8")
    assert text.count(f">{target}<") == 1
    changed = text.replace(f">{target}<", f">{target}{half}<")
    (workplace.folder / f"a.{suffix}").write_text(changed, "utf-8")
    result = workplace.run("import", f"a.{suffix}")
    assert result.exit_code == EXIT_FINDINGS
    assert "characters that are not allowed: \ufffd" in result.errors
    assert "\ufffd" not in workplace.catalog("fi").read_text("utf-8")


CASES = {
    "utf-7": ("a.po", po('msgid "+2AA-"\nmsgstr "b"\n', header="UTF-7"), "charset UTF-7"),
    "escape": (
        "a.po",
        po('msgid "\\ud800"\nmsgstr "b"\n', header="raw-unicode-escape"),
        "charset raw-unicode-escape",
    ),
    "bytes": ("a.po", po() + b'\nmsgid "\xed\xa0\x80"\nmsgstr "b"\n', "a.po:7"),
    "xml": ("a.xlf", b"<xliff>&#xD800;</xliff>", "well-formed"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_with_half_of_a_character_is_one_sentence(workplace: Workplace, case: str) -> None:
    name, data, reason = CASES[case]
    (workplace.folder / name).write_bytes(data)
    result = workplace.run("import", name)
    assert result.exit_code == CatalogError.exit_code
    assert reason in result.errors
    assert result.errors.count("\n") == 1


def test_a_manifest_with_half_of_a_character_is_one_sentence(workplace: Workplace) -> None:
    files = packed(workplace)
    named = f'"document": "{NAME}'.encode()
    assert named in files["manifest.json"]
    files["manifest.json"] = files["manifest.json"].replace(named, named + b"\\ud800")
    result = workplace.run("import", came_back(workplace, files))
    assert result.exit_code == CatalogError.exit_code
    assert "is damaged" in result.errors

"""Write the characters that languages need, as the Unicode CLDR lists them, into a table for tests.

    npm pack cldr-misc-full@48.2.0 && tar xzf cldr-misc-full-48.2.0.tgz
    python tools/make_exemplars.py package

One row a language and set of the locale's `characters.json`: `main` is what words of the language
are written with, `auxiliary` what foreign words in it need, `numbers` and `punctuation` the rest.
Items are separated by spaces; white space and what cannot be seen is written U+00A0.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pipeline.languages import all_languages

MORE = ("he", "yi", "el", "bn", "ur", "vi", "ka", "hy")
"""Languages beside those of the package's table, for the scripts that it has fonts for."""

SETS = {
    "main": "exemplarCharacters",
    "auxiliary": "auxiliary",
    "numbers": "numbers",
    "punctuation": "punctuation",
}

TARGET = Path(__file__).parent.parent / "tests/render/pdf/data/exemplars.csv"

ITEM = re.compile(
    r"\\u(?P<code>[0-9A-Fa-f]{4})|\\(?P<escaped>.)|\{(?P<sequence>[^}]*)\}|(?P<one>.)"
)


def members(notation: str) -> Iterator[str]:
    """The strings of a UnicodeSet that has no set inside (UTS #35, part 1, 5.3.3)."""
    first = ""
    is_range = False
    for match in ITEM.finditer(notation[1:-1]):
        if match["one"] == " ":
            continue
        if match["one"] == "-":
            is_range = True
            continue
        code = match["code"]
        item = chr(int(code, 16)) if code else match["escaped"] or match["sequence"] or match["one"]
        if is_range:
            yield from map(chr, range(ord(first) + 1, ord(item)))
            is_range = False
        yield item
        first = item


def shown(item: str) -> str:
    """An item as the table has it."""
    if any(c.isspace() or unicodedata.category(c) in ("Cf", "Cc") for c in item):
        return "".join(f"U+{ord(c):04X}" for c in item)
    return item


def rows(package: Path) -> Iterator[str]:
    """The rows of the table."""
    locales = {tag: language.cldr for tag, language in all_languages().items()}
    locales |= {tag: tag for tag in MORE}
    for tag, locale in locales.items():
        name = locale.replace("_", "-").removesuffix("-Hans")
        table = json.loads((package / f"main/{name}/characters.json").read_text("utf-8"))
        characters = table["main"][name]["characters"]
        for kind, key in SETS.items():
            found = sorted(set(members(characters[key])))
            yield f"{tag},{kind},{' '.join(map(shown, found))}"


def main(package: Path) -> None:
    """Read the unpacked package and write the table."""
    text = "\n".join(["tag,set,characters", *(_quoted(row) for row in rows(package))])
    TARGET.write_text(f"{text}\n", "utf-8")


def _quoted(row: str) -> str:
    tag, kind, characters = row.split(",", 2)
    return f'{tag},{kind},"{characters.replace(chr(34), chr(34) * 2)}"'


if __name__ == "__main__":
    main(Path(sys.argv[1]))

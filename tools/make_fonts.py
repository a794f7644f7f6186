"""Make the font files of the package, `pipeline/fonts/*.ttf`, from where they come from.

    npm install --prefix FOLDER @expo-google-fonts/noto-sans-sc@0.4.3 \\
        @expo-google-fonts/noto-sans-thai-looped@0.4.2 @expo-google-fonts/noto-nastaliq-urdu@0.4.2
    python tools/make_fonts.py /usr/share/fonts/truetype/noto FOLDER/node_modules /usr/share/unicode

The first folder is that of Debian's packages fonts-noto-core and fonts-noto-extra 20201225-1, the
last that of its package unicode-data 15.0.0-1. Most files are copied as they are. What is changed
is smaller: the symbols that Noto Sans lacks, and Simplified Chinese.
"""

import bz2
import csv
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.unicodedata import script

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "pipeline/fonts"
EXEMPLARS = ROOT / "tests/render/pdf/data/exemplars.csv"

FROM_DEBIAN = (
    *("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"),
    *("NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"),
    *("NotoSansArmenian-Regular", "NotoSansArmenian-Bold"),
    *("NotoSansBengali-Regular", "NotoSansBengali-Bold"),
    *("NotoSansEthiopic-Regular", "NotoSansEthiopic-Bold"),
    *("NotoSansGeorgian-Regular", "NotoSansGeorgian-Bold"),
    *("NotoSansHebrew-Regular", "NotoSansHebrew-Bold"),
)
FROM_NPM = (
    *("NotoSansThaiLooped-Regular", "NotoSansThaiLooped-Bold"),
    *("NotoNastaliqUrdu-Regular", "NotoNastaliqUrdu-Bold"),
)

SYMBOLS = {
    "NotoSansMath-Regular": ((0x2190, 0x23FF), (0x27F0, 0x27FF)),
    "NotoSansSymbols-Regular": ((0x2460, 0x24FF), (0x2600, 0x27BF)),
    "NotoSansSymbols-Bold": ((0x2460, 0x24FF), (0x2600, 0x27BF)),
    "NotoSansSymbols2-Regular": ((0x25A0, 0x27BF), (0x2B00, 0x2BFF)),
}
"""Arrows and mathematical operators; numbers in circles, signs; shapes, stars and ticks."""

CHINESE = ("NotoSansSC-Regular", "NotoSansSC-Bold")
CHINESE_PUNCTUATION = (
    *((0x2010, 0x2027), (0x2030, 0x203B), (0xB7, 0xB7)),
    *((0x3000, 0x303F), (0x3220, 0x3243), (0xFE30, 0xFE4F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6)),
)
CHINESE_FEATURES = ("ccmp", "locl", "mark", "mkmk")
"""Without kerning, which is between kana, and without forms for vertical text."""
ZERO_WIDTH_SPACE = 0x200B
OTHER_SCRIPTS = ("Latn", "Grek", "Cyrl")
"""Noto Sans has these."""


def copy_fonts(debian: Path, modules: Path) -> None:
    """The files that stay as they are."""
    for name in FROM_DEBIAN:
        shutil.copyfile(debian / f"{name}.ttf", TARGET / f"{name}.ttf")
    for name in FROM_NPM:
        shutil.copyfile(npm_file(modules, name), TARGET / f"{name}.ttf")


def npm_file(modules: Path, name: str) -> Path:
    """The file of a font in its package, such as noto-sans-sc/400Regular/NotoSansSC_400Regular."""
    family, weight = name.split("-")
    number = {"Regular": "400Regular", "Bold": "700Bold"}[weight]
    package = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", family).lower()
    return modules / f"@expo-google-fonts/{package}/{number}/{family}_{number}.ttf"


def make_symbols(debian: Path) -> None:
    """The symbols that Noto Sans and the fonts before them do not have."""
    done = set(TTFont(debian / "NotoSans-Regular.ttf", lazy=True).getBestCmap())
    for name, ranges in SYMBOLS.items():
        font = TTFont(debian / f"{name}.ttf", recalcTimestamp=False)
        wanted = _points(ranges) & set(font.getBestCmap())
        if name.endswith("Regular"):
            wanted -= done
            done |= wanted
        else:
            wanted &= set(TTFont(TARGET / f"{name.replace('Bold', 'Regular')}.ttf").getBestCmap())
        save_subset(font, wanted | {ord(" ")}, (), TARGET / f"{name}.ttf")


def make_chinese(modules: Path, database: Path) -> None:
    """Simplified Chinese: GB 2312, the 8,105 characters of the Table of General Standard Chinese
    Characters (2013), what CLDR lists for the language, and full-width punctuation.
    """
    wanted = {*gb_2312(), *general_standard(database), *exemplars("zh")}
    latin = TTFont(TARGET / "NotoSans-Regular.ttf").getBestCmap()
    wanted -= {c for c in wanted if c.isascii() or (script(c) in OTHER_SCRIPTS and ord(c) in latin)}
    points = set(map(ord, wanted)) | _points(CHINESE_PUNCTUATION) | {ord(" "), 0xA0}
    for name in CHINESE:
        font = TTFont(npm_file(modules, name), recalcTimestamp=False)
        missing = {chr(p) for p in map(ord, wanted) if p not in font.getBestCmap()}
        print(name, "has not", "".join(sorted(missing)) or "none missing")  # noqa: T201
        save_subset(font, points, CHINESE_FEATURES, TARGET / f"{name}.ttf")


def gb_2312() -> Iterator[str]:
    """The characters of GB 2312-80."""
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield from bytes([row, cell]).decode("gb2312", "ignore")


def general_standard(database: Path) -> Iterator[str]:
    """The characters with kTGH of the Unihan database (UAX #38)."""
    with bz2.open(database / "Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if "\tkTGH\t" in line and line.startswith("U+"):
                yield chr(int(line[2 : line.index("\t")], 16))


def exemplars(tag: str) -> Iterator[str]:
    """The characters of a language that `make_exemplars.py` found in CLDR."""
    with EXEMPLARS.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["tag"] == tag:
                yield from (
                    c for item in row["characters"].split() if "U+" not in item for c in item
                )


def save_subset(font: TTFont, points: set[int], features: Iterable[str], target: Path) -> None:
    """A font with these characters alone and ZERO WIDTH SPACE, without hints."""
    options = Options()
    options.hinting = False
    options.layout_features = list(features)
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG", "gasp", "meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    if ZERO_WIDTH_SPACE not in font.getBestCmap():
        add_blank(font)
    font.save(target)


def add_blank(font: TTFont) -> None:
    """Give ZERO WIDTH SPACE a blank glyph, which stands for all characters that are not seen."""
    name = f"uni{ZERO_WIDTH_SPACE:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = Glyph()
    font["hmtx"][name] = (0, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ZERO_WIDTH_SPACE] = name


def _points(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {point for first, last in ranges for point in range(first, last + 1)}


def main(debian: Path, modules: Path, database: Path) -> None:
    """Make all files anew."""
    copy_fonts(debian, modules)
    make_symbols(debian)
    make_chinese(modules, database)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

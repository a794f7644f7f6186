"""Debian's `hb-shape` as judge of glyphs: everything that is asked is asked in one process."""

import json
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby

from fontTools import unicodedata as ucd

from pipeline.render.pdf.glyphs import GlyphRun
from pipeline.render.pdf.shape import _blank_glyph
from pipeline.render.pdf.text import LONGEST_WORD
from tests.render.pdf.exact.alphabets import INVISIBLE, SOFT_HYPHEN, SPACES, alphabets
from tests.render.pdf.exact.lines import SetText, has_hyphen, text_of_runs

CONTEXT = 5
"""Characters on each side of a stretch that HarfBuzz looks at."""

DOUBLE = frozenset("\u035c\u035d\u035e\u035f\u0360\u0361\u0362\u1dcd\u1dfc")
"""Marks over two letters."""
HIGHEST = 2
"""Marks on one letter that real text has. How high a third one stands, or one on a mark over two
letters, is not the same in HarfBuzz 6, which Debian has, and in later ones."""

Glyphs = tuple[tuple[int, int, int], ...]
"""Glyphs from left to right: number, x and y in font units, x from the left of the stretch."""


@dataclass(frozen=True, slots=True)
class Question:
    """A stretch of a line to be shaped at one go."""

    font: str
    language: str
    is_rtl: bool
    is_tabular: bool
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the engine made of a stretch; any of the `scripts` may have led to it."""

    where: str
    question: Question
    scripts: tuple[str, ...]
    glyphs: Glyphs
    is_in_parts: bool
    """Whether it may be of a word that is shaped in parts, so that time grows linearly: what is
    kerned at a seam is not kerned then."""


@cache
def _all_scripts() -> tuple[str, ...]:
    return (*(alphabet.script for alphabet in alphabets()), "Zyyy")


def scripts_of(text: str) -> tuple[str, ...]:
    """The scripts that a text may be shaped in: that of its letters, or any if it has none."""
    found = [str(ucd.script(character)) for character in text]
    strong = tuple(dict.fromkeys(s for s in found if s not in ("Zyyy", "Zinh", "Zzzz")))
    if strong:
        return strong
    return _all_scripts()


def stretches(of: SetText) -> Iterator[Stretch]:
    """Neighbouring runs of one font, level, span and script, for each line of a text."""
    is_in_parts = max(map(len, of.text.split(" "))) > LONGEST_WORD
    for line in of.lines:
        whole = text_of_runs(line.runs)
        position = 0
        for key, group in groupby(line.runs, lambda run: (run.font.name, run.level, run.span)):
            for scripts, runs in _by_script(group):
                text = text_of_runs(runs)
                end = position + len(text)
                is_end = end == len(whole) and has_hyphen(line)
                shown = text[:-1] + "\u2010" if is_end else text
                before = whole[max(position - CONTEXT, 0) : position]
                question = Question(
                    key[0],
                    of.spans[key[2]].language,
                    key[1] % 2 == 1,
                    of.spans[key[2]].is_tabular,
                    shown,
                    before,
                    whole[end : end + CONTEXT],
                )
                glyphs = _placed(runs, is_raised=of.spans[key[2]].is_raised)
                yield Stretch(of.where, question, scripts, glyphs, is_in_parts)
                position = end


def _by_script(runs: Iterable[GlyphRun]) -> Iterator[tuple[tuple[str, ...], list[GlyphRun]]]:
    """Neighbouring runs with the scripts that all of them may be in, as many as can be.

    A word longer than `LONGEST_WORD` is shaped in parts. A mark on a space is shaped without the
    space, which shows only where text runs against the direction of its script.
    """
    waiting: list[GlyphRun] = []
    scripts: tuple[str, ...] = ()
    for run in runs:
        own = scripts_of(text_of_runs([run]))
        shared = tuple(script for script in scripts if script in own)
        is_parted = waiting and (
            not text_of_runs(waiting).endswith(tuple(SPACES)) or _is_mark(run.clusters[0].text[0])
        )
        if waiting and (is_parted or not shared):
            yield scripts, waiting
            waiting, shared = [], ()
        scripts = shared or own
        waiting.append(run)
    if waiting:
        yield scripts, waiting


def _placed(runs: Sequence[GlyphRun], *, is_raised: bool) -> Glyphs:
    left = min(run.x_pt for run in runs)
    found: list[tuple[int, int, int]] = []
    for run in runs:
        offset = (run.x_pt - left) / run.size_pt * run.font.units_per_em
        glyphs = [glyph for cluster in run.clusters for glyph in cluster.glyphs]
        found += [(g.id, round(offset + g.x), 0 if is_raised else g.y) for g in glyphs]
    return tuple(found[::-1] if runs[0].level % 2 else found)


def answers(program: str, questions: Sequence[tuple[Question, str]]) -> list[Glyphs]:
    """What `hb-shape` makes of each question in a script."""
    commands = [_command(question, script) for question, script in questions]
    batch = "".join(f"{';'.join(c)}\n" for c in commands if not _is_long(c))
    rows = iter(_run([program, "--batch"], batch).splitlines())
    return [
        _answer(question, json.loads(_run([program, *c], "") if _is_long(c) else next(rows)))
        for (question, _), c in zip(questions, commands, strict=True)
    ]


def _is_long(command: Sequence[str]) -> bool:
    """Whether a line of a batch has no room for it."""
    return sum(map(len, command)) > 3_500


def _run(command: Sequence[str], text: str) -> str:
    result = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert not result.returncode, result.stderr
    return result.stdout


def _command(question: Question, script: str) -> list[str]:
    options = [
        str(files("pipeline").joinpath(f"fonts/{question.font}.ttf")),
        "--output-format=json",
        "--no-glyph-names",
        "--cluster-level=1",
        f"--invisible-glyph={_blank_glyph(question.font)}",
        f"--language={question.language}",
        f"--script={script}",
        f"--direction={'rtl' if question.is_rtl else 'ltr'}",
        f"--unicodes={_hexadecimal(question.text)}",
    ]
    if question.is_tabular:
        options.append("--features=tnum")
    if question.before:
        options.append(f"--unicodes-before={_hexadecimal(question.before)}")
    if question.after:
        options.append(f"--unicodes-after={_hexadecimal(question.after)}")
    return options


def _hexadecimal(text: str) -> str:
    return ",".join(f"{ord(character):04X}" for character in text)


def _answer(question: Question, row: list[dict[str, int]]) -> Glyphs:
    """Glyphs with places; those of soft hyphens that are not drawn are left out."""
    starts = sorted({glyph["cl"] for glyph in row})
    ends = dict(zip(starts, [*starts[1:], len(question.text)], strict=True))
    pen, placed = 0, []
    for glyph in row:
        if question.text[glyph["cl"] : ends[glyph["cl"]]] != SOFT_HYPHEN:
            placed.append((glyph["g"], pen + glyph["dx"], glyph["dy"]))
        pen += glyph["ax"]
    return tuple(placed)


def disagreements(program: str, found: Iterable[Stretch]) -> list[tuple[Stretch, Glyphs]]:
    """The stretches that `hb-shape` shapes otherwise in every script that is possible."""
    waiting = list(dict.fromkeys(found))
    wrong: list[tuple[Stretch, Glyphs]] = []
    asked = [(stretch, script) for stretch in waiting for script in stretch.scripts]
    given = answers(program, [(stretch.question, script) for stretch, script in asked])
    by_stretch: dict[Stretch, list[Glyphs]] = {}
    for (stretch, _), glyphs in zip(asked, given, strict=True):
        by_stretch.setdefault(stretch, []).append(glyphs)
    for stretch, possible in by_stretch.items():
        if stretch.is_in_parts:
            ids = [glyph for glyph, _, _ in stretch.glyphs]
            is_right = ids in [[glyph for glyph, _, _ in glyphs] for glyphs in possible]
        else:
            is_piled = _is_piled(stretch.question.text)
            is_right = any(_same(stretch.glyphs, glyphs, any_y=is_piled) for glyphs in possible)
        if not is_right:
            wrong.append((stretch, possible[0]))
    return wrong


def _is_piled(text: str) -> bool:
    piles = (len(list(group)) for is_mark, group in groupby(text, _is_mark) if is_mark)
    return not DOUBLE.isdisjoint(text) or any(height > HIGHEST for height in piles)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or character in INVISIBLE


def _same(got: Glyphs, wanted: Glyphs, *, any_y: bool) -> bool:
    """The same glyphs, at the same places to a unit: places of runs are rounded on the way."""
    return len(got) == len(wanted) and all(
        a[0] == b[0] and abs(a[1] - b[1]) <= 1 and (any_y or a[2] == b[2])
        for a, b in zip(got, wanted, strict=True)
    )

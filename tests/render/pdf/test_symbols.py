"""Symbols of glyphs and moves: what they stand for, and that threads do not mix them up."""

from concurrent.futures import ThreadPoolExecutor

from pipeline.render.pdf.fonts import load_font
from pipeline.render.pdf.symbols import Move, Symbols

FONT = load_font("NotoSans-Regular")
A, V = map(FONT.glyph_id, "AV")
WIDE, NARROW = FONT.advance(A), FONT.advance(A) - 40


def test_glyphs_at_their_own_widths_need_no_move() -> None:
    symbols = Symbols(FONT)
    row = symbols.row((A, V), "AV", (WIDE, FONT.advance(V)))
    assert list(symbols.read("".join(row))) == [(A, "A"), (V, "V")]


def test_a_kerned_glyph_is_followed_by_a_move() -> None:
    symbols = Symbols(FONT)
    first, second = symbols.row((A, V), "AV", (NARROW, FONT.advance(V)))
    assert list(symbols.read(first)) == [(A, "A"), Move(40, ")40(")]
    assert list(symbols.read(second)) == [(V, "V")]


def test_a_glyph_to_the_left_stands_between_the_moves_over_it_and_back() -> None:
    symbols = Symbols(FONT)
    (row,) = symbols.row_to_left((A,), ("א",), (NARROW,))
    over, glyph, back = symbols.read(row)
    assert (over, back) == (Move(NARROW, f"{NARROW}("), Move(WIDE, f"){WIDE} "))
    assert glyph == (A, "א")


def test_the_same_glyph_with_another_text_is_another_symbol() -> None:
    symbols = Symbols(FONT)
    first, second, third = symbols.row((A, A, A), "abc", (WIDE, WIDE, WIDE))
    assert len({first, second, third}) == 3
    assert symbols.row((A,), "a", (WIDE,)) == [first]


def test_threads_agree_on_symbols() -> None:
    symbols = Symbols(FONT)
    texts = [chr(0x400 + n) for n in range(200)]

    def rows(_: int) -> list[str]:
        return symbols.row([A] * len(texts), texts, [WIDE] * len(texts))

    with ThreadPoolExecutor(8) as pool:
        for row in pool.map(rows, range(64)):
            assert [text for _, text in symbols.read("".join(row))] == texts

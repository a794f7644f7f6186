"""Texts in each format are the texts again; inline markup is the format's own."""

from hypothesis import given

from pipeline.exchange.exchanged import Exchanged
from pipeline.exchange.tmx import parse_tmx, tmx_bytes
from pipeline.exchange.xliff import parse_xliff, xliff_bytes
from tests.exchange.strategies import texts


@given(texts())
def test_xliff_gives_back_what_it_was_given(value: Exchanged) -> None:
    assert parse_xliff(xliff_bytes(value), "a.xlf") == value


@given(texts())
def test_tmx_gives_back_what_it_was_given(value: Exchanged) -> None:
    assert parse_tmx(tmx_bytes(value), "a.tmx") == value

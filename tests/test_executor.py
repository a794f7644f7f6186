"""Work in several processes gives what it gives in one."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import RenderError
from pipeline.executor import LEAST_ITEMS, InThisProcess, Lost, Processes, processes
from pipeline.messages import message

MANY = range(2 * LEAST_ITEMS)


def scaled(factor: int, item: int) -> int:
    return factor * item


def process_of(_: None, __: int) -> int:
    return os.getpid()


def folder_of(_: None, __: int) -> str:
    return str(Path.cwd())


def refused(worst: int, item: int) -> int:
    if item == worst:
        raise RenderError(message("No glyph for {item}.", item=item), where="a.pdf")
    return item


def dies(_: None, item: int) -> int:
    if item == 3:
        os._exit(1)
    return item


def dies_once(folder: Path, item: int) -> int:
    """Dies of each third item at the first time."""
    mark = folder / str(item)
    if item % 3 == 0 and not mark.exists():
        mark.touch()
        os._exit(1)
    return item


@given(st.lists(st.integers(), max_size=3 * LEAST_ITEMS), st.integers())
def test_the_results_come_in_the_order_of_the_items(items: list[int], factor: int) -> None:
    assert list(InThisProcess().map(scaled, factor, items)) == [factor * n for n in items]


def test_several_processes_give_the_same_in_the_same_order() -> None:
    with processes(2) as executor:
        assert list(executor.map(scaled, 3, MANY)) == [3 * n for n in MANY]
        assert os.getpid() not in executor.map(process_of, None, MANY)


def test_little_work_is_done_here() -> None:
    with processes(2) as executor:
        assert set(executor.map(process_of, None, range(LEAST_ITEMS - 1))) == {os.getpid()}


def test_one_job_needs_no_process() -> None:
    with processes(1) as executor:
        assert set(executor.map(process_of, None, MANY)) == {os.getpid()}


def test_a_worker_is_in_the_folder_of_its_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with processes(2) as executor:
        assert set(executor.map(folder_of, None, MANY)) == {str(tmp_path)}


def test_an_error_comes_back_with_its_sentence_and_place() -> None:
    with processes(2) as executor, pytest.raises(RenderError) as caught:
        list(executor.map(refused, 5, MANY))
    assert caught.value.text == message("No glyph for {item}.", item=5)
    assert caught.value.where == "a.pdf"


def test_what_a_dead_process_leaves_is_done_again(tmp_path: Path) -> None:
    with processes(2) as executor:
        assert list(executor.map(dies_once, tmp_path, MANY)) == list(MANY)


def test_what_kills_every_process_is_given_up_and_the_rest_is_done() -> None:
    with processes(2) as executor:
        found = list(executor.map(dies, None, MANY))
    assert found == [Lost() if item == 3 else item for item in MANY]


def test_where_no_process_can_be_started_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.executor._begin", os._exit)
    executor = Processes(2)
    try:
        assert set(executor.map(process_of, None, MANY)) == {os.getpid()}
    finally:
        executor.close()
